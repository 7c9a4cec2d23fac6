"""Calling a meeting to come, and saying who may read one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.roles import Visibility
from meetings.actions.agenda import write_points
from meetings.actions.documents import share_documents
from meetings.actions.minutes import unpublish
from meetings.actions.numbers import give_number
from meetings.models import Meeting
from meetings.records import PointEntry


def lock_meeting(meeting: Meeting) -> Meeting:
    """The row as it is now, locked; whoever read an earlier version will be told."""
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    locked.version += 1
    return locked


def become(meeting: Meeting, status: Meeting.Status) -> None:
    """Take a status that is allowed from the present one; else somebody was faster."""
    if not meeting.may_become(status):
        raise ValidationError(
            f"L’état de la rencontre est maintenant « {meeting.get_status_display()} »."
        )
    meeting.status = status


def write_plan(meeting: Meeting, values: dict[str, Any], points: list[PointEntry]) -> None:
    for name, value in values.items():
        setattr(meeting, name, value)
    if meeting.number is not None:
        give_number(meeting)
    meeting.save()
    write_points(meeting, points, {})


@action
def plan_meeting(
    *, by: Any, submission: UUID, values: dict[str, Any], points: list[PointEntry]
) -> Meeting:
    """Prepare a meeting to come, as a draft that only the coordination reads."""
    claim = claim_submission(token=submission, by=by)
    meeting = Meeting(created_by=by)
    write_plan(meeting, values, points)
    lead_to(claim, meeting.get_absolute_url())
    return meeting


@action
def replan_meeting(
    *,
    by: Any,
    meeting: Meeting,
    version: int,
    values: dict[str, Any],
    points: list[PointEntry],
) -> Meeting:
    """Change a meeting that has not been held yet."""
    meeting = lock(meeting, version)
    if not meeting.is_to_come:
        raise ValidationError("Cette rencontre a été tenue ou annulée entre-temps.")
    write_plan(meeting, values, points)
    return meeting


@action
def convene_meeting(*, by: Any, meeting: Meeting) -> Meeting:
    """Call the meeting: it takes its number, and those it is for read it and answer."""
    meeting = lock_meeting(meeting)
    become(meeting, Meeting.Status.CONVENED)
    if meeting.date < timezone.localdate():
        raise ValidationError("Cette date est passée : changez-la avant de convoquer.")
    give_number(meeting)
    meeting.status_reason = ""
    meeting.save()
    return meeting


@action
def cancel_meeting(*, by: Any, meeting: Meeting, reason: str) -> Meeting:
    """Give up a meeting that was called, and say why."""
    return put_off(meeting, Meeting.Status.CANCELLED, reason)


@action
def postpone_meeting(*, by: Any, meeting: Meeting, reason: str) -> Meeting:
    """Put off a meeting that was called, until it is called again at another date."""
    return put_off(meeting, Meeting.Status.POSTPONED, reason)


def put_off(meeting: Meeting, status: Meeting.Status, reason: str) -> Meeting:
    meeting = lock_meeting(meeting)
    become(meeting, status)
    meeting.status_reason = reason
    meeting.save()
    return meeting


@action
def delete_draft(*, by: Any, meeting: Meeting) -> None:
    """Delete a meeting that nobody was told of."""
    meeting = lock_meeting(meeting)
    if not meeting.is_draft:
        raise ValidationError("Cette rencontre a été convoquée entre-temps.")
    meeting.delete()


@action
def set_meeting_visibility(*, by: Any, meeting: Meeting, visibility: str) -> Meeting:
    """Say who may read a meeting; its documents follow, its minutes are never made public by it."""
    meeting = lock_meeting(meeting)
    meeting.visibility = visibility
    meeting.save()
    minutes = getattr(meeting, "minutes", None)
    if minutes and minutes.is_published and visibility != Visibility.PUBLIC:
        unpublish(minutes)
    share_documents(meeting, minutes)
    return meeting
