"""The versions of the notes, read from the history: a stretch of autosaves counts as one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from arbj_portal.core.history_pages import SYSTEM, author_of, events_of, people_of
from meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Version:
    """The notes as they stood after one save, or after the last of a stretch of them."""

    number: int
    saved_at: datetime
    author: str


def changes_told(meeting: Meeting) -> Q:
    """The condition on events of points under which people are told of them.

    Of the autosaves of a stretch, the last one stands for all.
    """
    autosaves = events_of(AgendaItem).filter(
        meeting=meeting.pk, pgh_label="update", notes_stretch__isnull=False
    )
    stretches = autosaves.order_by().values("pgh_obj_id", "notes_stretch")
    last = stretches.annotate(last=Max("pgh_id")).values("last")
    return Q(notes_stretch=None) | ~Q(pgh_label="update") | Q(pgh_id__in=last)


def events_of_versions(item: AgendaItem) -> QuerySet[Any]:
    """The event by which each version came to be, of those that people are told of."""
    events = events_of(AgendaItem).filter(changes_told(item.meeting), pgh_obj=item.pk)
    return events.order_by("notes_version", "pgh_id").distinct("notes_version")


def versions_of(item: AgendaItem) -> list[Version]:
    """Newest first."""
    events = list(events_of_versions(item).select_related("pgh_context").defer("notes"))
    people = people_of(events)
    return [
        Version(event.notes_version, event.pgh_created_at, people.get(author_of(event), SYSTEM))
        for event in reversed(events)
    ]


def text_of_version(item: AgendaItem, number: int) -> str:
    """The notes of a version, those inside a stretch included; LookupError where there is none."""
    texts = events_of(AgendaItem).filter(pgh_obj=item.pk, notes_version=number)
    for text in texts.order_by("pgh_id").values_list("notes", flat=True)[:1]:
        return str(text)
    raise LookupError(number)


def count_versions(meeting: Meeting) -> dict[int, int]:
    """How many versions each point of a meeting has, by its key."""
    events = events_of(AgendaItem).filter(changes_told(meeting), meeting=meeting.pk)
    counted = (
        events.order_by().values("pgh_obj_id").annotate(n=Count("notes_version", distinct=True))
    )
    return {row["pgh_obj_id"]: row["n"] for row in counted}


def with_counts(items: Iterable[AgendaItem], meeting: Meeting) -> list[tuple[AgendaItem, int]]:
    counts = count_versions(meeting)
    return [(item, counts.get(item.pk, 0)) for item in items]
