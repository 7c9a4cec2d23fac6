"""Reminding people of what they promised, and the links by which they answer."""

from datetime import date

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.actions import action
from arbj_portal.core.outbox import Recipient, queue_message
from meetings.actions.follow_ups import update_follow_up
from meetings.chasing import due_for, open_for, people_to_chase, subject_of, text_of
from meetings.models import FollowUp, FollowUpLink, FollowUpReminder
from members.models import Person, User


def chase_follow_ups(day: date) -> None:
    """Every reminder that is due: one message a person, each in a transaction of its own.

    Run again, or by two at once, it sends nothing twice.
    """
    for person in people_to_chase(day):
        remind_if_due(by=None, person=person, day=day)


@action
def remind_if_due(*, by: None, person: Person, day: date) -> None:
    """One person's reminders of a day, where they did not go yet; others who send them wait."""
    person = hold(person)
    if rows := due_for(person, day):
        send(by=by, person=person, day=day, rows=rows)


@action
def remind_now(*, by: User, person: Person) -> None:
    """Recall to somebody all that is open, at the wish of the coordination."""
    person = hold(person)
    if not person.mail_address:
        raise ValidationError(f"{person} n’a pas de courriel au dossier.")
    day = timezone.localdate()
    rows = list(open_for(person, day))
    if not rows:
        raise ValidationError(f"Un rappel est déjà parti aujourd’hui à {person}.")
    send(by=by, person=person, day=day, rows=rows)


def hold(person: Person) -> Person:
    """The row of somebody, locked: their reminders are sent by one worker at a time."""
    locked = Person.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("contact", "user").get(pk=person.pk)


def send(*, by: User | None, person: Person, day: date, rows: list[FollowUp]) -> None:
    link, _ = FollowUpLink.objects.unrevoked().get_or_create(person=person)
    message = queue_message(
        by=by,
        to=Recipient(str(person), person.mail_address),
        subject=subject_of(rows),
        text=text_of(person, rows, link),
        about=f"{reverse('followup_list')}?personne={person.pk}",
        about_title=f"Suivis de {person}",
        reply_to=by.email if by else "",
    )
    FollowUpReminder.objects.bulk_create(
        FollowUpReminder(follow_up=row, person=person, day=day, message=message) for row in rows
    )


@action
def revoke_follow_up_link(*, by: User, person: Person) -> None:
    """The link that somebody holds serves no more; the next reminder brings another."""
    links = FollowUpLink.objects.unrevoked().filter(person=person)
    links.update(revoked_at=timezone.now(), revoked_by=by)


@action
def update_by_link(
    *, by: None, link: FollowUpLink, follow_up: FollowUp, version: int, status: str, note: str
) -> FollowUp:
    """Say where a follow-up stands without an account, by a link that still opens it."""
    link = (
        FollowUpLink.objects.select_related("person")
        .select_for_update(of=("self",))
        .get(pk=link.pk)
    )
    if link.revoked_at or not link.follow_ups.filter(pk=follow_up.pk).exists():
        raise ValidationError("Ce lien ne sert plus.")
    return update_follow_up(
        by=by, follow_up=follow_up, version=version, values={"status": status, "note": note}
    )
