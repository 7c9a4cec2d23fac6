"""The register of decisions: all that one may read, found by what one knows of it, exported."""

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Decision, Meeting, Minutes
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    PUBLIC,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    publish,
)

pytestmark = pytest.mark.django_db


class Register:
    """Two committees; public minutes, a projet, a draft, a closed session."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.agreement = make_agreement(committee=table.committee)
        self.objective = make_objective(self.agreement)
        self.public = self.decide(
            "publique",
            Minutes.State.ADOPTED,
            date=date(2025, 5, 6),
            visibility=PUBLIC,
            agreement=self.agreement,
        )
        publish(self.public.agenda_item.meeting.minutes, table.coordination)
        self.projet = self.decide("projet", Minutes.State.PROPOSED, date=date(2026, 2, 3))
        self.projet.objective = self.objective
        self.projet.outcome = Decision.Outcome.POSTPONED
        self.projet.text = "D’écrire à la Société d’éducation"
        self.projet.save()
        self.draft = self.decide("brouillon", Minutes.State.DRAFT, date=date(2026, 3, 4))
        self.draft.number = None
        closed = make_point(self.projet.agenda_item.meeting, is_closed_session=True)
        self.closed = make_decision(closed, number="TCJI-huis-clos", text="huis clos")
        self.other = self.decide(
            "ailleurs",
            Minutes.State.PROPOSED,
            Table("Autre comité", "AUTRE"),
            date=date(2026, 1, 2),
        )

    def decide(self, name: str, state: str, table: Table | None = None, **fields: Any) -> Decision:
        meeting = make_meeting((table or self.table).committee, **fields)
        number = None if name == "brouillon" else f"TCJI-{name}"
        decision = make_decision(make_point(meeting), number=number, text=f"D’adopter {name}")
        make_minutes(meeting, state)
        return decision


@pytest.fixture
def register(table: Table) -> Register:
    return Register(table)


def found(client: Client, query: str = "") -> list[str]:
    page = client.get(f"{reverse('decision_register')}{query}").context["page"]
    return [str(decision) for decision in page]


@pytest.mark.parametrize(
    ("reader", "decisions"),
    [
        ("anonymous", ["TCJI-publique"]),
        ("outsider", ["TCJI-publique"]),
        ("partner", ["TCJI-projet", "TCJI-publique"]),
        (
            "administration",
            [
                "D’adopter brouillon",
                "TCJI-huis-clos",
                "TCJI-projet",
                "TCJI-ailleurs",
                "TCJI-publique",
            ],
        ),
    ],
)
def test_one_finds_the_decisions_of_the_minutes_that_one_reads(
    client: Client, register: Register, reader: str, decisions: list[str]
) -> None:
    user = register.table.readers[reader]
    if user.is_authenticated:
        client.force_login(user)
    assert found(client) == decisions
    exported = client.get(reverse("decision_export")).content.decode("utf-8-sig")
    numbers = [row[0] for row in csv.reader(StringIO(exported), delimiter=";")]
    assert numbers == ["Numéro", *("" if " " in name else name for name in decisions)]


def test_filters_narrow_the_register(client: Client, register: Register) -> None:
    client.force_login(register.table.coordination)
    table, agreement, objective = register.table, register.agreement, register.objective
    assert len(found(client, f"?instance={table.committee.pk}")) == 4
    assert found(client, f"?entente={agreement.pk}") == ["TCJI-publique"]
    assert found(client, f"?objectif={objective.pk}") == ["TCJI-projet"]
    assert found(client, "?resultat=postponed") == ["TCJI-projet"]
    assert found(client, "?annee=2025") == ["TCJI-publique"]
    assert found(client, "?q=societe+ECRIRE") == ["TCJI-projet"]
    assert found(client, "?q=tcji-pub") == ["TCJI-publique"]
    assert found(client, "?q=introuvable") == []
    assert len(found(client, "?annee=abc&instance=0")) == 5


def test_an_objective_of_the_point_counts_too(client: Client, register: Register) -> None:
    item = register.other.agenda_item
    item.objective = register.objective
    item.save()
    client.force_login(register.table.coordination)
    wanted = ["TCJI-projet", "TCJI-ailleurs"]
    assert found(client, f"?objectif={register.objective.pk}") == wanted


def test_filters_offer_nothing_of_what_one_does_not_read(
    client: Client, register: Register
) -> None:
    form = client.get(reverse("decision_register")).context["filter_form"]
    offered = {
        name: [key for key, _ in field.choices if key]
        for name, field in form.fields.items()
        if name in {"instance", "annee"}
    }
    assert offered == {"instance": [str(register.table.committee.pk)], "annee": ["2025"]}


def test_the_export_takes_the_filters_along_and_defuses_formulas(
    client: Client, register: Register
) -> None:
    Decision.objects.filter(pk=register.projet.pk).update(text="=HYPERLINK(1)")
    client.force_login(register.table.coordination)
    page = client.get(f"{reverse('decision_register')}?resultat=postponed&page=1")
    assert f'href="{reverse("decision_export")}?resultat=postponed"' in page.text
    answer = client.get(f"{reverse('decision_export')}?resultat=postponed")
    header, row = csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    told = dict(zip(header, row, strict=True))
    assert (told["Numéro"], told["Date"], told["Texte"]) == (
        "TCJI-projet",
        "2026-02-03",
        "'=HYPERLINK(1)",
    )


def test_extracts_are_offered_to_the_coordination_of_numbered_decisions(
    client: Client, register: Register
) -> None:
    link = reverse("decision_extract", args=[register.projet.pk])
    for reader, offered in (("coordination", True), ("administration", False), ("partner", False)):
        client.force_login(register.table.readers[reader])
        assert (link in client.get(reverse("decision_register")).text) is offered
        meeting = register.projet.agenda_item.meeting
        assert (link in client.get(meeting.get_absolute_url()).text) is offered
    client.force_login(register.table.coordination)
    without = reverse("decision_extract", args=[register.draft.pk])
    assert without not in client.get(reverse("decision_register")).text


def test_pages_ask_as_many_questions_whatever_they_hold(client: Client, register: Register) -> None:
    client.force_login(register.table.coordination)

    def questions() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("decision_register"))
            client.get(reverse("decision_export"))
        return len(queries)

    before = questions()
    for meeting in Meeting.objects.exclude(minutes__state=Minutes.State.ADOPTED):
        for number in range(3):
            make_decision(make_point(meeting), number=f"{meeting.pk}-{number}")
    assert questions() == before
