"""What waits for the next meeting of a committee, and stands on its agenda by itself."""

from dataclasses import dataclass, field
from typing import Any, Self

from django.db.models import Q
from django.utils.text import capfirst

from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.models import AgendaItem, Decision, LeftOut, Meeting, Minutes, Section

type Source = tuple[str, int]
"""What a point stands for: a field of AgendaItem, and the key of what it names."""

LONGEST_TITLE = 200
POINT_FIELDS = ("title", "kind", "presenter_id", "objective_id", "minutes_planned")
"""What a point that was put off keeps; never its notes."""


@dataclass
class Waiting:
    """A point that stands on the next agenda by itself, with those that stand under it."""

    source: Source
    section: str
    values: dict[str, Any]
    is_closed_session: bool
    carried_from: AgendaItem | None = None
    above: Source | None = None
    under: list[Self] = field(default_factory=list)

    @property
    def times_postponed(self) -> int:
        return self.carried_from.times_postponed + 1 if self.carried_from else 0

    @property
    def origin(self) -> dict[str, Any]:
        """Where it comes from, as the fields of a point tell it."""
        name, key = self.source
        carried = self.carried_from.pk if self.carried_from else None
        return {
            "carried_from_id": carried,
            "times_postponed": self.times_postponed,
            "is_closed_session": self.is_closed_session,
            name: key,
        }


def source_of(item: AgendaItem | LeftOut) -> Source | None:
    """What a point stands for, or what was taken off; None where there is no such thing."""
    for name in ("adopts_minutes_id", "about_decision_id", "carried_from_id"):
        if key := getattr(item, name):
            return name, key
    return None


def points_waiting(meeting: Meeting) -> list[Waiting]:
    """Minutes to adopt, points put off, decisions to ratify, each in the order of its time."""
    return [*minutes_waiting(meeting), *points_put_off(meeting), *decisions_waiting(meeting)]


def minutes_waiting(meeting: Meeting) -> list[Waiting]:
    rows = Minutes.objects.waiting().filter(meeting__in=Meeting.objects.held_before(meeting))
    minutes = list(rows.select_related("meeting__committee"))
    before = points_before(meeting, "adopts_minutes", minutes)
    return [
        Waiting(
            source=("adopts_minutes_id", row.pk),
            section=Section.PREVIOUS_MINUTES,
            values={
                "title": title_of_adoption(row),
                "kind": AgendaItem.Kind.DECISION,
                "is_demonstration": row.is_demonstration,
            },
            is_closed_session=is_narrower(row.meeting, meeting),
            carried_from=before.get(row.pk),
        )
        for row in minutes
    ]


def title_of_adoption(minutes: Minutes) -> str:
    """« Adoption du procès-verbal de la rencontre du 4 mars 2026 »"""
    act, day = capfirst(minutes.adoption_act), date_text(minutes.meeting.date)
    return f"{act} du {minutes.word} de la rencontre du {day}"


def points_put_off(meeting: Meeting) -> list[Waiting]:
    """Those of the last ordinary meeting and of extraordinary ones since; what is under each too.

    A point under one that was treated stands alone.
    """
    items = AgendaItem.objects.filter(
        meeting__in=last_sittings(meeting), adopts_minutes=None, about_decision=None
    ).select_related("meeting", "parent")
    put_off = AgendaItem.Outcome.POSTPONED
    tops: dict[int, Waiting] = {}
    for item in items.filter(parent=None, outcome=put_off).order_by("meeting__date", "position"):
        tops[item.pk] = put_off_again(item, meeting)
    undone = Q(outcome=put_off) | Q(parent__in=tops, outcome="")
    alone: list[Waiting] = []
    for item in items.filter(undone, parent__isnull=False).in_order():
        top = tops.get(item.parent_id or 0)
        waiting = put_off_again(item, meeting)
        waiting.above = top.source if top else None
        (top.under if top else alone).append(waiting)
    return [*tops.values(), *alone]


def put_off_again(item: AgendaItem, meeting: Meeting) -> Waiting:
    above = item.parent
    is_closed = not item.is_in_the_open
    usual = Section.DECISION if item.kind == AgendaItem.Kind.DECISION else Section.INFORMATION
    return Waiting(
        source=("carried_from_id", item.pk),
        section=item.section or (above.section if above else "") or usual,
        values={
            **{name: getattr(item, name) for name in POINT_FIELDS},
            "is_demonstration": item.is_demonstration,
        },
        is_closed_session=is_closed or is_narrower(item.meeting, meeting),
        carried_from=item,
    )


def last_sittings(meeting: Meeting) -> list[Meeting]:
    """The last ordinary meeting held before, and the extraordinary ones since."""
    held = Meeting.objects.held_before(meeting)
    ordinary = held.filter(kind=Meeting.Kind.ORDINARY).first()
    since = held.filter(kind=Meeting.Kind.EXTRAORDINARY)
    if ordinary is None:
        return list(since)
    return [ordinary, *since.filter(date__gte=ordinary.date)]


def decisions_waiting(meeting: Meeting) -> list[Waiting]:
    """Those taken without quorum, to be ratified; those of consultations, to be noted."""
    lacking = Decision.objects.to_ratify().filter(
        agenda_item__meeting__in=Meeting.objects.held_before(meeting)
    )
    lacking = lacking.select_related("agenda_item__meeting", "agenda_item__parent")
    consulted = Decision.objects.to_note().filter(committee=meeting.committee_id)
    rows = [
        *lacking.order_by("agenda_item__meeting__date", "id"),
        *consulted.select_related("consultation").order_by("taken_on", "id"),
    ]
    before = points_before(meeting, "about_decision", rows)
    return [
        Waiting(
            source=("about_decision_id", row.pk),
            carried_from=before.get(row.pk),
            **(to_note(row) if row.is_consulted else to_ratify(row, meeting)),
        )
        for row in rows
    ]


def to_ratify(decision: Decision, meeting: Meeting) -> dict[str, Any]:
    item: Any = decision.agenda_item
    is_closed = not item.is_in_the_open
    day = date_text(item.meeting.date)
    title = f"Entérinement d’une décision du {day}\N{NO-BREAK SPACE}: {item.title}"
    return {
        "section": Section.DECISION,
        "values": {
            "title": title[:LONGEST_TITLE],
            "kind": AgendaItem.Kind.DECISION,
            "objective_id": decision.objective_id or item.objective_id,
            "is_demonstration": decision.is_demonstration,
        },
        "is_closed_session": is_closed or is_narrower(item.meeting, meeting),
    }


def to_note(decision: Decision) -> dict[str, Any]:
    """Its title says nothing of what was decided: agendas are read by more people."""
    return {
        "section": Section.INFORMATION,
        "values": {
            "title": f"Décision prise par consultation {decision.consultation.span}",
            "kind": AgendaItem.Kind.INFORMATION,
            "objective_id": decision.objective_id,
            "is_demonstration": decision.is_demonstration,
        },
        "is_closed_session": False,
    }


def points_before(meeting: Meeting, name: str, rows: list[Any]) -> dict[int, AgendaItem]:
    """The last point at which each of these was to be treated, at a meeting that was held."""
    items = AgendaItem.objects.filter(
        **{f"{name}__in": rows}, meeting__in=Meeting.objects.held_before(meeting)
    )
    return {getattr(item, f"{name}_id"): item for item in items.order_by("meeting__date", "id")}


def is_narrower(source: Meeting, meeting: Meeting) -> bool:
    """Whether people read this meeting to whom the other one is hidden: they learn nothing."""
    hidden = Visibility.COORDINATION
    return source.visibility == hidden and meeting.visibility != hidden
