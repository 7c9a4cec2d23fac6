"""The quorum of a meeting, read from who was there and when: never stored, so never out of date.

One voice for each organisation whose membership votes on the day, whatever number of its people
came, in the room or at a distance. Whoever replaces somebody is a voice of that organisation;
nobody is a voice of two, so that one who sits for a voting organisation replaces in vain.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import time

from arbj_portal.core.typography import time_text
from meetings.models import Attendance, Meeting
from members.models import Committee

type Spell = tuple[time, time]
"""From a time of the day to another, which is not in it any more."""

FIRST, LAST = time.min, time.max


@dataclass(frozen=True)
class VoicePresence:
    """When one person was there for an organisation (a membership, by its key)."""

    membership: int
    attendance: int
    spells: tuple[Spell, ...]


@dataclass(frozen=True)
class QuorumChange:
    """From when the quorum was there, or was not."""

    at: time
    is_reached: bool


@dataclass(frozen=True)
class Quorum:
    """How many voices a meeting needs (None: any number), and who was one of them, when.

    opening and closing: between which times the meeting sat, as far as they are known.
    """

    needed: int | None
    presences: list[VoicePresence] = field(default_factory=list)
    opening: time = FIRST
    closing: time = LAST

    def voices_at(self, moment: time | None) -> int:
        """The voices there at a moment (None: at any)."""
        return self._voices(moment, moment)

    def voices_told_at(self, moment: time | None, *, without: Collection[int] = ()) -> int:
        """The voices there when an act took place, but for the people of some attendances.

        Where its time is told to the minute, whoever was there in that minute took part.
        """
        return self._voices(moment, moment and last_second(moment), without)

    def _voices(self, first: time | None, last: time | None, without: Collection[int] = ()) -> int:
        return len(
            {
                presence.membership
                for presence in self.presences
                if presence.attendance not in without
                and any(
                    first is None or last is None or (start <= last and first < end)
                    for start, end in presence.spells
                )
            }
        )

    @property
    def voices_all_along(self) -> int:
        """The voices that were there from the opening to the closing."""
        spells: dict[int, list[Spell]] = {}
        for presence in self.presences:
            spells.setdefault(presence.membership, []).extend(presence.spells)
        return sum(covers(found, self.opening, self.closing) for found in spells.values())

    def lacks_at(self, moment: time | None) -> bool:
        """Whether there was no quorum; of an unknown moment, those there all along tell."""
        if self.needed is None:
            return False
        voices = self.voices_all_along if moment is None else self.voices_told_at(moment)
        return voices < self.needed

    @property
    def changes(self) -> list[QuorumChange]:
        """How it was at the opening, then each loss and return until the closing."""
        if self.needed is None:
            return []
        bounds = {bound for found in self.presences for spell in found.spells for bound in spell}
        moments = sorted(bound for bound in bounds if self.opening < bound < self.closing)
        told: list[QuorumChange] = []
        for moment in (self.opening, *moments):
            is_reached = self.voices_at(moment) >= self.needed
            if not told or told[-1].is_reached != is_reached:
                told.append(QuorumChange(moment, is_reached))
        return told

    @property
    def was_reached(self) -> bool:
        return any(change.is_reached for change in self.changes)

    @property
    def log_text(self) -> str:
        """« Quorum atteint à 13 h 32, perdu à 15 h 10, retrouvé à 15 h 25 »; nothing where it
        was never reached, or there from the beginning to the end."""
        at_first, *later = self.changes or [QuorumChange(FIRST, False)]
        if not later:
            return ""
        told = ["atteint à l’ouverture"] if at_first.is_reached else []
        for change in later:
            returned = "retrouvé" if told else "atteint"
            told.append(f"{returned if change.is_reached else 'perdu'} à {time_text(change.at)}")
        return f"Quorum {', '.join(told)}"


def quorum_of(meeting: Meeting, attendances: Iterable[Attendance]) -> Quorum:
    """The quorum of a meeting, over all its attendances with their mandates and exits."""
    voting = meeting.committee.memberships.on(meeting.date).filter(votes=True)
    members = set(voting.order_by().values_list("pk", flat=True))
    opening = meeting.opened_at or meeting.starts_at or FIRST
    closing = meeting.adjourned_at or (not meeting.opened_at and meeting.ends_at) or LAST
    return Quorum(
        needed=voices_needed(meeting.committee, len(members)),
        presences=list(presences_of(attendances, members)),
        opening=opening,
        closing=max(opening, closing),
    )


def read_quorum(meeting: Meeting) -> Quorum:
    attendances = meeting.attendances.select_related("representative").prefetch_related("exits")
    return quorum_of(meeting, attendances)


def voices_needed(committee: Committee, voting: int) -> int | None:
    """A number, or a share (in percent) of so many voting members, rounded up."""
    value = committee.quorum_value
    if value is None or committee.quorum_rule != Committee.QuorumRule.SHARE:
        return value
    return max(1, -(-voting * value // 100))


def presences_of(
    attendances: Iterable[Attendance], members: Collection[int]
) -> Iterator[VoicePresence]:
    """Those who were there for a voting member, in their own mandate or in the place of another."""
    rows = {row.pk: row for row in attendances}
    sitting = {pk: membership_of(row) for pk, row in rows.items()}
    own = {pk: membership for pk, membership in sitting.items() if membership in members}
    replacing = {
        row.replaced_by_id: sitting[pk]
        for pk, row in rows.items()
        if row.replaced_by_id in rows and sitting[pk] in members
    }
    for pk, membership in (replacing | own).items():
        if membership and rows[pk].is_there:
            yield VoicePresence(membership, pk, tuple(spells_of(rows[pk])))


def membership_of(row: Attendance) -> int | None:
    return row.representative.membership_id if row.representative else None


def spells_of(row: Attendance) -> Iterator[Spell]:
    """When somebody was there, from their arrival to their departure, but for their exits."""
    start = row.arrived_at or FIRST
    for way in row.exits.all():
        if start < way.left_at:
            yield start, way.left_at
        start = max(start, way.returned_at or LAST)
    end = row.left_at or LAST
    if start < end:
        yield start, end


def was_there(row: Attendance, moment: time | None) -> bool:
    """Whether somebody was there in the minute of a moment; at any time, where that is unknown."""
    if moment is None or not row.is_there:
        return row.is_there
    return any(
        to_the_minute(start) <= to_the_minute(moment) <= to_the_minute(end)
        for start, end in spells_of(row)
    )


def last_second(moment: time) -> time:
    """The end of the minute of a time told without its seconds; else the time itself."""
    return moment if moment.second else moment.replace(second=59)


def to_the_minute(moment: time) -> time:
    return moment.replace(second=0, microsecond=0)


def covers(spells: Iterable[Spell], first: time, last: time) -> bool:
    """Whether spells, put together, leave no gap between two times."""
    reached = first
    for start, end in sorted(spells):
        if start > reached:
            return False
        reached = max(reached, end)
        if reached >= last:
            return True
    return reached >= last
