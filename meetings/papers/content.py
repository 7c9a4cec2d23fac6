"""The data of each paper, made from what one reader may read of a meeting."""

from dataclasses import dataclass, field
from datetime import time
from typing import Any

from django.utils.text import capfirst

from arbj_portal.core.models import Document, Portal
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text, plural, time_text
from meetings.building import hours_of
from meetings.models import (
    AgendaItem,
    CarriedFollowUp,
    Consultation,
    Decision,
    Erratum,
    FollowUp,
    Meeting,
    Minutes,
    MinutesRendering,
)
from meetings.papers.people import (
    Attendee,
    Block,
    Signature,
    attendee,
    blocks_of,
    certifying_signature,
    full_name,
    signatures_of,
)
from meetings.papers.texts import clean, rich, sitting, when
from meetings.reading import Point, Reading
from meetings.seats import seats_of

Audience = MinutesRendering.Audience
OUTCOMES: dict[str, str] = {
    AgendaItem.Outcome.POSTPONED: "Ce point est reporté à la prochaine rencontre.",
    AgendaItem.Outcome.WITHDRAWN: "Ce point est retiré de l’ordre du jour.",
}
STATES: dict[str, str] = {
    Meeting.Status.DRAFT: "BROUILLON",
    Meeting.Status.CANCELLED: "RENCONTRE ANNULÉE",
    Meeting.Status.POSTPONED: "RENCONTRE REPORTÉE",
}
HEADING_OF_POINTS = 2
"""The level of a point’s heading: the title is the first, and nothing stands between."""


@dataclass(frozen=True)
class Masthead:
    """What every paper begins with, and what stands at the foot of its pages."""

    body: str
    committee: str
    kind: str
    title: str
    meeting: str
    when: str
    place: str
    state: str
    watermark: str
    footer: str
    is_demonstration: bool


@dataclass(frozen=True)
class DecisionText:
    number: str
    opening: str
    text: str
    outcome: str
    remark: str
    stances: list[str]


@dataclass(frozen=True)
class ErratumText:
    title: str
    text: str
    reason: str


@dataclass(frozen=True)
class PointText:
    """A point of the minutes; notes are nested data (texts.rich)."""

    number: str
    title: str
    level: int
    introduction: str
    notes: list[dict[str, Any]]
    decisions: list[DecisionText]
    follow_ups: list[str]
    outcome: str
    errata: list[ErratumText]
    origin: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MinutesPaper:
    masthead: Masthead
    errata: list[ErratumText]
    blocks: list[Block]
    public: str
    points: list[PointText]
    signatures: list[Signature]
    annexes: list[str]


@dataclass(frozen=True)
class AgendaLine:
    number: str
    title: str
    level: int
    kind: str
    presenter: str
    hour: str
    duration: str
    documents: list[str]
    origin: list[str] = field(default_factory=list)
    carried: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class AgendaPaper:
    masthead: Masthead
    lines: list[AgendaLine]


@dataclass(frozen=True)
class ExtractPaper:
    masthead: Masthead
    blocks: list[Block]
    point: str
    decision: DecisionText
    condition: str
    signature: Signature


@dataclass(frozen=True)
class AttendanceSheet:
    masthead: Masthead
    people: list[Attendee]


@dataclass(frozen=True)
class LetterPaper:
    """What is told of a meeting to somebody without e-mail; lines of a text are kept."""

    masthead: Masthead
    recipient: list[str]
    paragraphs: list[str]


def minutes_paper(reading: Reading, minutes: Minutes, audience: Audience) -> MinutesPaper:
    """The minutes for an audience, by somebody who reads at least as much as it."""
    points = points_for(reading, audience)
    return MinutesPaper(
        masthead=masthead(
            reading.meeting,
            capfirst(minutes.word),
            state=state_of(minutes),
            watermark="" if minutes.is_adopted else minutes.get_state_display().upper(),
            is_demonstration=is_fictitious(reading, points),
        ),
        errata=[
            erratum_text(row)
            for row in reading.errata
            if audience == Audience.FULL
            or row.agenda_item is None
            or row.agenda_item.is_in_the_open
        ],
        blocks=blocks_of(reading),
        public=public_text(reading.meeting),
        points=[point_text(point, audience) for point in points],
        signatures=signatures_of(reading),
        annexes=[
            *titles_for(audience, [attachment.document for attachment in reading.documents]),
            *(
                f"Point {point.item.number} : {title}"
                for point in points
                for title in titles_for(audience, point.documents)
            ),
        ],
    )


