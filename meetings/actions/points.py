"""Building the agenda of a meeting, one point at a time."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError

from arbj_portal.core.actions import StaleFormError, action, claim_submission, lead_to, lock
from meetings.actions.agenda import write_points
from meetings.arranging import NEW, Move, Place, Row, moved, rows_of, with_new, without
from meetings.models import AgendaItem, Meeting
from meetings.records import PointEntry
from members.models import User

MOST_POINTS = 60
HOLDING = ("decisions", "follow_ups", "comments", "set_aside_texts")
"""What a point holds that nobody may take off an agenda with it, its notes apart."""


def open_agenda(meeting: Meeting, version: int) -> tuple[Meeting, list[AgendaItem]]:
    """The meeting, locked over the version that was read, and its points in their order."""
    meeting = lock(meeting, version)
    return meeting, points_to_change(meeting)


def points_to_change(meeting: Meeting) -> list[AgendaItem]:
    """The points of a locked meeting; whoever read another version of it is told."""
    if not meeting.takes_changes:
        raise ValidationError("L’ordre du jour de cette rencontre ne change plus.")
    meeting.save(update_fields=["version"])
    return list(meeting.agenda_items.in_order())


def arrange(
    meeting: Meeting,
    items: list[AgendaItem],
    rows: list[Row],
    by: User,
    values: dict[str, Any] | None = None,
) -> list[AgendaItem]:
    """Put the points in the order of the rows; a new one among them has these values."""
    known = {item.pk: item for item in items}
    entries = [
        PointEntry(values or {} if row.pk == NEW else {}, row.is_under, known.get(row.pk))
        for row in rows
    ]
    kept = {row.pk for row in rows}
    entries += [PointEntry({}, item=item, is_removed=True) for item in items if item.pk not in kept]
    return write_points(meeting, entries, {}, by)


def insert_point(meeting: Meeting, place: Place, values: dict[str, Any], by: User) -> AgendaItem:
    """A new point of a locked meeting, of the section of its place unless it names its own."""
    items = points_to_change(meeting)
    if len(items) >= MOST_POINTS:
        raise ValidationError(f"L’ordre du jour compte au plus {MOST_POINTS} points.")
    if place.item and place.item not in items:
        raise ValidationError("Le point choisi n’est plus à l’ordre du jour.")
    rows = with_new(rows_of(items), place)
    written = arrange(meeting, items, rows, by, {"section": place.section} | values)
    return written[[row.pk for row in rows].index(NEW)]


@action
def add_point(
    *,
    by: User,
    submission: UUID,
    meeting: Meeting,
    version: int,
    place: Place,
    values: dict[str, Any],
) -> AgendaItem:
    """Add a point at a place of the agenda."""
    claim = claim_submission(token=submission, by=by)
    meeting = lock(meeting, version)
    item = insert_point(meeting, place, values, by)
    lead_to(claim, meeting.agenda_url)
    return item


@action
def edit_point(
    *, by: User, meeting: Meeting, version: int, item: AgendaItem, values: dict[str, Any]
) -> None:
    """Change what the agenda tells of a point."""
    meeting, items = open_agenda(meeting, version)
    rows = rows_of(items)
    entries = [
        PointEntry(values if row.pk == item.pk else {}, row.is_under, known)
        for row, known in zip(rows, items, strict=True)
    ]
    write_points(meeting, entries, {}, by)


@action
def move_point(*, by: User, meeting: Meeting, version: int, item: AgendaItem, move: Move) -> None:
    """Move a point by one step, with those under it."""
    meeting, items = open_agenda(meeting, version)
    arrange(meeting, items, moved(rows_of(items), item.pk, move), by)


@action
def reorder_points(*, by: User, meeting: Meeting, version: int, rows: list[Row]) -> None:
    """Put all the points in another order at once; it names each of them, and no other."""
    meeting, items = open_agenda(meeting, version)
    if sorted(row.pk for row in rows) != sorted(item.pk for item in items):
        raise StaleFormError(meeting.version)
    arrange(meeting, items, rows, by)


@action
def remove_point(*, by: User, meeting: Meeting, version: int, item: AgendaItem) -> None:
    """Take a point off the agenda, unless something was said there; those under it stay."""
    meeting, items = open_agenda(meeting, version)
    item = next(known for known in items if known.pk == item.pk)
    if item.notes or any(getattr(item, name).exists() for name in HOLDING):
        raise ValidationError(
            "Ce point a des notes, des décisions, des suivis ou des commentaires : "
            "notez plutôt qu’il est retiré, quand vous consignez la rencontre."
        )
    arrange(meeting, items, without(rows_of(items), item.pk), by)
