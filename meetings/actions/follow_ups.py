"""Saying where a follow-up stands."""

from typing import Any

from django.core.exceptions import ValidationError

from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.typography import date_text
from meetings.actions.carrying import carry_over
from meetings.actions.numbers import lock_committee
from meetings.models import FollowUp, FollowUpPostponement, Meeting
from members.models import User


@action
def update_follow_up(
    *,
    by: User | None,
    follow_up: FollowUp,
    version: int,
    values: dict[str, Any],
    reason: str = "",
) -> FollowUp:
    """Change what is known of a follow-up; put off to a later day, it says why.

    The next agenda tells it, or lets it go.
    """
    meeting = Meeting.objects.get(agenda_items=follow_up.agenda_item_id)
    lock_committee(meeting.committee_id)
    follow_up = lock(follow_up, version)
    if is_put_off(follow_up, values):
        postpone(follow_up, values["due_on"], reason, by)
    follow_up = write(follow_up, values)
    carry_over(by=by, meeting=meeting)
    return follow_up


def is_put_off(follow_up: FollowUp, values: dict[str, Any]) -> bool:
    """Whether a later day is given; « Reporté » asks for one."""
    before, after = follow_up.due_on, values.get("due_on")
    is_later = after is not None and (before is None or after > before)
    postponed = FollowUp.Status.POSTPONED
    becomes_postponed = values.get("status") == postponed != follow_up.status
    if becomes_postponed and not is_later:
        since = f", après le {date_text(before)}" if before else ""
        raise ValidationError({"due_on": f"Reporté à quand? Donnez la nouvelle date{since}."})
    return is_later and (before is not None or becomes_postponed)


def postpone(follow_up: FollowUp, due_to: Any, reason: str, by: Any) -> None:
    if not reason:
        raise ValidationError({"reason": "Dites pourquoi l’échéance est repoussée."})
    FollowUpPostponement.objects.create(
        follow_up=follow_up,
        due_from=follow_up.due_on,
        due_to=due_to,
        reason=reason,
        postponed_by=by,
    )


def write_follow_up(follow_up: FollowUp, version: int, values: dict[str, Any]) -> FollowUp:
    """What the record of a meeting tells, over the version that was read.

    In a draft another day corrects what was written down; once others read it, a later one
    puts the follow-up off.
    """
    follow_up = lock(follow_up, version)
    minutes = getattr(follow_up.agenda_item.meeting, "minutes", None)
    is_read = minutes is not None and not minutes.is_draft
    if is_read and is_put_off(follow_up, values):
        raise ValidationError(
            f"«\N{NO-BREAK SPACE}{follow_up.text}\N{NO-BREAK SPACE}» se reporte à sa page, "
            "avec un motif."
        )
    return write(follow_up, values)
