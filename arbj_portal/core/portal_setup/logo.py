"""The logo: an image that anybody may have made, redrawn before it is kept."""

import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from PIL import Image, ImageOps, UnidentifiedImageError

LOGO_FORMATS = ("PNG", "JPEG", "WEBP")
LARGEST_LOGO = 5 * 1024 * 1024
MOST_PIXELS = 25_000_000
LOGO_SIDE = 512  # pixels

UNREADABLE = "Cette image ne se lit pas : choisissez un fichier PNG, JPEG ou WebP."


class LogoField(forms.FileField):
    """An image, known by its content; cleaned to a small PNG that holds nothing else."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.widget.attrs["accept"] = ".png,.jpg,.jpeg,.webp"

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        file = super().clean(data, initial)
        if not file:
            return None
        if file.size > LARGEST_LOGO:
            raise ValidationError("Le logo dépasse 5 Mo : réduisez-le avant de le joindre.")
        return small_png(file)


def small_png(file: Any) -> bytes:
    """The image as a PNG of 512 pixels at most a side, without what its file told besides."""
    try:
        with Image.open(file, formats=LOGO_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError("L’image compte trop de pixels : réduisez-la d’abord.")
            drawn = ImageOps.exif_transpose(image).convert("RGBA")
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ) as error:
        raise ValidationError(UNREADABLE) from error
    drawn.thumbnail((LOGO_SIDE, LOGO_SIDE))
    clean = Image.new("RGBA", drawn.size)
    clean.paste(drawn)
    content = io.BytesIO()
    clean.save(content, "PNG", optimize=True)
    return content.getvalue()
