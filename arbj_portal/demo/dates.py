"""The days of the fictitious present, reckoned from the day the demonstration is loaded."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from arbj_portal.core.periods import PartialDate, Period, Span

THURSDAY = 3


@dataclass(frozen=True)
class Dates:
    """A meeting some weeks ago, one to come, and what was promised in between."""

    today: date
    last_meeting: date
    next_meeting: date

    @classmethod
    def around(cls, today: date) -> Self:
        return cls(
            today=today,
            last_meeting=nearest_thursday(today - timedelta(days=35), step=-1),
            next_meeting=nearest_thursday(today + timedelta(days=21), step=1),
        )

    def days_ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def in_days(self, days: int) -> date:
        return self.today + timedelta(days=days)

    def month(self, months: int) -> Period:
        """The whole month that many months from now, or before now."""
        index = self.today.year * 12 + self.today.month - 1 + months
        month = PartialDate(index // 12, index % 12 + 1)
        return Period((Span(month, month),))


def nearest_thursday(day: date, *, step: int) -> date:
    """A day on which people do meet: the next one (or the last, by -1) out of the holidays."""
    while day.weekday() != THURSDAY or not (1, 7) <= (day.month, day.day) <= (12, 19):
        day += timedelta(days=step)
    return day
