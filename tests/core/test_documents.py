"""A file is known by its content, kept under a name of ours, given back under its title."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from arbj_portal.core import documents
from arbj_portal.core.documents import UploadField, extension_of, store_document
from arbj_portal.core.models import Document

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def office_file(part: str = "word/document.xml", size: int = 10) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(part, b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (PDF, ".pdf"),
        (office_file(), ".docx"),
        (office_file("xl/workbook.xml"), ".xlsx"),
        (office_file("autre.xml"), ""),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ".png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", ".jpg"),
        (b"<html><script>alert(1)</script></html>", ""),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ""),
        (b"MZ\x90\x00", ""),
        (b"PK\x03\x04 broken", ""),
        (b"", ""),
    ],
)
def test_the_type_is_known_by_the_content(content: bytes, extension: str) -> None:
    assert extension_of(content) == extension


def test_a_zip_that_unpacks_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_UNPACKED", 1000)
    assert extension_of(office_file(size=2000)) == ""


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (
            SimpleUploadedFile("pv.pdf", b"<html></html>"),
            "Ce type de fichier n’est pas accepté. Types acceptés : PDF, Word (.docx).",
        ),
        (
            SimpleUploadedFile("pv.xlsx", office_file("xl/workbook.xml")),
            "Ce type de fichier n’est pas accepté. Types acceptés : PDF, Word (.docx).",
        ),
        (SimpleUploadedFile("pv.pdf", b""), "Le fichier soumis est vide."),
    ],
)
def test_a_wrong_file_is_refused_in_french(file: SimpleUploadedFile, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        UploadField(extensions=(".pdf", ".docx")).clean(file)
    assert refusal.value.messages == [message]


def test_a_file_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "LARGEST_FILE", 10)
    with pytest.raises(ValidationError) as refusal:
        UploadField().clean(SimpleUploadedFile("pv.pdf", PDF))
    assert refusal.value.messages == ["Le fichier dépasse 20 Mo : réduisez-le avant de le joindre."]


@pytest.mark.django_db
def test_a_stored_document_knows_its_content(settings: LazySettings) -> None:
    file = SimpleUploadedFile("../../évasion.exe", PDF)
    document = store_document(by=None, file=file, title="Procès-verbal : « 29/05 »")
    document = Document.objects.get(pk=document.pk)
    stored = Path(document.file.path)
    assert stored.is_relative_to(settings.MEDIA_ROOT)
    assert stored.read_bytes() == PDF
    assert (document.sha256, document.size, document.media_type, document.visibility) == (
        hashlib.sha256(PDF).hexdigest(),
        len(PDF),
        "application/pdf",
        "partners",
    )
    assert document.download_name == "Procès-verbal 29 05.pdf"
