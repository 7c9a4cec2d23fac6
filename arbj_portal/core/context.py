"""What the base template of every page shows."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from arbj_portal.core.models import Portal
from arbj_portal.core.permissions import can_read_messages
from arbj_portal.core.roles import Role, has_role

SECTIONS = (
    ("Chronologie", "timeline"),
    ("Ententes", "agreement_list"),
    ("Rencontres", "meeting_list"),
    ("Membres", "organization_list"),
)
# What stands under one's name, and for whom.
ACCOUNT_PAGES = (
    ("Suivis", "followup_list", lambda user: has_role(user, *Role)),
    ("Courriels", "message_list", can_read_messages),
    ("Comptes", "account_list", lambda user: has_role(user, Role.ADMINISTRATION)),
    ("Réglages", "portal_settings", lambda user: has_role(user, Role.ADMINISTRATION)),
)


class NavigationLink(NamedTuple):
    label: str
    url: str
    is_current: bool


def portal(request: HttpRequest) -> dict[str, object]:
    """The portal's own row, its sections, those of the account, whether it is a demonstration."""
    return {
        "portal": SimpleLazyObject(read_portal),
        "demonstration": settings.DEMONSTRATION,
        "nav": [
            NavigationLink(label, reverse(name), request.path.startswith(reverse(name)))
            for label, name in SECTIONS
        ],
        "account_nav": SimpleLazyObject(lambda: account_pages(request)),
    }


def account_pages(request: HttpRequest) -> list[NavigationLink]:
    return [
        NavigationLink(label, reverse(name), request.path == reverse(name))
        for label, name, is_open_to in ACCOUNT_PAGES
        if is_open_to(request.user)
    ]


def read_portal() -> Portal:
    """The portal's row; before the first-run page has made it, neutral words."""
    return Portal.objects.first() or Portal(name="Portail de concertation", body_name="")
