"""Everything that is written about meetings."""

from meetings.actions.carrying import bring_back, carry_over
from meetings.actions.convocations import renew_link, reply_by_link, revoke_link
from meetings.actions.documents import attach_document, detach_document
from meetings.actions.errata import write_erratum
from meetings.actions.follow_ups import update_follow_up
from meetings.actions.leaving_out import leave_follow_up_out
from meetings.actions.meetings import (
    cancel_meeting,
    convene_meeting,
    delete_draft,
    plan_meeting,
    postpone_meeting,
    replan_meeting,
    set_meeting_visibility,
)
from meetings.actions.minutes import (
    adopt_minutes,
    comment_on_minutes,
    publish_minutes,
    return_minutes_to_draft,
    submit_minutes,
    withdraw_minutes,
)
from meetings.actions.notes import restore_notes, save_notes, tell_presence
from meetings.actions.recording import log_meeting, revise_meeting
from meetings.actions.renderings import keep_rendering
from meetings.actions.replies import reply_to_meeting

__all__ = [
    "adopt_minutes",
    "attach_document",
    "bring_back",
    "cancel_meeting",
    "carry_over",
    "comment_on_minutes",
    "convene_meeting",
    "delete_draft",
    "detach_document",
    "keep_rendering",
    "leave_follow_up_out",
    "log_meeting",
    "plan_meeting",
    "postpone_meeting",
    "publish_minutes",
    "renew_link",
    "replan_meeting",
    "reply_by_link",
    "reply_to_meeting",
    "restore_notes",
    "return_minutes_to_draft",
    "revise_meeting",
    "revoke_link",
    "save_notes",
    "set_meeting_visibility",
    "submit_minutes",
    "tell_presence",
    "update_follow_up",
    "withdraw_minutes",
    "write_erratum",
]
