"""The course of a sitting: opened, point after point, adjourned."""

from datetime import time

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, lock
from meetings.actions.carrying import carry_over
from meetings.actions.meetings import become
from meetings.actions.numbers import lock_committee
from meetings.actions.quorum import note_quorum
from meetings.models import AgendaItem, Meeting, Minutes
from members.models import User


def take_the_table(meeting: Meeting) -> Meeting:
    """A meeting whose sitting is recorded: locked, and one version further.

    Whoever changes a part of it read the version of that part; its own tells the pages of the
    whole that there is something new.
    """
    if meeting.is_held:
        lock_committee(meeting.committee_id)
    meetings = Meeting.objects.select_related("committee", "minutes")
    meeting = meetings.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if not meeting.is_at_the_table:
        raise ValidationError(
            f"La rencontre est à l’état « {meeting.get_status_display()} » : "
            "rien ne s’y inscrit plus en séance."
        )
    meeting.version += 1
    meeting.save(update_fields=["version"])
    return meeting


def leave_the_table(meeting: Meeting, by: User) -> None:
    """What is written after a sitting changes what stands on the next agenda."""
    if meeting.is_held:
        carry_over(by=by, meeting=meeting)


@action
def begin_meeting(
    *, by: User, meeting: Meeting, version: int, opened_at: time, is_today: bool = False
) -> Meeting:
    """Open the sitting. Opened before its day, the meeting is held today, knowingly."""
    meeting = lock(meeting, version)
    become(meeting, Meeting.Status.IN_PROGRESS)
    today = timezone.localdate()
    if meeting.date < today:
        raise ValidationError("Le jour de la rencontre est passé : consignez-la.")
    if meeting.date > today and not is_today:
        raise ValidationError({"is_today": "Cochez cette case, ou attendez ce jour-là."})
    meeting.date = today
    if meeting.proposals_until:
        meeting.proposals_until = min(meeting.proposals_until, today)
    meeting.opened_at = opened_at
    meeting.save()
    note_quorum(meeting)
    return meeting


@action
def end_meeting(*, by: User, meeting: Meeting, version: int, adjourned_at: time) -> Meeting:
    """Adjourn the sitting; those who are there at the end have no departure to tell.

    What it put off or promised stands on the next agenda.
    """
    lock_committee(meeting.committee_id)
    meeting = lock(meeting, version)
    become(meeting, Meeting.Status.HELD)
    if meeting.opened_at and adjourned_at < meeting.opened_at.replace(second=0):
        raise ValidationError({"adjourned_at": "La levée vient après l’ouverture de la séance."})
    meeting.adjourned_at = max(adjourned_at, meeting.opened_at or adjourned_at)
    meeting.save()
    stop_clocks(meeting)
    Minutes.objects.get_or_create(meeting=meeting)
    note_quorum(meeting)
    carry_over(by=by, meeting=meeting)
    return meeting


@action
def start_clock(*, by: User, item: AgendaItem) -> None:
    """The meeting comes to a point: the time runs there, and no more where it ran."""
    meeting = take_the_table(item.meeting)
    if not meeting.is_in_progress:
        raise ValidationError("La montre tourne pendant la séance seulement.")
    if meeting.agenda_items.filter(pk=item.pk, clock_started_at=None).exists():
        stop_clocks(meeting)
        meeting.agenda_items.filter(pk=item.pk).update(clock_started_at=timezone.now())


@action
def stop_clock(*, by: User, item: AgendaItem) -> None:
    stop_clocks(take_the_table(item.meeting))


def stop_clocks(meeting: Meeting) -> None:
    for item in meeting.agenda_items.filter(clock_started_at__isnull=False):
        item.seconds_spent, item.clock_started_at = item.seconds, None
        item.save(update_fields=["seconds_spent", "clock_started_at"])


@action
def set_outcome(*, by: User, item: AgendaItem, version: int, outcome: str) -> AgendaItem:
    """Say what became of a point: treated, postponed, withdrawn, or nothing yet."""
    meeting = take_the_table(item.meeting)
    item = lock(item, version)
    item.outcome = outcome
    item.save(update_fields=["outcome", "version"])
    leave_the_table(meeting, by)
    return item
