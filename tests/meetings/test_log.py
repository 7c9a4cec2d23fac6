"""Recording a meeting, over HTTP."""

from typing import Any

from django.test import Client
from django.urls import reverse

from meetings.models import Meeting
from tests.meetings.factories import DAY, Table
from tests.meetings.pages import controls, errors

LOG = reverse("meeting_log")


def blank(client: Client, table: Table, **changes: Any) -> dict[str, Any]:
    """The page of a table with its date, ready to be sent."""
    client.force_login(table.coordination)
    data = controls(client.get(LOG)) | {"date": DAY.isoformat(), "actualiser": "1"}
    data = controls(client.post(LOG, data))
    return data | changes


def test_a_committee_and_a_date_are_enough(client: Client, table: Table) -> None:
    data = blank(client, table)
    response = client.post(LOG, data)
    assert response.status_code == 302, errors(response)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.number, meeting.status, meeting.visibility) == (
        "Rencontre 1 de la Table de concertation",
        1,
        "held",
        "partners",
    )
    assert meeting.minutes.state == "draft"
    assert client.get(meeting.get_absolute_url()).status_code == 200
    print(data)
