"""Pages of the timeline: each begins after a place in the order, which no new entry moves."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Self

from arbj_portal.timeline.models import TimelineEntry, TimelineEntryQuerySet

PAGE_SIZE = 25
CURSOR = re.compile(
    rf"(\d{{4}}-\d\d-\d\d)_({'|'.join(TimelineEntry.Source.values)})-(\d{{1,18}})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place of an entry, which need not be there any more."""

    starts_on: date
    source: str
    source_id: int

    @classmethod
    def of(cls, entry: TimelineEntry) -> Self:
        return cls(entry.starts_on, entry.source, entry.source_id)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The place that the address names, else ValueError."""
        found = CURSOR.fullmatch(text)
        if not found:
            raise ValueError(text)
        return cls(date.fromisoformat(found[1]), found[2], int(found[3]))

    def __str__(self) -> str:
        return f"{self.starts_on.isoformat()}_{self.source}-{self.source_id}"


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries in order, and after which place the next ones follow, if any do."""

    entries: list[TimelineEntry]
    end: Cursor | None

    @classmethod
    def read(
        cls,
        entries: TimelineEntryQuerySet,
        *,
        after: Cursor | None = None,
        oldest_first: bool = False,
        are_few: bool = False,
    ) -> Self:
        entries = entries.in_order(oldest_first=oldest_first, are_few=are_few)
        if after:
            place = (after.starts_on, after.source, after.source_id)
            entries = entries.after(*place, oldest_first=oldest_first)
        found = list(entries[: PAGE_SIZE + 1])
        shown = found[:PAGE_SIZE]
        return cls(shown, Cursor.of(shown[-1]) if len(found) > PAGE_SIZE else None)
