"""The steps of the minutes: given to the partners, commented, adopted."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone

from arbj_portal.core.form_layout import DateInput, PortalFormHelper
from arbj_portal.core.forms import PortalForm, SubmissionMixin
from arbj_portal.core.typography import date_text
from meetings.models import AgendaItem, Decision, Meeting, Minutes


class SubmitMinutesForm(PortalForm):
    """Until when the partners comment on the projet."""

    comments_until = forms.DateField(
        label="Commentaires jusqu’au",
        required=False,
        widget=DateInput,
        help_text="Ce jour compris. Laissé vide, les commentaires restent ouverts.",
    )

    def __init__(self, *args: Any, minutes: Minutes, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes = minutes
        self.helper = PortalFormHelper(
            "comments_until", submit="Soumettre le projet", cancel_url=cancel_url
        )

    def clean_comments_until(self) -> date | None:
        until = self.cleaned_data["comments_until"]
        if until and until < timezone.localdate():
            raise ValidationError("Cette date est passée.")
        return until

    def clean(self) -> dict[str, Any]:
        meeting = self.minutes.meeting
        if not self.minutes.document_id and not meeting.agenda_items.exists():
            raise ValidationError("Il n’y a rien à soumettre encore : ni point, ni fichier.")
        return super().clean()


class DecisionChoiceField(forms.ModelChoiceField):
    """Decisions told by their meeting, their number and their first words."""

    def label_from_instance(self, decision: Decision) -> str:
        day = date_text(decision.agenda_item.meeting.date)
        words = decision.text if len(decision.text) <= 80 else f"{decision.text[:79]}…"
        return " · ".join(part for part in (day, decision.number, words) if part)


class AdoptMinutesForm(PortalForm):
    """How the minutes were adopted: by a decision that the portal knows, or on a date."""

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
        help_text="Corrigez d’abord le texte : une fois adopté, il ne change plus.",
    )

    def __init__(self, *args: Any, minutes: Minutes, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.minutes = minutes
        self.fields["decision"].queryset = adopting_decisions(minutes.meeting)
        self.helper = PortalFormHelper(
            "decision",
            "adopted_on",
            "with_changes",
            submit=f"Inscrire l’{minutes.adoption_act}",
            cancel_url=cancel_url,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        decision, day = cleaned.get("decision"), cleaned.get("adopted_on")
        if decision and day:
            self.add_error("adopted_on", "La décision en donne déjà la date : laissez ceci vide.")
        elif decision:
            cleaned["adopted_on"] = decision.agenda_item.meeting.date
        elif not day and not self.errors:
            self.add_error("decision", "Choisissez la décision, ou donnez la date de l’adoption.")
        elif day:
            self.check_day(day)
        return cleaned

    def check_day(self, day: date) -> None:
        if day > timezone.localdate():
            self.add_error("adopted_on", "L’adoption ne peut pas être à venir.")
        elif day < self.minutes.meeting.date:
            self.add_error("adopted_on", "L’adoption ne peut pas précéder la rencontre.")


def adopting_decisions(meeting: Meeting) -> Any:
    """What later meetings of the same committee decided in the open, the newest first."""
    later = Q(agenda_item__meeting__date__gt=meeting.date) | Q(
        agenda_item__meeting__date=meeting.date, agenda_item__meeting__number__gt=meeting.number
    )
    return (
        Decision.objects.filter(
            later,
            outcome__in=Decision.ADOPTED,
            agenda_item__in=AgendaItem.objects.in_the_open(),
            agenda_item__meeting__in=Meeting.objects.held().filter(committee=meeting.committee_id),
        )
        .select_related("agenda_item__meeting")
        .order_by("-agenda_item__meeting__date", "agenda_item__position", "id")
    )


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
        self.fields["point"].label_from_instance = lambda item: f"{item.number}. {item.title}"
        self.helper = PortalFormHelper(
            "point", "text", submit="Envoyer le commentaire", cancel_url=cancel_url
        )
