"""Planning a meeting from a model or from the one before it, once or on several days."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.actions import make_ordinary_model
from meetings.models import AgendaModel, Meeting, Section
from tests.meetings.factories import Table, make_decision, make_meeting, make_minutes, make_point
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db
PLAN = reverse("meeting_create")
YEAR = timezone.localdate().year + 1
TUESDAY = next(day for number in range(8, 15) if (day := date(YEAR, 9, number)).weekday() == 1)


def page(client: Client, table: Table, query: str = "", **typed: str) -> dict[str, Any]:
    client.force_login(table.coordination)
    data = controls(client.get(PLAN + query))
    return data | {"title": "À venir", "date": TUESDAY.isoformat()} | typed


def titles(meeting: Meeting) -> list[str]:
    return [f"{item.number} {item.title}" for item in meeting.agenda_items.in_order()]


@pytest.fixture
def previous(table: Table) -> Meeting:
    """Held: a point carried into it, one with its sub-point, one in closed session."""
    earlier = make_meeting(table.committee, date=date(2026, 1, 12))
    meeting = make_meeting(table.committee, place="Chapais", mode="hybrid", starts_at=time(9))
    make_minutes(meeting)
    postponed = make_point(earlier)
    carried = make_point(meeting, title="Repris", carried_from=postponed, times_postponed=1)
    make_point(meeting, title="Sous le repris", parent=carried)
    above = make_point(
        meeting,
        title="Suivis",
        section="follow_ups",
        minutes_planned=20,
        kind="discussion",
        notes="<p>Dit.</p>",
        outcome="treated",
        presenter=table.roy.person,
    )
    make_decision(above)
    make_point(meeting, title="Le premier", parent=above)
    make_point(meeting, title="Candidatures", is_closed_session=True)
    return meeting


def test_the_first_model_is_the_order_of_the_field(client: Client, table: Table) -> None:
    make_ordinary_model(by=None)
    make_ordinary_model(by=None)
    data = page(client, table)
    assert data["start"] == f"modele-{AgendaModel.objects.get().pk}"
    assert client.post(PLAN, data).status_code == 302
    items = Meeting.objects.get().agenda_items.in_order()
    assert [(item.section, item.title) for item in items] == Section.choices


def test_a_meeting_starts_from_nothing(client: Client, table: Table) -> None:
    make_ordinary_model(by=None)
    client.post(PLAN, page(client, table, start=""))
    assert titles(Meeting.objects.get()) == []


def test_a_meeting_starts_from_the_one_before_it(
    client: Client, table: Table, previous: Meeting
) -> None:
    data = page(client, table, "?depart=precedente")
    assert (data["place"], data["mode"], data["starts_at"]) == ("Chapais", "hybrid", "09:00")
    assert client.post(PLAN, data).status_code == 302
    meeting = Meeting.objects.latest("pk")
    assert titles(meeting) == [
        "1 Adoption du procès-verbal de la rencontre du 12 mars 2026",
        "2 Suivis",
        "2.1 Le premier",
        "3 Candidatures",
    ]
    _, first, _, closed = meeting.agenda_items.in_order()
    assert (first.section, first.kind, first.minutes_planned) == ("follow_ups", "discussion", 20)
    assert (first.notes, first.outcome, first.presenter) == ("", "", None)
    assert closed.is_closed_session


def test_what_the_start_gives_leaves_what_was_typed(
    client: Client, table: Table, previous: Meeting
) -> None:
    data = page(client, table, place="Matagami", start="precedente")
    filled = controls(client.post(PLAN, data | {"remplir": "1"}))
    changed = {name: value for name, value in filled.items() if value != data.get(name)}
    assert changed == {"mode": "hybrid", "starts_at": "09:00", "ends_at": "16:00"}
    assert not Meeting.objects.filter(status="draft").exists()


def test_a_committee_that_never_met_has_no_previous_meeting(client: Client, table: Table) -> None:
    data = page(client, table, start="precedente")
    assert errors(client.post(PLAN, data)) == [
        "Partir de · Cette instance n’a pas encore de rencontre convoquée ou tenue."
    ]
    data["committee"] = ""
    assert errors(client.post(PLAN, data)) == [
        "Instance · Ce champ est obligatoire.",
        "Partir de · Choisissez d’abord l’instance.",
    ]


def test_models_of_other_committees_are_not_offered(client: Client, table: Table) -> None:
    other = AgendaModel.objects.create(name="Autre", committee=Table("Autre", "AUTRE").committee)
    data = page(client, table, committee=str(table.committee.pk), start=f"modele-{other.pk}")
    assert len(errors(client.post(PLAN, data))) == 1
    assert not Meeting.objects.exists()


def test_a_rule_proposes_dates_that_one_keeps_or_not(client: Client, table: Table) -> None:
    make_ordinary_model(by=None)
    until = TUESDAY - timedelta(days=5)
    data = page(client, table, frequency="months", count="4", proposals_until=until.isoformat())
    shown = client.post(PLAN, data)
    assert shown.status_code == 200
    assert not Meeting.objects.exists()
    assert "Le 2e mardi du mois." in shown.content.decode()
    proposed = controls(shown)
    assert [proposed[f"jours-{index}-is_kept"] for index in range(3)] == [["on"]] * 3
    moved = date.fromisoformat(proposed["jours-2-date"]) + timedelta(days=1)
    del proposed["jours-0-is_kept"]
    response = client.post(PLAN, proposed | {"jours-2-date": moved.isoformat()})
    assert response.headers["Location"] == reverse("meeting_list")
    meetings = Meeting.objects.order_by("date")
    days = [TUESDAY, date.fromisoformat(proposed["jours-1-date"]), moved]
    assert [meeting.date for meeting in meetings] == days
    assert {meeting.status for meeting in meetings} == {"draft"}
    assert {meeting.agenda_items.count() for meeting in meetings} == {11}
    assert [meeting.date - meeting.proposals_until for meeting in meetings] == [
        timedelta(days=5)
    ] * 3
    assert client.post(PLAN, proposed).status_code == 302
    assert Meeting.objects.count() == 3


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        (
            {"jours-1-date": TUESDAY.replace(year=2020).isoformat()},
            "Date 2, Date · Cette date est passée.",
        ),
        ({"jours-1-date": ""}, "Date 2, Date · Donnez la date, ou ne la gardez pas."),
        (
            {
                "jours-0-date": (TUESDAY + timedelta(days=1)).isoformat(),
                "jours-1-date": (TUESDAY + timedelta(days=1)).isoformat(),
            },
            "Date 2, Date · Cette date est déjà parmi les autres.",
        ),
        (
            {"jours-1-date": TUESDAY.isoformat()},
            "Date · Cette date est déjà parmi les autres.",
        ),
    ],
)
def test_what_is_refused_of_dates(
    client: Client, table: Table, changes: dict[str, str], line: str
) -> None:
    data = page(client, table, frequency="weeks", count="3")
    proposed = controls(client.post(PLAN, data | {"proposer": "1"})) | changes
    response = client.post(PLAN, proposed)
    assert errors(response) == [line]
    assert controls(response) == proposed
    assert not Meeting.objects.exists()


def test_a_row_that_says_nothing_makes_no_meeting(client: Client, table: Table) -> None:
    data = page(client, table, frequency="weeks", count="3")
    proposed = controls(client.post(PLAN, data | {"proposer": "1"}))
    del proposed["jours-0-is_kept"]
    assert client.post(PLAN, proposed | {"jours-0-date": ""}).status_code == 302
    assert Meeting.objects.count() == 2


def test_a_rule_needs_an_end_and_a_first_date(client: Client, table: Table) -> None:
    endless = page(client, table, frequency="weeks")
    assert errors(client.post(PLAN, endless)) == [
        "Nombre de rencontres · Donnez un nombre de rencontres, ou une dernière date."
    ]
    dateless = page(client, table, frequency="weeks", count="3", date="")
    assert errors(client.post(PLAN, dateless | {"proposer": "1"})) == [
        "Date · Donnez la date de la première rencontre."
    ]


def test_dates_without_a_rule_make_one_meeting(client: Client, table: Table) -> None:
    data = page(client, table, frequency="weeks", count="3")
    proposed = controls(client.post(PLAN, data | {"proposer": "1"})) | {"frequency": ""}
    assert client.post(PLAN, proposed).status_code == 302
    assert Meeting.objects.get().date == TUESDAY
