"""Writing fictitious minutes: every part of them says that it is fiction."""

from datetime import date

from arbj_portal.core.rich_text import from_plain
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting
from members.models import Representative

Attendances = dict[Representative, Attendance]


def attend(
    meeting: Meeting,
    *,
    present: list[Representative],
    remote: list[Representative],
    excused: list[Representative],
) -> Attendances:
    """Who was there and who was not, by mandate."""
    status = Attendance.Status
    return {
        representative: Attendance.objects.create(
            meeting=meeting,
            representative=representative,
            person=representative.person,
            status=status,
            is_demonstration=True,
        )
        for status, representatives in (
            (status.PRESENT, present),
            (status.REMOTE, remote),
            (status.EXCUSED, excused),
        )
        for representative in representatives
    }


def add_point(
    meeting: Meeting,
    position: int,
    title: str,
    notes: str = "",
    *,
    kind: AgendaItem.Kind = AgendaItem.Kind.INFORMATION,
    **fields: object,
) -> AgendaItem:
    """A point, with its notes where the meeting was held."""
    return AgendaItem.objects.create(
        **{
            "meeting": meeting,
            "position": position,
            "title": title,
            "kind": kind,
            "notes": from_plain(notes),
            "outcome": AgendaItem.Outcome.TREATED if notes else "",
            "is_demonstration": True,
        }
        | fields
    )


def resolve(
    point: AgendaItem,
    number: int,
    text: str,
    *,
    moved_by: Attendance,
    seconded_by: Attendance,
) -> Decision:
    return Decision.objects.create(
        agenda_item=point,
        number=decision_number(point.meeting, number),
        kind=Decision.Kind.RESOLUTION,
        text=text,
        moved_by=moved_by,
        seconded_by=seconded_by,
        outcome=Decision.Outcome.UNANIMOUS,
        is_demonstration=True,
    )


def agree(point: AgendaItem, number: int, text: str) -> Decision:
    """A consensus, tied to what its point is tied to."""
    return Decision.objects.create(
        agenda_item=point,
        number=decision_number(point.meeting, number),
        text=text,
        objective=point.objective,
        is_demonstration=True,
    )


def decision_number(meeting: Meeting, number: int) -> str:
    return f"{meeting.committee.acronym}-{meeting.date}-{number:02}"


def follow(point: AgendaItem, text: str, *, due_on: date | None = None, **fields: object) -> None:
    FollowUp.objects.create(
        agenda_item=point,
        objective=point.objective,
        text=text,
        due_on=due_on,
        is_demonstration=True,
        **fields,
    )
