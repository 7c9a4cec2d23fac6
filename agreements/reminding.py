"""Of which milestones somebody is reminded, and in which words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch

from agreements.models import Milestone, MilestoneReminder
from arbj_portal.core.letters import closing, is_to_recall, text_of_paragraphs
from arbj_portal.core.typography import plural
from members.models import Person
from members.models.people import PersonQuerySet


def people_to_remind(day: date) -> PersonQuerySet:
    """Whoever answers for a milestone that presses, and has an e-mail address."""
    answering = Milestone.objects.to_recall(day).values("responsible")
    return Person.objects.reachable().filter(pk__in=answering).order_by("pk").distinct()


def due_for(person: Person, day: date) -> list[Milestone]:
    """What to recall to somebody now: the last reminder of each that was to go, if none went."""
    mine = MilestoneReminder.objects.filter(person=person)
    rows: Any = (
        Milestone.objects.to_recall(day)
        .filter(responsible=person)
        .select_related("agreement")
        .prefetch_related(Prefetch("reminders", mine, to_attr="of_person"))
    )
    return [
        row
        for row in rows
        if is_to_recall(row.target.ends_on, day, (sent.day for sent in row.of_person))
    ]


def subject_of(rows: list[Any], day: date) -> str:
    """« Jalon en retard : Diagnostic déposé », « 3 jalons attendus, dont 1 en retard »."""
    late = sum(row.target.ends_on < day for row in rows)
    if len(rows) == 1:
        return f"Jalon {'en retard' if late else 'attendu'} : {rows[0].title}"
    told = f"{len(rows)} jalons attendus"
    return f"{told}, dont {late} en retard" if late else told


def text_of(person: Person, rows: list[Milestone], day: date) -> str:
    paragraphs = [
        f"Bonjour {person},",
        "Voici les jalons dont vous répondez, et dont le moment approche ou est passé :",
        *("\n".join(lines_of(row, day)) for row in rows),
        "Dites à la coordination où vous en êtes : elle l’inscrit à la page de l’entente.",
        *closing(None, is_demonstration=any(row.is_demonstration for row in rows)),
    ]
    return text_of_paragraphs(paragraphs)


def lines_of(row: Any, day: date) -> Iterator[str]:
    days = (day - row.target.ends_on).days
    late = f", en retard de {days} jour{plural(days)}" if days > 0 else ""
    yield f"- {row.title}"
    yield f"  Prévu : {row.target.text}{late}"
    yield f"  {row.agreement} : {settings.PORTAL_URL}{row.get_absolute_url()}"
