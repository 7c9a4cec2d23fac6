"""What a convocation says, to whom, and what goes with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from arbj_portal.core.documents import TYPES
from arbj_portal.core.letters import closing, text_of_paragraphs
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.models import (
    Attendance,
    Convocation,
    Meeting,
    Minutes,
    MinutesRendering,
    PersonalLink,
    PointProposal,
    Reply,
)
from meetings.papers.content import Audience, agenda_paper, minutes_paper
from meetings.papers.pdf import as_pdf
from meetings.papers.texts import sitting, when
from meetings.reading import read_meeting
from meetings.seats import mandates_concerned, mandates_on, mandates_told
from members.models import Representative, User

Kind = Convocation.Kind
OPENINGS: dict[str, str] = {
    Kind.CALL: "Vous êtes convoquée ou convoqué à la rencontre suivante, au nom de",
    Kind.UPDATE: "Une rencontre à laquelle vous êtes convoquée ou convoqué change. Voici ce qui "
    "vaut maintenant, au nom de",
    Kind.REMINDER: "Pour mémoire, vous êtes convoquée ou convoqué à la rencontre suivante, "
    "au nom de",
    Kind.POSTPONEMENT: "La rencontre suivante est reportée : une autre date vous sera annoncée. "
    "Vous y étiez convoquée ou convoqué au nom de",
    Kind.CANCELLATION: "La rencontre suivante est annulée. "
    "Vous y étiez convoquée ou convoqué au nom de",
}
SUBJECTS: dict[str, str] = {
    Kind.CALL: "Convocation",
    Kind.UPDATE: "Changement",
    Kind.REMINDER: "Rappel",
    Kind.POSTPONEMENT: "Rencontre reportée",
    Kind.CANCELLATION: "Rencontre annulée",
}
CHANGED = "Une réponse donnée pour une autre date ne compte plus : merci de répondre de nouveau."
ANSWER = "Pour lire l’ordre du jour et dire si vous y serez, sans compte :"
KEEP = "Ce lien est le vôtre : ne le transmettez pas. Il sert jusqu’à la fin de la rencontre."

LINK_TO_COME = "(un lien à chaque personne)"
CALENDAR = "Rencontre.ics"


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a convocation, made when it is sent.

    readers: the keys of the only people who receive it, where it is not for all.
    """

    name: str
    make: Callable[[], bytes]
    media_type: str = TYPES[".pdf"]
    readers: frozenset[int] | None = None

    def is_for(self, mandate: Representative) -> bool:
        return self.readers is None or mandate.person_id in self.readers


def people_to_tell(meeting: Meeting, kind: str) -> list[Representative]:
    """A call is for those who sit on the day; whoever was called learns what becomes of it."""
    if kind == Kind.CALL:
        mandates = mandates_on(meeting.committee_id, meeting.date)
    elif kind == Kind.UPDATE:
        mandates = mandates_concerned(meeting)
    else:
        mandates = mandates_told(meeting)
    told = mandates.select_related(
        "person__contact", "person__user", "membership__organization__locality"
    )
    return list(told.prefetch_related("membership__organization__former_names"))


def subject_of(meeting: Meeting, kind: str) -> str:
    return f"{SUBJECTS[kind]}\N{NO-BREAK SPACE}: {meeting.title}, {date_text(meeting.date)}"


def paragraphs_of(
    convocation: Convocation, mandate: Representative, enclosures: list[Enclosure], link: str = ""
) -> list[str]:
    """What one person reads, by mail or by letter; each paragraph may have several lines."""
    meeting, kind = convocation.meeting, convocation.kind
    organization = mandate.membership.organization.name_on(meeting.date)
    enclosed = "\n".join(f"- {row.name}" for row in enclosures if row.is_for(mandate))
    found = [
        f"Bonjour {mandate.person},",
        f"{OPENINGS[kind]} {quoted(organization)}\N{NO-BREAK SPACE}:",
        "\n".join(facts_of(meeting)),
        "" if convocation.invites else f"Motif\N{NO-BREAK SPACE}: {meeting.status_reason}",
        convocation.words,
        CHANGED if kind == Kind.UPDATE else "",
        known_answer(convocation, mandate) if convocation.is_reminder else "",
        link and f"{ANSWER}\n{link}\n{KEEP}",
        link and until_when_to_propose(meeting),
        enclosed and f"Vous trouverez ci-joint\N{NO-BREAK SPACE}:\n{enclosed}",
        *closing(convocation.sent_by, is_demonstration=meeting.is_demonstration),
    ]
    return [paragraph for paragraph in found if paragraph]


def known_answer(convocation: Convocation, mandate: Representative) -> str:
    reply = Reply.objects.filter(meeting=convocation.meeting, representative=mandate).first()
    if reply is None:
        return "Nous n’avons pas encore votre réponse."
    told = f"{reply.get_answer_display().lower()} {reply.substitute}".strip()
    return f"Votre réponse au dossier\N{NO-BREAK SPACE}: {told}."


def until_when_to_propose(meeting: Meeting) -> str:
    if meeting.proposals_until is None:
        return ""
    return (
        f"Jusqu’au {date_text(meeting.proposals_until)}, vous pouvez y proposer un point à "
        "l’ordre du jour."
    )


