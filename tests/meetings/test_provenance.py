"""Who reads where points come from, on pages and in papers: closed sessions reach nobody else."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.typography import date_text
from meetings import actions
from meetings.models import AgendaItem, CarriedFollowUp, LeftOut, Meeting
from tests.meetings.factories import (
    COORDINATION,
    PUBLIC,
    Table,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    now,
)
from tests.meetings.pages import controls
from tests.meetings.test_carrying import PUT_OFF, carry, hold, in_days, plan
from tests.meetings.test_queries import count
from tests.paper_text import pdf_text, word_text

pytestmark = pytest.mark.django_db
SECRET = "Candidature secrète"
PROMISED = "Écrire à la personne candidate"


class Prepared:
    """A projet with an open and a closed point put off, a follow-up at each; the next meeting."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.last = make_meeting(table.committee, date=date(2026, 3, 12), number=3)
        make_minutes(self.last, "proposed")
        self.point = make_point(self.last, title="Budget", outcome=PUT_OFF)
        self.closed = make_point(self.last, title=SECRET, outcome=PUT_OFF, is_closed_session=True)
        person = table.partner.person
        self.follow_up = make_follow_up(self.point, person, due_on=in_days(5))
        self.secret = make_follow_up(self.closed, person, text=PROMISED)
        meeting = plan(table)
        Meeting.objects.filter(pk=meeting.pk).update(visibility=PUBLIC)
        actions.convene_meeting(by=table.coordination, **now(meeting))
        self.meeting = Meeting.objects.get(pk=meeting.pk)

    @property
    def told(self) -> str:
        return f"la rencontre 3 du {date_text(self.last.date)}"


@pytest.fixture
def prepared(table: Table) -> Prepared:
    return Prepared(table)


def read(client: Client, user: Any, url: str) -> str:
    client.logout()
    if user.is_authenticated:
        client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    if response["Content-Type"] == "application/pdf":
        return pdf_text(response.content)
    return word_text(response.content) if url.endswith(".docx") else response.content.decode()


@pytest.mark.parametrize("page", ["meeting_detail", "agenda_pdf"])
def test_each_reads_what_stands_on_the_agenda_as_far_as_they_may(
    client: Client, table: Table, prepared: Prepared, page: str
) -> None:
    url = reverse(page, args=[prepared.meeting.pk])
    marks = (prepared.told, str(prepared.follow_up), SECRET, PROMISED)
    seen = {
        role: [mark in read(client, user, url) for mark in marks]
        for role, user in table.readers.items()
    }
    assert seen == {
        "coordination": [True, True, True, True],
        "administration": [True, True, True, True],
        "partner": [True, True, False, False],
        "outsider": [False, False, False, False],
        "anonymous": [False, False, False, False],
    }


def test_what_everybody_receives_tells_nothing_of_a_closed_session(prepared: Prepared) -> None:
    message = OutgoingMessage.objects.filter(recipient_name="Dominique Boivin").get()
    papers = [file for file in message.files.all() if file.name.startswith("Projet d’ordre")]
    said = pdf_text(bytes(papers[0].content))
    assert (prepared.told in said, str(prepared.follow_up) in said) == (True, True)
    assert (SECRET in said, PROMISED in said) == (False, False)


def test_draft_minutes_promise_nothing_to_everybody(table: Table) -> None:
    make_follow_up(make_point(hold(table, 30)), table.roy.person, text=PROMISED)
    meeting = plan(table)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    message = OutgoingMessage.objects.filter(recipient_name="Dominique Boivin").get()
    said = [pdf_text(bytes(file.content)) for file in message.files.all() if "pdf" in file.name]
    assert PROMISED not in "".join(said)


def test_minutes_tell_what_stood_on_the_agenda(
    client: Client, table: Table, prepared: Prepared
) -> None:
    meeting = prepared.meeting
    Meeting.objects.filter(pk=meeting.pk).update(status="held", date=in_days(0))
    make_minutes(meeting, "proposed")
    for name in ("minutes_pdf", "minutes_word"):
        url = reverse(name, args=[meeting.pk])
        for user, sees in ((table.coordination, True), (table.partner, False)):
            said = read(client, user, url)
            assert (prepared.told in said, str(prepared.follow_up) in said) == (True, True)
            assert (SECRET in said, PROMISED in said) == (sees, sees)


