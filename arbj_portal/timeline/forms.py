"""The filters of the timeline; their names in the address are French and held stable."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.choices import flatten_choices
from django.utils.text import Truncator

from arbj_portal.core.forms import FilterForm
from arbj_portal.core.period_fields import PeriodFormField
from arbj_portal.core.periods import FIRST_YEAR, LAST_YEAR
from arbj_portal.timeline.choices import offered
from arbj_portal.timeline.fields import words_of
from arbj_portal.timeline.models import TimelineEntryQuerySet

IGNORED = "Ce choix n’existe pas ou ne vous est pas ouvert\xa0: ce filtre est laissé de côté."
OLDEST_FIRST = "ancien"


class ActiveFilter(NamedTuple):
    label: str
    text: str
    without: str  # the address of the timeline without this filter


class OfferedField(forms.ChoiceField):
    """One of what the user may see; what exists but is hidden is refused like the rest."""

    def __init__(self, label: str, nothing: str) -> None:
        super().__init__(label=label, required=False, error_messages={"invalid_choice": IGNORED})
        self.nothing = nothing


class YearField(forms.IntegerField):
    """Any year; those that hold something are offered."""

    def __init__(self) -> None:
        super().__init__(
            label="Année",
            required=False,
            widget=forms.Select,
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            error_messages={"invalid": "Écrivez une année, comme 2014."},
        )


class TimelineFilter(FilterForm):
    """What to show of the timeline. A filter that makes no sense says so, and filters nothing."""

    MORE = ("entente", "organisme", "instance", "du", "au")

    q = forms.CharField(
        label="Mots",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    type = OfferedField("Type", "Tous les types")
    objectif = OfferedField("Objectif", "Tous les objectifs")
    annee = YearField()
    entente = OfferedField("Entente", "Toutes les ententes")
    organisme = OfferedField("Organisme", "Tous les organismes")
    instance = OfferedField("Instance", "Toutes les instances")
    du = PeriodFormField(
        label="À partir de",
        help_text="Par exemple mai\xa02014",
        required=False,
        single=True,
        bounded=True,
    )
    au = PeriodFormField(
        label="Jusqu’à",
        help_text="Par exemple 29\xa0mai 2014",
        required=False,
        single=True,
        bounded=True,
    )
    ordre = forms.ChoiceField(
        label="Ordre",
        required=False,
        choices=[("", "Le plus récent d’abord"), (OLDEST_FIRST, "Le plus ancien d’abord")],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": "Cet ordre n’existe pas."},
    )

    def __init__(self, data: Any, *, user: Any) -> None:
        super().__init__(data)
        self.user = user
        choices = offered(user)
        for name, field in self.fields.items():
            if isinstance(field, OfferedField):
                field.choices = [("", field.nothing), *choices[name]]
        self.fields["annee"].widget.choices = self.years(choices["annee"])

    def years(self, known: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """Those that hold something, and the one that was asked for."""
        asked = self.data.get("annee", "")
        others = [(asked, asked)] if asked.isdigit() and (asked, asked) not in known else []
        return [("", "Toutes"), *others, *known]

    def clean_q(self) -> str:
        typed = self.cleaned_data["q"]
        if typed and not words_of(typed):
            raise ValidationError("Écrivez au moins un mot.", code="invalid")
        return typed

    def clean(self) -> None:
        first, last = self.cleaned_data.get("du"), self.cleaned_data.get("au")
        if first and last and first.starts_on > last.ends_on:
            self.add_error("au", "La fin précède le début.")

    @property
    def oldest_first(self) -> bool:
        return self.given.get("ordre") == OLDEST_FIRST

    def filter(self, entries: TimelineEntryQuerySet) -> TimelineEntryQuerySet:
        """Those of the entries (already the user's own) that every filter lets through."""
        given = self.given
        columns = {"type": "kind", "entente": "agreement", "instance": "committee"}
        entries = entries.filter(
            **{column: given[name] for name, column in columns.items() if name in given}
        )
        if "objectif" in given:
            entries = entries.serving(given["objectif"], self.user)
        if "organisme" in given:
            entries = entries.involving(given["organisme"], self.user)
        if year := given.get("annee"):
            entries = entries.during(date(year, 1, 1), date(year, 12, 31))
        if "du" in given or "au" in given:
            first, last = given.get("du"), given.get("au")
            entries = entries.during(first and first.starts_on, last and last.ends_on)
        return entries.saying(given["q"]) if "q" in given else entries

    def address(self, **changes: str) -> str:
        """The timeline as it is filtered now, but for these changes; an empty one takes away."""
        asked = {name: self.data[name] for name in self.given} | changes
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{reverse('timeline')}?{query}" if query else reverse("timeline")

    def active(self) -> Iterator[ActiveFilter]:
        """Each filter that holds, in words, with the address that takes it away."""
        for field in self.visible_fields():
            if field.name in self.given:
                yield ActiveFilter(field.label, self.told(field), self.address(**{field.name: ""}))

    def told(self, field: forms.BoundField) -> str:
        value = self.given[field.name]
        if field.name == "q":
            return f"«\xa0{value}\xa0»"
        if isinstance(field.field, OfferedField):
            labels = dict(flatten_choices(field.field.choices))
            return Truncator(labels[value]).words(8, truncate="…")
        return str(value)

    def first_fields(self) -> list[forms.BoundField]:
        return [field for field in self.useful_fields() if field.name not in self.MORE]

    def more_fields(self) -> list[forms.BoundField]:
        return [field for field in self.useful_fields() if field.name in self.MORE]

    @property
    def shows_more(self) -> bool:
        """Whether one of the filters that stand folded away is in use."""
        return any(name in self.given or name in self.errors for name in self.MORE)

    def useful_fields(self) -> Iterator[forms.BoundField]:
        """All but those that have nothing to choose from."""
        for field in self.visible_fields():
            choices = getattr(field.field.widget, "choices", None)
            if choices is None or len(list(choices)) > 1 or field.errors:
                yield field
