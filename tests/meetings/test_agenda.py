"""Points, decisions and follow-ups as a page that is saved leaves them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from arbj_portal.core.answers import STALE
from meetings import actions
from meetings.forms.log import MeetingLog
from meetings.models import AgendaItem, Decision, FollowUp, Meeting, Minutes
from meetings.records import DecisionEntry, MeetingRecord, PointEntry
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
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db


def edit(meeting: Meeting) -> str:
    return reverse("meeting_edit", args=[meeting.pk])


def open_page(client: Client, table: Table, meeting: Meeting) -> dict[str, Any]:
    client.force_login(table.coordination)
    return controls(client.get(edit(meeting)))


@pytest.fixture
def promised(table: Table) -> FollowUp:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    return make_follow_up(make_point(meeting), table.partner.person, due_on=DAY)


def update(table: Table, follow_up: FollowUp, **values: Any) -> None:
    version = FollowUp.objects.get(pk=follow_up.pk).version
    actions.update_follow_up(by=table.partner, follow_up=follow_up, version=version, values=values)


def test_what_was_said_of_a_follow_up_meanwhile_stays(
    client: Client, table: Table, promised: FollowUp
) -> None:
    meeting = promised.agenda_item.meeting
    data = open_page(client, table, meeting)
    update(table, promised, status="done", note="Envoyé")
    assert client.post(edit(meeting), data | {"title": "Corrigée"}).status_code == 302
    promised.refresh_from_db()
    assert (promised.status, promised.note, promised.version) == ("done", "Envoyé", 2)


def test_a_follow_up_changed_on_both_sides_is_told_in_its_row(
    client: Client, table: Table, promised: FollowUp
) -> None:
    meeting = promised.agenda_item.meeting
    data = open_page(client, table, meeting) | {"points-0-suivis-0-text": "Écrire deux fois"}
    update(table, promised, status="done")
    response = client.post(edit(meeting), data)
    assert errors(response)[0] == f"Point 1, suivi 1 · {STALE}"
    again = controls(response)
    assert again == data | {"points-0-suivis-0-version": "2"}
    assert client.post(edit(meeting), again).status_code == 302
    promised.refresh_from_db()
    assert (promised.text, promised.status) == ("Écrire deux fois", "done")


def test_a_follow_up_that_moved_on_is_not_removed_unseen(
    client: Client, table: Table, promised: FollowUp
) -> None:
    meeting = promised.agenda_item.meeting
    data = open_page(client, table, meeting) | {"points-0-suivis-0-DELETE": "on"}
    update(table, promised, note="Presque fini")
    response = client.post(edit(meeting), data)
    assert errors(response)[0] == f"Point 1, suivi 1 · {STALE}"
    assert client.post(edit(meeting), controls(response)).status_code == 302
    assert not FollowUp.objects.exists()


def test_a_later_date_corrects_a_draft(client: Client, table: Table, promised: FollowUp) -> None:
    meeting = promised.agenda_item.meeting
    later = DAY + timedelta(days=7)
    data = open_page(client, table, meeting) | {"points-0-suivis-0-due_on": later.isoformat()}
    client.post(edit(meeting), data)
    promised.refresh_from_db()
    assert (promised.due_on, promised.times_postponed) == (later, 0)


def test_a_later_date_in_what_others_read_is_a_postponement(
    client: Client, table: Table, promised: FollowUp
) -> None:
    meeting = promised.agenda_item.meeting
    Minutes.objects.filter(meeting=meeting).update(state="proposed")
    later = (DAY + timedelta(days=7)).isoformat()
    data = open_page(client, table, meeting) | {"points-0-suivis-0-due_on": later}
    response = client.post(edit(meeting), data)
    assert "se reporte à sa page, avec un motif" in errors(response)[0]
    assert controls(response)["points-0-suivis-0-due_on"] == later
    promised.refresh_from_db()
    assert promised.due_on == DAY


def test_a_row_without_its_version_is_refused(
    client: Client, table: Table, promised: FollowUp
) -> None:
    meeting = promised.agenda_item.meeting
    data = open_page(client, table, meeting) | {"points-0-suivis-0-version": ""}
    assert errors(client.post(edit(meeting), data)) == [
        "Point 1, suivi 1 · La page est arrivée incomplète : rechargez-la."
    ]


def test_a_decision_on_which_something_hangs_stays(client: Client, table: Table) -> None:
    earlier, meeting = make_meeting(table.committee), make_meeting(table.committee)
    make_minutes(meeting)
    adopting, followed = make_decision(make_point(meeting)), make_decision(make_point(meeting))
    make_minutes(earlier, "adopted", adopted_by=adopting)
    make_follow_up(followed.agenda_item, table.roy.person, decision=followed)
    data = open_page(client, table, meeting)
    page = client.get(edit(meeting)).content.decode()
    assert page.count("Un procès-verbal est adopté par cette décision") == 1
    assert page.count("Un suivi se rattache à cette décision") == 1
    for row in (0, 1):
        data |= {f"points-{row}-DELETE": "on", f"points-{row}-decisions-0-DELETE": "on"}
    assert client.post(edit(meeting), data).status_code == 302
    assert set(Decision.objects.all()) == {adopting, followed}


def test_what_came_to_hang_on_a_decision_meanwhile_is_told(client: Client, table: Table) -> None:
    """The form let it go; the database does not."""
    meeting, other = make_meeting(table.committee), make_meeting(table.committee)
    make_minutes(meeting)
    decision = make_decision(make_point(meeting))
    make_follow_up(make_point(other), table.roy.person, decision=decision)
    entry = DecisionEntry({}, decision=decision, is_removed=True)
    log = MeetingLog(meeting=meeting, data=QueryDict("version=1"))
    with log.refusals():
        actions.revise_meeting(
            by=table.coordination,
            submission=uuid4(),
            meeting=meeting,
            version=1,
            record=MeetingRecord(
                values={"date": DAY},
                points=[PointEntry({}, item=decision.agenda_item, decisions=[entry])],
            ),
        )
    assert log.facts.non_field_errors() == [
        "Cela ne peut pas être retiré : « Écrire au ministère » s’y rattache encore."
    ]


def test_a_point_goes_with_its_follow_ups_and_their_decisions(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    point = make_point(meeting)
    follow_up = make_follow_up(point, table.roy.person, decision=make_decision(point))
    actions.revise_meeting(
        by=table.coordination,
        submission=uuid4(),
        meeting=meeting,
        version=1,
        record=MeetingRecord(
            values={"date": DAY}, points=[PointEntry({}, item=point, is_removed=True)]
        ),
    )
    assert not FollowUp.objects.filter(pk=follow_up.pk).exists()
    assert not Decision.objects.exists()


def test_points_are_written_where_they_changed(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    attend(meeting, table.roy)
    for _ in range(3):
        make_point(meeting)
    data = open_page(client, table, meeting)
    assert client.post(edit(meeting), data | {"points-1-title": "Varia"}).status_code == 302
    items = AgendaItem.objects.order_by("position")
    assert list(items.values_list("title", "version")) == [
        ("Point 1", 1),
        ("Varia", 2),
        ("Point 3", 1),
    ]
