"""Answering a convocation."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from arbj_portal.core.actions import action, lock
from meetings.models import Meeting, Reply
from members.models import Representative, User


@action
def reply_to_meeting(
    *,
    by: User | None,
    meeting: Meeting,
    version: int,
    mandates: Iterable[Representative],
    answer: str,
    substitute: str = "",
    note: str = "",
) -> None:
    """Say whether one comes, for each mandate that one holds; the last answer counts.

    It is to the convocation that was read, and changes nothing of the meeting.
    """
    meeting = lock(meeting, version)
    if not meeting.awaits_replies:
        raise ValidationError("Cette rencontre n’attend plus de réponse.")
    for mandate in mandates:
        Reply.objects.update_or_create(
            meeting=meeting,
            representative=mandate,
            defaults={
                "answer": answer,
                "substitute": substitute,
                "note": note,
                "answered_by": by,
            },
        )