def test_a_point_that_was_opened_again_says_nothing_of_the_closed_one(
    client: Client, table: Table, prepared: Prepared
) -> None:
    prepared.meeting.agenda_items.filter(carried_from=prepared.closed).update(
        is_closed_session=False, title="Poste à pourvoir"
    )
    said = read(client, table.partner, prepared.meeting.get_absolute_url())
    assert "Poste à pourvoir" in said
    assert f"#point-{prepared.closed.pk}" not in said


def test_what_was_put_off_too_often_is_flagged(client: Client, table: Table) -> None:
    point = make_point(hold(table, 30), title="Budget", outcome=PUT_OFF)
    AgendaItem.objects.filter(pk=point.pk).update(times_postponed=2)
    make_follow_up(point, table.roy.person)
    meeting = plan(table)
    CarriedFollowUp.objects.update(times=3)
    said = read(client, table.coordination, meeting.get_absolute_url())
    assert ", 3e fois" in said
    assert "Reporté 3 fois" in said
    assert "3e inscription à l’ordre du jour" in said


def test_the_page_of_the_earlier_minutes_proposes_their_adoption(
    client: Client, table: Table
) -> None:
    last = make_meeting(table.committee, date=in_days(-60))
    make_minutes(last, "proposed")
    meeting = make_meeting(table.committee, date=in_days(-1), status="convened")
    carry(table, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    decision = make_decision(meeting.agenda_items.get(), text="D’adopter le procès-verbal.")
    make_decision(make_point(meeting), text="Autre chose.")
    client.force_login(table.coordination)
    assert "porte sur son adoption" in client.get(last.get_absolute_url()).content.decode()
    url = reverse("minutes_adopt", args=[last.pk])
    page = controls(client.get(url))
    assert page["decision"] == str(decision.pk)
    assert client.post(url, page).status_code == 302
    last.minutes.refresh_from_db()
    assert last.minutes.adopted_by == decision


def test_a_ratified_decision_says_so_in_the_register(client: Client, table: Table) -> None:
    last = make_meeting(table.committee, date=in_days(-60))
    make_minutes(last, "proposed")
    decision = make_decision(make_point(last), without_quorum=True, number="TCJI-1")
    meeting = make_meeting(table.committee, date=in_days(-1), status="convened")
    carry(table, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    make_decision(meeting.agenda_items.get(about_decision=decision), number="TCJI-2")
    url, words = reverse("decision_register"), "entérinée par TCJI-2"
    assert words in read(client, table.coordination, url)
    assert words not in read(client, table.partner, url)
    make_minutes(meeting, "proposed")
    assert words in read(client, table.partner, url)
    extract = reverse("decision_extract", args=[decision.pk])
    assert words in read(client, table.coordination, extract)


def test_the_coordination_takes_a_follow_up_off_and_lets_it_come_back(
    client: Client, table: Table, prepared: Prepared
) -> None:
    client.force_login(table.coordination)
    meeting, row = prepared.meeting, CarriedFollowUp.objects.get(follow_up=prepared.follow_up)
    version = now(meeting)["version"]
    url = reverse("carried_leave_out", args=[meeting.pk, row.pk])
    client.post(url, {"version": version - 1})
    assert CarriedFollowUp.objects.filter(pk=row.pk).exists()
    client.post(url, {"version": version})
    assert not CarriedFollowUp.objects.filter(pk=row.pk).exists()
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Retiré de l’ordre du jour" in page
    left = LeftOut.objects.get()
    url = reverse("carried_bring_back", args=[meeting.pk, left.pk])
    client.post(url, {"version": now(meeting)["version"]})
    assert CarriedFollowUp.objects.filter(follow_up=prepared.follow_up).exists()


def test_a_hidden_meeting_gives_nothing_away(client: Client, table: Table) -> None:
    last = make_meeting(table.committee, date=in_days(-30), visibility=COORDINATION)
    make_minutes(last, "proposed")
    make_point(last, title=SECRET, outcome=PUT_OFF)
    meeting = plan(table)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    said = read(client, table.partner, meeting.get_absolute_url())
    assert SECRET not in said
    assert date_text(last.date) not in said


def test_pages_cost_the_same_for_many_follow_ups(client: Client, table: Table) -> None:
    last = hold(table, 30)
    client.force_login(table.coordination)
    costs = []
    for wanted in (1, 12):
        for number in range(wanted):
            point = make_point(last, title=f"Point {number}", outcome=PUT_OFF)
            make_follow_up(point, table.roy.person)
            make_decision(point, without_quorum=True)
        costs.append(count(client, plan(table, 50 - wanted).get_absolute_url()))
    assert costs[0] == costs[1]
