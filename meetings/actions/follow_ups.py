"""Saying where a follow-up stands."""

from typing import Any

from arbj_portal.core.actions import action, lock
from meetings.models import FollowUp


@action
def update_follow_up(
    *, by: Any, follow_up: FollowUp, version: int, values: dict[str, Any]
) -> FollowUp:
    """Change what is known of a follow-up; a later date counts as a postponement."""
    follow_up = lock(follow_up, version)
    due_before = follow_up.due_on
    for name, value in values.items():
        setattr(follow_up, name, value)
    if due_before and follow_up.due_on and follow_up.due_on > due_before:
        follow_up.times_carried += 1
    follow_up.save()
    return follow_up
