"""An image that anybody may have made, redrawn before it is kept.

What its file told besides goes: where and when it was taken, by which device, a profile of colours.
"""

import io
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("PNG", "JPEG", "WEBP")
MOST_PIXELS = 50_000_000
QUALITY = 85
LARGEST_PHOTO = 20 * 1024 * 1024
PHOTO_SIDE, THUMBNAIL_SIDE = 2400, 800  # pixels

TOO_LARGE = "L’image compte trop de pixels : réduisez-la d’abord."
UNREADABLE = "Cette image ne se lit pas : choisissez un fichier PNG, JPEG ou WebP."


def read_image(file: Any, mode: str, side: int) -> Image.Image:
    """Upright, in sRGB, in the mode, of at most so many pixels a side.

    A ValidationError where it cannot be read, or is too large.
    """
    try:
        with Image.open(file, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(TOO_LARGE)
            profile = image.info.get("icc_profile")
            image.draft(None, (side, side))  # a JPEG need not be unpacked at its full size
            upright = ImageOps.exif_transpose(image)
            drawn = (in_srgb(upright, profile) if profile else upright).convert(mode)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_LARGE) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(UNREADABLE) from error
    drawn.thumbnail((side, side))
    return drawn


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """As its profile says its colours look; as they are where the profile says nothing clear."""
    try:
        return (
            ImageCms.profileToProfile(
                image, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=image.mode
            )
            or image
        )
    except ImageCms.PyCMSError:
        return image


def redrawn(image: Image.Image, form: str, **options: Any) -> bytes:
    """A file with nothing but its pixels."""
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    content = io.BytesIO()
    clean.save(content, form, **options)
    return content.getvalue()


@dataclass(frozen=True)
class Photo:
    """A photograph as a JPEG, and the same small; width and height in pixels."""

    content: bytes
    thumbnail: bytes
    width: int
    height: int


def photo_of(file: Any) -> Photo:
    drawn = read_image(file, "RGBA", PHOTO_SIDE)
    large = Image.new("RGB", drawn.size, "white")
    large.paste(drawn, mask=drawn)
    small = large.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    return Photo(jpeg(large), jpeg(small), *large.size)


def jpeg(image: Image.Image) -> bytes:
    return redrawn(image, "JPEG", quality=QUALITY, optimize=True, progressive=True)


class PhotoField(forms.FileField):
    """A photograph, known by its content; cleaned to a Photo that tells nothing besides."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs["accept"] = ".png,.jpg,.jpeg,.webp"

    def clean(self, data: Any, initial: Any = None) -> Photo | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_PHOTO:
            raise ValidationError("La photo dépasse 20 Mo : réduisez-la avant de la joindre.")
        return photo_of(file)
