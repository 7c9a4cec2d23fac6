"""The way of the minutes: draft, projet, adopted, public."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to, lock
from arbj_portal.core.roles import Visibility
from meetings.actions.carrying import carry_over
from meetings.actions.documents import share_minutes
from meetings.actions.notes import write_notes
from meetings.actions.numbers import give_decision_numbers, lock_committee
from meetings.actions.projets import tell_readers, withdraw_projet
from meetings.actions.renderings import render_adopted
from meetings.models import AgendaItem, Comment, Decision, Meeting, Minutes
from members.models import User


def lock_minutes(minutes: Minutes, version: int) -> Minutes:
    """The minutes of a meeting, locked over the version of it that was read."""
    lock_committee(minutes.meeting.committee_id)
    meeting = lock(minutes.meeting, version)
    meeting.save(update_fields=["version"])
    return Minutes.objects.select_related("meeting", "document").get(meeting=meeting)


def become(minutes: Minutes, state: Minutes.State) -> None:
    if not minutes.may_become(state):
        raise ValidationError(f"Il est maintenant à l’état « {minutes.state_text} ».")
    minutes.state = state


def keep(minutes: Minutes) -> Minutes:
    minutes.save()
    share_minutes(minutes)
    return minutes


@action
def submit_minutes(
    *, by: User, minutes: Minutes, version: int, comments_until: date | None
) -> Minutes:
    """Give the projet to its readers, who are told and comment until a date.

    Decisions take their numbers.
    """
    minutes = lock_minutes(minutes, version)
    become(minutes, Minutes.State.PROPOSED)
    if not minutes.document and not minutes.meeting.agenda_items.exists():
        raise ValidationError("Il n’y a rien à soumettre encore : ni point, ni fichier.")
    if comments_until and comments_until < timezone.localdate():
        raise ValidationError({"comments_until": "Cette date est passée."})
    minutes.comments_until = comments_until
    give_decision_numbers(minutes.meeting)
    keep(minutes)
    tell_readers(by=by, minutes=minutes)
    return minutes


@action
def return_minutes_to_draft(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Take the projet back from its readers; comments and numbers stay."""
    minutes = lock_minutes(minutes, version)
    become(minutes, Minutes.State.DRAFT)
    withdraw_projet(by=by, minutes=minutes)
    return keep(minutes)


@action
def adopt_minutes(
    *,
    by: User,
    minutes: Minutes,
    version: int,
    adopted_on: date | None = None,
    decision: Decision | None = None,
    with_changes: bool = False,
    corrections: Mapping[AgendaItem, str] | None = None,
) -> Minutes:
    """Adopt the minutes: by a decision, which gives the date, where the portal knows it.

    The corrections that it asks for (points and what their notes become) are made before the
    text is locked.
    """
    minutes = lock_minutes(minutes, version)
    if corrections and not with_changes:
        raise ValidationError(
            {
                "with_changes": "Des notes sont corrigées : cochez cette case, ou remettez-les "
                "comme elles étaient."
            }
        )
    changed = Minutes.State.ADOPTED_WITH_CHANGES
    become(minutes, changed if with_changes else Minutes.State.ADOPTED)
    if decision:
        check_decision(minutes.meeting, decision)
        adopted_on = decision.day
    check_adoption(minutes.meeting.date, adopted_on)
    minutes.adopted_on = adopted_on
    minutes.adopted_by = decision
    give_decision_numbers(minutes.meeting)
    for item, notes in (corrections or {}).items():
        write_notes(item, notes, by=by)
    keep(minutes)
    render_adopted(minutes, by)
    carry_over(by=by, meeting=minutes.meeting)
    return minutes


def check_decision(meeting: Meeting, decision: Decision) -> None:
    if not Decision.objects.able_to_adopt(meeting).filter(pk=decision.pk).exists():
        raise ValidationError(
            {"decision": "Cette décision n’est pas d’une rencontre suivante de l’instance."}
        )


def check_adoption(held_on: date, adopted_on: date | None) -> None:
    """Minutes are adopted on a day that came, once their meeting was held."""
    if adopted_on is None:
        raise ValidationError(
            {"decision": "Choisissez la décision, ou donnez la date de l’adoption."}
        )
    if adopted_on > timezone.localdate():
        raise ValidationError({"adopted_on": "L’adoption ne peut pas être à venir."})
    if adopted_on < held_on:
        raise ValidationError({"adopted_on": "L’adoption ne peut pas précéder la rencontre."})


@action
def publish_minutes(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Let everybody read adopted minutes of a public meeting."""
    minutes = lock_minutes(minutes, version)
    if not minutes.may_be_published:
        raise ValidationError("Seul ce qui est adopté, d’une rencontre publique, devient public.")
    minutes.visibility = Visibility.PUBLIC
    minutes.published_at = timezone.now()
    minutes.published_by = by
    return keep(minutes)


@action
def withdraw_minutes(*, by: User, minutes: Minutes, version: int) -> Minutes:
    """Keep minutes that were public to the partners."""
    minutes = lock_minutes(minutes, version)
    if not minutes.is_published:
        raise ValidationError(f"Le {minutes.word} n’est pas public.")
    unpublish(minutes)
    return keep(minutes)


def unpublish(minutes: Minutes) -> None:
    minutes.visibility = Visibility.PARTNERS
    minutes.published_at = minutes.published_by = None


@action
def comment_on_minutes(
    *,
    by: User,
    submission: UUID,
    minutes: Minutes,
    text: str,
    agenda_item: AgendaItem | None = None,
) -> Comment:
    """Ask for a correction of the projet, of one point or of the whole."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, minutes.meeting.get_absolute_url())
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    if not minutes.takes_comments:
        raise ValidationError("Les commentaires ne sont plus ouverts.")
    return Comment.objects.create(minutes=minutes, agenda_item=agenda_item, author=by, text=text)
