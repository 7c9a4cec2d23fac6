"""The page on which a meeting is recorded, as tests fill it and send it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, Decision, FollowUp, Meeting
from tests.meetings.factories import DAY, Table
from tests.meetings.pages import controls, errors

LOG = reverse("meeting_log")


def page(client: Client, table: Table, **changes: Any) -> dict[str, Any]:
    """The page of the table at its day, ready to be sent: everybody sat then, as today."""
    client.force_login(table.coordination)
    return controls(client.get(LOG)) | {"date": DAY.isoformat()} | changes


def seat(table: Table, name: str) -> str:
    return f"presence-r{getattr(table, name).pk}"


def key(table: Table, name: str) -> str:
    return f"r{getattr(table, name).pk}"


def resolution(table: Table, **changes: Any) -> dict[str, Any]:
    """A point with a resolution of two people who are there."""
    return {
        f"{seat(table, 'audet')}-status": "present",
        f"{seat(table, 'roy')}-status": "remote",
        "points-0-title": "Plan d’action",
        "points-0-decisions-0-kind": "resolution",
        "points-0-decisions-0-text": "D’adopter le plan d’action.",
        "points-0-decisions-0-moved_by": key(table, "audet"),
        "points-0-decisions-0-seconded_by": key(table, "roy"),
    } | {f"points-0-decisions-0-{name}": value for name, value in changes.items()}


def assert_refused(
    client: Client, data: dict[str, Any], *lines: str, url: str = LOG
) -> HttpResponse:
    """The page comes back with these errors and with everything typed; nothing is stored."""
    before = [model.objects.count() for model in (Meeting, Attendance, Decision, FollowUp)]
    response = client.post(url, data)
    assert response.status_code == 200
    assert errors(response) == list(lines)
    assert response.content.decode().count("<title>Erreur") == 1
    shown = controls(response)
    typed = {name: value for name, value in data.items() if not hasattr(value, "read")}
    assert {name: shown.get(name) for name in typed} == typed
    after = [model.objects.count() for model in (Meeting, Attendance, Decision, FollowUp)]
    assert after == before
    return response
