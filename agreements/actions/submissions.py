"""Forms about something that is there already: received once, however often they are sent."""

from uuid import UUID

from arbj_portal.core.actions import claim_submission, lead_to
from members.models import User


def receive(submission: UUID | None, *, by: User, url: str) -> None:
    """Take the token of a form, where there is one; the same form sent again leads to the url."""
    if submission:
        lead_to(claim_submission(token=submission, by=by), url)
