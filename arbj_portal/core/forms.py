"""What every form of the portal shares: clean text, one submission, no lost update."""

import re
import uuid
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from arbj_portal.core.models import Submission
from arbj_portal.core.rich_text import read_rich_text, to_plain

UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200


class StaleFormError(Exception):
    """Somebody saved the same thing after this form was opened; carries its version now."""


class CleanTextMixin:
    """Refuse, beside the field, characters that no text holds and years out of reason."""

    def _clean_fields(self) -> None:
        super()._clean_fields()
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str) and UNSTORABLE.search(value):
                self.add_error(name, "Ce texte contient des caractères qui ne s’écrivent pas.")
            elif hasattr(value, "year") and not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
                self.add_error(name, f"L’année va de {EARLIEST_YEAR} à {LATEST_YEAR}.")


class PortalForm(CleanTextMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(CleanTextMixin, forms.ModelForm):
    """A form of the portal over a model; the constraints of the database speak through it."""

    @property
    def model_data(self) -> dict[str, Any]:
        """What an action writes: the fields of the model, without those of the form alone."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}

    def save(self, commit: bool = True) -> models.Model:
        raise TypeError("Forms check the shape of input; actions write.")


class VersionedMixin(forms.Form):
    """Carries the version that was read, so that a save over a newer one is refused."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)


class SubmissionMixin(forms.Form):
    """Carries a token that makes the same form, sent twice, act once."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class RichTextField(forms.CharField):
    """Text with paragraphs, lists and emphasis; cleaned to sanitised HTML."""

    widget = forms.Textarea

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.widget.attrs.setdefault("data-rich-text", "")

    def prepare_value(self, value: Any) -> Any:
        return to_plain(value) if isinstance(value, str) and value.startswith("<") else value

    def clean(self, value: Any) -> str:
        return read_rich_text(super().clean(value))


def claim_submission(*, token: uuid.UUID, by: Any) -> Submission:
    """Take the token, inside the transaction of the action; AlreadySubmitted the second time."""
    try:
        with transaction.atomic():
            return Submission.objects.create(token=token, user=by)
    except IntegrityError:
        raise AlreadySubmitted(Submission.objects.get(token=token).result_url) from None


class AlreadySubmitted(Exception):
    """The same form was received before; carries the address of what it made."""

    def __init__(self, result_url: str) -> None:
        super().__init__(result_url)
        self.result_url = result_url


def take_version(instance: models.Model, version: int) -> None:
    """Advance a locked row from the version that was read, or raise StaleFormError."""
    if instance.version != version:
        raise StaleFormError(instance.version)
    instance.version = version + 1


def constraint_error(error: IntegrityError) -> ValidationError:
    """The French message of the constraint that the database found broken, else re-raise."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    message = constraint_messages().get(name)
    if message is None:
        raise error
    return ValidationError(message)


def constraint_messages() -> dict[str, str]:
    return {
        constraint.name: constraint.violation_error_message
        for model in apps.get_models()
        for constraint in model._meta.constraints
    }
