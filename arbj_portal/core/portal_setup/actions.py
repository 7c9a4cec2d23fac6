"""Setting up the portal, once; changing its settings."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.models import Portal


@action
def set_up_portal(*, by: Any, fields: Mapping[str, Any], logo: bytes | None) -> Portal:
    """The portal's row, made once."""
    portal, made = Portal.objects.get_or_create(pk=Portal.SINGLE, defaults=fields)
    if not made:
        raise ValidationError("Le portail est déjà réglé.")
    return replace_logo(portal, logo) if logo else portal


@action
def edit_portal(
    *,
    by: Any,
    portal: Portal,
    version: int,
    fields: Mapping[str, Any],
    logo: bytes | None,
    remove_logo: bool = False,
) -> Portal:
    """Without a new logo the one in place stays, unless it is removed."""
    portal = write(lock(portal, version), fields)
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
