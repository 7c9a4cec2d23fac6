"""What every form of the portal shares: clean text, the version read, a token sent once."""

import re
import uuid
from functools import cache
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import ProtectedError

from arbj_portal.core.rich_text import STARTS_AS_HTML, read_rich_text, to_plain
from arbj_portal.core.rules import rule_messages

UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
PROTECTED = "Cela ne peut pas être retiré : « {} » s’y rattache encore."


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


class FilterForm(PortalForm):
    """What to show of a list, kept in the address: what is understood filters, the rest says so."""

    @property
    def given(self) -> dict[str, Any]:
        """The fields that say something, as they were understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_filtered(self) -> bool:
        """Whether what is shown may be a part only; an order takes nothing away."""
        return any(field.name in self.given for field in self.visible_fields())


class PortalModelForm(CleanTextMixin, forms.ModelForm):
    """A form of the portal over a model; the constraints of the database speak through it."""

    @property
    def model_data(self) -> dict[str, Any]:
        """What an action writes: the fields of the model, without those of the form alone."""
        return {name: self.cleaned_data[name] for name in self._meta.fields if name in self.fields}

    def save(self, commit: bool = True) -> models.Model:
        raise TypeError("Forms check the shape of input; actions write.")


class VersionedMixin(forms.Form):
    """Carries the version that was read, so that a save over a newer one is refused.

    told_today: what the record says of fields that do not begin with it, by name.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.told_today: dict[str, str] = {}


class SubmissionMixin(forms.Form):
    """Carries a token that makes the same form, sent twice, act once."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class RichTextArea(forms.Textarea):
    """Plain text to type on; « data-rich-text » holds the same with its markup, for the editor."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        markup = read_rich_text(value or "")
        plain = to_plain(markup) if STARTS_AS_HTML.match(value or "") else value
        return super().get_context(name, plain, {**(attrs or {}), "data-rich-text": markup})


class RichTextField(forms.CharField):
    """Text with paragraphs, lists and emphasis; cleaned to sanitised HTML."""

    widget = RichTextArea

    def clean(self, value: Any) -> str:
        markup = read_rich_text(super().clean(value))
        return markup if to_plain(markup) else ""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Left as it was shown, plainly or with its markup, it is what is stored."""
        stored, typed = initial or "", (data or "").replace("\r\n", "\n").strip()
        return typed != to_plain(stored) and read_rich_text(typed) != stored


def constraint_error(error: IntegrityError) -> ValidationError:
    """The French message of what the database found broken, else re-raise."""
    if isinstance(error, ProtectedError):
        return ValidationError(PROTECTED.format(next(iter(error.protected_objects))))
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    message = constraint_messages().get(name)
    if message is None:
        raise error
    return ValidationError(message)


@cache
def constraint_messages() -> dict[str, str]:
    """Of every constraint and rule between rows, by name."""
    found = {}
    for model in apps.get_models():
        found |= {rule.name: rule.violation_error_message for rule in model._meta.constraints}
        found |= rule_messages(model)
    return found
