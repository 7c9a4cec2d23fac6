"""Taking attendance while people come, go out and leave: a line at a time, over its version."""

from collections.abc import Sequence
from datetime import time
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db.models import Q

from arbj_portal.core.actions import StaleFormError, action, lock
from meetings.actions.quorum import note_quorum
from meetings.actions.sitting import take_the_table
from meetings.models import Attendance, Meeting, Reply
from meetings.seats import mandates_on
from members.models import Representative, User

type Line = Representative | Attendance
"""Whose line it is: that of a mandate, recorded or not yet, or of somebody without one."""
type Exits = Sequence[tuple[time, time | None]]

ANSWERED: dict[str, str] = {
    Reply.Answer.PRESENT: Attendance.Status.PRESENT,
    Reply.Answer.REMOTE: Attendance.Status.REMOTE,
    Reply.Answer.ABSENT: Attendance.Status.EXCUSED,
    Reply.Answer.SUBSTITUTE: Attendance.Status.EXCUSED,
}


class Movement(StrEnum):
    """What is recorded as it happens, with the time of now."""

    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    EXIT = "exit"
    RETURN = "return"


def row_of_mandate(meeting: Meeting, mandate: Representative) -> Attendance | None:
    own = Q(representative=mandate) | Q(person=mandate.person_id)
    return meeting.attendances.filter(own).order_by("pk").first()


def take_line(meeting: Meeting, line: Line, version: int) -> Attendance:
    """The row of a line, locked over the version that was read: 0 where there was none."""
    found = line if isinstance(line, Attendance) else row_of_mandate(meeting, line)
    if found:
        return lock(found, version)
    if version or isinstance(line, Attendance):
        raise StaleFormError(0)
    return Attendance(meeting=meeting, representative=line, person=line.person)


def write_status(row: Attendance, status: str) -> Attendance:
    """Somebody who was not there has no times; somebody who was is replaced by nobody."""
    row.status = status
    if row.is_there:
        row.replaced_by = None
    else:
        row.arrived_at = row.left_at = None
    row.save()
    if not row.is_there:
        row.exits.all().delete()
    return row


@action
def mark_attendance(
    *, by: User, meeting: Meeting, line: Line, version: int, status: str
) -> Attendance | None:
    """Say of somebody that they are there, or are not; without a status, nothing any more."""
    meeting = take_the_table(meeting)
    row: Attendance | None = take_line(meeting, line, version)
    if row and status:
        write_status(row, status)
    elif row and row.pk:
        meeting.attendances.filter(replaced_by=row.pk).update(replaced_by=None)
        row.delete()
        row = None
    note_quorum(meeting)
    return row


@action
def note_movement(
    *, by: User, meeting: Meeting, line: Line, version: int, movement: Movement
) -> Attendance:
    """Record that somebody arrives, leaves, goes out or comes back, now."""
    meeting = take_the_table(meeting)
    if not meeting.is_in_progress:
        raise ValidationError("La séance n’est pas en cours : écrivez l’heure.")
    row = take_line(meeting, line, version)
    MOVES[movement](row, meeting.now)
    note_quorum(meeting)
    return row


def arrive(row: Attendance, now: time) -> None:
    """Come; whoever had left already was out meanwhile."""
    usual = Attendance.Status.PRESENT
    if row.meeting.mode == row.meeting.Mode.REMOTE:
        usual = Attendance.Status.REMOTE
    left_at = row.left_at if row.is_there else None
    if row._state.adding or not row.is_there:
        row.status, row.replaced_by = usual, None
        row.arrived_at = now
    row.left_at = None
    row.save()
    if left_at:
        row.exits.create(left_at=left_at, returned_at=max(now, left_at))


def leave(row: Attendance, now: time) -> None:
    """Leave; whoever was out and does not come back left when they went out."""
    refuse_absent(row)
    way = row.open_exit
    if way:
        way.delete()
    row.left_at = way.left_at if way else now
    row.save()


def go_out(row: Attendance, now: time) -> None:
    refuse_absent(row)
    row.save()
    row.exits.create(left_at=now)


def come_back(row: Attendance, now: time) -> None:
    refuse_absent(row)
    row.save()
    way = row.open_exit
    if way:
        way.returned_at = now
        way.save()


def refuse_absent(row: Attendance) -> None:
    if row._state.adding or not row.is_there or row.left_at:
        raise ValidationError("Cette personne n’est pas là : inscrivez d’abord son arrivée.")


MOVES = {
    Movement.ARRIVAL: arrive,
    Movement.DEPARTURE: leave,
    Movement.EXIT: go_out,
    Movement.RETURN: come_back,
}


