"""A meeting as whoever records its sitting finds it: who is there, where the points stand."""

from dataclasses import dataclass
from typing import Any

from arbj_portal.core.typography import plural, time_text
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Reply
from meetings.quorum import Quorum, quorum_of
from meetings.reading import by_item
from meetings.seats import Seat, seats_of

STATUSES = [(str(value), label) for value, label in Attendance.Status.choices]
OUTCOMES = {
    AgendaItem.Outcome.TREATED: "Traité",
    AgendaItem.Outcome.POSTPONED: "Reporté",
    AgendaItem.Outcome.WITHDRAWN: "Retiré",
}


@dataclass(frozen=True)
class Line:
    """Somebody of the attendance list: with a seat, recorded or not yet, or a guest."""

    seat: Seat | None
    attendance: Attendance | None
    reply: Reply | None = None

    @property
    def key(self) -> str:
        """« r12 » a mandate, « a7 » an attendance without one."""
        if self.seat and self.seat.representative:
            return f"r{self.seat.representative.pk}"
        return f"a{self.attendance.pk}" if self.attendance else ""

    @property
    def name(self) -> str:
        return str(self.seat.person) if self.seat else str(self.attendance)

    @property
    def about(self) -> str:
        """« Ville de Chapais · présidence »"""
        if self.seat:
            return " · ".join(filter(None, [self.seat.organization, self.seat.office]))
        return self.attendance.guest_organization if self.attendance else ""

    @property
    def is_guest(self) -> bool:
        return self.seat is None or self.seat.representative is None

    @property
    def marks(self) -> list[tuple[str, str]]:
        """What one click may say; a guest is there, or is not on the list."""
        if self.seat is None:
            return [choice for choice in STATUSES if choice[0] in Attendance.THERE]
        return STATUSES

    @property
    def version(self) -> int:
        return self.attendance.version if self.attendance else 0

    @property
    def status(self) -> str:
        return self.attendance.status if self.attendance else ""

    @property
    def is_there(self) -> bool:
        """Recorded as there, though perhaps gone meanwhile."""
        return self.attendance is not None and self.attendance.is_there

    @property
    def has_left(self) -> bool:
        return self.is_there and bool(self.attendance and self.attendance.left_at)

    @property
    def is_out(self) -> bool:
        return self.is_there and bool(self.attendance and self.attendance.open_exit)

    @property
    def is_in(self) -> bool:
        return self.is_there and not self.has_left and not self.is_out

    @property
    def awaits_taking(self) -> bool:
        """Whether an answer to the convocation tells what the list does not yet."""
        return self.reply is not None and self.attendance is None


@dataclass
class SittingPoint:
    """A point, with what came out of it so far."""

    item: AgendaItem
    decisions: list[Decision]
    follow_ups: list[FollowUp]
    notes_form: Any = None

    @property
    def marks(self) -> list[tuple[str, str]]:
        return [(str(value), label) for value, label in OUTCOMES.items()]

    @property
    def is_over_time(self) -> bool:
        planned = self.item.minutes_planned
        return planned is not None and self.item.seconds > planned * 60


@dataclass
class Sitting:
    """The page of a sitting."""

    meeting: Meeting
    quorum: Quorum
    expected: list[Line]
    substitutes: list[Line]
    guests: list[Line]
    points: list[SittingPoint]

    @property
    def awaiting_taking(self) -> int:
        return sum(line.awaits_taking for line in (*self.expected, *self.substitutes))

    @property
    def voices(self) -> int:
        """The voices there now; once it is over, those who were there at some time."""
        return self.quorum.voices_at(None if self.meeting.is_held else self.meeting.now)

    @property
    def is_reached(self) -> bool:
        needed = self.quorum.needed
        return needed is None or self.voices >= needed

    @property
    def quorum_text(self) -> str:
        """« Quorum perdu à 15 h 10 », « Quorum atteint », « Pas de quorum encore »."""
        if self.quorum.needed is None:
            return "Aucun quorum requis"
        now = self.meeting.adjourned_at or self.meeting.now
        changes = [change for change in self.quorum.changes if change.at <= now]
        if len(changes) < 2:
            return "Quorum atteint" if self.is_reached else "Pas de quorum encore"
        was_there = any(change.is_reached for change in changes[:-1])
        last = changes[-1]
        word = ("retrouvé" if was_there else "atteint") if last.is_reached else "perdu"
        return f"Quorum {word} à {time_text(last.at)}"

    @property
    def voices_text(self) -> str:
        """« 5 voix présentes · 4 requises »"""
        told = f"{self.voices} voix présente{plural(self.voices)}"
        needed = self.quorum.needed
        return told if needed is None else f"{told} · {needed} requise{plural(needed)}"


def read_sitting(meeting: Meeting) -> Sitting:
    """For the coordination, which reads all of a meeting."""
    rows = {
        row.pk: row
        for row in meeting.attendances.select_related(
            "person", "representative", "replaced_by__person"
        ).prefetch_related("exits")
    }
    replies = {
        reply.representative_id: reply
        for reply in meeting.replies.select_related("representative__person")
    }
    lines = [
        line_of(seat, rows, replies) for seat in seats_of(meeting.committee, meeting.date, meeting)
    ]
    guests = [Line(None, row) for row in rows.values() if row.person is None]
    return Sitting(
        meeting=meeting,
        quorum=quorum_of(meeting, rows.values()),
        expected=[line for line in lines if line.attendance or (line.seat and line.seat.sits)],
        substitutes=[
            line for line in lines if not line.attendance and not (line.seat and line.seat.sits)
        ],
        guests=guests,
        points=points_of(meeting),
    )


def line_of(seat: Seat, rows: dict[int, Attendance], replies: dict[int, Reply]) -> Line:
    mandate = seat.representative
    return Line(
        seat=seat,
        attendance=rows.get(seat.attendance.pk) if seat.attendance else None,
        reply=replies.get(mandate.pk) if mandate else None,
    )


def points_of(meeting: Meeting) -> list[SittingPoint]:
    items = meeting.agenda_items.in_order().select_related(
        "parent", "presenter", "objective", "notes_saved_by"
    )
    decisions = by_item(
        Decision.objects.filter(agenda_item__meeting=meeting)
        .select_related("moved_by__person", "seconded_by__person")
        .prefetch_related("stances__attendance__person")
        .order_by("pk")
    )
    follow_ups = by_item(
        FollowUp.objects.filter(agenda_item__meeting=meeting)
        .select_related("person", "organization")
        .order_by("pk")
    )
    return [SittingPoint(item, decisions[item.pk], follow_ups[item.pk]) for item in items]
