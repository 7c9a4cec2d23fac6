"""The steps of the minutes: given to the partners, commented, adopted."""

from typing import Any

from django import forms
from django.utils import timezone

from arbj_portal.core.answers import TODAY, stored_text
from arbj_portal.core.form_layout import DateInput, PortalFormHelper, Section
from arbj_portal.core.forms import PortalForm, RichTextArea, RichTextField, SubmissionMixin
from arbj_portal.core.typography import date_text
from meetings.forms.steps import StepForm
from meetings.models import AgendaItem, Decision, Meeting, Minutes

LOCKED = (
    "Avec modifications, corrigez ici les notes que la décision corrige. Sans modifications, "
    "laissez-les comme elles sont."
)


def version_of(name: str) -> str:
    """The field that carries the version of the notes of another."""
    return f"{name}-version"


def numbered_title(item: AgendaItem) -> str:
    """« 6.1. Bilan »"""
    return f"{item.number}. {item.title}"


class SubmitMinutesForm(StepForm):
    """Until when the partners comment on the projet."""

    comments_until = forms.DateField(
        label="Commentaires jusqu’au",
        required=False,
        widget=DateInput,
        help_text="Ce jour compris. Laissé vide, les commentaires restent ouverts.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "comments_until", submit="Soumettre le projet", cancel_url=self.cancel_url
        )


class DecisionChoiceField(forms.ModelChoiceField):
    """Decisions told by their meeting, their number and their first words."""

    def label_from_instance(self, decision: Decision) -> str:
        day = date_text(decision.agenda_item.meeting.date)
        words = decision.text if len(decision.text) <= 80 else f"{decision.text[:79]}…"
        return " · ".join(part for part in (day, decision.number, words) if part)


class AdoptMinutesForm(StepForm):
    """How the minutes were adopted: by a decision that the portal knows, or on a date.

    The notes of each point stand there too, to be corrected as the decision asks.
    """

    decision = DecisionChoiceField(
        Decision.objects.none(),
        label="Décision d’une rencontre suivante",
        empty_label="Aucune de celles-ci",
        required=False,
    )
    adopted_on = forms.DateField(
        label="Ou date de l’adoption",
        required=False,
        widget=DateInput,
        help_text="Quand la décision n’est pas dans le portail.",
    )
    with_changes = forms.BooleanField(
        label="Avec modifications",
        required=False,
        help_text="La décision les dit; corrigez les notes ci-dessous en conséquence.",
    )

    def __init__(self, *args: Any, minutes: Minutes, **kwargs: Any) -> None:
        meeting = minutes.meeting
        super().__init__(*args, meeting=meeting, **kwargs)
        self.fields["decision"].queryset = Decision.objects.able_to_adopt(meeting)
        self.points = {f"point-{item.pk}": item for item in meeting.agenda_items.in_order()}
        for name, item in self.points.items():
            self.fields[name] = RichTextField(
                label=numbered_title(item),
                initial=item.notes,
                max_length=60_000,
                required=False,
                widget=RichTextArea({"rows": 4}),
            )
            self.fields[version_of(name)] = forms.IntegerField(
                initial=item.notes_version,
                min_value=1,
                max_value=2**31 - 1,
                required=False,
                widget=forms.HiddenInput,
            )
        texts = [Section("Le texte adopté", *self.points, hint=LOCKED)] if self.points else []
        self.helper = PortalFormHelper(
            Section("L’adoption", "decision", "adopted_on", "with_changes"),
            *texts,
            submit=f"Inscrire l’{minutes.adoption_act}",
            cancel_url=self.cancel_url,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("decision") and cleaned.get("adopted_on"):
            self.add_error("adopted_on", "La décision en donne déjà la date : laissez ceci vide.")
        self.check_versions(cleaned)
        return cleaned

    def check_versions(self, cleaned: dict[str, Any]) -> None:
        """The text that is adopted is the one that was read."""
        for name, item in self.points.items():
            if cleaned.get(version_of(name)) != item.notes_version:
                self.data = self.data.copy()
                self.data[version_of(name)] = item.notes_version
                self.add_error(name, TODAY.format(stored_text(self[name])))

    def adoption(self) -> dict[str, Any]:
        """What the action takes; « corrections » are the notes that were typed otherwise."""
        names = ("version", "decision", "adopted_on", "with_changes")
        told = {name: self.cleaned_data[name] for name in names}
        changed = [name for name in self.points if name in self.changed_data]
        corrections = {self.points[name]: self.cleaned_data[name] for name in changed}
        return {**told, "corrections": corrections}


class CommentForm(SubmissionMixin, PortalForm):
    """What somebody asks to be corrected."""

    point = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="Point", empty_label="L’ensemble", required=False
    )
    text = forms.CharField(
        label="Commentaire",
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        help_text="La coordination le lira, et vous seulement.",
        error_messages={"required": "Écrivez votre commentaire."},
    )

    def __init__(self, *args: Any, points: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["point"].queryset = points
        self.fields["point"].label_from_instance = numbered_title
        self.helper = PortalFormHelper(
            "point", "text", submit="Envoyer le commentaire", cancel_url=cancel_url
        )


class ErratumForm(SubmissionMixin, PortalForm):
    """What is corrected in adopted minutes, when and why."""

    agenda_item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label="Point", empty_label="L’ensemble", required=False
    )
    day = forms.DateField(label="Date", widget=DateInput, initial=timezone.localdate)
    text = forms.CharField(
        label="Erratum",
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text="Ce qu’il faut lire, et à la place de quoi. Il ne se modifie plus ensuite.",
    )
    reason = forms.CharField(label="Motif", max_length=400)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agenda_item"].queryset = meeting.agenda_items.in_order()
        self.fields["agenda_item"].label_from_instance = numbered_title
        self.helper = PortalFormHelper(
            "agenda_item",
            "day",
            "text",
            "reason",
            submit="Inscrire l’erratum",
            cancel_url=meeting.get_absolute_url(),
        )