def agenda_paper(reading: Reading, audience: Audience) -> AgendaPaper:
    """The agenda for an audience: a projet until the meeting was held."""
    meeting, points = reading.meeting, points_for(reading, audience)
    hours = hours_of(meeting)
    title = "Ordre du jour" if meeting.is_held else "Projet d’ordre du jour"
    return AgendaPaper(
        masthead=masthead(
            meeting,
            title,
            state=STATES.get(meeting.status, ""),
            is_demonstration=any(
                row.is_demonstration for row in (meeting, *(point.item for point in points))
            ),
        ),
        lines=[agenda_line(point, hours.get(point.item.pk), audience) for point in points],
    )


def extract_paper(reading: Reading, minutes: Minutes, decision: Decision) -> ExtractPaper:
    """One decision, as the secretary certifies it."""
    point = next(point for point in reading.points if point.item.pk == decision.agenda_item_id)
    condition = "" if minutes.is_adopted else f"Sous réserve de l’{minutes.adoption_act} du "
    return ExtractPaper(
        masthead=masthead(
            reading.meeting,
            f"Extrait de {minutes.word}",
            state=state_of(minutes) if minutes.is_adopted else "",
            is_demonstration=is_fictitious(reading, [point]),
        ),
        blocks=blocks_of(reading)[:1],
        point=f"{point.item.number}. {clean(point.item.title)}",
        decision=decision_text(decision),
        condition=condition and condition + minutes.word,
        signature=certifying_signature(reading.meeting.committee_id),
    )


def consultation_extract(consultation: Consultation, decision: Decision) -> ExtractPaper:
    """A decision that was taken between meetings, as the secretary certifies it."""
    kind, day = "Extrait du registre des décisions", date_text(decision.taken_on)
    portal = Portal.objects.first()
    return ExtractPaper(
        masthead=Masthead(
            body=clean(portal.body_name) if portal else "",
            committee=clean(consultation.committee.name),
            kind=kind,
            title=f"{kind}, {clean(consultation.title)}, {day}",
            meeting=clean(consultation.title),
            when=f"Consultation par courriel {consultation.span}",
            place="",
            state="",
            watermark="",
            footer=f"{kind}, {day}",
            is_demonstration=consultation.is_demonstration,
        ),
        blocks=[],
        point="",
        decision=decision_text(decision),
        condition="",
        signature=certifying_signature(consultation.committee_id),
    )


def attendance_sheet(meeting: Meeting) -> AttendanceSheet:
    """Who is expected, each with room to sign; substitutes come last."""
    seats = seats_of(meeting.committee, meeting.date, meeting)
    return AttendanceSheet(
        masthead=masthead(
            meeting,
            "Feuille de présence",
            is_demonstration=meeting.is_demonstration
            or any(seat.person.is_demonstration for seat in seats),
        ),
        people=[attendee(seat) for seat in sorted(seats, key=lambda seat: not seat.sits)],
    )


def masthead(
    meeting: Meeting,
    kind: str,
    *,
    is_demonstration: bool,
    state: str = "",
    watermark: str = "",
) -> Masthead:
    portal = Portal.objects.first()
    return Masthead(
        body=clean(portal.body_name) if portal else "",
        committee=clean(meeting.committee.name),
        kind=kind,
        title=f"{kind}, {clean(meeting.title)}, {date_text(meeting.date)}",
        meeting=clean(meeting.title),
        when=capfirst(f"{sitting(meeting)}, tenue le {when(meeting)}")
        if meeting.is_held
        else capfirst(f"{sitting(meeting)}, le {when(meeting)}"),
        place=clean(", ".join(filter(None, [meeting.place, meeting.get_mode_display()]))),
        state=state,
        watermark=watermark,
        footer=f"{kind}, {date_text(meeting.date)}",
        is_demonstration=is_demonstration,
    )


def state_of(minutes: Minutes) -> str:
    """« PROJET », « APPROUVÉ LE 1er avril 2014 », « ADOPTÉ AVEC MODIFICATIONS LE … »."""
    if not minutes.is_adopted:
        return minutes.state_text.upper()
    return f"{minutes.state_text.upper()} LE {date_text(minutes.adopted_on)}"


def points_for(reading: Reading, audience: Audience) -> list[Point]:
    return [
        point for point in reading.points if audience == Audience.FULL or point.item.is_in_the_open
    ]


def is_fictitious(reading: Reading, points: list[Point]) -> bool:
    """Whether anything that minutes show with these points was made up."""
    shown: list[Any] = [reading.meeting, reading.minutes, *reading.errata]
    for point in points:
        shown += [point.item, *point.decisions, *point.follow_ups]
    return reading.has_fictitious_people or any(row.is_demonstration for row in shown if row)


