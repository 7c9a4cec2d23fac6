"""What the portal does by itself once a day, which core does not know.

Each room registers its task from its AppConfig.ready(); the worker runs them. A task is given the
day, and may be run again on it, by several workers at once: it does nothing twice.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

logger = logging.getLogger(__name__)

DailyTask = Callable[[date], object]
_tasks: list[DailyTask] = []


def register_daily(task: DailyTask) -> None:
    if task not in _tasks:
        _tasks.append(task)


def run_daily(day: date) -> bool:
    """All of them, whatever becomes of one; whether all went well."""
    outcomes = [went_well(task, day) for task in _tasks]
    return all(outcomes)


def went_well(task: DailyTask, day: date) -> bool:
    try:
        task(day)
    except Exception:
        logger.exception("A daily task failed: %s", task.__name__)
        return False
    return True


class Calendar:
    """Says when a day is to be seen to: at a start, then each morning; until it went well."""

    def __init__(self) -> None:
        self.done: date | None = None

    def tick(self) -> bool:
        """See to this day where that is still to do; whether it did something."""
        now = timezone.localtime()
        if now.date() == self.done or not has_begun(now):
            return False
        if run_daily(now.date()):
            self.done = now.date()
        return True


def has_begun(now: datetime) -> bool:
    """Nobody is written to at night."""
    return now.hour >= settings.DAILY_HOUR
