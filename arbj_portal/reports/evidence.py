"""What shows that an objective was pursued: all that is tied to it, as far as one may read it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from agreements.models import ActivityDocument, Objective
from arbj_portal.core.periods import Period
from arbj_portal.reports.readable import Readable
from meetings.models import AgendaItemDocument, Decision

LONGEST_TITLE = 160


@dataclass(frozen=True)
class Piece:
    """One thing that serves an objective: what it is, when, and where it is read.

    tone: the family of colours of its kind. url: empty where its reader has no page of it.
    status: a value of core.statuses with its label.
    """

    kind: str
    tone: str
    title: str
    when: Period
    url: str
    status: tuple[str, str] | None = None
    is_demonstration: bool = False

    @property
    def on(self) -> date:
        """The day by which it is placed; what began before any known day comes first."""
        return self.when.starts_on or self.when.ends_on or date.min


def on_day(day: date) -> Period:
    return Period.from_edtf(day.isoformat())


def evidence_of(objective: Objective, readable: Readable) -> list[Piece]:
    """What serves the objective, the newest first; a fixed number of queries."""
    found = [
        *activities(objective, readable),
        *meetings(objective, readable),
        *points(objective, readable),
        *decisions(objective, readable),
        *follow_ups(objective, readable),
        *milestones(objective, readable),
        *documents(objective, readable),
    ]
    return sorted(found, key=lambda piece: piece.on, reverse=True)


def activities(objective: Objective, readable: Readable) -> Iterator[Piece]:
    for activity in readable.activities.filter(objectives=objective):
        yield Piece(
            activity.get_kind_display(),
            "activity",
            activity.title,
            activity.period,
            activity.get_absolute_url(),
            is_demonstration=activity.is_demonstration,
        )


def meetings(objective: Objective, readable: Readable) -> Iterator[Piece]:
    for meeting in readable.meetings.filter(objectives=objective):
        yield Piece(
            "Rencontre",
            "meeting",
            meeting.title,
            on_day(meeting.date),
            meeting.get_absolute_url(),
            is_demonstration=meeting.is_demonstration,
        )


def points(objective: Objective, readable: Readable) -> Iterator[Piece]:
    for item in readable.points.filter(objective=objective).select_related("meeting"):
        yield Piece(
            "Point",
            "meeting",
            item.title,
            on_day(item.meeting.date),
            item.get_absolute_url(),
            (item.outcome, item.get_outcome_display()) if item.outcome else None,
            is_demonstration=item.is_demonstration,
        )


def decisions(objective: Objective, readable: Readable) -> Iterator[Piece]:
    tied = Q(objective=objective) | Q(agenda_item__objective=objective)
    taken: Any = Decision.objects.filter(pk__in=readable.decisions.values("pk")).filter(tied)
    for decision in taken.placed().select_related("agenda_item__meeting", "consultation"):
        yield Piece(
            "Décision",
            "agreement",
            Truncator(f"{decision.number or ''} {decision.text}".strip()).chars(LONGEST_TITLE),
            on_day(decision.on_day),
            decision.get_absolute_url() if decision.agenda_item or readable.has_pages else "",
            (decision.outcome, decision.get_outcome_display()),
            is_demonstration=decision.is_demonstration,
        )


def follow_ups(objective: Objective, readable: Readable) -> Iterator[Piece]:
    tied = Q(objective=objective) | Q(agenda_item__objective=objective)
    promised = readable.follow_ups.filter(tied).select_related("agenda_item__meeting")
    for follow_up in promised:
        read_at = follow_up if readable.has_pages else follow_up.agenda_item
        yield Piece(
            "Suivi",
            "meeting",
            follow_up.text,
            on_day(follow_up.agenda_item.meeting.date),
            read_at.get_absolute_url(),
            (follow_up.status, follow_up.get_status_display()),
            is_demonstration=follow_up.is_demonstration,
        )


def milestones(objective: Objective, readable: Readable) -> Iterator[Piece]:
    """Those that were reached, in part at least; what is only awaited shows nothing yet."""
    reached: Any = readable.milestones.filter(objective=objective, actual__isnull=False)
    for milestone in reached:
        yield Piece(
            "Jalon",
            "agreement",
            milestone.title,
            milestone.actual,
            milestone.get_absolute_url(),
            (milestone.status, milestone.get_status_display()),
            is_demonstration=milestone.is_demonstration,
        )


def documents(objective: Objective, readable: Readable) -> Iterator[Piece]:
    """Those attached to activities and points that serve it, each once."""
    served = readable.activities.filter(objectives=objective)
    treated = readable.points.filter(objective=objective)
    attached = Q(
        pk__in=ActivityDocument.objects.filter(activity__in=served).values("document")
    ) | Q(pk__in=AgendaItemDocument.objects.filter(agenda_item__in=treated).values("document"))
    for document in readable.documents.filter(attached):
        yield Piece(
            "Document",
            "document",
            document.title,
            on_day(timezone.localdate(document.uploaded_at)),
            document.get_absolute_url(),
            is_demonstration=document.is_demonstration,
        )


def by_year(pieces: Iterable[Piece]) -> list[tuple[int | None, list[Piece]]]:
    """Newest first, under the year of each."""
    years: dict[int | None, list[Piece]] = {}
    for piece in pieces:
        year = None if piece.on == date.min else piece.on.year
        years.setdefault(year, []).append(piece)
    return list(years.items())
