"""The notes of one point, who is writing, and which of their versions to look at."""

import re
from typing import Any
from uuid import UUID

from django import forms

from arbj_portal.core.forms import PortalForm, RichTextArea, RichTextField
from meetings.models import AgendaItem
from meetings.versions import Version

MOST = 2**31 - 1
KNOWN = re.compile(r"(\d{1,18}):(\d{1,9})")


class NotesForm(PortalForm):
    """The notes of a point, as one editor holds them."""

    text = RichTextField(
        max_length=60_000,
        required=False,
        strip=False,
        widget=RichTextArea(attrs={"rows": 6, "class": "form-control"}),
    )
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    session = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, item: AgendaItem, session: UUID | None = None, **options: Any
    ) -> None:
        initial = {"text": item.notes, "base": item.notes_version, "session": session}
        super().__init__(data, **({"initial": initial, "auto_id": f"notes-{item.pk}-%s"} | options))
        self.item = item
        self.fields["text"].label = f"Notes du point {item.number}"


class PresenceForm(PortalForm):
    """What a tab says of itself: its point, and the versions that it shows (« 12:3,15:7 »); or,
    at the end, that it is left."""

    session = forms.UUIDField()
    point = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    known = forms.CharField(required=False, max_length=4000)
    leaves = forms.BooleanField(required=False)

    def clean_known(self) -> dict[int, int]:
        return {
            int(key): int(version) for key, version in KNOWN.findall(self.cleaned_data["known"])
        }


class CompareForm(forms.Form):
    """Two versions of the notes of a point (GET: ?de=3&a=9)."""

    de = forms.TypedChoiceField(coerce=int, label="De")
    a = forms.TypedChoiceField(coerce=int, label="À")

    def __init__(self, data: Any, *, versions: list[Version]) -> None:
        super().__init__(data)
        for field in self.fields.values():
            field.choices = [(version.number, str(version.number)) for version in versions]


class RestoreForm(forms.Form):
    """The version that is to be saved again."""

    version = forms.TypedChoiceField(coerce=int)

    def __init__(self, data: Any, *, versions: list[Version]) -> None:
        super().__init__(data)
        self.fields["version"].choices = [
            (version.number, str(version.number)) for version in versions
        ]
