"""When the people of a meeting are reminded of it, and who."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from meetings.models import Meeting, Reply
from meetings.seats import mandates_on
from members.models.committees import MOST_DAYS


def meetings_to_remind(day: date) -> Any:
    """Those that are called, and near enough for some committee’s first reminder."""
    near = {"date__gte": day, "date__lte": day + timedelta(days=MOST_DAYS)}
    return Meeting.objects.filter(status=Meeting.Status.CONVENED, **near).order_by("date", "pk")


def planned_days(meeting: Meeting) -> list[date]:
    """The days of its reminders that come after what people were last told, in order."""
    told = meeting.convocations.last()
    if told is None or meeting.status != Meeting.Status.CONVENED:
        return []
    since = told.day or timezone.localdate(told.sent_at)
    days = (meeting.date - timedelta(days=days) for days in meeting.committee.reminder_days)
    return sorted(day for day in days if day > since)


def is_due(meeting: Meeting, day: date) -> bool:
    """Whether a reminder was to go by this day, and neither it nor a later one went."""
    return not meeting.is_over and any(planned <= day for planned in planned_days(meeting))


def next_reminder(meeting: Meeting, day: date) -> date | None:
    """When the next one goes by itself, if any does."""
    if is_due(meeting, day):
        return day
    return next((planned for planned in planned_days(meeting) if planned > day), None)


def people_to_remind(meeting: Meeting) -> Any:
    """Those who sit on its day, but for whoever said that they will not come.

    Where the committee wants it, those alone who did not answer.
    """
    replies = Reply.objects.filter(meeting=meeting)
    if not meeting.committee.reminds_only_silent:
        replies = replies.filter(answer=Reply.Answer.ABSENT)
    mandates = mandates_on(meeting.committee_id, meeting.date)
    awaited = mandates.exclude(pk__in=replies.values("representative"))
    return awaited.select_related("person__contact", "person__user", "membership__organization")
