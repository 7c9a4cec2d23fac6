"""Who may do what with meetings, their minutes and what follows from them."""

from typing import Any

from django.utils import timezone

from arbj_portal.core.roles import Role, has_role, reads_everything
from meetings.models import Consultation, Decision, FollowUp, Meeting, Minutes
from meetings.seats import mandates_for
from meetings.voices import mandates_with_voice


def can_write_meetings(user: Any) -> bool:
    """The coordination calls meetings, records them and keeps their minutes."""
    return has_role(user, Role.COORDINATION)


def can_edit_meeting(user: Any, meeting: Meeting) -> bool:
    """The coordination, until the meeting is closed or cancelled, or its minutes are adopted."""
    return can_write_meetings(user) and meeting.takes_changes


def can_leave_out(user: Any, meeting: Meeting) -> bool:
    """The coordination, what stands by itself on the agenda of a meeting to come."""
    return can_edit_meeting(user, meeting) and meeting.is_to_come


def can_record(user: Any, meeting: Meeting) -> bool:
    """The coordination, once the day of a meeting that was to come is there."""
    return (
        can_edit_meeting(user, meeting)
        and meeting.date <= timezone.localdate()
        and not meeting.is_held
        and meeting.may_become(Meeting.Status.HELD)
    )


def can_hold_sitting(user: Any, meeting: Meeting) -> bool:
    """The coordination, from the call until the meeting is closed or its minutes adopted."""
    return can_write_meetings(user) and meeting.is_at_the_table


def can_close(user: Any, meeting: Meeting) -> bool:
    """The coordination, what was held."""
    return can_write_meetings(user) and meeting.may_become(Meeting.Status.CLOSED)


def can_reopen(user: Any, meeting: Meeting) -> bool:
    """The coordination, what was closed."""
    return can_write_meetings(user) and meeting.is_closed


def can_convene(user: Any, meeting: Meeting) -> bool:
    """The coordination, a draft or a meeting that was put off."""
    return can_write_meetings(user) and meeting.may_become(Meeting.Status.CONVENED)


def can_cancel(user: Any, meeting: Meeting) -> bool:
    """The coordination, what was called."""
    return can_write_meetings(user) and meeting.may_become(Meeting.Status.CANCELLED)


def can_postpone(user: Any, meeting: Meeting) -> bool:
    """The coordination, what is called for a day."""
    return can_write_meetings(user) and meeting.may_become(Meeting.Status.POSTPONED)


def can_change_visibility(user: Any, meeting: Meeting) -> bool:
    """The coordination, once somebody was told of the meeting: a draft is its own."""
    return can_write_meetings(user) and not meeting.is_draft


def can_delete_draft(user: Any, meeting: Meeting) -> bool:
    """A draft is deleted by its author, or by the coordination where the author is gone."""
    author = meeting.created_by
    is_left_behind = author is None or not author.is_active
    return (
        can_write_meetings(user)
        and meeting.is_draft
        and (is_left_behind or meeting.created_by_id == user.pk)
    )


def can_reply(user: Any, meeting: Meeting) -> bool:
    """Whoever has a mandate on the day of a called meeting that is still to come."""
    return meeting.awaits_replies and mandates_for(user, meeting).exists()


def can_propose(user: Any, meeting: Meeting) -> bool:
    """Whoever has a mandate on the day of a called meeting, until the day set for it."""
    return meeting.takes_proposals and mandates_for(user, meeting).exists()


def can_record_reply(user: Any, meeting: Meeting) -> bool:
    """The coordination, for whoever answered by telephone or on paper."""
    return can_write_meetings(user) and meeting.awaits_replies


def can_renew_link(user: Any, meeting: Meeting) -> bool:
    """The coordination, while an answer is awaited of those whom the portal told."""
    return can_record_reply(user, meeting) and meeting.convocations.exists()


def can_read_calls(user: Any, meeting: Meeting) -> bool:
    """The coordination and the administration, once somebody was to be told of the meeting."""
    return reads_everything(user) and not meeting.is_draft


def can_submit_minutes(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, a draft."""
    return may_take(user, minutes, Minutes.State.PROPOSED)


def can_return_minutes(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, a projet."""
    return may_take(user, minutes, Minutes.State.DRAFT)


def can_adopt_minutes(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, what is not adopted yet."""
    return may_take(user, minutes, Minutes.State.ADOPTED)


def may_take(user: Any, minutes: Minutes | None, state: Minutes.State) -> bool:
    return can_write_meetings(user) and minutes is not None and minutes.may_become(state)


def can_publish_minutes(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, adopted minutes of a public meeting."""
    return can_write_meetings(user) and minutes is not None and minutes.may_be_published


def can_withdraw_minutes(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, what everybody reads."""
    return can_write_meetings(user) and minutes is not None and minutes.is_published


def can_write_erratum(user: Any, minutes: Minutes | None) -> bool:
    """The coordination, of what is adopted."""
    return can_write_meetings(user) and minutes is not None and minutes.is_adopted


def can_comment(user: Any, minutes: Minutes | None) -> bool:
    """Whoever reads the projet, while comments are open: it is open to no public."""
    return minutes is not None and user.is_authenticated and minutes.takes_comments


def can_update_follow_up(user: Any, follow_up: FollowUp) -> bool:
    """The coordination, and whoever must do it."""
    if can_write_meetings(user):
        return True
    return FollowUp.objects.of(user).filter(pk=follow_up.pk).exists()


def can_chase(user: Any, follow_up: FollowUp) -> bool:
    """The coordination reminds people of what is open."""
    return can_write_meetings(user) and follow_up.is_open


def can_read_note(user: Any, follow_up: FollowUp) -> bool:
    """What is said of a follow-up as it goes on: those who do it, and the meeting’s own circle."""
    if reads_everything(user) or FollowUp.objects.of(user).filter(pk=follow_up.pk).exists():
        return True
    return Meeting.objects.of_partner(user).filter(pk=follow_up.agenda_item.meeting_id).exists()


def can_certify(user: Any, decision: Decision) -> bool:
    """The coordination has the secretary sign an extract, once the decision has its number."""
    return can_write_meetings(user) and decision.number is not None


def can_edit_consultation(user: Any, consultation: Consultation) -> bool:
    """The coordination, a draft: what was sent keeps its words."""
    return can_write_meetings(user) and consultation.is_draft


def can_answer_consultation(user: Any, consultation: Consultation) -> bool:
    """Whoever sits today for an organisation that has a vote there, until the last day."""
    return consultation.takes_answers and mandates_with_voice(consultation).of_user(user).exists()


def can_end_consultation(user: Any, consultation: Consultation) -> bool:
    """The coordination records answers of an open one, closes it or gives it up."""
    return can_write_meetings(user) and consultation.is_open


def can_read_history(user: Any) -> bool:
    """The coordination and the administration, who read everything."""
    return reads_everything(user)
