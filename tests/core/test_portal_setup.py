"""The settings of the portal, and what becomes of a logo."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.models import Portal
from arbj_portal.core.portal_setup.actions import edit_portal, set_up_portal
from arbj_portal.core.portal_setup.forms import PortalSettingsForm
from arbj_portal.core.portal_setup.logo import LOGO_SIDE, small_png

FIELDS = {"name": "Portail", "body_name": "Organisme", "privacy_officer": "Responsable"}


def image(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", size).save(content, kind)
    return content.getvalue()


def uploaded(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def huge_png(side: int) -> bytes:
    """A few bytes that claim to be very many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("size", [(40, 20), (3000, 1000), (1, 2000)])
def test_a_logo_becomes_a_small_png(kind: str, size: tuple[int, int]) -> None:
    made = Image.open(io.BytesIO(small_png(uploaded(image(kind, size)))))
    assert (made.format, made.mode, max(made.size) <= LOGO_SIDE) == ("PNG", "RGBA", True)
    assert size != (40, 20) or made.size == size


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "I;16"])
def test_a_logo_of_any_colours_is_taken(mode: str) -> None:
    content = io.BytesIO()
    Image.new(mode, (8, 8)).save(content, "PNG")
    assert small_png(uploaded(content.getvalue())).startswith(b"\x89PNG")


def test_what_an_image_tells_besides_is_left_out() -> None:
    told = Image.new("RGB", (10, 10)).getexif()
    told[0x010E] = "CANARI"
    content = io.BytesIO()
    Image.new("RGB", (10, 10)).save(content, "JPEG", exif=told, comment=b"CANARI")
    made = small_png(uploaded(content.getvalue()))
    assert b"CANARI" in content.getvalue()
    assert b"CANARI" not in made
    assert Image.open(io.BytesIO(made)).info == {}


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"GIF89a" + bytes(20),
        image("GIF"),
        image("BMP"),
        image("PNG")[:40],
        image("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
        huge_png(5_001),
        huge_png(10_000),
        huge_png(60_000),
    ],
)
def test_a_file_that_is_no_acceptable_image_is_refused_in_french(content: bytes) -> None:
    with pytest.raises(ValidationError) as caught:
        small_png(uploaded(content))
    assert caught.value.message.endswith((".", "abord."))


def settings_form(content: bytes | None = None, **changes: Any) -> PortalSettingsForm:
    data = FIELDS | {"privacy_email": "r@exemple.test"} | changes
    files = {} if content is None else {"logo": uploaded(content)}
    return PortalSettingsForm(data, files)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "a" * 121}, "name"),
        ({"body_name": ""}, "body_name"),
        ({"privacy_officer": ""}, "privacy_officer"),
        ({"privacy_email": "pas un courriel"}, "privacy_email"),
        ({"privacy_email": ""}, "privacy_email"),
        ({"privacy_phone": "1" * 41}, "privacy_phone"),
        ({"content": b"\x00"}, "logo"),
        ({"content": b""}, "logo"),
        ({"content": bytes(6 * 1024 * 1024)}, "logo"),
    ],
)
def test_refused_settings_name_their_field(changes: dict[str, Any], field: str) -> None:
    assert list(settings_form(**changes).errors) == [field]


def stored(settings: Any) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
def test_the_portal_is_set_up_once() -> None:
    set_up_portal(by=None, fields=FIELDS, logo=None)
    with pytest.raises(ValidationError, match="déjà réglé"):
        set_up_portal(by=None, fields=FIELDS | {"name": "Autre"}, logo=None)
    assert Portal.objects.get().name == "Portail"


@pytest.mark.django_db(transaction=True)
def test_a_logo_is_replaced_and_the_former_one_goes(settings: Any, client: Any) -> None:
    first, second = (small_png(uploaded(image(size=(9, n)))) for n in (8, 9))
    portal = set_up_portal(by=None, fields=FIELDS, logo=first)
    assert client.get(portal.logo_url).getvalue() == first
    edit = {"by": None, "portal": portal, "fields": FIELDS | {"name": "Après"}}
    changed = edit_portal(version=1, logo=second, **edit)
    assert (changed.name, changed.logo_url != portal.logo_url) == ("Après", True)
    assert [path.read_bytes() for path in stored(settings)] == [second]
    assert edit_portal(version=2, logo=None, **edit).logo_url == changed.logo_url
    assert edit_portal(version=3, logo=None, remove_logo=True, **edit).logo_url == ""
    assert stored(settings) == []
    assert client.get(reverse("portal_logo")).status_code == 404


@pytest.mark.django_db
def test_settings_saved_over_newer_ones_are_refused() -> None:
    portal = set_up_portal(by=None, fields=FIELDS, logo=None)
    edit = {"by": None, "portal": portal, "version": 1, "logo": None}
    edit_portal(fields=FIELDS | {"name": "Premier"}, **edit)
    with pytest.raises(StaleFormError):
        edit_portal(fields=FIELDS | {"name": "Second"}, **edit)
    portal.refresh_from_db()
    assert (portal.name, portal.version) == ("Premier", 2)


@pytest.mark.django_db
def test_only_a_portal_with_a_logo_may_remove_it() -> None:
    assert "remove_logo" not in PortalSettingsForm().fields
    assert "remove_logo" in PortalSettingsForm(instance=Portal(logo="x.png")).fields