@action
def record_times(
    *,
    by: User,
    meeting: Meeting,
    line: Line,
    version: int,
    arrived_at: time | None,
    left_at: time | None,
    exits: Exits = (),
) -> Attendance:
    """Correct when somebody came, went out and left."""
    meeting = take_the_table(meeting)
    row = take_line(meeting, line, version)
    if row._state.adding or not row.is_there:
        raise ValidationError("Une heure suppose la présence de la personne.")
    if [(way.left_at, way.returned_at) for way in row.exits.all()] != list(exits):
        row.exits.all().delete()
    row.arrived_at, row.left_at = arrived_at, left_at
    row.save()
    if not row.exits.exists():
        for start, end in exits:
            row.exits.create(left_at=start, returned_at=end)
    note_quorum(meeting)
    return row


@action
def replace_person(
    *,
    by: User,
    meeting: Meeting,
    line: Line,
    version: int,
    substitute: Representative | None = None,
    name: str = "",
) -> Attendance:
    """Somebody is absent and another sits in their place: a mandate, or a name; or nobody does."""
    meeting = take_the_table(meeting)
    row = take_line(meeting, line, version)
    if substitute and substitute.person_id == row.person_id:
        raise ValidationError({"substitute": "Une autre personne la remplace."})
    if row._state.adding or row.is_there:
        row.status = Attendance.Status.EXCUSED
    row.replaced_by = None
    write_status(row, row.status)
    seat_substitute(meeting, row, substitute, name)
    note_quorum(meeting)
    return row


def seat_substitute(
    meeting: Meeting, row: Attendance, substitute: Representative | None, name: str
) -> None:
    if substitute:
        row.replaced_by = come(
            row_of_mandate(meeting, substitute)
            or Attendance(meeting=meeting, representative=substitute, person=substitute.person)
        )
    elif name:
        row.replaced_by = come(named_guest(meeting, name, organization_of(row)))
    row.save()


def come(row: Attendance) -> Attendance:
    """There from now on, where they were not recorded as such already."""
    if row._state.adding or not row.is_there:
        write_status(row, Attendance.Status.PRESENT)
    return row


def named_guest(meeting: Meeting, name: str, organization: str) -> Attendance:
    known = meeting.attendances.filter(
        guest_name__iexact=name, guest_organization__iexact=organization
    )
    return known.first() or Attendance(
        meeting=meeting, guest_name=name, guest_organization=organization
    )


def organization_of(row: Attendance) -> str:
    mandate = row.representative
    return mandate.membership.organization.name_on(row.meeting.date) if mandate else ""


@action
def add_guest(
    *, by: User, meeting: Meeting, name: str, organization: str = "", is_remote: bool = False
) -> Attendance:
    """Somebody comes who has no seat."""
    meeting = take_the_table(meeting)
    status = Attendance.Status.REMOTE if is_remote else Attendance.Status.PRESENT
    return Attendance.objects.create(
        meeting=meeting, guest_name=name, guest_organization=organization, status=status
    )


@action
def count_public(*, by: User, meeting: Meeting, known: int | None, count: int | None) -> Meeting:
    """Say how many people of the public there are, over the count that was read."""
    meeting = take_the_table(meeting)
    if meeting.public_count != known:
        raise StaleFormError(meeting.public_count)
    meeting.public_count = count
    meeting.save(update_fields=["public_count"])
    return meeting


@action
def take_replies(*, by: User, meeting: Meeting) -> int:
    """Take the answers to the convocation for attendance, of those of whom nothing is said yet."""
    meeting = take_the_table(meeting)
    replies = meeting.replies.filter(
        representative__in=mandates_on(meeting.committee_id, meeting.date)
    ).select_related("representative__person", "representative__membership__organization")
    taken = 0
    for reply in replies:
        mandate = reply.representative
        if row_of_mandate(meeting, mandate) is None:
            row = Attendance(meeting=meeting, representative=mandate, person=mandate.person)
            write_status(row, ANSWERED[reply.answer])
            if reply.substitute:
                named = substitute_named(mandate, meeting, reply.substitute)
                seat_substitute(meeting, row, named, reply.substitute)
            taken += 1
    note_quorum(meeting)
    return taken


def substitute_named(mandate: Representative, meeting: Meeting, name: str) -> Representative | None:
    """Another of the same organisation, by their whole name."""
    colleagues = mandates_on(meeting.committee_id, meeting.date).filter(
        membership=mandate.membership_id
    )
    return next(
        (
            found
            for found in colleagues.exclude(pk=mandate.pk).select_related("person")
            if str(found.person).casefold() == name.strip().casefold()
        ),
        None,
    )
