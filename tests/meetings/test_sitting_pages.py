"""The page of a sitting, with and without JavaScript: what it shows, what its buttons answer."""

from datetime import time
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from meetings.models import Attendance, Decision, FollowUp, Meeting
from members.models import Committee, Representative
from tests.meetings.factories import (
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)
from tests.meetings.pages import controls, errors
from tests.meetings.test_queries import count

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}
THREE_O_CLOCK = time_machine.travel("2026-03-12T19:00:00Z", tick=False)
SECONDS_LATER = time_machine.travel("2026-03-12T19:00:10Z", tick=False)
A_MINUTE_LATER = time_machine.travel("2026-03-12T19:01:10Z", tick=False)


@pytest.fixture
def meeting(table: Table, client: Client) -> Meeting:
    Committee.objects.update(quorum_rule=Committee.QuorumRule.NUMBER, quorum_value=2)
    client.force_login(table.coordination)
    committee = Committee.objects.get()
    return make_meeting(committee, status=Meeting.Status.IN_PROGRESS, opened_at=time(13, 30))


def page(client: Client, meeting: Meeting) -> Any:
    return client.get(reverse("sitting", args=[meeting.pk]))


def mark(client: Client, meeting: Meeting, mandate: Representative, act: str, **how: Any) -> Any:
    url = reverse("sitting_mark", args=[meeting.pk, f"r{mandate.pk}"])
    version = how.pop("version", 0)
    return client.post(url, {"version": version, "act": act}, **how)


