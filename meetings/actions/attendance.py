"""Writing who was there, and who was not."""

from arbj_portal.core.actions import write_changes
from meetings.models import Attendance, Meeting
from meetings.records import Presence


def write_those_there(meeting: Meeting, presences: list[Presence]) -> dict[str, Attendance]:
    """Those who were there, by their keys: decisions are moved by them."""
    known = known_people(meeting)
    return {
        presence.key: write_presence(meeting, presence, known)
        for presence in presences
        if presence.is_there
    }


def write_the_others(
    meeting: Meeting, presences: list[Presence], there: dict[str, Attendance]
) -> None:
    """Those who were not there, then those of whom nothing is told any more.

    Once the decisions are written, since nobody who moved one may become absent.
    """
    known = known_people(meeting)
    kept = [attendance.pk for attendance in there.values()]
    for presence in presences:
        if presence.is_absent:
            attendance = write_presence(meeting, presence, known, there.get(presence.replaced_by))
            kept.append(attendance.pk)
    told = {presence.person.pk for presence in presences if presence.person}
    guests = {presence.guest.pk for presence in presences if presence.guest}
    meeting.attendances.filter(person__in=told).exclude(pk__in=kept).delete()
    meeting.attendances.filter(pk__in=guests).exclude(pk__in=kept).delete()


def known_people(meeting: Meeting) -> dict[int, Attendance]:
    people = meeting.attendances.filter(person__isnull=False)
    return {row.person_id: row for row in people if row.person_id}


def write_presence(
    meeting: Meeting,
    presence: Presence,
    known: dict[int, Attendance],
    replaced_by: Attendance | None = None,
) -> Attendance:
    found = known.get(presence.person.pk) if presence.person else presence.guest
    attendance = write_changes(
        found or Attendance(meeting=meeting),
        {
            "person": presence.person,
            "representative": presence.representative,
            "guest_name": presence.guest_name,
            "guest_organization": presence.guest_organization,
            "status": presence.status,
            "arrived_at": presence.arrived_at,
            "left_at": presence.left_at,
            "replaced_by": replaced_by,
        },
    )
    if not attendance.is_there:
        attendance.exits.all().delete()
    return attendance
