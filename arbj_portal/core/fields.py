"""Model fields that several rooms need."""

from typing import Any, cast

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from arbj_portal.core.roles import Visibility


class ChoiceField(models.CharField):
    """One of an enumeration's values, checked by the database whoever writes it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        column = connection.ops.quote_name(cast("str", self.column))
        values = [value for value, _ in self.flatchoices]
        if self.blank and "" not in values:
            values.append("")
        listed = ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
        return f"{column} IN ({listed})"


def visibility_field() -> ChoiceField:
    """Who may read the row: the partners, until somebody says otherwise."""
    return ChoiceField("visibilité", choices=Visibility, default=Visibility.PARTNERS)
