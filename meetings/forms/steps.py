"""The small forms of a meeting's steps: who reads it, why it is put off, what is attached."""

from datetime import date
from typing import Any

from django import forms

from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import DateInput, PortalFormHelper, narrow, visibility_field
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin
from meetings.models import Meeting, Reply

LARGE = forms.Textarea({"rows": 4})


class StepForm(VersionedMixin, PortalForm):
    """A step of a meeting, taken over the version of it that was read."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": meeting.version} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.cancel_url = meeting.get_absolute_url()


class MeetingVisibilityForm(StepForm):
    """Who may read a meeting: an act of its own."""

    visibility = visibility_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "visibility", submit="Changer la visibilité", cancel_url=self.cancel_url
        )


class ConveneForm(StepForm):
    """The call to a meeting, with a word that everybody receives."""

    words = forms.CharField(
        label="Mot de la coordination",
        max_length=2000,
        required=False,
        widget=LARGE,
        help_text="Il paraîtra dans le courriel et dans les lettres.",
    )

    proposals_until = forms.DateField(
        label="Points proposés jusqu’au",
        required=False,
        widget=DateInput,
        help_text="Jusqu’à ce jour, les personnes convoquées peuvent proposer un point.",
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"proposals_until": meeting.proposals_until} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, meeting=meeting, **kwargs)
        self.day = meeting.date
        self.helper = PortalFormHelper(
            "words", "proposals_until", submit="Convoquer et envoyer", cancel_url=self.cancel_url
        )

    def clean_proposals_until(self) -> date | None:
        until = self.cleaned_data["proposals_until"]
        if until and until > self.day:
            raise forms.ValidationError("Au plus tard le jour de la rencontre.")
        return until


class ReasonForm(StepForm):
    """Why a meeting is cancelled or put off."""

    reason = forms.CharField(
        label="Motif",
        max_length=2000,
        widget=LARGE,
        help_text="Les personnes convoquées le recevront; qui lit la rencontre le verra.",
    )

    def __init__(self, *args: Any, submit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper("reason", submit=submit, cancel_url=self.cancel_url)


class DocumentForm(SubmissionMixin, StepForm):
    """A file to attach to a meeting or a point, and who may read it: no more people than that.

    ceiling: the most open level it may have; without one, that of the meeting.
    """

    title = forms.CharField(label="Titre du document", max_length=200)
    file = UploadField(
        label="Fichier",
        help_text="20 Mo au plus. Si la page vous revient, il faut le choisir de nouveau.",
    )
    visibility = visibility_field()

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        ceiling: str = "",
        cancel_url: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        narrow(self.fields["visibility"], ceiling or meeting.visibility)
        self.helper = PortalFormHelper(
            "title",
            "file",
            "visibility",
            submit="Joindre le document",
            cancel_url=cancel_url or self.cancel_url,
        )


class ReplyForm(StepForm):
    """Whether one comes to a meeting."""

    submit = "Envoyer la réponse"

    answer = forms.ChoiceField(
        label="Votre réponse", choices=Reply.Answer, widget=forms.RadioSelect
    )
    substitute = forms.CharField(
        label="Nom de la personne qui vous remplace", max_length=160, required=False
    )
    note = forms.CharField(
        label="Message à la coordination", max_length=2000, required=False, widget=LARGE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "answer", "substitute", "note", submit=self.submit, cancel_url=self.cancel_url
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors:
            return cleaned
        is_replaced = cleaned["answer"] == Reply.Answer.SUBSTITUTE
        if is_replaced and not cleaned["substitute"]:
            self.add_error("substitute", "Nommez la personne qui vous remplace.")
        elif cleaned["substitute"] and not is_replaced:
            self.add_error("answer", "Choisissez « Remplacement par », ou effacez le nom.")
        return cleaned


class LinkReplyForm(ReplyForm):
    """The same from a personal link, which is the only page that its holder may know."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper("answer", "substitute", "note", submit=self.submit)


class RecordedReplyForm(ReplyForm):
    """What somebody answered otherwise than through the portal."""

    submit = "Inscrire la réponse"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].label = "Réponse"
        self.fields["substitute"].label = "Nom de la personne qui remplace"
