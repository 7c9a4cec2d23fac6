"""A file to attach to an agreement or to an activity."""

from pathlib import PurePath
from typing import Any

from django import forms

from agreements.models import Activity, Agreement
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import PortalFormHelper, narrow, visibility_field
from arbj_portal.core.forms import PortalForm, SubmissionMixin

LONGEST_TITLE = 200
FILE_HELP = (
    "PDF, Word, Excel, PowerPoint, OpenDocument ou image, 20 Mo au plus. "
    "Si la page revient avec une erreur, choisissez le fichier de nouveau."
)


def title_field() -> forms.CharField:
    return forms.CharField(
        label="Titre du document",
        max_length=LONGEST_TITLE,
        required=False,
        help_text="Vide : le nom du fichier.",
    )


def title_of(file: Any, typed: str) -> str:
    return typed or PurePath(file.name).stem[:LONGEST_TITLE]


class DocumentForm(PortalForm, SubmissionMixin):
    """The file, its title, and who may read it: never more people than its owner's."""

    file = UploadField(label="Fichier", help_text=FILE_HELP)
    title = title_field()
    visibility = visibility_field()

    def __init__(self, *args: Any, owner: Agreement | Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        narrow(self.fields["visibility"], owner.visibility)
        self.helper = PortalFormHelper("file", "title", "visibility", form_tag=False)

    @property
    def described(self) -> dict[str, Any]:
        file = self.cleaned_data["file"]
        return {
            "file": file,
            "title": title_of(file, self.cleaned_data["title"]),
            "visibility": self.cleaned_data["visibility"],
        }
