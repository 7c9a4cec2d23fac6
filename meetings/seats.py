"""Who has a seat at a meeting: the mandates of its day, and those already recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.models import Attendance, Meeting, MeetingMessage
from members.models import Committee, Membership, Person, Representative

WITHOUT_A_SEAT = {Membership.Role.OBSERVER, Membership.Role.RESOURCE}
"""The roles of those who are heard, and are not counted among the members."""
OFFICES: list[str] = list(Representative.Office)


def mandates_on(committee: Committee | int, day: date) -> Any:
    """The mandates by which people sit in a committee on a day."""
    return Representative.objects.on(day).filter(membership__committee=committee)


def mandates_told(meeting: Meeting) -> Any:
    """The mandates of its committee to which a convocation to the meeting went."""
    told = MeetingMessage.objects.filter(convocation__meeting=meeting)
    return Representative.objects.filter(
        pk__in=told.values("representative"), membership__committee=meeting.committee_id
    )


def mandates_concerned(meeting: Meeting) -> Any:
    """Those who sit on the day that the meeting has now, and those who were told of it."""
    return mandates_on(meeting.committee_id, meeting.date) | mandates_told(meeting)


def mandates_for(user: Any, meeting: Meeting) -> Any:
    """The mandates by which a user answers the convocation to a meeting."""
    return mandates_on(meeting.committee_id, meeting.date).of_user(user)


@dataclass(frozen=True)
class Seat:
    """A line of the attendance list: somebody who sits, in the name of an organisation or not."""

    person: Person
    day: date
    representative: Representative | None = None
    attendance: Attendance | None = None

    @property
    def key(self) -> str:
        return f"r{self.representative.pk}" if self.representative else f"p{self.person.pk}"

    @property
    def organization(self) -> str:
        """As it was called on the day of the meeting."""
        if self.representative is None:
            return ""
        return self.representative.membership.organization.name_on(self.day)

    @property
    def office(self) -> str:
        """An office that is more than sitting."""
        mandate = self.representative
        if mandate is None or mandate.office == Representative.Office.DELEGATE:
            return ""
        return mandate.get_office_display()

    @property
    def sits(self) -> bool:
        """Expected at each meeting; a substitute comes only in the place of somebody."""
        return self.representative is not None and (
            self.representative.office != Representative.Office.SUBSTITUTE
        )


def in_protocol_order(seats: Iterable[Seat]) -> list[Seat]:
    """The chair first, then the officers, then the others; each group as it came."""
    last = len(OFFICES)
    return sorted(
        seats,
        key=lambda seat: OFFICES.index(seat.representative.office) if seat.representative else last,
    )


def seats_of(
    committee: Committee | None, day: date | None, meeting: Meeting | None = None
) -> list[Seat]:
    """The lines of the attendance list of a meeting, recorded already or not yet."""
    recorded = recorded_people(meeting)
    if committee is None or day is None:
        return []
    mandates = mandates_on(committee, day).select_related("person", "membership__organization")
    mandates = list(mandates.prefetch_related("membership__organization__former_names"))
    by_mandate = {attendance.representative_id: attendance for attendance in recorded}
    unplaced = {attendance.person_id: attendance for attendance in recorded}
    for mandate in mandates:
        if mandate.pk in by_mandate:
            unplaced.pop(mandate.person_id, None)
    seats = []
    for mandate in mandates:
        attendance = by_mandate.get(mandate.pk) or unplaced.pop(mandate.person_id, None)
        seats.append(Seat(mandate.person, day, mandate, attendance))
    seats += [
        Seat(attendance.person, day, mandate_in(committee, attendance), attendance)
        for attendance in unplaced.values()
        if attendance.person
    ]
    return in_protocol_order(seats)


def mandate_in(committee: Committee, attendance: Attendance) -> Representative | None:
    """The mandate of an attendance, where it is one in the committee that the meeting has now."""
    mandate = attendance.representative
    sits_there = mandate and mandate.membership.committee_id == committee.pk
    return mandate if sits_there else None


def recorded_people(meeting: Meeting | None) -> list[Attendance]:
    """The attendances of people that the portal knows, mandates and organisations with them."""
    if meeting is None:
        return []
    attendances = meeting.attendances.filter(person__isnull=False).select_related(
        "person", "representative__membership__organization"
    )
    return list(
        attendances.prefetch_related("representative__membership__organization__former_names")
    )
