"""What PostgreSQL keeps for the timeline and Django does not know: dates, and words typed."""

import re
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Value

WORD = re.compile(r"[^\W_]+")


class DatesField(models.Field):
    """All the days of an entry, a datemultirange written by the database alone."""

    description = "Jours"

    def db_type(self, connection: Any) -> str:
        return "datemultirange"


@DatesField.register_lookup
class Overlap(models.Lookup):
    """dates__overlap=(first, last): some day in common, both included; None is unbounded."""

    lookup_name = "overlap"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        first, last = self.rhs
        column, params = self.process_lhs(compiler, connection)
        return f"{column} && daterange(%s::date, %s::date, '[]')", (*params, first, last)


@DatesField.register_lookup
class LastDay(models.Transform):
    """dates__last: the last day, None where the end is open."""

    lookup_name = "last"
    output_field = models.DateField()
    template = "(upper(%(expressions)s) - 1)"


class Words(SearchQuery):
    """Every word typed, or its beginning, whatever its accents, its plural or its elision."""

    def __init__(self, typed: str) -> None:
        super().__init__(Value(words_of(typed), output_field=ArrayField(models.TextField())))
        self.function = "timeline_query"


def words_of(typed: str) -> list[str]:
    return WORD.findall(typed)
