"""Decisions and follow-ups, written while people talk: one at a time, over the version read."""

from collections.abc import Collection, Iterable, Iterator
from datetime import time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.urls import reverse

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from meetings.actions import agenda
from meetings.actions.follow_ups import write_follow_up
from meetings.actions.quorum import note_quorum
from meetings.actions.sitting import leave_the_table, take_the_table
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Stance
from meetings.quorum import read_quorum, was_there
from meetings.seats import WITHOUT_A_SEAT
from members.models import User

NOT_A_MOVER = "Cette personne n’est pas là à cette heure, ou ne siège pas."
VOTES = ("votes_for", "votes_against", "abstentions")


def may_move(row: Attendance) -> bool:
    """Who sits may move and second, with a vote or not: members, and whoever replaces one.

    Observers, resource persons and guests are heard, and move nothing.
    """
    mandate = row.representative
    if mandate is None:
        return any(may_move(absent) for absent in row.replaces.all())
    return mandate.membership.role not in WITHOUT_A_SEAT


def movers_at(meeting: Meeting, moment: time | None) -> Iterator[Attendance]:
    """Those who may move a decision at a moment, by their names; at any time where none is told."""
    for row in in_the_room(meeting):
        if may_move(row) and was_there(row, moment):
            yield row


def in_the_room(meeting: Meeting) -> Iterable[Attendance]:
    """All who were there at some time, with what tells when, and for whom."""
    rows = meeting.attendances.there().select_related("person", "representative__membership")
    return rows.prefetch_related("exits", "replaces__representative__membership").order_by(
        "person__last_name", "person__first_name", "guest_name", "pk"
    )


@action
def write_decision(
    *,
    by: User,
    submission: UUID,
    item: AgendaItem,
    values: dict[str, Any],
    moved_by: Attendance | None = None,
    seconded_by: Attendance | None = None,
    stances: dict[str, Collection[Attendance]] | None = None,
    decision: Decision | None = None,
    version: int = 0,
) -> Decision:
    """Write a decision of a point, or another text for it while it has no number."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, f"{reverse('sitting', args=[item.meeting_id])}#point-{item.pk}")
    meeting = take_the_table(item.meeting)
    decision = lock(decision, version) if decision else Decision(agenda_item=item)
    refuse_numbered(decision)
    movers = {row.pk for row in movers_at(meeting, values.get("taken_at"))}
    for name, row in (("moved_by", moved_by), ("seconded_by", seconded_by)):
        if row and row.pk not in movers:
            raise ValidationError(
                {name: "Cette personne n’est pas là à cette heure, ou ne siège pas."}
            )
    for name, value in values.items():
        setattr(decision, name, value)
    decision.moved_by, decision.seconded_by = moved_by, seconded_by
    told = stances or {}
    check_votes(meeting, decision, told.get(Stance.Kind.WITHDRAWAL, ()))
    write_stances(decision, told)
    note_quorum(meeting)
    leave_the_table(meeting, by)
    return decision


def check_votes(meeting: Meeting, decision: Decision, withdrawn: Collection[Attendance]) -> None:
    """No more votes than voices there, of people who have not withdrawn."""
    count = sum(getattr(decision, name) or 0 for name in VOTES)
    keys = {row.pk for row in withdrawn}
    voices = read_quorum(meeting).voices_told_at(decision.taken_at, without=keys)
    if count > voices:
        raise ValidationError(
            {"votes_for": f"On compte {count} votes pour {voices} voix présentes à cette heure."}
        )


def write_stances(decision: Decision, told: dict[str, Collection[Attendance]]) -> None:
    """Save a decision with those who stand apart from it; the others first stand there no more."""
    wanted = {(row.pk, kind) for kind, rows in told.items() for row in rows}
    known = list(decision.stances.all()) if decision.pk else []
    for stance in known:
        if (stance.attendance_id, stance.kind) not in wanted:
            stance.delete()
    decision.save()
    for attendance, kind in sorted(wanted - {(row.attendance_id, row.kind) for row in known}):
        decision.stances.create(attendance_id=attendance, kind=kind)


def refuse_numbered(decision: Decision) -> None:
    if decision.number:
        raise ValidationError(
            "Cette décision a reçu son numéro : elle se corrige en consignant la rencontre."
        )


@action
def remove_decision(*, by: User, decision: Decision, version: int) -> None:
    """Take back what was written as a decision, while it has no number."""
    item = decision.agenda_item
    if item is None:
        raise ValidationError("Une décision prise par consultation ne se retire pas.")
    meeting = take_the_table(item.meeting)
    decision = lock(decision, version)
    refuse_numbered(decision)
    agenda.remove_decision(decision)
    leave_the_table(meeting, by)


@action
def write_promise(
    *,
    by: User,
    submission: UUID,
    item: AgendaItem,
    values: dict[str, Any],
    follow_up: FollowUp | None = None,
    version: int = 0,
) -> FollowUp:
    """Write a follow-up of a point, or correct what was written of one."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, f"{reverse('sitting', args=[item.meeting_id])}#point-{item.pk}")
    meeting = take_the_table(item.meeting)
    if follow_up:
        follow_up = write_follow_up(follow_up, version, values)
    else:
        follow_up = FollowUp.objects.create(agenda_item=item, **values)
    leave_the_table(meeting, by)
    return follow_up


@action
def remove_promise(*, by: User, follow_up: FollowUp, version: int) -> None:
    meeting = take_the_table(follow_up.agenda_item.meeting)
    agenda.remove_follow_up(lock(follow_up, version))
    leave_the_table(meeting, by)
