"""Taking off an agenda what stood there by itself: it is remembered, and does not come back."""

from typing import Any

from arbj_portal.core.actions import action, lock
from meetings.actions.numbers import lock_committee
from meetings.carrying import source_of
from meetings.models import AgendaItem, CarriedFollowUp, FollowUp, LeftOut, Meeting
from members.models import User


def leave_out(item: AgendaItem) -> None:
    """Remember, before a point is removed, that what it stood for was not wanted there."""
    if not item.meeting.is_to_come:
        return
    rows = CarriedFollowUp.objects.filter(agenda_item=item)
    for follow_up in FollowUp.objects.filter(carried_to__in=rows):
        LeftOut.objects.get_or_create(meeting=item.meeting, follow_up=follow_up)
    if source := source_of(item):
        told: dict[str, Any] = dict([source])
        LeftOut.objects.get_or_create(meeting=item.meeting, **told)


def withdraw_from_drafts(**source: object) -> None:
    """What is about to be removed stands on no draft any more; a called agenda keeps it."""
    points = AgendaItem.objects.filter(meeting__status=Meeting.Status.DRAFT)
    points.filter(**source).delete()


@action
def leave_follow_up_out(*, by: User, row: CarriedFollowUp, version: int) -> None:
    """Take one follow-up off the agenda of a meeting to come."""
    meeting = row.agenda_item.meeting
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    meeting.save(update_fields=["version"])
    LeftOut.objects.get_or_create(meeting=meeting, follow_up=row.follow_up)
    row.delete()
