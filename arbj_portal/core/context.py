"""What the base template of every page shows."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from arbj_portal.core.models import Portal
from arbj_portal.core.permissions import can_read_messages

SECTIONS = (
    ("Chronologie", "timeline"),
    ("Ententes", "agreement_list"),
    ("Rencontres", "meeting_list"),
    ("Membres", "organization_list"),
)


class NavigationLink(NamedTuple):
    label: str
    url: str
    is_current: bool


def portal(request: HttpRequest) -> dict[str, object]:
    """The portal's own row, its sections, whether this is a demonstration, and who reads mail."""
    return {
        "portal": SimpleLazyObject(read_portal),
        "demonstration": settings.DEMONSTRATION,
        "can_read_messages": can_read_messages(request.user),
        "nav": [
            NavigationLink(label, reverse(name), request.path.startswith(reverse(name)))
            for label, name in SECTIONS
        ],
    }


def read_portal() -> Portal:
    """The portal's row; before the first-run page has made it, neutral words."""
    return Portal.objects.first() or Portal(name="Portail de concertation", body_name="")
