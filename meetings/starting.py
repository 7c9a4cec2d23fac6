"""What a meeting to come may start from: a model, or the meeting before it."""

from collections.abc import Iterable
from typing import Any

from meetings.models import AgendaItem, AgendaModel, AgendaModelItem, Meeting
from meetings.records import PointEntry
from members.models import Committee

COPIED = ("section", "title", "kind", "minutes_planned", "is_closed_session")
FACTS = ("agreement", "kind", "mode", "starts_at", "ends_at", "place", "link")
OF_ONE_MEETING = ("carried_from_id", "adopts_minutes_id", "about_decision_id", "proposal_id")
"""What says that a point came from elsewhere: it does not come again by itself."""


def previous_meeting(committee: Committee) -> Meeting | None:
    """The last one of a committee that was called or held."""
    known = {*Meeting.CALLED, *Meeting.HELD}
    return committee.meetings.filter(status__in=known).order_by("-date", "-id").first()


def points_of_model(model: AgendaModel) -> list[PointEntry]:
    return copies(model.items.in_order())


def points_of_meeting(meeting: Meeting) -> list[PointEntry]:
    """The points that come back: those of that meeting alone, and what is under them, stay.

    Nor does what was said of them come along, nor who presented them.
    """
    items = list(meeting.agenda_items.in_order())
    gone = {item.pk for item in items if any(getattr(item, name) for name in OF_ONE_MEETING)}
    return copies(item for item in items if not gone & {item.pk, item.parent_id})


def copies(items: Iterable[AgendaItem | AgendaModelItem]) -> list[PointEntry]:
    return [
        PointEntry(
            {name: getattr(item, name) for name in COPIED},
            is_sub_point=item.parent_id is not None,
        )
        for item in items
    ]


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What a next meeting keeps of one: its hours, its place, how one takes part."""
    return {name: getattr(meeting, name) for name in FACTS}
