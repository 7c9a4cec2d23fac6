"""What serves an objective, as far as each may read it."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Objective
from arbj_portal.core.documents import store_document
from arbj_portal.reports.evidence import by_year, evidence_of
from arbj_portal.reports.readable import Readable
from meetings.models import AgendaItemDocument
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_document,
    make_milestone,
    make_objective,
    period,
)
from tests.agreements.pages import text_of
from tests.meetings.factories import (
    PARTNERS,
    PUBLIC,
    Table,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    pdf,
    publish,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(table: Table) -> Objective:
    """Served by one thing of each kind, public, and by their hidden twins."""
    agreement = make_agreement("Mobilisation", visibility=PUBLIC, committee=table.committee)
    objective = make_objective(agreement, position=4, text="élaborer un plan")
    for level in (PUBLIC, PARTNERS):
        serve(table, objective, level)
    return objective


def serve(table: Table, objective: Objective, level: str) -> None:
    name = f"{level} "
    activity = make_activity(
        objective.agreement, title=f"{name}activity", visibility=level, period=period("2014-03")
    )
    activity.objectives.add(objective)
    make_document(activity, title=f"{name}document", visibility=level)
    meeting = make_meeting(
        table.committee, title=f"{name}meeting", visibility=level, date=date(2014, 5, 29)
    )
    meeting.objectives.add(objective)
    point = make_point(meeting, title=f"{name}point", objective=objective)
    make_decision(point, text=f"{name}decision")
    make_follow_up(point, table.audet.person, text=f"{name}follow-up")
    paper = store_document(by=None, file=pdf(), title=f"{name}paper", visibility=level)
    AgendaItemDocument.objects.create(agenda_item=point, document=paper)
    closed = make_point(meeting, title=f"{name}closed", objective=objective, is_closed_session=True)
    make_decision(closed, text=f"{name}closed decision")
    minutes = make_minutes(meeting, "adopted", visibility=PARTNERS)
    if level == PUBLIC:
        publish(minutes, table.coordination)


def told(objective: Objective, user: Any) -> list[tuple[str, str]]:
    pieces = evidence_of([objective], Readable.by(user))[objective.pk]
    return sorted((piece.kind, piece.title) for piece in pieces)


def of(level: str) -> list[tuple[str, str]]:
    return [
        ("Décision", f"{level} decision"),
        ("Document", f"{level} document"),
        ("Document", f"{level} paper"),
        ("Point", f"{level} point"),
        ("Rencontre", f"{level} meeting"),
        ("Suivi", f"{level} follow-up"),
        ("Formation", f"{level} activity"),
    ]


def closed(level: str) -> list[tuple[str, str]]:
    return [("Décision", f"{level} closed decision"), ("Point", f"{level} closed")]


@pytest.mark.parametrize(
    ("reader", "read"),
    [
        ("coordination", [*of("public"), *of("partners"), *closed("public"), *closed("partners")]),
        (
            "administration",
            [*of("public"), *of("partners"), *closed("public"), *closed("partners")],
        ),
        ("partner", [*of("public"), *of("partners")]),
        ("outsider", of("public")),
        ("anonymous", of("public")),
    ],
)
def test_each_reads_what_they_may(
    reader: str, read: list[tuple[str, str]], table: Table, objective: Objective
) -> None:
    assert told(objective, table.readers[reader]) == sorted(read)


def test_a_report_hands_on_what_partners_read(table: Table, objective: Objective) -> None:
    serve(table, objective, "coordination")
    draft = make_meeting(table.committee)
    make_minutes(draft)
    point = make_point(draft, title="unwritten", objective=objective)
    make_decision(point, text="not told yet")
    make_follow_up(point, table.audet.person, text="not told yet")
    pieces = evidence_of([objective], Readable.in_report("partners"))[objective.pk]
    assert sorted((piece.kind, piece.title) for piece in pieces) == sorted(
        [*of("public"), *of("partners"), ("Point", "unwritten")]
    )


def test_a_milestone_shows_something_once_it_is_reached(table: Table) -> None:
    objective = make_objective(make_agreement())
    make_milestone(objective.agreement, title="Attendu", objective=objective)
    make_milestone(
        objective.agreement,
        title="Atteint",
        objective=objective,
        status="partially_met",
        actual=period("2014-12"),
    )
    (piece,) = evidence_of([objective], Readable.by(table.administration))[objective.pk]
    assert (piece.kind, piece.title, piece.status) == (
        "Jalon",
        "Atteint",
        ("partially_met", "Partiellement atteint"),
    )


def test_what_is_to_come_shows_nothing(table: Table) -> None:
    objective = make_objective(make_agreement())
    meeting = make_meeting(table.committee, status="convened", date=date(2190, 1, 1))
    meeting.objectives.add(objective)
    make_point(meeting, objective=objective)
    assert evidence_of([objective], Readable.by(table.administration))[objective.pk] == []


def test_evidence_stands_under_its_year_the_newest_first(table: Table) -> None:
    objective = make_objective(make_agreement())
    for when in ("2013-10", "2014-05-22", "2014", "../2012"):
        activity = make_activity(objective.agreement, title=when, period=period(when))
        activity.objectives.add(objective)
    years = by_year(evidence_of([objective], Readable.by(table.administration))[objective.pk])
    assert [(year, [piece.title for piece in pieces]) for year, pieces in years] == [
        (2014, ["2014-05-22", "2014"]),
        (2013, ["2013-10"]),
        (2012, ["../2012"]),
    ]


def test_the_page_leads_nobody_where_they_may_not_go(table: Table, objective: Objective) -> None:
    for user in (None, table.partner):
        client = client_of(user)
        page = client.get(objective.get_absolute_url())
        assert "Élaborer un plan" in text_of(page)
        for piece in evidence_of([objective], Readable.by(user or table.anonymous))[objective.pk]:
            answer = client.get(piece.url.partition("#")[0])
            list(answer)  # a document is a file, open until it is read
            assert answer.status_code == 200


def test_the_page_asks_as_much_however_much_serves(table: Table, objective: Objective) -> None:
    def queries() -> int:
        client = client_of(table.partner)
        client.get(objective.get_absolute_url())
        with CaptureQueriesContext(connection) as captured:
            client.get(objective.get_absolute_url())
        return len(captured)

    once = queries()
    for _ in range(5):
        serve(table, objective, PARTNERS)
    assert queries() == once
