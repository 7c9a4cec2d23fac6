"""When somebody is reminded of what they promised, and in which words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q

from arbj_portal.core.letters import BEFORE, closing, is_to_recall, text_of_paragraphs
from arbj_portal.core.typography import date_text, plural
from meetings.models import FollowUp, FollowUpLink, FollowUpReminder
from members.models import Person, Representative

ANSWER = "Pour dire où vous en êtes, sans compte :"
KEEP = "Ce lien est le vôtre : ne le transmettez pas. Il sert tant qu’un de vos suivis est ouvert."


def to_chase(day: date) -> Any:
    """The open follow-ups of which some reminder was to go by this day."""
    return FollowUp.objects.told_by_mail().open().filter(due_on__lte=day + BEFORE)


def people_to_chase(day: date) -> Any:
    """Whoever answers for one of these, and has an e-mail address."""
    due = to_chase(day)
    of_organization = due.filter(
        person=None,
        organization=OuterRef("membership__organization"),
        agenda_item__meeting__committee=OuterRef("membership__committee"),
    )
    titulaires = (
        Representative.objects.on(day)
        .exclude(office=Representative.Office.SUBSTITUTE)
        .filter(Exists(of_organization))
    )
    named = due.exclude(person=None)
    answering = Q(pk__in=named.values("person")) | Q(pk__in=titulaires.values("person"))
    return Person.objects.reachable().filter(answering).order_by("pk").distinct()


def people_answering(follow_up: FollowUp, day: date) -> Any:
    """Who is to do it: the person named, else the titulaires of the organisation."""
    sitting = Representative.objects.on(day).filter(
        membership__organization=follow_up.organization_id,
        membership__committee=follow_up.agenda_item.meeting.committee_id,
    )
    titulaires = sitting.exclude(office=Representative.Office.SUBSTITUTE)
    named = Q(pk=follow_up.person_id)
    found = named if follow_up.person_id else Q(pk__in=titulaires.values("person"))
    return Person.objects.filter(found).select_related("contact", "user")


def due_for(person: Person, day: date) -> list[FollowUp]:
    """What to recall to somebody now: the last reminder of each that was to go, if none went."""
    mine = FollowUpReminder.objects.filter(person=person)
    rows = with_facts(to_chase(day).answered_by(person, day)).prefetch_related(
        Prefetch("reminders", mine, to_attr="of_person")
    )
    return [
        row for row in rows if is_to_recall(row.due_on, day, (sent.day for sent in row.of_person))
    ]


def open_for(person: Person, day: date) -> Any:
    """All that somebody answers for, dated or not, and of which no mail went this day."""
    sent = FollowUpReminder.objects.filter(person=person, day=day)
    mine = FollowUp.objects.told_by_mail().open().answered_by(person, day)
    return with_facts(mine.exclude(reminders__in=sent))


def with_facts(rows: Any) -> Any:
    return rows.select_related("agenda_item__meeting", "person", "organization")


def subject_of(rows: list[FollowUp]) -> str:
    """« Suivi en retard : Écrire au ministère », « 3 suivis à faire »."""
    late = sum(row.is_late for row in rows)
    if len(rows) == 1:
        return f"Suivi {'en retard' if late else 'à faire'}\N{NO-BREAK SPACE}: {rows[0].text}"
    told = f"{len(rows)} suivis à faire"
    return f"{told}, dont {late} en retard" if late else told


def text_of(person: Person, rows: list[FollowUp], link: FollowUpLink) -> str:
    paragraphs = [
        f"Bonjour {person},",
        "Voici ce qui reste à faire et qui est à votre nom\N{NO-BREAK SPACE}:",
        *("\n".join(lines_of(row)) for row in rows),
        f"{ANSWER}\n{settings.PORTAL_URL}{link.get_absolute_url()}\n{KEEP}",
        *closing(None, is_demonstration=any(row.is_demonstration for row in rows)),
    ]
    return text_of_paragraphs(paragraphs)


def lines_of(row: FollowUp) -> Iterator[str]:
    yield f"- {row.text}"
    meeting = row.agenda_item.meeting
    yield f"  {meeting.title}, {date_text(meeting.date)}"
    if row.person is None:
        yield f"  Au nom de\N{NO-BREAK SPACE}: {row.organization}"
    if row.due_on:
        late = row.days_late
        told = f", en retard de {late} jour{plural(late)}" if late else ""
        yield f"  Pour le {date_text(row.due_on)}{told}"
