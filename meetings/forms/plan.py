"""The page on which meetings to come are prepared: facts, what they start from, days."""

import re
from contextlib import suppress
from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst

from arbj_portal.core.form_layout import DateInput
from arbj_portal.core.forms import PortalForm
from arbj_portal.core.typography import weekday_date_text
from meetings.forms.facts import FactsForm
from meetings.models import AgendaModel, Meeting
from meetings.records import PointEntry
from meetings.recurrence import MOST_DATES, Frequency, Rule
from meetings.starting import facts_of, points_of_meeting, points_of_model, previous_meeting
from members.models import Committee

PREVIOUS, MODEL = "precedente", re.compile(r"modele-(\d{1,9})")
DAYS = "jours"
TWICE = "Cette date est déjà parmi les autres."


class PlanFactsForm(FactsForm):
    """What is known of a meeting to come."""

    proposals_until = forms.DateField(
        label="Points proposés jusqu’au",
        required=False,
        widget=DateInput,
        help_text="Une fois convoquées, les personnes qui siègent peuvent proposer un point "
        "jusqu’à ce jour. Sans date, elles ne le peuvent pas.",
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        if meeting and meeting.is_called:
            self.fields[
                "date"
            ].help_text = "Une autre date efface les réponses reçues : on y répond de nouveau."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, until = cleaned.get("date"), cleaned.get("proposals_until")
        if day and until and until > day:
            self.add_error("proposals_until", "Au plus tard le jour de la rencontre.")
        return cleaned

    def values(self) -> dict[str, Any]:
        return super().values() | {"proposals_until": self.cleaned_data["proposals_until"]}


class StartForm(PortalForm):
    """What the agenda of a meeting starts from."""

    start = forms.ChoiceField(
        label="Partir de",
        required=False,
        help_text="La rencontre précédente donne aussi ses heures, son lieu et son mode.",
    )

    def __init__(self, *args: Any, committee: Committee | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.committee = committee
        models = AgendaModel.objects.all()
        if committee:
            models = models.serving(committee)
        self.fields["start"].choices = [
            ("", "Rien : un ordre du jour vide"),
            (PREVIOUS, "La rencontre précédente de l’instance"),
            *((f"modele-{model.pk}", f"Modèle : {model}") for model in models),
        ]

    @property
    def chosen(self) -> str:
        """What is chosen, where it is offered."""
        value = self["start"].value() or ""
        return value if value in dict(self.fields["start"].choices) else ""

    @cached_property
    def source(self) -> Meeting | AgendaModel | None:
        if self.chosen == PREVIOUS:
            return previous_meeting(self.committee) if self.committee else None
        found = MODEL.fullmatch(self.chosen)
        return AgendaModel.objects.get(pk=found[1]) if found else None

    def clean_start(self) -> str:
        start = self.cleaned_data["start"]
        if start == PREVIOUS and self.source is None:
            raise forms.ValidationError(
                "Cette instance n’a pas encore de rencontre convoquée ou tenue."
                if self.committee
                else "Choisissez d’abord l’instance."
            )
        return start

    @cached_property
    def points(self) -> list[PointEntry]:
        if isinstance(self.source, Meeting):
            return points_of_meeting(self.source)
        return points_of_model(self.source) if self.source else []


class RepeatForm(PortalForm):
    """How often the same meeting comes again."""

    frequency = forms.ChoiceField(
        label="Répétition",
        choices=[
            ("", "Une seule rencontre"),
            (Frequency.MONTHS, "Au même rang du mois (le 2e mardi, par exemple)"),
            (Frequency.WEEKS, "Le même jour de la semaine"),
        ],
        required=False,
    )
    every = forms.IntegerField(
        label="Intervalle",
        min_value=1,
        max_value=12,
        initial=1,
        help_text="1 : chaque mois ou chaque semaine.",
    )
    count = forms.IntegerField(
        label="Nombre de rencontres",
        min_value=2,
        max_value=MOST_DATES,
        required=False,
        help_text=f"{MOST_DATES} au plus, la première comprise.",
    )
    until = forms.DateField(
        label="Ou jusqu’au",
        required=False,
        widget=DateInput,
        help_text="La dernière date possible.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_open = not (cleaned.get("count") or cleaned.get("until"))
        if cleaned.get("frequency") and is_open and not self.errors:
            self.add_error("count", "Donnez un nombre de rencontres, ou une dernière date.")
        return cleaned

    @property
    def opens(self) -> bool:
        return bool(self["frequency"].value() or self.errors)

    @property
    def rule(self) -> Rule | None:
        """The rule of a form that is valid; None where the meeting comes once."""
        frequency = self.cleaned_data.get("frequency")
        return Rule(Frequency(frequency), self.cleaned_data["every"]) if frequency else None

    def later_dates(self, first: date) -> list[date]:
        """Those that the rule proposes after the first one."""
        if self.rule is None:
            return []
        return self.rule.dates(
            first,
            until=self.cleaned_data["until"],
            count=self.cleaned_data["count"] or MOST_DATES,
        )[1:]


class DayForm(PortalForm):
    """A date that the rule proposed: kept or not, and to be changed."""

    is_kept = forms.BooleanField(label="Garder cette date", required=False)
    date = forms.DateField(label="Date", required=False, widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        with suppress(forms.ValidationError):
            if day := self.fields["date"].clean(self["date"].value()):
                self.fields["is_kept"].label = capfirst(weekday_date_text(day))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not cleaned.get("is_kept") or "date" in self.errors:
            return cleaned
        day = cleaned.get("date")
        if day is None:
            self.add_error("date", "Donnez la date, ou ne la gardez pas.")
        elif day < timezone.localdate():
            self.add_error("date", "Cette date est passée.")
        return cleaned


class BaseDayFormSet(forms.BaseFormSet):
    row_label = "Date"

    def clean(self) -> None:
        seen = set()
        for form in self.kept_rows:
            day = form.cleaned_data.get("date")
            if day and day in seen:
                form.add_error("date", TWICE)
            seen.add(day)

    @property
    def kept_rows(self) -> list[DayForm]:
        """A row that says nothing, neither ticked nor dated, has no cleaned data."""
        return [form for form in self.forms if form.cleaned_data.get("is_kept")]

    @property
    def kept(self) -> list[date]:
        return [form.cleaned_data["date"] for form in self.kept_rows]


DayFormSet = forms.formset_factory(
    DayForm,
    formset=BaseDayFormSet,
    extra=0,
    max_num=MOST_DATES,
    absolute_max=MOST_DATES,
    validate_max=True,
)


class MeetingPlan:
    """The page of a meeting that is not planned yet; two of its buttons only fill it further.

    « Reprendre » (remplir) brings what the start gives to whatever nobody typed; « Proposer les
    dates » (proposer) lists those of the rule. Of a rule, meetings are made once its dates were
    seen.
    """

    def __init__(
        self, *, initial: dict[str, Any], start: str = "", data: QueryDict | None = None
    ) -> None:
        self.data = data.copy() if data is not None else None
        self.facts = PlanFactsForm(self.data, initial=initial)
        self.start = StartForm(
            self.data, committee=self.facts.peek("committee"), initial={"start": start}
        )
        if self.data is None or "remplir" in self.data:
            self.fill()
        self.repeat = RepeatForm(self.data)
        asks_for_dates = self.asks_for_dates
        if asks_for_dates:
            self.propose_dates()
        self.days = DayFormSet(self.data if self.repeats else None, prefix=DAYS)
        is_sent = self.data is not None
        self.is_final = is_sent and not asks_for_dates and "remplir" not in self.data
        if is_sent and not self.is_final:
            self.hush(wants_date=asks_for_dates)

    @property
    def has_days(self) -> bool:
        return self.data is not None and f"{DAYS}-TOTAL_FORMS" in self.data

    @property
    def repeats(self) -> bool:
        """Whether there are dates to keep or not."""
        return self.has_days and bool(self.data.get("frequency"))

    @property
    def asks_for_dates(self) -> bool:
        """Whether the button was pressed, or a rule given whose dates nobody has seen."""
        if self.data is None or "remplir" in self.data:
            return False
        return "proposer" in self.data or bool(self.data.get("frequency") and not self.has_days)

    def fill(self) -> None:
        """Take from the meeting before it what nobody typed."""
        if not isinstance(self.start.source, Meeting):
            return
        for name, value in facts_of(self.start.source).items():
            bound = self.facts[name]
            if self.data is None:
                self.facts.initial[name] = value
            elif bound.value() in (None, "", bound.initial):
                self.data[name] = as_typed(bound, value)
        self.facts = PlanFactsForm(self.data, initial=self.facts.initial)

    def propose_dates(self) -> None:
        """List the dates of the rule, each kept until somebody unticks it."""
        first = self.facts.peek("date")
        if not self.repeat.is_valid() or first is None:
            return
        for name in [name for name in self.data if name.startswith(f"{DAYS}-")]:
            del self.data[name]
        days = self.repeat.later_dates(first)
        self.data[f"{DAYS}-TOTAL_FORMS"], self.data[f"{DAYS}-INITIAL_FORMS"] = str(len(days)), "0"
        for index, day in enumerate(days):
            self.data[f"{DAYS}-{index}-is_kept"] = "on"
            self.data[f"{DAYS}-{index}-date"] = day.isoformat()

    def hush(self, *, wants_date: bool) -> None:
        """Show what was typed without judging it yet, but for what the button needs."""
        unjudged = [self.facts, self.start, *([] if wants_date else [self.repeat])]
        for form in unjudged:
            form._errors, form.cleaned_data = ErrorDict(), {}
        if wants_date and self.facts.peek("date") is None:
            self.facts.add_error("date", "Donnez la date de la première rencontre.")

    @property
    def sources(self) -> list[Any]:
        return [self.facts, self.start, self.repeat, self.days]

    def is_valid(self) -> bool:
        parts = [self.facts, self.start, self.repeat, *([self.days] if self.repeats else [])]
        if [part for part in parts if not part.is_valid()]:
            return False
        first, *others = self.all_days
        if first in others:
            self.facts.add_error("date", TWICE)
        return first not in others

    @property
    def all_days(self) -> list[date]:
        """The days of the meetings to make, the first one included."""
        return [self.facts.cleaned_data["date"], *(self.days.kept if self.repeats else [])]

    @property
    def rule_text(self) -> str:
        """The rule in words, once it and its first date are known."""
        first = self.facts.peek("date")
        rule = self.repeat.rule if self.repeats and self.repeat.is_valid() else None
        return rule.text(first) if rule and first else ""


def as_typed(bound: forms.BoundField, value: Any) -> str:
    """A value as the control of a field would send it."""
    text = bound.field.widget.format_value(bound.field.prepare_value(value))
    if isinstance(text, list):
        text = text[0] if text else ""
    return text or ""
