"""Telling those who read a projet of minutes that it is there."""

from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message, withdraw
from meetings.calls import minutes_enclosure
from meetings.models import Minutes, ProjetMessage
from meetings.projets import readers_of, subject_of, text_of
from members.models import User


def tell_readers(*, by: User, minutes: Minutes) -> None:
    """By e-mail, with the projet as everybody among them may read it."""
    people = [(person, person.mail_address) for person in readers_of(minutes)]
    if not any(address for _, address in people):
        return
    enclosure = minutes_enclosure(minutes, by)
    file = keep_file(
        by=by, name=enclosure.name, media_type=enclosure.media_type, content=enclosure.make()
    )
    for person, address in people:
        if not address:
            continue
        message = queue_message(
            by=by,
            to=Recipient(str(person), address),
            subject=subject_of(minutes),
            text=text_of(minutes, person, enclosure, by),
            files=[file],
            about=minutes.meeting.get_absolute_url(),
            about_title=minutes.meeting.title,
            reply_to=by.email,
        )
        ProjetMessage.objects.create(minutes=minutes, person=person, message=message)


def withdraw_projet(*, by: User, minutes: Minutes) -> None:
    """What still waits to leave does not: the projet was taken back."""
    withdraw(by=by, messages=OutgoingMessage.objects.filter(of_projet__minutes=minutes))
