"""The indicators of an objective, as lines."""

from typing import Any

from django import forms

from agreements.actions.dates import is_to_come
from agreements.forms.lines import LineForm, Lines, LinesForm
from agreements.forms.parts import keep_progress_only
from arbj_portal.core.period_fields import PeriodFormField


def number_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )


class IndicatorLineForm(LineForm):
    """An indicator; what is aimed at is the administration's to say."""

    name = forms.CharField(label="Indicateur", max_length=200)
    unit = forms.CharField(
        label="Unité",
        max_length=60,
        required=False,
        help_text="« personnes », « rencontres », « % »",
    )
    target = number_field("Cible")
    actual = number_field("Résultat")
    measured = PeriodFormField(label="Mesuré quand", single=True, bounded=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_progress_only(self, "name", "unit", "target")

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if is_to_come(fields.get("measured")):
            self.add_error("measured", "Cette date est à venir : rien n’y est encore mesuré.")
        elif fields.get("measured") and "actual" not in self.errors and fields["actual"] is None:
            self.add_error("actual", "Donnez le résultat mesuré, ou videz la date.")
        return fields


class IndicatorLines(Lines):
    form = IndicatorLineForm
    rows = "indicators"
    row_label = "Indicateur"
    add_label = "Ajouter un indicateur"


class IndicatorsForm(LinesForm):
    lines_class = IndicatorLines
