"""What may be read of each kind: by a person here, or by whoever a report is handed to."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from agreements.models import Activity, Agreement, Milestone
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Minutes
from members.models import Organization


@dataclass(frozen=True)
class Readable:
    """The rows of each room that one may read; has_pages: whether one has an account here."""

    activities: QuerySet[Activity]
    meetings: QuerySet[Meeting]
    points: QuerySet[AgendaItem]
    decisions: QuerySet[Decision]
    follow_ups: QuerySet[FollowUp]
    milestones: QuerySet[Milestone]
    documents: QuerySet[Document]
    agreements: QuerySet[Agreement]
    organizations: QuerySet[Organization]
    attendances: QuerySet[Attendance]
    has_pages: bool = True

    @classmethod
    def by(cls, user: Any) -> "Readable":
        """What this person may read; of meetings, those that were held."""
        return cls(
            activities=Activity.objects.visible_to(user),
            meetings=Meeting.objects.visible_to(user).held(),
            points=AgendaItem.objects.visible_to(user).filter(meeting__in=Meeting.objects.held()),
            decisions=Decision.objects.visible_to(user),
            follow_ups=FollowUp.objects.visible_to(user),
            milestones=Milestone.objects.visible_to(user),
            documents=Document.objects.visible_to(user),
            agreements=Agreement.objects.visible_to(user),
            organizations=Organization.objects.visible_to(user),
            attendances=Attendance.objects.visible_to(user),
            has_pages=user.is_authenticated,
        )

    @classmethod
    def in_report(cls, visibility: str) -> "Readable":
        """What is public in a report for everybody; else what partners read, whoever hands it on:
        nothing of the coordination's own, of closed sessions, of minutes that are still a draft."""
        if visibility == Visibility.PUBLIC:
            return cls.by(AnonymousUser())
        reserved = Visibility.COORDINATION
        meetings = Meeting.objects.held().exclude(visibility=reserved)
        told = Minutes.objects.shared().filter(meeting__in=meetings)
        points = AgendaItem.objects.in_the_open().filter(meeting__in=meetings)
        written = points.filter(meeting__minutes__in=told)
        return cls(
            activities=Activity.objects.exclude(visibility=reserved),
            meetings=meetings,
            points=points,
            decisions=Decision.objects.filter(Q(agenda_item__in=written) | Q(agenda_item=None)),
            follow_ups=FollowUp.objects.filter(agenda_item__in=written),
            milestones=Milestone.objects.all(),
            documents=Document.objects.exclude(visibility=reserved),
            agreements=Agreement.objects.exclude(visibility=reserved),
            organizations=Organization.objects.exclude(visibility=reserved),
            attendances=Attendance.objects.filter(meeting__minutes__in=told),
        )
