"""Who was there, as minutes name people: in blocks, each with what it was in the name of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import capfirst

from meetings.models import Attendance
from meetings.papers.texts import clean
from meetings.reading import Reading
from meetings.seats import WITHOUT_A_SEAT, Seat, in_protocol_order, mandates_on
from members.models import Person, Representative

REPLACED = {
    Person.Civility.MADAM: "remplacée par",
    Person.Civility.SIR: "remplacé par",
    Person.Civility.NONE: "remplacement par",
}
WHO_PRESIDES = (Representative.Office.CHAIR, Representative.Office.VICE_CHAIR)
WHO_WRITES = (Representative.Office.SECRETARY, Representative.Office.COORDINATION)


@dataclass(frozen=True)
class Attendee:
    """A line of a block; « mention » tells the rest: distance, times, replacement."""

    name: str
    function: str
    organization: str
    municipality: str
    mention: str


@dataclass(frozen=True)
class Block:
    """« Présences », below which stands whether a quorum was formed, and when it was not."""

    title: str
    people: list[Attendee]
    closing: str = ""
    log: str = ""


@dataclass(frozen=True)
class Signature:
    name: str
    office: str


def full_name(person: Person) -> str:
    """« Mme Dominique Audet »"""
    return clean(f"{person.get_civility_display()} {person}" if person.civility else str(person))


def blocks_of(reading: Reading) -> list[Block]:
    """Those who sit, by what they were; then those who were there without a seat, and guests."""
    seats = [seat for group in reading.attendance for seat in group.seats]
    there = in_protocol_order(seat for seat in seats if is_there(seat))
    sitting = [seat for seat in there if not is_without_a_seat(seat)]
    quorum = reading.quorum
    closing = "FORMANT QUORUM" if quorum.was_reached else ""
    log = f"{quorum.log_text}." if quorum.log_text else ""
    excused, absent = Attendance.Status.EXCUSED, Attendance.Status.ABSENT
    blocks = [
        Block("Présences", [attendee(seat) for seat in sitting], closing, log),
        Block("Absences motivées", [attendee(seat) for seat in seats if status(seat) == excused]),
        Block("Absences", [attendee(seat) for seat in seats if status(seat) == absent]),
        Block("Personnes invitées", [guest(row) for row in reading.guests]),
        Block(
            "Assistent également à la rencontre",
            [attendee(seat) for seat in there if is_without_a_seat(seat)],
        ),
    ]
    return [block for block in blocks if block.people]


def status(seat: Seat) -> str:
    return seat.attendance.status if seat.attendance else ""


def is_there(seat: Seat) -> bool:
    return status(seat) in Attendance.THERE


def is_without_a_seat(seat: Seat) -> bool:
    """An observer or a resource person: heard, and not counted among the members."""
    return seat.representative is not None and (
        seat.representative.membership.role in WITHOUT_A_SEAT
    )


def attendee(seat: Seat) -> Attendee:
    functions = [seat.person.function, seat.office]
    place = seat.representative and seat.representative.membership.organization.locality
    return Attendee(
        name=full_name(seat.person),
        function=clean(", ".join(filter(None, functions))),
        organization=clean(seat.organization),
        municipality=clean(str(place or "")),
        mention=mention(seat.attendance) if seat.attendance else "",
    )


def guest(row: Attendance) -> Attendee:
    return Attendee(
        name=full_name(row.person) if row.person else clean(row.guest_name),
        function=clean(row.person.function) if row.person else "",
        organization=clean(row.guest_organization),
        municipality="",
        mention=mention(row),
    )


def mention(row: Attendance) -> str:
    return ", ".join(mentions(row))


def mentions(row: Attendance) -> Iterator[str]:
    if row.status == Attendance.Status.REMOTE:
        yield "(visioconférence)"
    elif row.representative is None and not row.is_there:
        yield row.get_status_display().lower()
    if row.times_text:
        yield row.times_text
    if row.replaced_by:
        civility = row.person.civility if row.person else ""
        yield f"{REPLACED[Person.Civility(civility)]} {clean(row.replaced_by.formal_name)}"


def signatures_of(reading: Reading) -> list[Signature]:
    """Who presided and who wrote; a line without a name where nobody there held the office."""
    seats = [seat for group in reading.attendance for seat in group.seats if is_there(seat)]
    mandates = [seat.representative for seat in seats if seat.representative]
    return [signature_of(mandates, WHO_PRESIDES), signature_of(mandates, WHO_WRITES)]


def certifying_signature(committee: int) -> Signature:
    """Who certifies an extract: the secretary of the committee, by the mandates of today."""
    mandates = mandates_on(committee, timezone.localdate())
    return signature_of(list(mandates.select_related("person")), WHO_WRITES)


def signature_of(mandates: Iterable[Representative], offices: Sequence[str]) -> Signature:
    """The first who holds the highest of these offices that somebody holds."""
    held = [mandate for mandate in mandates if mandate.office in offices]
    if not held:
        return Signature("", capfirst(Representative.Office(offices[0]).label))
    holder = min(held, key=lambda mandate: offices.index(mandate.office))
    return Signature(full_name(holder.person), capfirst(holder.get_office_display()))
