"""The facts of a meeting: which committee, when, where, how, and its minutes as a file."""

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.models import Agreement, Objective
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import DateInput, TimeInput
from arbj_portal.core.forms import PortalForm, SubmissionMixin
from meetings.forms.rows import INCOMPLETE
from meetings.models import Meeting
from members.models import Committee

FACTS = (
    "committee",
    "agreement",
    "title",
    "kind",
    "mode",
    "date",
    "starts_at",
    "ends_at",
    "place",
    "link",
)


class AgreementSelect(forms.Select):
    """Its options know their committee, so that choosing that one proposes the agreement."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        committee = getattr(getattr(value, "instance", None), "committee_id", None)
        if committee:
            option["attrs"]["data-committee"] = str(committee)
        return option


class FactsForm(SubmissionMixin, PortalForm):
    """What is told of a meeting, to come or held."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )
    committee = forms.ModelChoiceField(
        Committee.objects.all(), label="Instance", empty_label="Choisir…"
    )
    agreement = forms.ModelChoiceField(
        Agreement.objects.all(),
        label="Entente",
        empty_label="Aucune",
        required=False,
        widget=AgreementSelect,
        help_text="Les parties de l’entente lisent ce qui est réservé aux partenaires.",
    )
    title = forms.CharField(label="Titre", max_length=200)
    kind = forms.ChoiceField(label="Type", choices=Meeting.Kind, initial=Meeting.Kind.ORDINARY)
    date = forms.DateField(label="Date", widget=DateInput)
    starts_at = forms.TimeField(label="Début", required=False, widget=TimeInput)
    ends_at = forms.TimeField(label="Fin", required=False, widget=TimeInput)
    mode = forms.ChoiceField(
        label="Mode",
        choices=[("", "Non précisé"), *Meeting.Mode.choices],
        required=False,
        initial=Meeting.Mode.IN_PERSON,
    )
    place = forms.CharField(label="Lieu", max_length=200, required=False)
    link = forms.URLField(
        label="Lien de la visioconférence",
        max_length=200,
        required=False,
        assume_scheme="https",
        help_text="Le public ne le voit pas.",
    )

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        initial = meeting_facts(meeting) if meeting else {}
        kwargs["initial"] = initial | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.meeting = meeting

    def peek(self, name: str) -> Any:
        """The value of a field as far as it is known, before the form is judged."""
        field, value = self.fields[name], self[name].value()
        try:
            return field.clean(field.prepare_value(value))
        except ValidationError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("starts_at"), cleaned.get("ends_at")
        if end and not start and "starts_at" in cleaned:
            self.add_error("starts_at", "Donnez aussi l’heure du début.")
        if isinstance(start, time) and isinstance(end, time) and end <= start:
            self.add_error("ends_at", "La fin vient après le début.")
        if self.meeting and cleaned.get("version") is None:
            self.add_error(None, INCOMPLETE)
        return cleaned

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class MeetingFactsForm(FactsForm):
    """What is told of a meeting that was held, its minutes included where they exist already."""

    title = forms.CharField(
        label="Titre",
        max_length=200,
        required=False,
        help_text="Laissé vide, ce sera par exemple « Rencontre 3 de la Table de concertation ».",
    )
    number = forms.IntegerField(
        label="Numéro",
        min_value=1,
        max_value=9999,
        required=False,
        help_text="Laissé vide, ce sera le suivant de l’instance.",
    )
    public_count = forms.IntegerField(
        label="Personnes du public",
        help_text="Leur nombre, sans les nommer.",
        min_value=0,
        max_value=9999,
        required=False,
    )
    objectives = forms.ModelMultipleChoiceField(
        Objective.objects.select_related("agreement"),
        label="Objectifs servis par toute la rencontre",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    minutes_file = UploadField(
        extensions=(".pdf", ".docx"),
        label="Fichier",
        required=False,
        help_text=(
            "PDF ou Word (.docx), 20 Mo au plus. Choisissez-le en dernier : "
            "si la page vous revient, il faut le choisir de nouveau."
        ),
    )
    adopted_on = forms.DateField(
        label="Adopté le",
        required=False,
        widget=DateInput,
        help_text="Sans cette date, le fichier reste un brouillon, lu par la coordination seule.",
    )

    @property
    def opens(self) -> bool:
        """Whether what is rarely told is told here."""
        kind = self["kind"].value() or Meeting.Kind.ORDINARY
        is_told = self["link"].value() or self["objectives"].value()
        return bool(is_told) or kind != Meeting.Kind.ORDINARY

    @property
    def opens_file(self) -> bool:
        return bool(
            self["adopted_on"].value() or self["minutes_file"].errors or self["adopted_on"].errors
        )

    def values(self) -> dict[str, Any]:
        told = ("number", "public_count")
        return super().values() | {name: self.cleaned_data[name] for name in told}


def meeting_facts(meeting: Meeting) -> dict[str, Any]:
    """What the fields show first of a meeting that is known."""
    names = (*FACTS, "number", "public_count", "proposals_until", "version")
    return {name: getattr(meeting, name) for name in names} | {
        "objectives": list(meeting.objectives.all())
    }


def proposed_facts(committee: Committee | None, day: date | None) -> dict[str, Any]:
    """What a new meeting starts from: the only committee, and the agreement it works under."""
    committees = Committee.objects.all()[:2]
    if committee is None and len(committees) == 1:
        committee = committees[0]
    return {"committee": committee, "agreement": current_agreement(committee), "date": day}


def current_agreement(committee: Committee | None) -> Agreement | None:
    """The newest agreement under which a committee works, those that have ended last."""
    if committee is None:
        return None
    newest_first = committee.agreements.order_by("-created_at", "-pk")
    return min(newest_first, key=lambda agreement: agreement.has_ended, default=None)
