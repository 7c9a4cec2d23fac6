"""Periods in models and in forms; their column holds canonical EDTF text.

Lookups: `period__overlaps=(first, last)` (dates, both included; None is unbounded), and the
transforms `period__starts_on` (to order by) and `period__dates` (a datemultirange).
"""

from typing import Any

from django import forms
from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.text import format_lazy

from arbj_portal.core.periods import LONGEST_EDTF, Period, PeriodError


class PeriodFormField(forms.CharField):
    """A period typed in French; static/js/period.js shows beside it how it was understood.

    single: one span only. bounded: with a start and an end.
    """

    def __init__(self, *, single: bool = False, bounded: bool = False, **kwargs: Any) -> None:
        self.single, self.bounded = single, bounded
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """A Period, or None."""
        if isinstance(value, Period):
            return value
        text = super().to_python(value)
        if not text:
            return None
        try:
            return Period.parse(text, single=self.single, bounded=self.bounded)
        except PeriodError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value.text if isinstance(value, Period) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        rules = f"seule={self.single:d}&bornee={self.bounded:d}"
        return super().widget_attrs(widget) | {
            "inputmode": "text",
            "autocomplete": "off",
            "data-period": format_lazy("{}?{}", reverse_lazy("period_preview"), rules),
        }


class PeriodField(models.CharField):
    """A Period in Python, canonical EDTF in the database; see also period_is_valid()."""

    description = "Période en EDTF"
    _pyi_private_set_type: Any  # for the type checker, which reads str from CharField
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONGEST_EDTF)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Period | None:
        return None if value is None else Period.from_edtf(value)

    def to_python(self, value: Any) -> Period | None:
        if value in self.empty_values:
            return None
        if isinstance(value, Period):
            return value
        try:
            return Period.from_edtf(str(value))
        except PeriodError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> str | None:
        period = self.to_python(models.Field.get_prep_value(self, value))
        return period.edtf if period else None

    def value_to_string(self, obj: models.Model) -> Any:
        return self.get_prep_value(self.value_from_object(obj))

    def run_validators(self, value: Period | None) -> None:
        super().run_validators(self.get_prep_value(value))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PeriodFormField, "max_length": None} | kwargs)


class MultirangeOfDates(models.Field):
    """What edtf_dates() gives; for expressions only."""

    def db_type(self, connection: Any) -> str:
        return "datemultirange"


@PeriodField.register_lookup
class Dates(models.Transform):
    lookup_name = "dates"
    function = "edtf_dates"
    output_field = MultirangeOfDates()


@PeriodField.register_lookup
class StartsOn(models.Transform):
    lookup_name = "starts_on"
    function = "edtf_start"
    output_field = models.DateField()


@PeriodField.register_lookup
class Overlaps(models.Lookup):
    """The period shares a day with (first, last); nothing does when last precedes first."""

    lookup_name = "overlaps"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        first, last = self.rhs
        if first and last and first > last:
            raise EmptyResultSet
        column, params = self.process_lhs(compiler, connection)
        return (
            f"edtf_dates({column}) && daterange(%s::date, %s::date, '[]')",
            (*params, first, last),
        )


def period_is_valid(field: str, *, name: str) -> models.CheckConstraint:
    """The column holds canonical EDTF, whoever writes it; null passes where the column takes it."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__dates__isnull": False}),
        violation_error_message="La période n’est pas valide.",
    )
