"""Where points come from that stand on an agenda by themselves, as far as a reader may know."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.models import AgendaItem, CarriedFollowUp, Decision, FollowUp, Meeting, Minutes
from meetings.models.agenda import in_the_open
from meetings.models.carrying import TOO_OFTEN
from meetings.models.minutes import minutes_are_shared


@dataclass(frozen=True)
class Provenance:
    """The point that was put off, and the minutes or the decision that a point is about."""

    times: int
    point: AgendaItem | None = None
    minutes: Minutes | None = None
    decision: Decision | None = None

    @property
    def is_put_off_too_often(self) -> bool:
        return self.times >= TOO_OFTEN

    @property
    def often(self) -> str:
        return f"Reporté {self.times} fois"

    @property
    def is_settled(self) -> bool:
        """Whether what it waited for was done meanwhile, before the meeting."""
        point, minutes, decision = self.point, self.minutes, self.decision
        if minutes:
            return minutes.is_adopted
        if decision:
            return decision.ratified_by is not None
        return point is not None and point.outcome != AgendaItem.Outcome.POSTPONED

    @property
    def postponement(self) -> str:
        """« Reporté de la rencontre 3 du 4 mars 2026, 3e fois »"""
        return f"Reporté de {self.sitting}{self.nth}" if self.point else ""

    @property
    def sitting(self) -> str:
        """« la rencontre 3 du 4 mars 2026 »"""
        return named(self.point.meeting) if self.point else ""

    @property
    def nth(self) -> str:
        return f", {self.times}e fois" if self.times > 1 else ""

    @property
    def taking(self) -> str:
        """« Décision TCJI-2026-03-04-02, prise sans quorum le 4 mars 2026 »"""
        decision = self.decision
        if decision is None:
            return ""
        number = f" {decision.number}" if decision.number else ""
        if decision.is_consulted:
            how = f"par consultation par courriel {decision.consultation.span}"
        else:
            how = f"sans quorum le {date_text(decision.day)}"
        return f"Décision{number}, prise {how}"

    def lines(self, *, is_full: bool) -> list[str]:
        """What a paper says of it: in one for everybody, nothing of what is hidden from some."""
        told = []
        item = self.decision.agenda_item if self.decision else None
        if self.decision and (is_full or item is None or is_told_to_all(item)):
            told.append(f"{self.taking}.")
        if self.point and (is_full or is_told_to_all(self.point)):
            told.append(f"{self.postponement}.")
        return told


def named(meeting: Meeting) -> str:
    number = f" {meeting.number}" if meeting.number else ""
    return f"la rencontre{number} du {date_text(meeting.date)}"


def is_told_to_all(item: AgendaItem) -> bool:
    """A point in the open, of a meeting that the partners read."""
    return item.is_in_the_open and item.meeting.visibility != Visibility.COORDINATION


def tell_provenance(items: list[Any], user: Any) -> None:
    """Give each point its « provenance » and its « standing_follow_ups »; a query for each kind."""
    points = found(
        lambda: AgendaItem.objects.visible_to(user).select_related("meeting", "parent"),
        items,
        "carried_from_id",
    )
    minutes = found(
        lambda: Minutes.objects.visible_to(user).select_related("meeting__committee"),
        items,
        "adopts_minutes_id",
    )
    decisions = found(
        lambda: (
            Decision.objects.visible_to(user)
            .select_related("agenda_item__meeting", "agenda_item__parent", "consultation")
            .told_to(user)
        ),
        items,
        "about_decision_id",
    )
    rows = standing_follow_ups(items, user)
    for item in items:
        provenance = Provenance(
            times=item.times_postponed,
            point=points.get(item.carried_from_id),
            minutes=minutes.get(item.adopts_minutes_id),
            decision=decisions.get(item.about_decision_id),
        )
        is_known = provenance.point or provenance.minutes or provenance.decision
        item.provenance = provenance if is_known else None
        item.standing_follow_ups = rows[item.pk]


def found(rows: Callable[[], QuerySet[Any]], items: list[Any], name: str) -> dict[int, Any]:
    """Those that the items name, by their keys; no query is even built where they name none."""
    keys = {key for item in items if (key := getattr(item, name))}
    return rows().in_bulk(keys) if keys else {}


def standing_follow_ups(items: list[Any], user: Any) -> defaultdict[int, list[CarriedFollowUp]]:
    """By point, in the order of the meetings that they are of.

    « is_read » where one reads the follow-up itself, « is_shared » where all partners do.
    """
    followed = FollowUp.objects.visible_to(user).filter(pk=OuterRef("follow_up"))
    opened = in_the_open("follow_up__agenda_item__")
    shared = minutes_are_shared("follow_up__agenda_item__meeting__")
    rows = (
        CarriedFollowUp.objects.visible_to(user)
        .filter(agenda_item__in=items)
        .select_related("agenda_item__meeting", "follow_up__person", "follow_up__organization")
        .select_related("follow_up__agenda_item__meeting")
        .annotate(is_read=Exists(followed), is_in_the_open=holds(opened))
        .annotate(is_shared=holds(opened & shared))
        .order_by("follow_up__agenda_item__meeting__date", "id")
    )
    by_point: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_point[row.agenda_item_id].append(row)
    return by_point


def holds(condition: Q) -> Case:
    """Whether it holds of a row, as a column."""
    return Case(When(condition, then=True), default=False)
