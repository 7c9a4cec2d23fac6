"""What the timeline must show, said a second time: by the access rules of the rooms below."""

from typing import Any

from agreements.models import (
    Activity,
    ActivityObjective,
    ActivityOrganization,
    Agreement,
    Party,
    StatusChange,
)
from arbj_portal.core.roles import reads_everything
from arbj_portal.timeline.models import HEADLINES, ObjectiveLink, OrganizationLink, TimelineEntry
from meetings.models import AgendaItem, Attendance, Meeting, MeetingObjective

type Pairs = set[tuple[str, int]]


def expected_entries(user: Any) -> set[str]:
    changes = StatusChange.objects.visible_to(user).standing().filter(status__in=HEADLINES)
    return {
        f"{source}-{pk}"
        for source, things in (
            ("activity", Activity.objects.visible_to(user)),
            ("meeting", Meeting.objects.visible_to(user)),
            ("status", changes),
        )
        for pk in things.values_list("pk", flat=True)
    }


def expected_objectives(user: Any) -> Pairs:
    activities = Activity.objects.visible_to(user)
    meetings = Meeting.objects.visible_to(user)
    known = {"objective__agreement__in": Agreement.objects.visible_to(user)}
    by_activity = ActivityObjective.objects.filter(activity__in=activities, **known)
    by_meeting = MeetingObjective.objects.filter(meeting__in=meetings, **known)
    by_point = AgendaItem.objects.visible_to(user).in_the_open().filter(**known)
    return (
        {(f"activity-{link.activity_id}", link.objective_id) for link in by_activity}
        | {(f"meeting-{link.meeting_id}", link.objective_id) for link in by_meeting}
        | {(f"meeting-{item.meeting_id}", item.objective_id) for item in by_point}
    )


def expected_organizations(user: Any) -> Pairs:
    activities = Activity.objects.visible_to(user)
    changes = StatusChange.objects.visible_to(user).standing().filter(status__in=HEADLINES)
    attendances = Attendance.objects.select_related("representative__membership")
    if not reads_everything(user):
        attendances = attendances.visible_to(user)
    return (
        {
            (f"activity-{link.activity_id}", link.organization_id)
            for link in ActivityOrganization.objects.filter(activity__in=activities)
        }
        | {
            (f"status-{change.pk}", party.organization_id)
            for change in changes
            for party in Party.objects.filter(agreement=change.agreement_id)
        }
        | {
            (f"meeting-{row.meeting_id}", row.representative.membership.organization_id)
            for row in attendances
            if row.representative and (row.is_there or row.replaced_by_id)
        }
    )


def shown_entries(user: Any) -> set[str]:
    return set(TimelineEntry.objects.visible_to(user).values_list("key", flat=True))


def shown_objectives(user: Any) -> Pairs:
    return set(ObjectiveLink.objects.visible_to(user).values_list("entry", "objective"))


def shown_organizations(user: Any) -> Pairs:
    return set(OrganizationLink.objects.visible_to(user).values_list("entry", "organization"))


def assert_as_expected(user: Any) -> None:
    assert shown_entries(user) == expected_entries(user)
    assert shown_objectives(user) == expected_objectives(user)
    assert shown_organizations(user) == expected_organizations(user)
