"""Closing a meeting once all that it had to decide is told, and opening its record again."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from arbj_portal.core.actions import action, lock
from meetings.actions.carrying import carry_over
from meetings.actions.meetings import become
from meetings.actions.numbers import lock_committee
from meetings.models import AgendaItem, Meeting
from members.models import User


@action
def close_meeting(*, by: User, meeting: Meeting, version: int) -> Meeting:
    """Close what was held; not before each point to decide has an end."""
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    become(meeting, Meeting.Status.CLOSED)
    undecided = list(meeting.agenda_items.undecided().in_order())
    if undecided:
        raise ValidationError(undecided_text(undecided))
    meeting.status_reason = ""
    meeting.save(update_fields=["status", "status_reason", "version"])
    carry_over(by=by, meeting=meeting)
    return meeting


def undecided_text(items: Iterable[AgendaItem]) -> str:
    named = "; ".join(f"{item.number}. {item.title}" for item in items)
    return f"Il manque une décision, un report ou un retrait : {named}."


@action
def reopen_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Take up again the record of a meeting that was closed; its history keeps why."""
    meeting = lock(meeting, version)
    become(meeting, Meeting.Status.HELD)
    meeting.status_reason = reason
    meeting.save(update_fields=["status", "status_reason", "version"])
    return meeting
