"""Who is told of a meeting, in which words, with what."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError
from django.utils import timezone
from icalendar import Calendar

from arbj_portal.core.models import OutgoingMessage
from meetings import actions
from meetings.actions.convocations import tell
from meetings.calls import previous_minutes
from meetings.models import Convocation, Meeting, MeetingMessage, PersonalLink
from tests.meetings.factories import (
    COORDINATION,
    Table,
    make_committee,
    make_meeting,
    make_minutes,
    make_point,
    now,
)
from tests.members.factories import make_person_contact
from tests.paper_text import pdf_text

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)
LATER = SOON + timedelta(days=7)
SPACE = "\N{NO-BREAK SPACE}"
TORONTO = ZoneInfo("America/Toronto")


@pytest.fixture(autouse=True)
def kept_here(settings: Any) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.test"


def draft(table: Table, **fields: Any) -> Meeting:
    """A meeting to call; Boivin and Audet have an address, Roy has none."""
    table.coordination.email = "claire@portail.test"
    table.coordination.save()
    for mandate, name in ((table.audet, "audet"), (table.boivin, "boivin")):
        make_person_contact(mandate.person, email=f"{name}@portail.test")
    defaults = {
        "status": "draft",
        "number": None,
        "title": "Rencontre d’automne",
        "date": SOON,
        "place": "Chapais",
        "link": "https://visio.test/table",
    }
    return make_meeting(table.committee, **(defaults | fields))


def convened(table: Table, words: str = "", **fields: Any) -> Meeting:
    meeting = draft(table, **fields)
    return actions.convene_meeting(by=table.coordination, words=words, **now(meeting))


def replan(table: Table, meeting: Meeting, **values: Any) -> Meeting:
    facts = {
        name: getattr(meeting, name)
        for name in ("committee", "title", "date", "starts_at", "ends_at", "place", "link")
    }
    return actions.replan_meeting(
        by=table.coordination, submission=uuid4(), values=facts | values, **now(meeting)
    )


def to(mandate: Any) -> OutgoingMessage:
    """The last message to somebody."""
    messages = OutgoingMessage.objects.filter(of_meeting__representative=mandate)
    return messages.order_by("pk").last()


def calendar_of(message: OutgoingMessage) -> Any:
    return Calendar.from_ical(bytes(message.files.get(name="Rencontre.ics").content))


def told(kind: str) -> list[tuple[str, str]]:
    """Who was told in this way, and how it stands: a letter has no state."""
    rows = MeetingMessage.objects.filter(convocation__kind=kind).select_related("message")
    found = [
        (row.representative.person.last_name, row.message.state if row.message else "letter")
        for row in rows.select_related("representative__person")
    ]
    return sorted(found)


def test_a_call_goes_to_everybody_who_sits_that_day(table: Table) -> None:
    past = table.seat("Parti", "Ville de Matagami", ended_on=SOON - timedelta(days=1))
    make_person_contact(past.person, email="parti@portail.test")
    meeting = convened(table)
    assert told("call") == [("Audet", "queued"), ("Boivin", "queued"), ("Roy", "letter")]
    assert PersonalLink.objects.count() == 2
    convocation = Convocation.objects.get()
    assert (convocation.meeting, convocation.sequence) == (meeting, 0)
    assert convocation.sent_by == table.coordination


def test_what_a_call_says(table: Table) -> None:
    meeting = convened(table, words="Apportez vos agendas.", date=date(2098, 5, 1))
    link = PersonalLink.objects.get(representative=table.boivin)
    message = to(table.boivin)
    assert (message.recipient_name, message.recipient_address, message.reply_to) == (
        "Dominique Boivin",
        "boivin@portail.test",
        "claire@portail.test",
    )
    assert (message.about, message.about_title) == (meeting.get_absolute_url(), meeting.title)
    assert message.subject == f"Convocation{SPACE}: Rencontre d’automne, 1er mai 2098"
    lines = (
        "Bonjour Dominique Boivin,",
        "",
        "Vous êtes convoquée ou convoqué à la rencontre suivante, au nom de "
        f"«{SPACE}Ville de Chapais{SPACE}»{SPACE}:",
        "",
        "Rencontre d’automne",
        "Table de concertation, rencontre ordinaire, numéro 1",
        f"Date{SPACE}: jeudi 1er mai 2098, de 13{SPACE}h{SPACE}30 à 16{SPACE}h",
        f"Lieu{SPACE}: Chapais",
        f"Visioconférence{SPACE}: https://visio.test/table",
        "",
        "Apportez vos agendas.",
        "",
        f"Pour lire l’ordre du jour et dire si vous y serez, sans compte{SPACE}:",
        f"https://portail.test/rencontres/convocation/{link.token}/",
        f"Ce lien est le vôtre{SPACE}: ne le transmettez pas. "
        "Il sert jusqu’à la fin de la rencontre.",
        "",
        f"Vous trouverez ci-joint{SPACE}:",
        "- Projet d’ordre du jour, 1er mai 2098.pdf",
        "",
        "Claire Lavoie",
        "",
    )
    assert message.text == "\n".join(lines)


def test_points_of_a_closed_session_stay_out_of_what_is_sent(table: Table) -> None:
    meeting = draft(table)
    make_point(meeting, title="Ouverture")
    closed = make_point(meeting, title="Secret d’embauche", is_closed_session=True)
    make_point(meeting, title="Secret du salaire", parent=closed)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    message = to(table.boivin)
    agenda = message.files.get(media_type="application/pdf")
    said = pdf_text(bytes(agenda.content)) + message.text + str(calendar_of(message))
    assert "Ouverture" in said
    assert "Secret" not in said


def test_files_are_shared_but_for_the_calendar(table: Table) -> None:
    convened(table)
    (agenda, calendar), (other_agenda, other_calendar) = (
        to(mandate).files.order_by("name") for mandate in (table.audet, table.boivin)
    )
    assert agenda == other_agenda
    assert calendar != other_calendar


@pytest.mark.parametrize(
    ("day", "offset"), [(date(2098, 3, 8), -5), (date(2098, 3, 9), -4), (date(2098, 11, 3), -5)]
)
def test_the_calendar_knows_when_the_hour_changes(table: Table, day: date, offset: int) -> None:
    """In 2098 clocks move on 9 March and on 2 November, at two o’clock."""
    meeting = convened(table, date=day)
    calendar = calendar_of(to(table.boivin))
    event = calendar.events[0]
    assert calendar["method"] == "REQUEST"
    assert [zone["tzid"] for zone in calendar.timezones] == ["America/Toronto"]
    assert event["dtstart"].params["TZID"] == "America/Toronto"
    assert event.start == datetime.combine(day, time(13, 30), TORONTO)
    assert event.start.utcoffset() == timedelta(hours=offset)
    assert event.end == datetime.combine(day, time(16), TORONTO)
    assert (event["uid"], event["sequence"], event["status"]) == (str(meeting.uid), 0, "CONFIRMED")
    assert event["location"] == "Chapais · https://visio.test/table"
    assert (event["organizer"], event["attendee"]) == (
        "mailto:claire@portail.test",
        "mailto:boivin@portail.test",
    )
    assert event["attendee"].params["RSVP"] == "FALSE"


def test_a_meeting_without_an_hour_takes_its_day(table: Table) -> None:
    convened(table, starts_at=None, ends_at=None)
    event = calendar_of(to(table.boivin)).events[0]
    assert (event.start, "dtend" in event) == (SOON, False)


def test_another_day_is_told_under_the_same_identifier(table: Table) -> None:
    meeting = convened(table)
    replan(table, meeting, date=LATER)
    assert told("update") == [("Audet", "queued"), ("Boivin", "queued"), ("Roy", "letter")]
    event = calendar_of(to(table.boivin)).events[0]
    assert (event["uid"], event["sequence"]) == (str(meeting.uid), 1)
    assert event.start.date() == LATER
    assert PersonalLink.objects.count() == 2


@pytest.mark.parametrize("values", [{"title": "Rencontre de saison"}, {}])
def test_what_was_not_told_is_changed_without_a_word(table: Table, values: dict[str, Any]) -> None:
    replan(table, convened(table), **values)
    assert told("update") == []


def test_whoever_sits_no_more_on_the_new_day_is_told_without_a_link(table: Table) -> None:
    meeting = convened(table)
    table.boivin.ended_on = SOON
    table.boivin.save()
    replan(table, meeting, date=LATER)
    assert told("update") == [("Audet", "queued"), ("Boivin", "queued"), ("Roy", "letter")]
    assert "/rencontres/convocation/" in to(table.audet).text
    assert "/rencontres/convocation/" not in to(table.boivin).text


@pytest.mark.parametrize(
    ("act", "kind", "opening"),
    [
        (
            actions.cancel_meeting,
            "cancellation",
            "La rencontre suivante est annulée. Vous y étiez convoquée ou convoqué au nom de",
        ),
        (
            actions.postpone_meeting,
            "postponement",
            f"La rencontre suivante est reportée{SPACE}: une autre date vous sera annoncée. "
            "Vous y étiez convoquée ou convoqué au nom de",
        ),
    ],
)
def test_everybody_called_learns_that_a_meeting_will_not_be(
    table: Table, act: Any, kind: str, opening: str
) -> None:
    meeting = convened(table)
    act(by=table.coordination, reason="Tempête de neige", **now(meeting))
    assert told("call") == [("Audet", "withdrawn"), ("Boivin", "withdrawn"), ("Roy", "letter")]
    assert told(kind) == [("Audet", "queued"), ("Boivin", "queued"), ("Roy", "letter")]
    message = to(table.boivin)
    paragraphs = message.text.split("\n\n")
    assert paragraphs[1] == f"{opening} «{SPACE}Ville de Chapais{SPACE}»{SPACE}:"
    assert paragraphs[3] == f"Motif{SPACE}: Tempête de neige"
    assert "/rencontres/convocation/" not in message.text
    calendar = calendar_of(message)
    event = calendar.events[0]
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert [file.name for file in message.files.all()] == ["Rencontre.ics"]


def test_nobody_is_told_what_becomes_of_a_meeting_they_never_heard_of(table: Table) -> None:
    meeting = make_meeting(table.committee, status="convened", date=SOON)
    actions.cancel_meeting(by=table.coordination, reason="Doublon", **now(meeting))
    assert not Convocation.objects.exists()


def test_a_call_that_is_rolled_back_leaves_nothing(table: Table) -> None:
    meeting = draft(table)
    make_person_contact(table.roy.person, email="roy@exemple@portail.test")
    with pytest.raises(Exception, match="n’est pas une adresse courriel"):
        actions.convene_meeting(by=table.coordination, **now(meeting))
    meeting.refresh_from_db()
    assert (meeting.status, OutgoingMessage.objects.count()) == ("draft", 0)


def test_the_previous_minutes_go_with_the_call(table: Table) -> None:
    held = make_meeting(table.committee, date=date(2025, 5, 29))
    make_point(held, notes="<p>Ce qui fut dit.</p>")
    make_point(held, title="Secret", notes="<p>Secret d’État.</p>", is_closed_session=True)
    make_minutes(held, "proposed")
    convened(table)
    names = [file.name for file in to(table.boivin).files.order_by("name")]
    name = "Procès-verbal de la rencontre du 29 mai 2025 (projet).pdf"
    assert name in names
    said = pdf_text(bytes(to(table.boivin).files.get(name=name).content))
    assert "Ce qui fut dit." in said
    assert "Secret" not in said


@pytest.mark.parametrize(
    ("fields", "state"), [({}, "draft"), ({"visibility": COORDINATION}, "proposed")]
)
def test_minutes_that_the_table_may_not_read_stay_here(
    table: Table, fields: dict[str, Any], state: str
) -> None:
    make_minutes(make_meeting(table.committee, **fields), state)
    assert previous_minutes(draft(table)) is None


def test_a_link_is_of_a_mandate_in_the_committee(table: Table) -> None:
    elsewhere = make_meeting(make_committee("Ailleurs"), status="convened", date=SOON)
    with pytest.raises(IntegrityError):
        PersonalLink.objects.create(meeting=elsewhere, representative=table.boivin)


def test_somebody_has_one_link_that_serves(table: Table) -> None:
    meeting = convened(table)
    with pytest.raises(IntegrityError, match="meetings_personallink_once"):
        PersonalLink.objects.create(meeting=meeting, representative=table.boivin)


def test_notices_of_a_meeting_follow_each_other(table: Table) -> None:
    meeting = convened(table)
    with pytest.raises(IntegrityError, match="meetings_convocation_sequence"):
        Convocation.objects.create(
            meeting=meeting, kind="update", sequence=0, sent_by=table.coordination
        )


def test_a_notice_counts_those_before_it(table: Table) -> None:
    meeting = convened(table)
    second = tell(by=table.coordination, meeting=meeting, kind=Convocation.Kind.UPDATE)
    assert second.sequence == 1
