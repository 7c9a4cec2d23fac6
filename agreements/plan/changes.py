"""What taking a plan read from a workbook would change of the plan that stands."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from agreements.models import Action, Agreement, Objective
from agreements.plan.workbook import COLUMNS
from arbj_portal.core.periods import Period
from members.models import Organization, Person

type PlanRow = dict[str, Any]
"""A line read, as it is kept in JSON: objective, organization and person are keys, number may be
None, period is EDTF, status a value of Action.Status, the rest texts."""

WRITTEN = tuple(column for column in COLUMNS if column.name not in {"objective", "number"})
GONE = (
    "Un objectif, un organisme ou une personne de ce classeur n’est plus au portail : "
    "importez-le de nouveau."
)


@dataclass(frozen=True)
class Difference:
    """What a column says before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Addition:
    """An action to come; fields: as its row takes them."""

    objective: Objective
    number: int
    fields: dict[str, Any]
    told: list[tuple[str, str]]  # each column that says something, the text first

    @property
    def reference(self) -> str:
        return f"{self.objective.position}.{self.number}"

    @property
    def rest(self) -> list[tuple[str, str]]:
        """What it says besides its text."""
        return self.told[1:]


@dataclass(frozen=True)
class Change:
    action: Action
    fields: dict[str, Any]
    differences: list[Difference]


@dataclass(frozen=True)
class Changes:
    """absent: actions of the plan of which the workbook says nothing, and which stay."""

    added: list[Addition]
    changed: list[Change]
    unchanged: int
    absent: list[Action]

    @property
    def are_none(self) -> bool:
        return not self.added and not self.changed

    @property
    def digest(self) -> str:
        """The same for the same changes: whoever agreed to them agreed to these and no others."""
        added = [[row.reference, row.told] for row in self.added]
        changed = [
            [row.action.pk, row.action.version, [[d.label, d.after] for d in row.differences]]
            for row in self.changed
        ]
        return hashlib.sha256(json.dumps([added, changed]).encode()).hexdigest()


def changes_of(agreement: Agreement, rows: Iterable[PlanRow]) -> Changes:
    """Compare with the plan as it stands; a ValidationError where rows name what is gone."""
    rows = list(rows)
    standing = {
        (action.objective_id, action.number): action
        for action in Action.objects.of_agreement(agreement).select_related("objective")
    }
    objectives = agreement.objectives.in_bulk()
    if any(row["objective"] not in objectives for row in rows):
        raise ValidationError(GONE)
    names = Names.of(rows, standing.values())
    added, changed, met = [], [], set()
    for row, number in numbered(rows, standing):
        fields = fields_of(row)
        met.add((row["objective"], number))
        action = standing.get((row["objective"], number))
        if action is None:
            told = [(column.label, names.told(column.name, fields)) for column in WRITTEN]
            objective = objectives[row["objective"]]
            added.append(Addition(objective, number, fields, [cell for cell in told if cell[1]]))
        elif differences := list(names.differences(action, fields)):
            changed.append(Change(action, fields, differences))
    absent = [action for key, action in standing.items() if key not in met]
    return Changes(added, changed, len(rows) - len(added) - len(changed), absent)


def numbered(
    rows: list[PlanRow], standing: Iterable[tuple[int, int]]
) -> Iterator[tuple[PlanRow, int]]:
    """Each row with its number; those without one follow the last of their objective."""
    last: dict[int, int] = {}
    given = [(row["objective"], row["number"]) for row in rows if row["number"]]
    for objective, number in (*standing, *given):
        last[objective] = max(number, last.get(objective, 0))
    for row in rows:
        number = row["number"]
        if number is None:
            number = last[row["objective"]] = last.get(row["objective"], 0) + 1
        yield row, number


def fields_of(row: PlanRow) -> dict[str, Any]:
    """What is written to the action."""
    return {
        "text": row["text"],
        "organization_id": row["organization"],
        "person_id": row["person"],
        "partners": row["partners"],
        "period": Period.from_edtf(row["period"]) if row["period"] else None,
        "means": row["means"],
        "indicator": row["indicator"],
        "status": row["status"],
        "progress": row["progress"],
    }


@dataclass(frozen=True)
class Names:
    """What organisations and people are called, read once."""

    organizations: dict[int, Organization]
    people: dict[int, Person]

    @classmethod
    def of(cls, rows: list[PlanRow], actions: Iterable[Action]) -> "Names":
        actions = list(actions)
        organizations = {row["organization"] for row in rows} - {None}
        people = {row["person"] for row in rows} - {None}
        known = cls(
            Organization.objects.in_bulk(organizations | {row.organization_id for row in actions}),
            Person.objects.in_bulk(people | {row.person_id for row in actions}),
        )
        if organizations - known.organizations.keys() or people - known.people.keys():
            raise ValidationError(GONE)
        return known

    def told(self, name: str, fields: dict[str, Any]) -> str:
        """What a column says, as people read it."""
        match name:
            case "organization":
                return str(self.organizations.get(fields["organization_id"], ""))
            case "person":
                return str(self.people.get(fields["person_id"], ""))
            case "status":
                return Action.Status(fields["status"]).label
            case _:
                return str(fields[name] or "")

    def differences(self, action: Action, fields: dict[str, Any]) -> Iterator[Difference]:
        today = {name: getattr(action, name) for name in fields}
        for column in WRITTEN:
            before, after = self.told(column.name, today), self.told(column.name, fields)
            if before != after:
                yield Difference(column.label, before, after)
