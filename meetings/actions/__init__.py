"""Everything that is written about meetings."""

from meetings.actions.agenda_models import (
    delete_agenda_model,
    edit_agenda_model,
    keep_as_model,
    make_ordinary_model,
)
from meetings.actions.carrying import bring_back, carry_over
from meetings.actions.chasing import (
    chase_follow_ups,
    remind_now,
    revoke_follow_up_link,
    update_by_link,
)
from meetings.actions.closing import close_meeting, reopen_meeting
from meetings.actions.consultations import (
    abandon_consultation,
    answer_by_consultation_link,
    answer_consultation,
    attach_to_consultation,
    close_consultation,
    open_consultation,
    record_consultation_answer,
    renew_consultation_link,
    revise_consultation,
    revoke_consultation_link,
    write_consultation,
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
from meetings.actions.in_session import (
    remove_decision,
    remove_promise,
    write_decision,
    write_promise,
)
from meetings.actions.leaving_out import leave_follow_up_out
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
from meetings.actions.notes import leave_notes, restore_notes, save_notes, tell_presence
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
from meetings.actions.reminders import remind_of_meeting_now, remind_of_meetings
from meetings.actions.renderings import keep_rendering
from meetings.actions.replies import reply_to_meeting
from meetings.actions.roll_call import (
    add_guest,
    count_public,
    mark_attendance,
    note_movement,
    record_times,
    replace_person,
    take_replies,
)
from meetings.actions.sitting import (
    begin_meeting,
    end_meeting,
    set_outcome,
    start_clock,
    stop_clock,
)

__all__ = [
    "abandon_consultation",
    "accept_proposal",
    "add_guest",
    "add_point",
    "adopt_minutes",
    "answer_by_consultation_link",
    "answer_consultation",
    "attach_document",
    "attach_to_consultation",
    "attach_to_point",
    "begin_meeting",
    "bring_back",
    "cancel_meeting",
    "carry_over",
    "chase_follow_ups",
    "close_consultation",
    "close_meeting",
    "comment_on_minutes",
    "convene_meeting",
    "count_public",
    "decline_proposal",
    "delete_agenda_model",
    "delete_draft",
    "detach_document",
    "detach_from_point",
    "edit_agenda_model",
    "edit_point",
    "end_meeting",
    "keep_as_model",
    "keep_rendering",
    "leave_follow_up_out",
    "leave_notes",
    "log_meeting",
    "make_ordinary_model",
    "mark_attendance",
    "move_point",
    "note_movement",
    "open_consultation",
    "plan_meeting",
    "plan_series",
    "postpone_meeting",
    "propose_by_link",
    "propose_point",
    "publish_minutes",
    "record_consultation_answer",
    "record_times",
    "remind_now",
    "remind_of_meeting_now",
    "remind_of_meetings",
    "remove_decision",
    "remove_point",
    "remove_promise",
    "renew_consultation_link",
    "renew_link",
    "reopen_meeting",
    "reorder_points",
    "replace_person",
    "replan_meeting",
    "reply_by_link",
    "reply_to_meeting",
    "restore_notes",
    "return_minutes_to_draft",
    "revise_consultation",
    "revise_meeting",
    "revoke_consultation_link",
    "revoke_follow_up_link",
    "revoke_link",
    "save_notes",
    "set_meeting_visibility",
    "set_outcome",
    "start_clock",
    "stop_clock",
    "submit_minutes",
    "take_replies",
    "tell_presence",
    "update_by_link",
    "update_follow_up",
    "withdraw_minutes",
    "write_consultation",
    "write_decision",
    "write_erratum",
    "write_promise",
]
