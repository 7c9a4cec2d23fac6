"""The order that people ask for among points by their ranks."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.meetings.factories import Table, make_meeting, make_minutes, make_point
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(table: Table) -> Meeting:
    """A, A1, A2, B, B1, C: six rows."""
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    for top, below in (("A", 2), ("B", 1), ("C", 0)):
        parent = make_point(meeting, title=top)
        for number in range(1, below + 1):
            make_point(meeting, parent=parent, title=f"{top}{number}")
    return meeting


def saved(client: Client, table: Table, meeting: Meeting, **changes: Any) -> list[str]:
    """The titles with their numbers, once the page was sent with « r2 » as the rank of row 2."""
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    ranks = {f"points-{int(row[1:]) - 1}-ORDER": rank for row, rank in changes.items()}
    response = client.post(url, controls(client.get(url)) | ranks)
    assert response.status_code == 302, errors(response)
    return [f"{item.number} {item.title}" for item in meeting.agenda_items.in_order()]


@pytest.mark.parametrize(
    ("changes", "order"),
    [
        ({}, ["1 A", "1.1 A1", "1.2 A2", "2 B", "2.1 B1", "3 C"]),
        ({"r1": 4}, ["1 B", "1.1 B1", "2 A", "2.1 A1", "2.2 A2", "3 C"]),
        ({"r1": 6}, ["1 B", "1.1 B1", "2 C", "3 A", "3.1 A1", "3.2 A2"]),
        ({"r1": 99}, ["1 B", "1.1 B1", "2 C", "3 A", "3.1 A1", "3.2 A2"]),
        ({"r6": 0}, ["1 C", "2 A", "2.1 A1", "2.2 A2", "3 B", "3.1 B1"]),
        ({"r6": 2}, ["1 A", "1.1 A1", "1.2 A2", "2 C", "3 B", "3.1 B1"]),
        ({"r2": 3}, ["1 A", "1.1 A2", "1.2 A1", "2 B", "2.1 B1", "3 C"]),
        ({"r2": 5}, ["1 A", "1.1 A2", "2 B", "2.1 B1", "2.2 A1", "3 C"]),
        ({"r5": 1}, ["1 A", "1.1 B1", "1.2 A1", "1.3 A2", "2 B", "3 C"]),
        ({"r2": 4, "r4": 6}, ["1 A", "1.1 A2", "2 C", "3 B", "3.1 A1", "3.2 B1"]),
        ({"r1": 4, "r6": 4}, ["1 B", "1.1 B1", "2 A", "2.1 A1", "2.2 A2", "3 C"]),
    ],
    ids=str,
)
def test_a_moved_point_follows_the_one_that_it_names(
    client: Client, table: Table, meeting: Meeting, changes: dict[str, int], order: list[str]
) -> None:
    assert saved(client, table, meeting, **changes) == order


def test_a_point_goes_under_another_with_those_under_it(
    client: Client, table: Table, meeting: Meeting
) -> None:
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    data = controls(client.get(url)) | {"points-3-is_sub_point": "on"}
    assert client.post(url, data).status_code == 302
    items = meeting.agenda_items.in_order()
    assert [f"{item.number} {item.title}" for item in items] == [
        "1 A",
        "1.1 A1",
        "1.2 A2",
        "1.3 B",
        "1.4 B1",
        "2 C",
    ]
