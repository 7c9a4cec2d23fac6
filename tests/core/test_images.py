"""A photograph that anybody may have made, redrawn before it is kept."""

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms

from arbj_portal.core.images import (
    PHOTO_SIDE,
    THUMBNAIL_SIDE,
    TOO_LARGE,
    UNREADABLE,
    PhotoField,
    photo_of,
)
from tests.core.test_portal_setup import huge_png

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825


def photograph(
    kind: str = "JPEG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any
) -> bytes:
    content = io.BytesIO()
    Image.new(mode, size, "red").save(content, kind, **options)
    return content.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    ("size", "large", "small"),
    [
        ((40, 20), (40, 20), (40, 20)),
        ((3000, 1500), (PHOTO_SIDE, 1200), (THUMBNAIL_SIDE, 400)),
        ((900, 3000), (720, PHOTO_SIDE), (240, THUMBNAIL_SIDE)),
    ],
)
def test_a_photo_becomes_two_jpegs(
    kind: str, size: tuple[int, int], large: tuple[int, int], small: tuple[int, int]
) -> None:
    made = photo_of(io.BytesIO(photograph(kind, size)))
    whole, thumbnail = opened(made.content), opened(made.thumbnail)
    assert (whole.format, whole.size, (made.width, made.height)) == ("JPEG", large, large)
    assert (thumbnail.format, thumbnail.size) == ("JPEG", small)


def test_where_and_by_what_it_was_taken_is_left_out() -> None:
    told = Image.Exif()
    told[MAKER] = "CANARI"
    told.get_ifd(GPS).update({1: "N", 2: (49.0, 46.0, 12.0), 3: "W", 4: (74.0, 51.0, 0.0)})
    sent = photograph(exif=told.tobytes(), comment=b"CANARI")
    assert opened(sent).getexif().get_ifd(GPS)
    assert b"CANARI" in sent
    made = photo_of(io.BytesIO(sent))
    for content in (made.content, made.thumbnail):
        kept = opened(content)
        assert b"CANARI" not in content
        assert dict(kept.getexif()) == {}
        assert kept.info.keys() & {"exif", "icc_profile", "comment", "xmp"} == set()


def test_it_stands_upright() -> None:
    told = Image.Exif()
    told[ORIENTATION] = 6
    assert photo_of(io.BytesIO(photograph(exif=told.tobytes()))).width == 20


def test_its_colours_are_those_it_had() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    made = opened(photo_of(io.BytesIO(photograph(icc_profile=profile))).content)
    red, green, blue = made.getpixel((5, 5))
    assert red > 240
    assert green < 15
    assert blue < 15
    damaged = opened(photo_of(io.BytesIO(photograph(icc_profile=b"rien"))).content)
    assert damaged.getpixel((5, 5))[0] > 240


def test_what_is_transparent_is_white() -> None:
    content = io.BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(content, "PNG")
    assert min(opened(photo_of(content).content).getpixel((5, 5))) > 240


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "LA", "P", "1", "CMYK"])
def test_a_photo_of_any_colours_is_taken(mode: str) -> None:
    content = io.BytesIO()
    Image.new(mode, (8, 8)).save(content, "JPEG" if mode == "CMYK" else "PNG")
    assert opened(photo_of(content).content).mode == "RGB"


HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", UNREADABLE),
        (b"%PDF-1.7", UNREADABLE),
        (HEIC, UNREADABLE),
        (photograph()[:200], UNREADABLE),
        (photograph("GIF"), UNREADABLE),
        (huge_png(9_000), TOO_LARGE),
        (huge_png(60_000), TOO_LARGE),
        (bytes(21 * 1024 * 1024), "La photo dépasse 20 Mo\xa0: réduisez-la avant de la joindre."),
    ],
)
def test_what_is_no_photo_says_so(content: bytes, message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        PhotoField().clean(SimpleUploadedFile("photo.jpg", content))
    assert refused.value.messages == [message]
