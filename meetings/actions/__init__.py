"""Everything that is written about meetings."""

from meetings.actions.agenda_models import (
    delete_agenda_model,
    edit_agenda_model,
    keep_as_model,
    make_ordinary_model,
)
from meetings.actions.convocations import renew_link, reply_by_link, revoke_link
from meetings.actions.documents import (
    attach_document,
    attach_to_point,
    detach_document,
    detach_from_point,
)
from meetings.actions.errata import write_erratum
from meetings.actions.follow_ups import update_follow_up
from meetings.actions.meetings import (
    cancel_meeting,
    convene_meeting,
    delete_draft,
    plan_meeting,
    plan_series,
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
from meetings.actions.points import (
    add_point,
    edit_point,
    move_point,
    remove_point,
    reorder_points,
)
from meetings.actions.proposals import (
    accept_proposal,
    decline_proposal,
    propose_by_link,
    propose_point,
)
from meetings.actions.recording import log_meeting, revise_meeting
from meetings.actions.renderings import keep_rendering
from meetings.actions.replies import reply_to_meeting

__all__ = [
    "accept_proposal",
    "add_point",
    "adopt_minutes",
    "attach_document",
    "attach_to_point",
    "cancel_meeting",
    "comment_on_minutes",
    "convene_meeting",
    "decline_proposal",
    "delete_agenda_model",
    "delete_draft",
    "detach_document",
    "detach_from_point",
    "edit_agenda_model",
    "edit_point",
    "keep_as_model",
    "keep_rendering",
    "log_meeting",
    "make_ordinary_model",
    "move_point",
    "plan_meeting",
    "plan_series",
    "postpone_meeting",
    "propose_by_link",
    "propose_point",
    "publish_minutes",
    "remove_point",
    "renew_link",
    "reorder_points",
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
