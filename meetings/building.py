"""The agenda of a meeting as its builder shows it: points, their hours, what waits beside."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from meetings.clock import Clock, Slot, agenda_clock, duration_text
from meetings.models import AgendaItem, Meeting, PointProposal
from meetings.provenance import tell_provenance


@dataclass
class AgendaRow:
    """A point with its hour, its documents, and the rows under it."""

    item: AgendaItem
    slot: Slot
    under: list["AgendaRow"] = field(default_factory=list)
    is_first: bool = False
    is_last: bool = False

    @property
    def overrun_text(self) -> str:
        return f"dépasse de {duration_text(self.slot.overrun)}"


@dataclass
class Agenda:
    """The rows of the points, in their order, with what they come to and what is proposed."""

    meeting: Meeting
    items: list[AgendaItem]
    rows: list[AgendaRow]
    clock: Clock
    proposals: list[PointProposal]

    @property
    def untimed(self) -> int:
        """How many points say nothing of their duration, while others do."""
        unknown = sum(item.minutes_planned is None for item in self.items)
        return unknown if self.clock.minutes else 0

    @property
    def duration_text(self) -> str:
        return duration_text(self.clock.minutes)

    @property
    def overrun_text(self) -> str:
        return f"Dépasse de {duration_text(self.clock.overrun)}"

    @property
    def spare_text(self) -> str:
        return f"Il reste {duration_text(self.clock.spare)}"


def read_agenda(meeting: Meeting, user: Any) -> Agenda:
    items = list(
        meeting.agenda_items.in_order()
        .select_related(
            "parent",
            "presenter",
            "objective__agreement",
            "proposal__representative__person",
            "proposal__representative__membership__organization",
        )
        .prefetch_related("attachments__document")
    )
    tell_provenance(items, user)
    clock = clock_of(meeting, items)
    rows: list[AgendaRow] = []
    for item, slot in zip(items, clock.slots, strict=True):
        (rows[-1].under if item.parent_id else rows).append(AgendaRow(item, slot))
    for siblings in (rows, *(row.under for row in rows)):
        if siblings:
            siblings[0].is_first = siblings[-1].is_last = True
    proposals = meeting.proposals.filter(state=PointProposal.State.WAITING).select_related(
        "document", "representative__person", "representative__membership__organization"
    )
    return Agenda(
        meeting,
        items,
        rows,
        clock,
        list(proposals.prefetch_related("representative__membership__organization__former_names")),
    )


def clock_of(meeting: Meeting, items: list[AgendaItem]) -> Clock:
    durations = [item.minutes_planned for item in items]
    return agenda_clock(meeting.starts_at, meeting.ends_at, durations)


def hours_of(meeting: Meeting) -> dict[int, time]:
    """When each point begins, once any duration is known; closed sessions take their time."""
    items = list(meeting.agenda_items.in_order())
    clock = clock_of(meeting, items)
    if not clock.minutes:
        return {}
    slots = zip(items, clock.slots, strict=True)
    return {item.pk: slot.starts for item, slot in slots if slot.starts}
