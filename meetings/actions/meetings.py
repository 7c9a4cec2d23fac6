"""Calling a meeting to come, and saying who may read one."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.roles import Visibility
from meetings.actions.agenda import write_points
from meetings.actions.carrying import carry_in, carry_over
from meetings.actions.convocations import tell, tell_the_called
from meetings.actions.documents import narrow_documents, share_minutes
from meetings.actions.minutes import unpublish
from meetings.actions.numbers import give_number, lock_committee, lock_committees
from meetings.models import Convocation, Meeting
from meetings.records import PointEntry
from members.models import User

TOLD = ("committee_id", "date", "starts_at", "ends_at", "place", "link")
"""What people were told of a meeting, and are told again where it changes."""


def become(meeting: Meeting, status: Meeting.Status) -> None:
    """Take a status that is allowed from the present one; else somebody was faster."""
    if not meeting.may_become(status):
        raise ValidationError(
            f"L’état de la rencontre est maintenant « {meeting.get_status_display()} »."
        )
    meeting.status = status


def write_plan(meeting: Meeting, values: dict[str, Any]) -> None:
    if values["date"] != meeting.date and values["date"] < timezone.localdate():
        raise ValidationError(
            {"date": "Cette date est passée : une rencontre déjà tenue se consigne."}
        )
    take_facts(meeting, values)
    if not meeting.is_draft:
        give_number(meeting)
    meeting.save()


def take_facts(meeting: Meeting, values: dict[str, Any]) -> None:
    """Facts as they are told; elsewhere or on another day, what was given for the first is void.

    A number is of its committee, and answers are to one convocation: its history keeps them.
    """
    committee, day, number = meeting.committee_id, meeting.date, meeting.number
    for name, value in values.items():
        setattr(meeting, name, value)
    has_left = meeting.committee_id != committee
    if has_left and meeting.number == number:
        meeting.number = None
    if meeting.proposals_until and "proposals_until" not in values:
        meeting.proposals_until = min(meeting.proposals_until, meeting.date)
    if meeting.pk and (has_left or meeting.date != day):
        meeting.replies.all().delete()


@action
def plan_meeting(
    *, by: User, submission: UUID, values: dict[str, Any], points: list[PointEntry]
) -> Meeting:
    """Prepare a meeting to come, as a draft that only the coordination reads."""
    claim = claim_submission(token=submission, by=by)
    lock_committee(values["committee"].pk)
    meeting = draft_meeting(by, values, points)
    carry_over(by=by, meeting=meeting)
    lead_to(claim, meeting.agenda_url)
    return meeting


@action
def plan_series(
    *,
    by: User,
    submission: UUID,
    values: dict[str, Any],
    points: list[PointEntry],
    days: list[date],
) -> list[Meeting]:
    """Prepare the same meeting on several days: each is a draft of its own, or none is made."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, reverse("meeting_list"))
    lock_committee(values["committee"].pk)
    meetings = [draft_meeting(by, values_on(day, values), points) for day in days]
    carry_in(values["committee"].pk)
    return meetings


def values_on(day: date, values: dict[str, Any]) -> dict[str, Any]:
    """What is planned for one day, on another; points are proposed as long before it."""
    until = values.get("proposals_until")
    shifted = until and day - (values["date"] - until)
    return values | {"date": day, "proposals_until": shifted}


def draft_meeting(by: User, values: dict[str, Any], points: list[PointEntry]) -> Meeting:
    meeting = Meeting(created_by=by)
    write_plan(meeting, values)
    write_points(meeting, points, {}, by)
    return meeting


@action
def replan_meeting(
    *,
    by: User,
    submission: UUID,
    meeting: Meeting,
    version: int,
    values: dict[str, Any],
) -> Meeting:
    """Change a meeting that has not been held yet; another date asks for other answers.

    Those who were called are told of another day, hour or place.
    """
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, meeting.get_absolute_url())
    committees = {meeting.committee_id, values.get("committee", meeting.committee).pk}
    lock_committees(*committees)
    meeting = lock(meeting, version)
    if not meeting.is_to_come:
        raise ValidationError("Cette rencontre a été tenue ou annulée entre-temps.")
    told = what_was_told(meeting)
    write_plan(meeting, values)
    for committee in sorted(committees):
        carry_in(committee)
    if meeting.is_called and what_was_told(meeting) != told:
        tell_the_called(by=by, meeting=meeting, kind=Convocation.Kind.UPDATE)
    return meeting


def what_was_told(meeting: Meeting) -> list[Any]:
    return [getattr(meeting, name) for name in TOLD]


@action
def convene_meeting(
    *,
    by: User,
    meeting: Meeting,
    version: int,
    words: str = "",
    proposals_until: date | None = None,
) -> Meeting:
    """Call the meeting: it takes its number, and those it is for are told, read it and answer.

    Called again after it was put off, it waits for new answers. proposals_until: the last day on
    which points are proposed; None where nobody is asked for any.
    """
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    become(meeting, Meeting.Status.CONVENED)
    if meeting.date < timezone.localdate():
        raise ValidationError("Cette date est passée : changez-la avant de convoquer.")
    give_number(meeting)
    meeting.replies.all().delete()
    meeting.status_reason = ""
    meeting.proposals_until = proposals_until
    meeting.save()
    carry_over(by=by, meeting=meeting)
    tell(by=by, meeting=meeting, kind=Convocation.Kind.CALL, words=words)
    return meeting


@action
def cancel_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Give up a meeting that was called, and say why to everybody who was called."""
    meeting = put_off(meeting, version, Meeting.Status.CANCELLED, reason, by)
    tell_the_called(by=by, meeting=meeting, kind=Convocation.Kind.CANCELLATION)
    return meeting


@action
def postpone_meeting(*, by: User, meeting: Meeting, version: int, reason: str) -> Meeting:
    """Put off a meeting that was called, until it is called again at another date."""
    meeting = put_off(meeting, version, Meeting.Status.POSTPONED, reason, by)
    tell_the_called(by=by, meeting=meeting, kind=Convocation.Kind.POSTPONEMENT)
    return meeting


def put_off(
    meeting: Meeting, version: int, status: Meeting.Status, reason: str, by: User
) -> Meeting:
    """What waited for this meeting waits for the one that follows."""
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    become(meeting, status)
    meeting.status_reason = reason
    meeting.save()
    carry_over(by=by, meeting=meeting)
    return meeting


@action
def delete_draft(*, by: User, meeting: Meeting, version: int) -> None:
    """Delete a meeting that nobody was told of; what waited for it waits for the next one."""
    committee = meeting.committee_id
    lock_committee(committee)
    meeting = lock(meeting, version)
    if not meeting.is_draft:
        raise ValidationError("Cette rencontre a été convoquée entre-temps.")
    meeting.delete()
    carry_in(committee)


@action
def set_meeting_visibility(*, by: User, meeting: Meeting, version: int, visibility: str) -> Meeting:
    """Say who may read a meeting; its documents follow, its minutes are never made public by it.

    What a hidden meeting put off is in closed session on the agenda to which it was carried.
    """
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    meeting.following_documents.update(visibility=visibility)
    meeting.visibility = visibility
    meeting.save()
    narrow_documents(meeting)
    minutes = getattr(meeting, "minutes", None)
    if minutes and minutes.is_published and visibility != Visibility.PUBLIC:
        unpublish(minutes)
        minutes.save()
        share_minutes(minutes)
    carry_over(by=by, meeting=meeting)
    return meeting
