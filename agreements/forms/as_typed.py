"""Forms that come back on the way: one line more, the objectives of another agreement."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict


class AsTypedMixin(forms.Form):
    """A form that may be shown as it was typed before anything in it is judged."""

    is_judged = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cleaned_data = {}

    @property
    def errors(self) -> ErrorDict:
        return super().errors if self.is_judged else ErrorDict()

    def is_valid(self) -> bool:
        return self.is_judged and super().is_valid()
