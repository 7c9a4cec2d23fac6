"""Who reads a projet of minutes, and what they are told when it is there."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils import timezone

from arbj_portal.core.letters import closing, text_of_paragraphs
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.calls import Enclosure, facts_of
from meetings.models import Attendance, Minutes
from meetings.seats import mandates_on
from members.models import Person, User

RESERVED = "Il est réservé aux personnes présentes à la rencontre : ne le transmettez pas."
READ = "Pour le lire et le commenter point par point, avec votre compte :"
ANSWER = (
    "Sans compte, lisez le fichier joint et répondez à ce courriel : la coordination inscrira "
    "vos corrections."
)


def readers_of(minutes: Minutes) -> Any:
    """The people who sit in the committee today and may read its projet, account or not."""
    meeting = minutes.meeting
    if Visibility.COORDINATION in {minutes.visibility, meeting.visibility}:
        return Person.objects.none()
    mandates = mandates_on(meeting.committee_id, timezone.localdate())
    if meeting.committee.narrows_projets:
        there = Attendance.objects.there().filter(meeting=meeting, person__isnull=False)
        mandates = mandates.filter(person__in=there.values("person"))
    readers = Person.objects.filter(pk__in=mandates.values("person"))
    return readers.select_related("contact", "user")


def subject_of(minutes: Minutes) -> str:
    meeting = minutes.meeting
    return f"Projet de {minutes.word}\N{NO-BREAK SPACE}: {meeting.title}, {date_text(meeting.date)}"


def text_of(minutes: Minutes, person: Person, enclosure: Enclosure, by: User) -> str:
    return text_of_paragraphs(paragraphs_of(minutes, person, enclosure, by))


def paragraphs_of(
    minutes: Minutes, person: Person, enclosure: Enclosure, by: User
) -> Iterator[str]:
    meeting, until = minutes.meeting, minutes.comments_until
    yield f"Bonjour {person},"
    when = f" jusqu’au {date_text(until)}" if until else ""
    yield f"Le projet de {minutes.word} de cette rencontre est à lire{when}\N{NO-BREAK SPACE}:"
    yield "\n".join(facts_of(meeting, with_link=False))
    yield RESERVED if meeting.committee.narrows_projets else ""
    address = f"{settings.PORTAL_URL}{meeting.get_absolute_url()}"
    yield f"{READ}\n{address}"
    yield ANSWER
    yield f"Vous trouverez ci-joint\N{NO-BREAK SPACE}:\n- {enclosure.name}"
    yield from closing(by, is_demonstration=meeting.is_demonstration)
