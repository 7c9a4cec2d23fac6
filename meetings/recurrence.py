"""Dates that a rule proposes: « le 2e mardi du mois », « toutes les 4 semaines »."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from arbj_portal.core.periods import WEEKDAYS

MOST_DATES = 24
"""At most so many meetings are planned at once, the first one included."""

LAST_RESORT = 5
"""A fifth weekday does not come every month: it is taken for the last one."""


class Frequency(StrEnum):
    MONTHS = "months"
    WEEKS = "weeks"


@dataclass(frozen=True)
class Rule:
    """The weekday of the first date, every so many weeks or at the same rank of the month."""

    frequency: Frequency
    every: int = 1

    def text(self, first: date) -> str:
        day = WEEKDAYS[first.weekday()]
        if self.frequency == Frequency.WEEKS:
            often = "chaque semaine" if self.every == 1 else f"toutes les {self.every} semaines"
            return f"le {day}, {often}"
        rank = {1: "1er", LAST_RESORT: "dernier"}.get(rank_of(first), f"{rank_of(first)}e")
        often = "du mois" if self.every == 1 else f"du mois, tous les {self.every} mois"
        return f"le {rank} {day} {often}"

    def dates(
        self, first: date, *, until: date | None = None, count: int = MOST_DATES
    ) -> list[date]:
        """The first date and those that follow it, up to a day or to so many of them."""
        frequency, days = WEEKLY, None
        if self.frequency == Frequency.MONTHS:
            rank = rank_of(first)
            frequency = MONTHLY
            days = weekday(first.weekday(), -1 if rank == LAST_RESORT else rank)
        found = rrule(
            frequency,
            dtstart=datetime.combine(first, time.min),
            interval=self.every,
            byweekday=days,
            count=min(count, MOST_DATES),
        )
        return [moment.date() for moment in found if until is None or moment.date() <= until]


def rank_of(day: date) -> int:
    """The 9th of a month is its 2nd Tuesday, or whatever weekday it is."""
    return (day.day - 1) // 7 + 1
