"""Reminding people of the milestones they answer for."""

from datetime import date

from agreements.models import MilestoneReminder
from agreements.reminding import due_for, people_to_remind, subject_of, text_of
from arbj_portal.core.actions import action
from arbj_portal.core.outbox import Recipient, queue_message
from members.models import Person


def remind_of_milestones(day: date) -> None:
    """One message a person, each in a transaction of its own.

    Run again, or by two at once, it sends nothing twice.
    """
    for person in people_to_remind(day):
        remind_of_own(by=None, person=person, day=day)


@action
def remind_of_own(*, by: None, person: Person, day: date) -> None:
    """One person's reminders of a day, where they did not go yet; others who send them wait."""
    locked = Person.objects.select_for_update(of=("self",), no_key=True)
    person = locked.select_related("contact", "user").get(pk=person.pk)
    rows = due_for(person, day)
    if not rows:
        return
    agreement = rows[0].agreement
    message = queue_message(
        by=by,
        to=Recipient(str(person), person.mail_address),
        subject=subject_of(rows, day),
        text=text_of(person, rows, day),
        about=agreement.get_absolute_url(),
        about_title=str(agreement),
    )
    MilestoneReminder.objects.bulk_create(
        MilestoneReminder(milestone=row, person=person, day=day, message=message) for row in rows
    )
