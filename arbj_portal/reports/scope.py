"""An agreement over a period, and all that may be told of it in a report."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from agreements.models import Action, Activity, Agreement, Milestone, MilestoneDocument, Objective
from agreements.money import PLANNED, Money
from arbj_portal.core.models import Document
from arbj_portal.core.periods import Period
from arbj_portal.reports.readable import Readable
from meetings.models import AgendaItemDocument, Decision, FollowUp, Meeting

LINES_OF_A_MEETING = 20  # its decisions, follow-ups and attendances


@dataclass(frozen=True)
class Scope:
    """An agreement over a period, and what of it may be told; each part is read once."""

    agreement: Agreement
    period: Period
    readable: Readable

    @property
    def days(self) -> tuple[date | None, date | None]:
        return self.period.starts_on, self.period.ends_on

    @cached_property
    def money(self) -> Money:
        """What moved by the end of the period, as balances ask, and all that is planned: a promise
        is told whole."""
        money, (_, last) = Money.of(self.agreement), self.days
        told = [
            row
            for row in money.movements
            if row.kind == PLANNED or not last or row.period.starts_on <= last
        ]
        return replace(money, movements=told)

    @cached_property
    def objectives(self) -> list[Objective]:
        return list(self.agreement.objectives.prefetch_related("indicators"))

    @cached_property
    def actions(self) -> list[Any]:
        """Of the plan d’action, as it stands; « shows_organization »: who answers may be told."""
        organizations = self.readable.organizations.order_by()
        shown = Exists(organizations.filter(pk=OuterRef("organization")))
        rows = Action.objects.of_agreement(self.agreement).annotate(shows_organization=shown)
        return list(rows.select_related("objective", "organization"))

    @cached_property
    def milestones(self) -> list[Milestone]:
        rows = self.readable.milestones.filter(agreement=self.agreement)
        proofs = MilestoneDocument.objects.select_related("attachment__document").filter(
            attachment__document__in=self.readable.documents
        )
        return list(
            rows.select_related("objective").prefetch_related(
                "dependencies__depends_on", Prefetch("proofs", proofs)
            )
        )

    @cached_property
    def activities(self) -> list[Any]:
        """In the order in which they were done."""
        rows = self.activity_rows()
        organizations = Prefetch("organizations", self.readable.organizations)
        return list(
            rows.order_by("period__starts_on", "pk").prefetch_related("objectives", organizations)
        )

    @cached_property
    def meetings(self) -> list[Meeting]:
        return list(self.meeting_rows().order_by("date", "starts_at", "pk"))

    def activity_rows(self) -> QuerySet[Activity]:
        return self.readable.activities.filter(agreement=self.agreement, period__overlaps=self.days)

    def meeting_rows(self) -> QuerySet[Meeting]:
        own = self.readable.meetings.filter(self.of_meeting(), **between("date", self.days))
        return own.distinct()

    @property
    def size(self) -> int:
        """About how many lines there are to tell, from two counts."""
        return self.activity_rows().count() + LINES_OF_A_MEETING * self.meeting_rows().count()

    def of_meeting(self) -> Q:
        """Of the agreement itself, or for one of its objectives."""
        own = self.agreement
        return Q(agreement=own) | Q(objectives__agreement=own)

    @cached_property
    def decisions(self) -> list[Any]:
        of_objective = Q(objective__agreement=self.agreement) | Q(
            agenda_item__objective__agreement=self.agreement
        )
        of_meeting = Q(agenda_item__meeting__in=[row.pk for row in self.meetings])
        readable = Decision.objects.filter(pk__in=self.readable.decisions.values("pk"))
        rows: Any = readable.filter(of_objective | of_meeting).placed()
        return list(
            rows.filter(**between("on_day", self.days))
            .select_related("agenda_item__objective", "objective")
            .order_by("on_day", "number", "pk")
        )

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        rows = self.readable.follow_ups.filter(
            agenda_item__meeting__in=[row.pk for row in self.meetings]
        )
        rows = rows.select_related("agenda_item__meeting", "person", "organization")
        return list(rows.order_by("agenda_item__meeting__date", "pk"))

    @cached_property
    def documents(self) -> list[Document]:
        agreement, activities = self.agreement, [row.pk for row in self.activities]
        points = self.readable.points.filter(meeting__in=[row.pk for row in self.meetings])
        of_points = AgendaItemDocument.objects.filter(agenda_item__in=points).values("document")
        attached = (
            Q(of_agreements__agreement=agreement)
            | Q(of_activities__activity__in=activities)
            | Q(pk__in=of_points)
        )
        return list(self.readable.documents.filter(attached).distinct().order_by("title", "pk"))

    @property
    def is_demonstration(self) -> bool:
        """Whether something of it never happened."""
        rows = (
            *self.money.movements,
            *self.actions,
            *self.milestones,
            *self.activities,
            *self.meetings,
            *self.decisions,
            *self.follow_ups,
            *self.documents,
        )
        return self.agreement.is_demonstration or any(row.is_demonstration for row in rows)


def named(row: Any, text: str) -> str:
    """The text; what never happened says so wherever it is told."""
    return f"{text} (données de démonstration)" if row.is_demonstration else text


def between(column: str, days: tuple[date | None, date | None]) -> dict[str, date]:
    first, last = days
    bounds = {f"{column}__gte": first, f"{column}__lte": last}
    return {lookup: day for lookup, day in bounds.items() if day}
