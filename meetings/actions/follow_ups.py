"""Saying where a follow-up stands."""

from typing import Any

from arbj_portal.core.actions import action, lock, write
from meetings.models import FollowUp
from members.models import User


@action
def update_follow_up(
    *, by: User, follow_up: FollowUp, version: int, values: dict[str, Any]
) -> FollowUp:
    """Change what is known of a follow-up."""
    return write_follow_up(follow_up, version, values)


def write_follow_up(follow_up: FollowUp, version: int, values: dict[str, Any]) -> FollowUp:
    """Over the version that was read; a later date counts as a postponement."""
    follow_up = lock(follow_up, version)
    due_before, due_on = follow_up.due_on, values.get("due_on")
    if due_before and due_on and due_on > due_before:
        follow_up.times_carried += 1
    return write(follow_up, values)
