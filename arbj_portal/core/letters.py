"""What every e-mail and letter ends with, how its paragraphs are put together, when it recalls."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from arbj_portal.core.models import Portal

BEFORE, AFTER, AGAIN = timedelta(days=7), timedelta(days=1), timedelta(days=14)


def reminder_day(due_on: date, day: date) -> date | None:
    """The last day, up to this one, on which a reminder of what is due was to go.

    A week before; the day after; then every two weeks.
    """
    if day > due_on:
        overdue = day - due_on - AFTER
        return due_on + AFTER + overdue // AGAIN * AGAIN
    return due_on - BEFORE if day >= due_on - BEFORE else None


def is_to_recall(due_on: date, day: date, sent: Iterable[date]) -> bool:
    """Whether a reminder was to go by this day that did not; sent: when some went."""
    planned = reminder_day(due_on, day)
    return planned is not None and all(gone < planned for gone in sent)


def closing(by: Any, *, is_demonstration: bool) -> Iterator[str]:
    """The last paragraphs: who writes (None: the body alone), for which body."""
    bodies = Portal.objects.values_list("body_name", flat=True)
    yield "\n".join(filter(None, [by.name if by else "", *bodies]))
    if is_demonstration:
        yield "Données de démonstration."


def text_of_paragraphs(paragraphs: Iterable[str]) -> str:
    """The text of a message; empty paragraphs are left out."""
    return "\n\n".join(filter(None, paragraphs)) + "\n"
