"""The pages of meetings ask the database the same number of questions whatever they hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    DAY,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)

pytestmark = pytest.mark.django_db
MOST = 8


def count(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def add_meetings(table: Table, wanted: int) -> None:
    agreement = make_agreement(committee=table.committee)
    objective = make_objective(agreement)
    for row in range(wanted):
        meeting = make_meeting(
            table.committee, date=DAY - timedelta(days=40 * row), agreement=agreement
        )
        make_minutes(meeting, "proposed")
        point = make_point(meeting, objective=objective)
        make_follow_up(point, table.partner.person, due_on=DAY)
        make_follow_up(point, organization=table.roy.membership.organization)


@pytest.mark.parametrize("name", ["meeting_list", "followup_list"])
@pytest.mark.parametrize("reader", ["coordination", "partner"])
def test_lists(client: Client, table: Table, name: str, reader: str) -> None:
    client.force_login(table.readers[reader])
    add_meetings(table, 1)
    few = count(client, reverse(name))
    add_meetings(table, 199)
    assert (count(client, reverse(name)), few <= MOST) == (few, True)


def test_the_list_of_the_public(client: Client, table: Table) -> None:
    add_meetings(table, 30)
    table.committee.meetings.update(visibility="public")
    assert count(client, reverse("meeting_list")) <= MOST


def fill(table: Table, points: int) -> str:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    mover, seconder = attend(meeting, table.audet), attend(meeting, table.roy)
    objective = make_objective(make_agreement(committee=table.committee))
    for _ in range(points):
        point = make_point(meeting, objective=objective, presenter=table.roy.person)
        make_decision(
            point, kind="resolution", outcome="unanimous", moved_by=mover, seconded_by=seconder
        )
        make_follow_up(point, table.partner.person, due_on=timezone.localdate())
        make_point(meeting, parent=point)
    return str(meeting.pk)


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("meeting_detail", "coordination"),
        ("meeting_detail", "partner"),
        ("meeting_edit", "coordination"),
    ],
)
def test_pages_of_one_meeting(client: Client, table: Table, name: str, reader: str) -> None:
    client.force_login(table.readers[reader])
    short, long = (reverse(name, args=[fill(table, points)]) for points in (1, 12))
    count(client, short)
    assert count(client, long) == count(client, short)
