"""What shows that an objective was pursued: all that is tied to it, as far as one may read it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import Truncator

from agreements.models import ActivityObjective, Milestone, Objective
from arbj_portal.core.periods import Period
from arbj_portal.reports.readable import Readable
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Decision,
    FollowUp,
    Meeting,
    MeetingObjective,
)

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


type Found = Iterator[tuple[int, Piece]]
"""Pieces, each after the key of the objective that it serves."""


def evidence_of(objectives: Collection[Objective], readable: Readable) -> dict[int, list[Piece]]:
    """By the key of each objective, what serves it, the newest first; as many queries for all."""
    found: dict[int, list[Piece]] = {objective.pk: [] for objective in objectives}
    for kind in (activities, meetings, points, decisions, follow_ups, milestones, documents):
        for objective, piece in kind(found, readable):
            found[objective].append(piece)
    for pieces in found.values():
        pieces.sort(key=lambda piece: piece.on, reverse=True)
    return found


def activities(keys: Collection[int], readable: Readable) -> Found:
    links = ActivityObjective.objects.filter(
        objective__in=keys, activity__in=readable.activities
    ).select_related("activity")
    for link in links:
        activity = link.activity
        yield (
            link.objective_id,
            Piece(
                activity.get_kind_display(),
                "activity",
                activity.title,
                activity.period,
                activity.get_absolute_url(),
                is_demonstration=activity.is_demonstration,
            ),
        )


def meetings(keys: Collection[int], readable: Readable) -> Found:
    links = MeetingObjective.objects.filter(objective__in=keys, meeting__in=readable.meetings)
    for link in links.select_related("meeting"):
        meeting = link.meeting
        yield (
            link.objective_id,
            Piece(
                "Rencontre",
                "meeting",
                meeting.title,
                on_day(meeting.date),
                meeting.get_absolute_url(),
                is_demonstration=meeting.is_demonstration,
            ),
        )


def points(keys: Collection[int], readable: Readable) -> Found:
    items: Any = readable.points.filter(objective__in=keys).select_related("meeting")
    for item in items:
        yield (
            item.objective_id,
            Piece(
                "Point",
                "meeting",
                item.title,
                on_day(item.meeting.date),
                item.get_absolute_url(),
                (item.outcome, item.get_outcome_display()) if item.outcome else None,
                is_demonstration=item.is_demonstration,
            ),
        )


def decisions(keys: Collection[int], readable: Readable) -> Found:
    taken: Any = Decision.objects.filter(pk__in=readable.decisions.values("pk"))
    taken = taken.filter(served_by(keys)).placed()
    for decision in taken.select_related("agenda_item__meeting", "consultation"):
        text = f"{decision.number or ''} {decision.text}".strip()
        has_page = decision.agenda_item or readable.has_pages
        piece = Piece(
            "Décision",
            "agreement",
            Truncator(text).chars(LONGEST_TITLE),
            on_day(decision.on_day),
            decision.get_absolute_url() if has_page else "",
            (decision.outcome, decision.get_outcome_display()),
            is_demonstration=decision.is_demonstration,
        )
        yield from ((key, piece) for key in keys_of(decision, keys))


def follow_ups(keys: Collection[int], readable: Readable) -> Found:
    promised = readable.follow_ups.filter(served_by(keys))
    for follow_up in promised.select_related("agenda_item__meeting"):
        read_at = follow_up if readable.has_pages else follow_up.agenda_item
        piece = Piece(
            "Suivi",
            "meeting",
            follow_up.text,
            on_day(follow_up.agenda_item.meeting.date),
            read_at.get_absolute_url(),
            (follow_up.status, follow_up.get_status_display()),
            is_demonstration=follow_up.is_demonstration,
        )
        yield from ((key, piece) for key in keys_of(follow_up, keys))


def served_by(keys: Collection[int]) -> Q:
    """For what has an objective of its own, or that of its point."""
    return Q(objective__in=keys) | Q(agenda_item__objective__in=keys)


def keys_of(row: Decision | FollowUp, keys: Collection[int]) -> set[int]:
    tied = {row.objective_id, row.agenda_item.objective_id if row.agenda_item else None}
    return {key for key in keys if key in tied}


def milestones(keys: Collection[int], readable: Readable) -> Found:
    """Those that were reached, in part at least; what is only awaited shows nothing yet."""
    reached: Any = readable.milestones.filter(objective__in=keys, actual__isnull=False)
    for milestone in reached:
        yield (
            milestone.objective_id,
            Piece(
                "Jalon",
                "agreement",
                milestone.title,
                milestone.actual,
                milestone.get_absolute_url(),
                (milestone.status, milestone.get_status_display()),
                is_demonstration=milestone.is_demonstration,
            ),
        )


def documents(keys: Collection[int], readable: Readable) -> Found:
    """Those attached to activities and points that serve them, each once for an objective."""
    links = {
        *ActivityObjective.objects.filter(objective__in=keys, activity__in=readable.activities)
        .filter(activity__attachments__isnull=False)
        .values_list("objective", "activity__attachments__document"),
        *AgendaItemDocument.objects.filter(
            agenda_item__in=readable.points.filter(objective__in=keys)
        ).values_list("agenda_item__objective", "document"),
    }
    told = readable.documents.in_bulk({document for _, document in links})
    for objective, key in sorted(links):
        if document := told.get(key):
            yield (
                objective,
                Piece(
                    "Document",
                    "document",
                    document.title,
                    on_day(timezone.localdate(document.uploaded_at)),
                    document.get_absolute_url(),
                    is_demonstration=document.is_demonstration,
                ),
            )


def something_shows() -> Q:
    """For objectives: whether anything that serves them is inscribed, whoever may read it."""
    own, held = OuterRef("pk"), Meeting.objects.held()
    of_objective = Q(objective=own) | Q(agenda_item__objective=own)
    return (
        Q(Exists(ActivityObjective.objects.filter(objective=own)))
        | Q(Exists(MeetingObjective.objects.filter(objective=own, meeting__in=held)))
        | Q(Exists(AgendaItem.objects.filter(objective=own, meeting__in=held)))
        | Q(Exists(Decision.objects.filter(of_objective)))
        | Q(Exists(FollowUp.objects.filter(of_objective)))
        | Q(Exists(Milestone.objects.filter(objective=own, actual__isnull=False)))
    )


def by_year(pieces: Iterable[Piece]) -> list[tuple[int | None, list[Piece]]]:
    """Newest first, under the year of each."""
    years: dict[int | None, list[Piece]] = {}
    for piece in pieces:
        year = None if piece.on == date.min else piece.on.year
        years.setdefault(year, []).append(piece)
    return list(years.items())