def told(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_one_line_for_each_seat_in_the_order_of_protocol(
    client: Client, table: Table, meeting: Meeting
) -> None:
    Representative.objects.filter(pk=table.roy.pk).update(office=Representative.Office.CHAIR)
    table.seat("Morin", "Cégep", office=Representative.Office.SUBSTITUTE)
    sitting = page(client, meeting).context["sitting"]
    assert [line.name for line in sitting.expected] == [
        "Dominique Roy",
        "Dominique Audet",
        "Dominique Boivin",
    ]
    assert [line.name for line in sitting.substitutes] == ["Dominique Morin"]


def test_a_click_without_javascript_leads_back_to_its_line(
    client: Client, table: Table, meeting: Meeting
) -> None:
    response = mark(client, meeting, table.audet, "present")
    line = f"#presence-r{table.audet.pk}"
    assert response.headers["Location"] == reverse("sitting", args=[meeting.pk]) + line
    assert Attendance.objects.get().status == "present"
    response = mark(client, meeting, table.audet, "absent", follow=True)
    assert told(response) == ["Quelqu’un d’autre vient de changer ceci : voici où cela en est."]
    assert Attendance.objects.get().status == "present"


def test_a_module_is_told_what_stands_with_every_click(
    client: Client, table: Table, meeting: Meeting
) -> None:
    state = mark(client, meeting, table.audet, "present", headers=JSON).json()
    assert (state["quorum"], state["version"]) == ("Pas de quorum encore", 2)
    assert 'aria-pressed="true"' in state["html"]
    assert [name for _, name in state["movers"]] == ["Dominique Audet"]
    assert mark(client, meeting, table.boivin, "remote", headers=JSON).json()["quorum"] == (
        "Quorum atteint"
    )
    with THREE_O_CLOCK:
        state = mark(client, meeting, table.boivin, "departure", version=1, headers=JSON).json()
        assert state["quorum"] == "Quorum perdu à 15\xa0h"
        assert [name for _, name in state["movers"]] == ["Dominique Audet", "Dominique Boivin"]
    answer = mark(client, meeting, table.boivin, "absent", version=1, headers=JSON)
    assert (answer.status_code, answer.json()["error"][:12]) == (409, "Quelqu’un d’")
    url = reverse("sitting_state", args=[meeting.pk])
    assert client.get(url).json()["version"] == answer.json()["version"]


def test_who_is_there_to_take_notes_is_told_that_something_changed(
    client: Client, table: Table, meeting: Meeting
) -> None:
    url = reverse("notes_presence", args=[meeting.pk])
    data = {"session": "00000000-0000-4000-8000-000000000000", "known": ""}
    before = client.post(url, data, headers=JSON).json()["version"]
    mark(client, meeting, table.audet, "present")
    assert client.post(url, data, headers=JSON).json()["version"] == before + 1


@pytest.mark.parametrize("act", ["", "dancing"])
def test_what_is_no_act_changes_nothing(
    client: Client, table: Table, meeting: Meeting, act: str
) -> None:
    assert mark(client, meeting, table.audet, act, headers=JSON).status_code == 409
    assert not Attendance.objects.exists()


@pytest.mark.parametrize("key", ["r", "x1", "r999999", "a1", "r1e3", "r" + "9" * 30])
def test_a_line_that_does_not_exist_is_not_found(
    client: Client, meeting: Meeting, key: str
) -> None:
    url = reverse("sitting_mark", args=[meeting.pk, key])
    assert client.post(url, {"version": 0, "act": "present"}).status_code == 404


def test_times_and_replacement_are_forms_of_their_own(
    client: Client, table: Table, meeting: Meeting
) -> None:
    mark(client, meeting, table.audet, "present")
    key = f"r{table.audet.pk}"
    url = reverse("sitting_times", args=[meeting.pk, key])
    data = controls(client.get(url)) | {"arrived_at": "13:45", "out_0": "14:00", "back_0": "13:50"}
    response = client.post(url, data)
    assert errors(response) == ["Retour à · Le retour vient après la sortie."]
    client.post(url, data | {"back_0": "14:10"})
    row = Attendance.objects.get()
    assert row.times_text == "arrivée à 13\xa0h\xa045; sortie de 14\xa0h à 14\xa0h\xa010"
    url = reverse("sitting_replacement", args=[meeting.pk, key])
    client.post(url, controls(client.get(url)) | {"name": "Lou Tremblay"})
    row.refresh_from_db()
    assert (row.status, str(row.replaced_by), row.times_text) == ("excused", "Lou Tremblay", "")
    assert client.get(reverse("sitting_times", args=[meeting.pk, key])).status_code == 404


def test_times_keep_the_seconds_that_a_click_told(
    client: Client, table: Table, meeting: Meeting
) -> None:
    row = attend(meeting, table.audet, arrived_at=time(13, 45, 20))
    url = reverse("sitting_times", args=[meeting.pk, f"r{table.audet.pk}"])
    client.post(url, controls(client.get(url)) | {"left_at": "15:00"})
    row.refresh_from_db()
    assert (row.arrived_at, row.left_at) == (time(13, 45, 20), time(15))


def test_guests_and_the_public(client: Client, meeting: Meeting) -> None:
    url = reverse("sitting_guest", args=[meeting.pk])
    for _ in range(2):
        response = client.post(url, {"name": "Lou Tremblay"}, follow=True)
    assert told(response) == ["Cette personne figure déjà parmi les autres présences."]
    url = reverse("sitting_public", args=[meeting.pk])
    client.post(url, {"known": "", "count": "11"}, follow=True)
    assert told(client.post(url, {"known": "", "count": "12"}, follow=True)) == [
        "Quelqu’un d’autre vient de changer ceci : voici où cela en est."
    ]
    meeting.refresh_from_db()
    assert meeting.public_count == 11


def test_a_decision_is_taken_when_its_form_was_opened_to_the_second(
    client: Client, meeting: Meeting
) -> None:
    url = reverse("decision_write", args=[meeting.pk, make_point(meeting).pk])
    with SECONDS_LATER:
        blank = controls(client.get(url))
    with A_MINUTE_LATER:
        for typed in ({}, {"taken_at": "14:50"}):
            client.post(url, blank | {"text": "D’attendre.", "submission": uuid4(), **typed})
    assert [decision.taken_at for decision in Decision.objects.order_by("pk")] == [
        time(15, 0, 10),
        time(14, 50),
    ]


def test_a_decision_is_written_corrected_and_taken_back_at_its_point(
    client: Client, table: Table, meeting: Meeting
) -> None:
    mover, seconder = attend(meeting, table.audet), attend(meeting, table.boivin)
    point = make_point(meeting, title="Budget")
    url = reverse("decision_write", args=[meeting.pk, point.pk])
    with THREE_O_CLOCK:
        blank = controls(client.get(url))
    assert blank["taken_at"] == "15:00"
    data = blank | {"kind": "resolution", "text": "D’adopter le budget."}
    answer = client.post(url, data, headers=JSON)
    assert answer.status_code == 422
    assert "Dites qui propose la résolution." in answer.json()["html"]
    data |= {"moved_by": mover.pk, "seconded_by": seconder.pk}
    for _ in range(2):  # sent twice, it is one decision
        assert client.post(url, data, headers=JSON).json()["said"] == (
            "La décision du point 1 est enregistrée."
        )
    decision = Decision.objects.get()
    assert (decision.outcome, decision.taken_at) == ("unanimous", time(15))
    assert not decision.without_quorum
    url = reverse("decision_correct", args=[decision.pk])
    first, second = controls(client.get(url)), controls(client.get(url))
    client.post(url, first | {"text": "D’adopter le budget corrigé."})
    response = client.post(url, second | {"text": "De rejeter le budget."})
    assert "La fiche dit maintenant : «\xa0D’adopter le budget corrigé.\xa0»" in (
        response.content.decode()
    )
    decision.refresh_from_db()
    assert decision.text == "D’adopter le budget corrigé."
    client.post(reverse("decision_remove", args=[decision.pk]), {"version": 1})
    assert Decision.objects.count() == 1
    client.post(reverse("decision_remove", args=[decision.pk]), {"version": 2})
    assert Decision.objects.count() == 0


def test_stances_are_told_with_the_decision_everywhere(
    client: Client, table: Table, meeting: Meeting
) -> None:
    rows = [attend(meeting, mandate) for mandate in (table.audet, table.boivin, table.roy)]
    point = make_point(meeting)
    url = reverse("decision_write", args=[meeting.pk, point.pk])
    data = controls(client.get(url)) | {"text": "De surseoir.", "dissent": [rows[2].pk]}
    client.post(url, data | {"withdrawal": [rows[2].pk]})
    assert not Decision.objects.exists()
    client.post(url, data | {"withdrawal": [rows[1].pk]})
    make_minutes(meeting)
    for name in ("meeting_detail", "sitting"):
        html = client.get(reverse(name, args=[meeting.pk])).content.decode()
        assert "Mme Roy inscrit sa dissidence." in html
        assert "Mme Boivin se retire pour ce point." in html


def test_a_follow_up_is_written_corrected_and_taken_back(
    client: Client, table: Table, meeting: Meeting
) -> None:
    point = make_point(meeting)
    url = reverse("promise_write", args=[meeting.pk, point.pk])
    who = f"p{table.roy.person_id}"
    client.post(url, controls(client.get(url)) | {"text": "Écrire", "who": who})
    follow_up = FollowUp.objects.get()
    url = reverse("promise_correct", args=[follow_up.pk])
    client.post(url, controls(client.get(url)) | {"text": "Écrire au ministère"})
    follow_up.refresh_from_db()
    assert (follow_up.text, follow_up.person) == ("Écrire au ministère", table.roy.person)
    client.post(reverse("promise_remove", args=[follow_up.pk]), {"version": follow_up.version})
    assert not FollowUp.objects.exists()


def test_the_sitting_is_opened_and_adjourned_by_the_page(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    meeting = make_meeting(table.committee, status=Meeting.Status.CONVENED)
    with time_machine.travel("2026-03-10T18:00:00Z", tick=False):
        client.force_login(table.coordination)
        assert controls(page(client, meeting))["opened_at"] == ""  # the hour of now, then
        url = reverse("sitting_begin", args=[meeting.pk])
        data = {"version": meeting.version, "opened_at": ""}
        response = client.post(url, data)
        assert errors(response) == [
            "Tenir la rencontre aujourd’hui · Cochez cette case, ou attendez ce jour-là."
        ]
        assert told(client.post(url, data | {"is_today": "on"}, follow=True)) == [
            "La séance est ouverte."
        ]
        meeting.refresh_from_db()
        url = reverse("sitting_end", args=[meeting.pk])
        stale = {"version": meeting.version, "adjourned_at": "16:05"}
        mark(client, meeting, table.audet, "present")
        assert "modifiée entre-temps" in errors(client.post(url, stale))[0]
        client.post(url, stale | {"version": meeting.version + 1})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.opened_at, meeting.adjourned_at) == (
        "held",
        time(14),
        time(16, 5),
    )


def test_the_page_of_closing_says_what_is_missing(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    point = make_point(meeting, kind="decision", title="Choix des priorités")
    url = reverse("meeting_close", args=[meeting.pk])
    html = client.get(url).content.decode()
    assert f'href="{reverse("sitting", args=[meeting.pk])}#point-{point.pk}"' in html
    response = client.post(url, {"version": meeting.version})
    assert errors(response) == [
        "Il manque une décision, un report ou un retrait : 1. Choix des priorités."
    ]
    client.post(
        reverse("sitting_point", args=[meeting.pk, point.pk]), {"version": 1, "act": "postponed"}
    )
    meeting.refresh_from_db()
    assert told(client.post(url, {"version": meeting.version}, follow=True)) == [
        "La rencontre est clôturée."
    ]
    assert page(client, meeting).status_code == 403
    url = reverse("meeting_reopen", args=[meeting.pk])
    meeting.refresh_from_db()
    client.post(url, {"version": meeting.version, "reason": "Une décision manque."})
    detail = reverse("meeting_detail", args=[meeting.pk])
    assert "Une décision manque." in client.get(detail).content.decode()
    client.force_login(table.partner)
    assert "Une décision manque." not in client.get(detail).content.decode()


def fill(table: Table, meeting: Meeting, many: int) -> Meeting:
    for rank in range(many):
        row = attend(meeting, table.seat(f"Nom {rank}", f"Organisme {meeting.pk} {rank}"))
        row.exits.create(left_at=time(14), returned_at=time(14, 5))
        point = make_point(meeting, minutes_planned=5)
        decision = make_decision(point)
        decision.stances.create(attendance=row, kind="dissent")
        make_follow_up(point, table.roy.person)
    return meeting


def test_the_page_asks_the_same_questions_whatever_it_holds(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    status = {"status": Meeting.Status.IN_PROGRESS, "opened_at": time(13)}
    short = fill(table, make_meeting(table.committee, **status), 1)
    long = fill(table, make_meeting(table.committee, **status), 9)
    for name in ("sitting", "sitting_state"):
        urls = [reverse(name, args=[meeting.pk]) for meeting in (short, long)]
        count(client, urls[0])
        assert count(client, urls[0]) == count(client, urls[1])
