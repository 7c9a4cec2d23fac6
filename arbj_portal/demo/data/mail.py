"""The call to the third meeting, as a demonstration sends mail: it stays here to be read."""

from arbj_portal.core.outbox import Recipient, keep_file, queue_message
from arbj_portal.core.typography import time_text, weekday_date_text
from arbj_portal.demo.data.people import People
from meetings.models import Meeting
from members.models import User

TEXT = """Bonjour,

Vous êtes convoquée ou convoqué à la rencontre suivante de la Table : {title}, le {day} à {time}.

Lieu : {place}

Le projet d’ordre du jour est joint. Au plaisir de vous y voir.

La coordination
Données de démonstration : ce courriel n’a pas quitté cette machine.
"""


def send_calls(meeting: Meeting, people: People, *, by: User) -> None:
    """To a few of those who sit, with the agenda that all of them share."""
    points = meeting.agenda_items.order_by("position")
    agenda = keep_file(
        by=by,
        name="Projet d’ordre du jour.txt",
        media_type="text/plain; charset=utf-8",
        content="\n".join(f"{point.position}. {point.title}" for point in points).encode(),
    )
    text = TEXT.format(
        title=meeting.title,
        day=weekday_date_text(meeting.date),
        time=time_text(meeting.starts_at),
        place=meeting.place,
    )
    for mandate in (people.chair, people.partner, people.health, people.sawmill):
        queue_message(
            by=by,
            to=Recipient(str(mandate.person), mandate.person.contact.email),
            subject=f"Convocation : {meeting.title}",
            text=text,
            files=[agenda],
            about=meeting.get_absolute_url(),
            about_title=meeting.title,
            reply_to=by.email,
        )
