"""Reminding people of a meeting that comes."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, lock
from meetings.actions.convocations import send
from meetings.models import Convocation, Meeting
from meetings.reminders import is_due, meetings_to_remind, people_to_remind
from members.models import User


def remind_of_meetings(day: date) -> None:
    """Every reminder that is due, a transaction a meeting; run again it sends nothing twice."""
    for meeting in meetings_to_remind(day):
        remind_if_due(by=None, meeting=meeting, day=day)


@action
def remind_if_due(*, by: None, meeting: Meeting, day: date) -> None:
    """The reminder of a meeting, where it did not go yet; others who send it wait."""
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    if is_due(meeting, day):
        remind(by=by, meeting=meeting, day=day)


@action
def remind_of_meeting_now(*, by: User, meeting: Meeting, version: int) -> None:
    """Remind those who are awaited, at the wish of the coordination: once a day."""
    meeting = lock(meeting, version)
    meeting.save(update_fields=["version"])
    day = timezone.localdate()
    if not meeting.awaits_replies or not meeting.convocations.exists():
        raise ValidationError("Cette rencontre n’attend personne.")
    if meeting.convocations.filter(day=day).exists():
        raise ValidationError("Un rappel est déjà parti aujourd’hui.")
    if not remind(by=by, meeting=meeting, day=day):
        raise ValidationError("Il n’y a personne à rappeler par courriel.")


def remind(*, by: User | None, meeting: Meeting, day: date) -> Convocation | None:
    """Whoever has no e-mail is called by telephone: a letter would come too late."""
    mandates = [row for row in people_to_remind(meeting) if row.person.mail_address]
    last = meeting.convocations.news().select_related("sent_by").last()
    if not mandates or last is None:
        return None
    reminder = Convocation.objects.create(
        meeting=meeting,
        kind=Convocation.Kind.REMINDER,
        sequence=last.sequence,
        day=day,
        sent_by=by or last.sent_by,
    )
    for mandate in mandates:
        send(by=by, convocation=reminder, mandate=mandate, enclosures=[], files=[])
    return reminder
