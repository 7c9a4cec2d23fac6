"""The forms of a consultation: what is asked, what is answered, how it ends."""

from typing import Any

from django import forms
from django.utils import timezone

from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import DateInput, PortalFormHelper, Row, Section
from arbj_portal.core.forms import (
    PortalForm,
    RichTextArea,
    RichTextField,
    SubmissionMixin,
    VersionedMixin,
)
from meetings.forms.choices import SharedChoices
from meetings.models import Consultation, ConsultationAnswer, Decision
from members.models import Committee, Representative

FIELDS = ("committee", "title", "question", "context", "until")
OUTCOMES = ("agreed", "unanimous", "majority", "rejected")


class ConsultationForm(SubmissionMixin, PortalForm):
    """What is asked of the members of a committee between two meetings."""

    version = forms.IntegerField(
        widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1, required=False
    )
    committee = forms.ModelChoiceField(
        Committee.objects.all(), label="Instance", empty_label="Choisir…"
    )
    title = forms.CharField(label="Objet", max_length=200)
    question = forms.CharField(
        label="Texte de la décision proposée",
        max_length=8000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Les verbes à l’infinitif. Une fois la consultation envoyée, il ne change plus.",
    )
    context = RichTextField(
        label="Contexte", max_length=60_000, required=False, widget=RichTextArea({"rows": 6})
    )
    objective = forms.TypedChoiceField(
        label="Objectif servi", coerce=int, empty_value=None, required=False
    )
    until = forms.DateField(
        label="Réponses jusqu’au", widget=DateInput, help_text="Ce jour compris."
    )

    def __init__(
        self, *args: Any, consultation: Consultation | None = None, cancel_url: str, **kwargs: Any
    ) -> None:
        if consultation:
            names = (*FIELDS, "version")
            kwargs["initial"] = {name: getattr(consultation, name) for name in names} | {
                "objective": consultation.objective_id
            }
        super().__init__(*args, **kwargs)
        self.consultation = consultation
        self.fields["objective"].choices = SharedChoices().objectives
        self.helper = PortalFormHelper(
            Section("La question", "committee", "title", "question"),
            Section("Ce qu’il faut savoir pour répondre", "context", "objective"),
            Section("Le délai", "until"),
            submit="Enregistrer le brouillon",
            cancel_url=cancel_url,
        )

    def clean_until(self) -> Any:
        until = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError("Cette date est passée.")
        return until

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.consultation and cleaned.get("version") is None:
            self.add_error(None, "La page est arrivée incomplète : rechargez-la.")
        return cleaned

    def values(self) -> dict[str, Any]:
        return {
            **{name: self.cleaned_data[name] for name in FIELDS},
            "objective_id": self.cleaned_data["objective"],
        }


class ConsultationStepForm(VersionedMixin, PortalForm):
    """A step of a consultation, taken over the version of it that was read."""

    submit = "Envoyer la consultation"
    shown: tuple[str, ...] = ()

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": consultation.version} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            *self.shown, submit=self.submit, cancel_url=consultation.get_absolute_url()
        )


class CloseConsultationForm(ConsultationStepForm):
    """What the voices decided."""

    submit = "Clore et numéroter la décision"
    shown = ("outcome",)

    outcome = forms.ChoiceField(
        label="Résultat",
        choices=[(value, Decision.Outcome(value).label) for value in OUTCOMES],
        widget=forms.RadioSelect,
    )


class AbandonConsultationForm(ConsultationStepForm):
    """Why a consultation is given up."""

    submit = "Abandonner la consultation"
    shown = ("reason",)

    reason = forms.CharField(
        label="Motif",
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text="Les personnes consultées le recevront.",
    )


class ConsultationDocumentForm(SubmissionMixin, PortalForm):
    """A file for those who are asked."""

    title = forms.CharField(label="Titre du document", max_length=200)
    file = UploadField(
        label="Fichier",
        help_text="20 Mo au plus. Si la page vous revient, il faut le choisir de nouveau.",
    )

    def __init__(self, *args: Any, cancel_url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "title", "file", submit="Joindre le document", cancel_url=cancel_url
        )


class ConsultationAnswerForm(PortalForm):
    """What an organisation answers."""

    answer = forms.ChoiceField(
        label="Réponse", choices=ConsultationAnswer.Answer, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label="Commentaire",
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text="La coordination et l’administration seules le lisent.",
    )

    def __init__(
        self, *args: Any, cancel_url: str = "", submit: str = "Répondre", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper("answer", "comment", submit=submit, cancel_url=cancel_url)


class OwnAnswerForm(ConsultationAnswerForm):
    """What somebody answers, in the name of which of their organisations."""

    mandate = forms.ModelChoiceField(
        Representative.objects.none(), label="Au nom de", empty_label=None
    )

    def __init__(self, *args: Any, mandates: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mandate"].queryset = mandates
        self.fields["mandate"].label_from_instance = lambda mandate: str(
            mandate.membership.organization
        )
        self.initial.setdefault("mandate", mandates.first())
        self.helper.layout.fields.insert(0, Row("mandate"))
