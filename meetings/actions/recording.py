"""Recording a meeting that was held, at once or over what was planned."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.documents import store_document
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.actions.agenda import write_points
from meetings.actions.attendance import write_the_others, write_those_there
from meetings.actions.carrying import carry_in, carry_over
from meetings.actions.documents import share, share_minutes
from meetings.actions.meetings import take_facts
from meetings.actions.minutes import check_adoption
from meetings.actions.numbers import (
    give_decision_numbers,
    give_number,
    lock_committee,
    lock_committees,
)
from meetings.actions.quorum import note_quorum
from meetings.actions.sitting import stop_clocks
from meetings.models import Decision, Meeting, Minutes
from meetings.records import MeetingRecord, PointEntry
from members.models import User

OF = {"table": "de la", "comité": "du", "groupe": "du", "conseil": "du", "commission": "de la"}


@action
def log_meeting(*, by: User, submission: UUID, record: MeetingRecord) -> Meeting:
    """Record a meeting already held: it stands on the timeline at once, for the partners."""
    claim = claim_submission(token=submission, by=by)
    lock_committee(record.values["committee"].pk)
    meeting = Meeting(created_by=by)
    write_record(meeting, record, by)
    carry_over(by=by, meeting=meeting)
    lead_to(claim, meeting.get_absolute_url())
    return meeting


@action
def revise_meeting(
    *, by: User, submission: UUID, meeting: Meeting, version: int, record: MeetingRecord
) -> Meeting:
    """Record what happened at a meeting that was planned, or correct what was recorded."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, meeting.get_absolute_url())
    committees = {meeting.committee_id, record.values.get("committee", meeting.committee).pk}
    lock_committees(*committees)
    meeting = lock(meeting, version)
    if meeting.is_closed:
        raise ValidationError("Cette rencontre est clôturée : rouvrez-la pour la corriger.")
    if not (meeting.is_held or meeting.may_become(Meeting.Status.HELD)):
        raise ValidationError("Cette rencontre a été annulée entre-temps.")
    write_record(meeting, record, by)
    for committee in sorted(committees):
        carry_in(committee)
    return meeting


def write_record(meeting: Meeting, record: MeetingRecord, by: User) -> None:
    check_record(meeting, record)
    take_facts(meeting, record.values)
    give_number(meeting)
    meeting.title = meeting.title or default_title(meeting)
    if not meeting.is_held:
        meeting.status = Meeting.Status.HELD
    meeting.status_reason = ""
    meeting.save()
    stop_clocks(meeting)
    meeting.objectives.set(record.objectives)
    forget_other_times(record.points)
    there = write_those_there(meeting, record.presences)
    write_points(meeting, record.points, there, by)
    write_the_others(meeting, record.presences, there)
    note_quorum(meeting)
    write_minutes(meeting, record, by)


def forget_other_times(points: list[PointEntry]) -> None:
    """When a decision was taken, where that is told otherwise: its people come and go first."""
    for entry in (entry for point in points for entry in point.decisions):
        decision = entry.decision
        if decision and decision.taken_at != entry.values.get("taken_at"):
            Decision.objects.filter(pk=decision.pk).update(taken_at=None)


def check_record(meeting: Meeting, record: MeetingRecord) -> None:
    """A meeting that took place, whose text may change; what was adopted comes with its file."""
    minutes = Minutes.objects.filter(meeting=meeting.pk).first()
    day, adopted_on = record.values["date"], record.adopted_on
    if minutes and minutes.is_adopted:
        raise ValidationError("Le texte adopté ne change plus.")
    if day > timezone.localdate():
        raise ValidationError(
            {"date": "Cette date est à venir : une rencontre qui n’a pas eu lieu se planifie."}
        )
    if adopted_on:
        check_adoption(day, adopted_on)
        if not (record.minutes_file or (minutes and minutes.document_id)):
            raise ValidationError(
                {"minutes_file": "Joignez le fichier qui a été adopté à cette date."}
            )


def write_minutes(meeting: Meeting, record: MeetingRecord, by: User) -> None:
    """A draft of the minutes; adopted at once where their file comes with its date of adoption."""
    minutes, _ = Minutes.objects.get_or_create(meeting=meeting)
    if record.minutes_file:
        keep_minutes_file(minutes, record.minutes_file, by)
    if record.adopted_on:
        minutes.state = Minutes.State.ADOPTED
        minutes.adopted_on = record.adopted_on
    minutes.save()
    if not minutes.is_draft:
        give_decision_numbers(meeting)
    share_minutes(minutes)


def keep_minutes_file(minutes: Minutes, file: UploadedFile, by: User) -> None:
    if minutes.document:
        share(minutes.document, Visibility.COORDINATION)
    word = minutes.word[0].upper() + minutes.word[1:]
    minutes.document = store_document(
        by=by,
        file=file,
        title=f"{word} de la rencontre du {date_text(minutes.meeting.date)}",
        visibility=Visibility.COORDINATION,
    )


def default_title(meeting: Meeting) -> str:
    """« Rencontre 3 de la Table de concertation »; a name that begins otherwise stands apart."""
    name = meeting.committee.name
    link = OF.get(name.split()[0].lower())
    return f"Rencontre {meeting.number}{f' {link}' if link else ','} {name}"
