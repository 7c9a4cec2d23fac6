"""Rules between rows, which no constraint can say: triggers that refuse like one, in French."""

from typing import Any

import pgtrigger
from django.db.models import Model


class RowRule(pgtrigger.Trigger):
    """Refuse a row where « broken », a condition in SQL over NEW and OLD, holds.

    The refusal carries the name <app>_<model>_<rule>, by which its French message is found.
    Before the condition, « locks » (statements in PL/pgSQL) makes others wait who could change
    what it reads.
    """

    when = pgtrigger.Before
    operation = pgtrigger.Insert | pgtrigger.Update

    def __init__(self, *, name: str, broken: str, message: str, locks: str = "", **options: Any):
        super().__init__(name=name, **options)
        self.broken, self.message, self.locks = broken, message, locks

    def constraint_name(self, model: Any) -> str:
        return f"{model._meta.app_label}_{model._meta.model_name}_{self.name}"

    def get_func(self, model: Any) -> str:
        name = self.constraint_name(model)
        return f"""
            {self.locks}
            IF {self.broken} THEN
                RAISE EXCEPTION 'row % breaks {name}', COALESCE(NEW, OLD)
                    USING ERRCODE = 'check_violation', CONSTRAINT = '{name}';
            END IF;
            RETURN COALESCE(NEW, OLD);
        """


def same_owner(
    name: str, *, through: str, table: str, owner: str, own: str | None = None, message: str
) -> RowRule:
    """The row that the column « through » names in a table has the same owner as this one.

    owner: the column of that table that names its owner; own: the column here, where it is
    called otherwise.
    """
    return RowRule(
        name=name,
        condition=pgtrigger.Condition(f"NEW.{through} IS NOT NULL"),
        broken=f"""NOT EXISTS (
            SELECT FROM {table} other
            WHERE other.id = NEW.{through} AND other.{owner} = NEW.{own or owner}
        )""",
        message=message,
    )


def unchanged(*columns: str, message: str) -> RowRule:
    """These columns keep what they were first given."""
    before, after = (", ".join(f"{row}.{column}" for column in columns) for row in ("OLD", "NEW"))
    return RowRule(
        name="unchanged",
        operation=pgtrigger.Update,
        broken=f"({after}) IS DISTINCT FROM ({before})",
        message=message,
    )


def rule_messages(model: type[Model]) -> dict[str, str]:
    """The French message of each rule of a model, by the name that its refusal carries."""
    rules = getattr(model._meta, "triggers", [])
    return {rule.constraint_name(model): rule.message for rule in rules if type(rule) is RowRule}
