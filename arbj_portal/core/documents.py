"""A file received and given back: what it is by its content, where it is kept, who reads it."""

import hashlib
import io
import uuid
import zipfile
from typing import Any

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import FileResponse

from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024

PDF = "application/pdf"
OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    ".pdf": PDF,
    ".docx": f"{OFFICE}wordprocessingml.document",
    ".xlsx": f"{OFFICE}spreadsheetml.sheet",
    ".pptx": f"{OFFICE}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
NAMES = {
    ".pdf": "PDF",
    ".docx": "Word (.docx)",
    ".xlsx": "Excel (.xlsx)",
    ".pptx": "PowerPoint (.pptx)",
    ".odt": "OpenDocument texte (.odt)",
    ".ods": "OpenDocument classeur (.ods)",
    ".png": "image PNG",
    ".jpg": "image JPEG",
}
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}


class UploadField(forms.FileField):
    """A file of one of the accepted types, known by its content and not by its name."""

    def __init__(self, *args: Any, extensions: tuple[str, ...] = tuple(TYPES), **kwargs: Any):
        self.extensions = extensions
        kwargs.setdefault("max_length", 200)
        super().__init__(*args, **kwargs)
        self.widget.attrs["accept"] = ",".join(extensions)

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            refuse_other_types(file, self.extensions)
        return file


def refuse_other_types(file: UploadedFile, extensions: tuple[str, ...]) -> None:
    """A French ValidationError where it is too large, or its content deserves none of these."""
    if file.size is None or file.size > LARGEST_FILE:
        raise ValidationError("Le fichier dépasse 20 Mo : réduisez-le avant de le joindre.")
    found = extension_of(file.read())
    file.seek(0)
    if found not in extensions:
        accepted = ", ".join(NAMES[extension] for extension in extensions)
        raise ValidationError(f"Ce type de fichier n’est pas accepté. Types acceptés : {accepted}.")


def extension_of(content: bytes) -> str:
    """One of the keys of TYPES, or an empty text for anything else."""
    if content.startswith(b"PK\x03\x04"):
        return office_extension(content)
    try:
        found = puremagic.from_string(content).lower()
    except (puremagic.PureError, ValueError):
        return ""
    found = {".jpeg": ".jpg", ".jfif": ".jpg"}.get(found, found)
    return found if found in TYPES else ""


def office_extension(content: bytes) -> str:
    """Which office file a zip is, by its parts; a zip that unpacks too large is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                return ""
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                declared = archive.read("mimetype").decode("ascii", "replace").strip()
                return next((ext for ext, name in TYPES.items() if name == declared), "")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return ""
    return next((ext for ext, part in PARTS.items() if part in names), "")


@transaction.atomic
def store_document(
    *,
    by: Any,
    file: File,
    title: str,
    visibility: Visibility | str = Visibility.PARTNERS,
    is_demonstration: bool = False,
) -> Document:
    """Keep a file under a name of our own; its row knows its size, type and SHA-256."""
    content = file.read()
    extension = extension_of(content)
    document = Document(
        title=title,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        media_type=TYPES[extension],
        visibility=visibility,
        uploaded_by=by,
        is_demonstration=is_demonstration,
    )
    name = f"{uuid.uuid4().hex}{extension}"
    document.file.save(name, File(io.BytesIO(content), name=name), save=False)
    document.save()
    return document


def send_document(document: Document) -> FileResponse:
    """The file itself, to whoever was found to read it."""
    return FileResponse(
        document.file.open(),
        as_attachment=True,
        filename=document.download_name,
        content_type=document.media_type,
    )
