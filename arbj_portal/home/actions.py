"""Opening an empty portal."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from arbj_portal.core.actions import action
from arbj_portal.core.models import Portal
from arbj_portal.core.portal_setup.actions import set_up_portal
from meetings.actions import make_ordinary_model
from members.actions.committees import create_committee
from members.models import User


@action
def open_portal(
    *,
    by: User,
    settings: Mapping[str, Any],
    logo: bytes | None,
    committee: Mapping[str, Any],
    submission: UUID,
) -> Portal:
    """The portal, its first committee and the first model of an agenda, or nothing at all."""
    create_committee(by=by, fields=committee, submission=submission)
    make_ordinary_model(by=by)
    return set_up_portal(by=by, fields=settings, logo=logo)