def public_text(meeting: Meeting) -> str:
    count = meeting.public_count
    return "" if count is None else f"Public\N{NO-BREAK SPACE}: {count} personne{plural(count)}"


def point_text(point: Point, audience: Audience) -> PointText:
    item = point.item
    level = HEADING_OF_POINTS + (1 if item.parent else 0)
    closed = " (huis clos)" if item.is_closed_session else ""
    return PointText(
        number=item.number,
        title=clean(item.title) + closed,
        level=level,
        introduction=presented_by(point),
        origin=origin_lines(item, audience),
        carried=carried_lines(item, audience),
        notes=rich(point.notes, level + 1),
        decisions=[decision_text(row) for row in (*noted_at(item), *point.decisions)],
        follow_ups=[follow_up_text(row) for row in point.follow_ups],
        outcome=OUTCOMES.get(item.outcome, ""),
        errata=[erratum_text(row) for row in point.errata],
    )


def presented_by(point: Point) -> str:
    if point.presenter is None:
        return ""
    return f"Point présenté par {clean(point.presenter.formal_name)}."


def decision_text(decision: Decision) -> DecisionText:
    return DecisionText(
        number=decision.number or "",
        opening=clean(decision.opening),
        text=clean(decision.text),
        outcome=decision.outcome_text,
        stances=[clean(str(stance)) for stance in decision.stances.all()],
        remark=clean(decision.remark),
    )


def erratum_text(row: Erratum) -> ErratumText:
    """« Erratum du 3 mai 2026, point 2 », what to read, and why."""
    point = f", point {row.agenda_item.number}" if row.agenda_item else ""
    return ErratumText(
        title=f"Erratum du {date_text(row.date)}{point}",
        text=clean(row.text),
        reason=f"Motif\N{NO-BREAK SPACE}: {clean(row.reason)}",
    )


def follow_up_text(row: FollowUp) -> str:
    """« Écrire au ministère (Mme Roy, pour le 1er avril 2026) »"""
    who = row.person.formal_name if row.person else str(row.organization)
    due = f", pour le {date_text(row.due_on)}" if row.due_on else ""
    return clean(f"{row.text} ({who}{due})")


def origin_lines(item: Any, audience: Audience) -> list[str]:
    """Where a point comes from that stood on the agenda by itself."""
    if item.provenance is None:
        return []
    return [clean(line) for line in item.provenance.lines(is_full=audience == Audience.FULL)]


def noted_at(item: Any) -> list[Decision]:
    """The decision taken between meetings that a point notes, as far as one reads it."""
    decision = item.provenance and item.provenance.decision
    return [decision] if decision and decision.is_consulted else []


def carried_lines(item: Any, audience: Audience) -> list[str]:
    """The follow-ups that stood under a point; in what everybody receives, those all may read."""
    rows = item.standing_follow_ups
    return [carried_text(row) for row in rows if audience == Audience.FULL or row.is_shared]


def carried_text(row: CarriedFollowUp) -> str:
    """« Écrire au ministère (Mme Roy, pour le 1er avril 2026) : en cours, 2e inscription »"""
    who = row.follow_up.person.formal_name if row.follow_up.person else row.follow_up.organization
    due = f", pour le {date_text(row.due_on)}" if row.due_on else ""
    nth = f", {row.times}e inscription" if row.times > 1 else ""
    state = row.state_text.lower() + nth
    return clean(f"{row.follow_up} ({who}{due})\N{NO-BREAK SPACE}: {state}")


def titles_for(audience: Audience, documents: list[Document]) -> list[str]:
    """Those that the audience may read."""
    return [
        clean(document.title)
        for document in documents
        if audience == Audience.FULL or document.visibility != Visibility.COORDINATION
    ]


def agenda_line(point: Point, hour: time | None, audience: Audience) -> AgendaLine:
    item = point.item
    minutes = item.minutes_planned
    return AgendaLine(
        number=item.number,
        title=clean(item.title) + (" (huis clos)" if item.is_closed_session else ""),
        level=2 if item.parent else 1,
        kind=capfirst(item.get_kind_display()),
        presenter=full_name(point.presenter) if point.presenter else "",
        hour=time_text(hour),
        duration=f"{minutes}\N{NO-BREAK SPACE}min" if minutes else "",
        origin=origin_lines(item, audience),
        carried=carried_lines(item, audience),
        documents=titles_for(audience, point.documents),
    )
