"""The way of the minutes: draft, projet, adopted, public."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to
from arbj_portal.core.roles import Visibility
from meetings.actions.documents import share_documents
from meetings.actions.numbers import give_decision_numbers
from meetings.models import AgendaItem, Comment, Decision, Meeting, Minutes


def lock_minutes(minutes: Minutes) -> Minutes:
    """The minutes of a locked meeting, whose version tells that something changed."""
    meeting = Meeting.objects.select_for_update().get(pk=minutes.pk)
    meeting.version += 1
    meeting.save(update_fields=["version"])
    return Minutes.objects.select_related("meeting", "document").get(meeting=meeting)


def become(minutes: Minutes, state: Minutes.State) -> None:
    if not minutes.may_become(state):
        raise ValidationError(f"Il est maintenant à l’état « {minutes.state_text} ».")
    minutes.state = state


def keep(minutes: Minutes) -> Minutes:
    minutes.save()
    share_documents(minutes.meeting, minutes)
    return minutes


@action
def submit_minutes(*, by: Any, minutes: Minutes, comments_until: date | None) -> Minutes:
    """Give the projet to the partners, who comment until a date; decisions take their numbers."""
    minutes = lock_minutes(minutes)
    become(minutes, Minutes.State.PROPOSED)
    minutes.comments_until = comments_until
    give_decision_numbers(minutes.meeting)
    return keep(minutes)


@action
def return_minutes_to_draft(*, by: Any, minutes: Minutes) -> Minutes:
    """Take the projet back from the partners; comments and numbers stay."""
    minutes = lock_minutes(minutes)
    become(minutes, Minutes.State.DRAFT)
    return keep(minutes)


@action
def adopt_minutes(
    *,
    by: Any,
    minutes: Minutes,
    adopted_on: date,
    decision: Decision | None = None,
    with_changes: bool = False,
) -> Minutes:
    """Adopt the minutes, by a decision of a later meeting where the portal knows it."""
    minutes = lock_minutes(minutes)
    changed = Minutes.State.ADOPTED_WITH_CHANGES
    if with_changes and minutes.is_draft:
        become(minutes, Minutes.State.PROPOSED)
    become(minutes, changed if with_changes else Minutes.State.ADOPTED)
    minutes.adopted_on = adopted_on
    minutes.adopted_by = decision
    give_decision_numbers(minutes.meeting)
    return keep(minutes)


@action
def publish_minutes(*, by: Any, minutes: Minutes) -> Minutes:
    """Let everybody read adopted minutes of a public meeting."""
    minutes = lock_minutes(minutes)
    if not minutes.is_adopted or minutes.meeting.visibility != Visibility.PUBLIC:
        raise ValidationError("Seul ce qui est adopté, d’une rencontre publique, devient public.")
    minutes.visibility = Visibility.PUBLIC
    minutes.published_at = timezone.now()
    minutes.published_by = by
    return keep(minutes)


@action
def withdraw_minutes(*, by: Any, minutes: Minutes) -> Minutes:
    """Keep minutes that were public to the partners."""
    minutes = lock_minutes(minutes)
    unpublish(minutes)
    return keep(minutes)


def unpublish(minutes: Minutes) -> None:
    minutes.visibility = Visibility.PARTNERS
    minutes.published_at = minutes.published_by = None
    minutes.save()


@action
def comment_on_minutes(
    *, by: Any, submission: UUID, minutes: Minutes, text: str, agenda_item: AgendaItem | None = None
) -> Comment:
    """Ask for a correction of the projet, of one point or of the whole."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, minutes.meeting.get_absolute_url())
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    if not minutes.takes_comments:
        raise ValidationError("Les commentaires ne sont plus ouverts.")
    return Comment.objects.create(minutes=minutes, agenda_item=agenda_item, author=by, text=text)
