"""The settings of the portal: how the body that runs it presents itself, and its logo."""

import hashlib
import io
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from PIL import Image, ImageOps, UnidentifiedImageError

from arbj_portal.core.actions import action
from arbj_portal.core.form_layout import PortalFormHelper, Row, Section
from arbj_portal.core.forms import PortalModelForm
from arbj_portal.core.models import Portal

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


class PortalSettingsForm(PortalModelForm):
    """What the installation says of itself, and who answers for personal information."""

    logo = LogoField(
        label="Logo",
        help_text="PNG, JPEG ou WebP, 5 Mo au plus. Après une erreur, choisissez-le de nouveau.",
        required=False,
    )
    remove_logo = forms.BooleanField(label="Retirer le logo actuel", required=False)

    class Meta:
        model = Portal
        fields = [
            "name",
            "subtitle",
            "body_name",
            "privacy_officer",
            "privacy_email",
            "privacy_phone",
        ]

    def __init__(
        self, *args: Any, cancel_url: str = "", form_tag: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        logo = ["logo", "remove_logo"]
        if not self.instance.logo:
            del self.fields["remove_logo"]
            logo = ["logo"]
        self.fields["privacy_officer"].label = "Nom de la personne"
        self.fields["privacy_email"].label = "Son courriel"
        self.fields["privacy_phone"].label = "Son téléphone"
        self.helper = PortalFormHelper(
            Section("Le portail", "name", "subtitle", "body_name", *logo),
            Section(
                "La protection des renseignements personnels",
                "privacy_officer",
                Row("privacy_email", "privacy_phone"),
                hint="La personne qui en répond; toutes les pages mènent à ses coordonnées.",
            ),
            cancel_url=cancel_url,
            form_tag=form_tag,
        )

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        reached = {"privacy_email", "privacy_phone"} & cleaned.keys()
        if len(reached) == 2 and not any(cleaned[name] for name in reached):
            self.add_error("privacy_email", "Donnez un courriel ou un téléphone.")
        return cleaned


@action
def set_up_portal(*, by: Any, fields: Mapping[str, Any], logo: bytes | None) -> Portal:
    """The portal's row, made once."""
    portal, made = Portal.objects.get_or_create(pk=Portal.SINGLE, defaults=fields)
    if not made:
        raise ValidationError("Le portail est déjà réglé.")
    return replace_logo(portal, logo) if logo else portal


@action
def edit_portal(
    *, by: Any, fields: Mapping[str, Any], logo: bytes | None, remove_logo: bool = False
) -> Portal:
    """Without a new logo the one in place stays, unless it is removed."""
    portal = Portal.objects.select_for_update().get()
    for name, value in fields.items():
        setattr(portal, name, value)
    portal.save()
    return replace_logo(portal, logo) if logo or remove_logo else portal


def replace_logo(portal: Portal, logo: bytes | None) -> Portal:
    """The former file goes once nothing can bring it back."""
    former = portal.logo.name
    portal.logo = ""
    if logo:
        name = f"{hashlib.sha256(logo).hexdigest()[:16]}.png"
        portal.logo.save(name, ContentFile(logo), save=False)
    portal.save(update_fields=["logo"])
    if former:
        transaction.on_commit(lambda: portal.logo.storage.delete(former))
    return portal
