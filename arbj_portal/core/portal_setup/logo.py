"""The logo: an image that anybody may have made, redrawn before it is kept."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from arbj_portal.core.images import read_image, redrawn

LARGEST_LOGO = 5 * 1024 * 1024
LOGO_SIDE = 512  # pixels


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
    return redrawn(read_image(file, "RGBA", LOGO_SIDE), "PNG", optimize=True)