def answer_to_proposal(proposal: PointProposal) -> tuple[str, str]:
    """The subject and the text by which somebody learns what became of a point they proposed."""
    meeting, by = proposal.meeting, proposal.answered_by
    what = (
        "est accepté : il est à l’ordre du jour"
        if proposal.state == PointProposal.State.ACCEPTED
        else "n’est pas retenu pour cette rencontre"
    )
    found = [
        f"Bonjour {proposal.representative.person},",
        f"Le point que vous avez proposé, {quoted(proposal.title)}, {what}.",
        "\n".join(facts_of(meeting)),
        proposal.answer,
        *closing(by, is_demonstration=meeting.is_demonstration),
    ]
    subject = f"Point proposé : {proposal.title}"
    return subject, text_of_paragraphs(found)


def quoted(words: str) -> str:
    return f"«\N{NO-BREAK SPACE}{words}\N{NO-BREAK SPACE}»"


def facts_of(meeting: Meeting, *, with_link: bool = True) -> Iterator[str]:
    """Which meeting, when and where, a line each; the link, of one that is still to come."""
    yield meeting.title
    yield f"{meeting.committee}, {sitting(meeting)}"
    yield f"Date\N{NO-BREAK SPACE}: {when(meeting)}"
    if meeting.place:
        yield f"Lieu\N{NO-BREAK SPACE}: {meeting.place}"
    if meeting.link and with_link:
        yield f"Visioconférence\N{NO-BREAK SPACE}: {meeting.link}"


def address_of_link(link: PersonalLink) -> str:
    return f"{settings.PORTAL_URL}{link.get_absolute_url()}"


def enclosures_of(meeting: Meeting, kind: str, by: User) -> list[Enclosure]:
    """What everybody receives: the agenda in the open, and with a call the previous minutes."""
    if kind not in {Kind.CALL, Kind.UPDATE}:
        return []
    agenda = Enclosure(
        f"Projet d’ordre du jour, {date_text(meeting.date)}.pdf",
        lambda: as_pdf(agenda_paper(read_meeting(meeting, by), Audience.OPEN)),
    )
    previous = previous_minutes(meeting) if kind == Kind.CALL else None
    return [agenda, *([minutes_enclosure(previous, by)] if previous else [])]


def previous_minutes(meeting: Meeting) -> Minutes | None:
    """Those of the last meeting held before, where the people of the committee read them."""
    last = (
        Meeting.objects.held()
        .filter(committee=meeting.committee_id, date__lt=meeting.date)
        .order_by("-date", "-id")
        .first()
    )
    if last is None or last.visibility == Visibility.COORDINATION:
        return None
    minutes = Minutes.objects.filter(meeting=last).exclude(state=Minutes.State.DRAFT)
    readable = minutes.exclude(visibility=Visibility.COORDINATION)
    return readable.select_related("meeting__committee", "document").first()


def minutes_enclosure(minutes: Minutes, by: User) -> Enclosure:
    """Their file, else what is kept of them for everybody, else what they say now."""
    state = "" if minutes.is_adopted else f" ({minutes.state_text.lower()})"
    name = f"{capfirst(minutes.word)} de la rencontre du {date_text(minutes.meeting.date)}{state}"
    kept = MinutesRendering.objects.filter(minutes=minutes, audience=Audience.OPEN).first()
    document = minutes.document or (kept.document if kept else None)
    readers = narrowed_to(minutes)
    if document:
        return Enclosure(
            name + document.extension, lambda: read(document), document.media_type, readers
        )
    return Enclosure(
        f"{name}.pdf",
        lambda: as_pdf(minutes_paper(read_meeting(minutes.meeting, by), minutes, Audience.OPEN)),
        readers=readers,
    )


def narrowed_to(minutes: Minutes) -> frozenset[int] | None:
    """Who attended, where a projet is for them alone."""
    meeting = minutes.meeting
    if not (minutes.is_proposed and meeting.committee.narrows_projets):
        return None
    there = Attendance.objects.there().filter(meeting=meeting, person__isnull=False)
    return frozenset(there.values_list("person", flat=True))


def read(document: Any) -> bytes:
    with document.file.open() as file:
        return file.read()


@dataclass(frozen=True)
class Recap:
    """A call as it would go now: to whom, in which words, with what."""

    subject: str
    text: str
    recipients: list[tuple[Representative, str]]
    enclosures: list[str]


def call_recap(meeting: Meeting, by: User, words: str) -> Recap:
    """What the coordination reads before it calls; nothing is written."""
    mandates = people_to_tell(meeting, Kind.CALL)
    enclosures = enclosures_of(meeting, Kind.CALL, by)
    convocation = Convocation(meeting=meeting, kind=Kind.CALL, words=words, sent_by=by)
    text = (
        "\n\n".join(paragraphs_of(convocation, mandates[0], enclosures, LINK_TO_COME))
        if mandates
        else ""
    )
    return Recap(
        subject=subject_of(meeting, Kind.CALL),
        text=text,
        recipients=[(mandate, mandate.person.mail_address) for mandate in mandates],
        enclosures=[*map(name_in_recap, enclosures), CALENDAR],
    )


def name_in_recap(enclosure: Enclosure) -> str:
    told = "" if enclosure.readers is None else ", aux personnes qui y étaient seulement"
    return enclosure.name + told
