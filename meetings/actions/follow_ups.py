"""Saying where a follow-up stands."""

from typing import Any

from arbj_portal.core.actions import action, lock, write
from meetings.actions.carrying import carry_over
from meetings.actions.numbers import lock_committee
from meetings.models import FollowUp, Meeting
from members.models import User


@action
def update_follow_up(
    *, by: User, follow_up: FollowUp, version: int, values: dict[str, Any]
) -> FollowUp:
    """Change what is known of a follow-up; the next agenda tells it, or lets it go."""
    meeting = Meeting.objects.get(agenda_items=follow_up.agenda_item_id)
    lock_committee(meeting.committee_id)
    follow_up = write_follow_up(follow_up, version, values)
    carry_over(by=by, meeting=meeting)
    return follow_up


def write_follow_up(follow_up: FollowUp, version: int, values: dict[str, Any]) -> FollowUp:
    """Over the version that was read; a later date counts as a postponement."""
    follow_up = lock(follow_up, version)
    due_before, due_on = follow_up.due_on, values.get("due_on")
    if due_before and due_on and due_on > due_before:
        follow_up.times_carried += 1
    return write(follow_up, values)
