"""When each point of an agenda begins, and where the agenda passes the end that was planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

DAY = 24 * 60


@dataclass(frozen=True)
class Slot:
    """When a point begins, where the start is known.

    overrun: by how many minutes it passes the planned end, at the first point that does; else 0.
    """

    starts: time | None
    overrun: int = 0


@dataclass(frozen=True)
class Clock:
    """The slots of the points in their order, and what they come to.

    ends: when the last point ends; spare: minutes left before the planned end, where it is known.
    """

    slots: tuple[Slot, ...]
    minutes: int
    ends: time | None
    overrun: int
    spare: int


def agenda_clock(
    starts_at: time | None, ends_at: time | None, durations: Iterable[int | None]
) -> Clock:
    """Points follow each other without a pause; one whose duration is unknown takes no time.

    A point that holds others takes its own minutes, then they take theirs.
    """
    known = list(durations)
    available = None
    if starts_at is not None and ends_at is not None:
        available = minute_of(ends_at) - minute_of(starts_at)
    slots, elapsed, has_passed = [], 0, False
    for duration in known:
        begins, elapsed = elapsed, elapsed + (duration or 0)
        passes = available is not None and elapsed > available and not has_passed
        has_passed = has_passed or passes
        slots.append(Slot(after(starts_at, begins), elapsed - (available or 0) if passes else 0))
    left = 0 if available is None else available - elapsed
    return Clock(
        slots=tuple(slots),
        minutes=elapsed,
        ends=after(starts_at, elapsed),
        overrun=max(-left, 0),
        spare=max(left, 0),
    )


def minute_of(hour: time) -> int:
    return hour.hour * 60 + hour.minute


def after(hour: time | None, minutes: int) -> time | None:
    """The hour so many minutes later, of the next day where need be."""
    if hour is None:
        return None
    minute = (minute_of(hour) + minutes) % DAY
    return time(minute // 60, minute % 60)


def duration_text(minutes: int) -> str:
    """« 25 min », « 2 h », « 2 h 30 min »"""
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours}\xa0h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}\xa0min")
    return "\xa0".join(parts)
