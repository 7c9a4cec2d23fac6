"""Recording a meeting in a browser without JavaScript."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.answers import STALE
from meetings.models import Attendance, Decision, FollowUp, Meeting, Minutes
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
    pdf,
)
from tests.meetings.log_page import LOG, page, resolution, seat
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db


def test_only_the_coordination_records(client: Client, table: Table) -> None:
    assert client.get(LOG).status_code == 302
    for name, status in (("administration", 403), ("partner", 403), ("coordination", 200)):
        client.force_login(table.readers[name])
        assert client.get(LOG).status_code == status


def test_the_only_committee_and_its_agreement_are_proposed(client: Client, table: Table) -> None:
    make_agreement("Ancienne", committee=table.committee)
    agreement = make_agreement("Courante", committee=table.committee)
    make_agreement("Terminée", committee=table.committee, status="completed")
    client.force_login(table.coordination)
    data = controls(client.get(LOG))
    assert (data["committee"], data["agreement"], data["date"]) == (
        str(table.committee.pk),
        str(agreement.pk),
        timezone.localdate().isoformat(),
    )
    other = Table("Comité des suites", "CS")
    assert controls(client.get(LOG))["committee"] == ""
    shown = controls(client.get(LOG, {"instance": other.committee.pk}))
    assert shown["committee"] == str(other.committee.pk)


def test_a_committee_and_a_date_are_enough(client: Client, table: Table) -> None:
    response = client.post(LOG, page(client, table), follow=True)
    meeting = Meeting.objects.get()
    assert response.redirect_chain == [(meeting.get_absolute_url(), 302)]
    assert (meeting.title, meeting.date, meeting.status) == (
        "Rencontre 1 de la Table de concertation",
        DAY,
        "held",
    )
    assert "Les partenaires la voient dès maintenant" in response.content.decode()


def test_a_whole_meeting(client: Client, table: Table) -> None:
    objective = make_objective(make_agreement(committee=table.committee))
    data = page(
        client,
        table,
        title="Séance de mars",
        starts_at="13:30",
        ends_at="16:00",
        mode="hybrid",
        place="Chapais",
        objectives=[str(objective.pk)],
        public_count="4",
        **resolution(table, outcome="majority", votes_for="5", votes_against="2"),
        **{
            f"{seat(table, 'roy')}-left_at": "15:00",
            f"{seat(table, 'boivin')}-status": "excused",
            f"{seat(table, 'boivin')}-replaced_by": "g0",
            "invites-0-name": "Lou Tremblay",
            "invites-0-organization": "Cégep",
            "invites-0-is_remote": "on",
            "points-0-notes": "On discute.\n\n- un\n- deux",
            "points-0-objective": str(objective.pk),
            "points-0-suivis-0-text": "Écrire",
            "points-0-suivis-0-who": f"p{table.roy.person_id}",
            "points-0-suivis-0-due_on": "2026-05-01",
            "points-1-title": "Suites",
            "points-1-is_sub_point": "on",
            "points-2-title": "Huis clos",
            "points-2-is_closed_session": "on",
        },
    )
    response = client.post(LOG, data)
    assert response.status_code == 302, errors(response)
    meeting = Meeting.objects.get()
    assert (meeting.title, meeting.starts_at, meeting.mode, meeting.public_count) == (
        "Séance de mars",
        time(13, 30),
        "hybrid",
        4,
    )
    assert list(meeting.objectives.all()) == [objective]
    listed = {str(row): row for row in meeting.attendances.all()}
    assert {name: row.status for name, row in listed.items()} == {
        "Dominique Audet": "present",
        "Dominique Roy": "remote",
        "Dominique Boivin": "excused",
        "Lou Tremblay": "remote",
    }
    assert listed["Dominique Boivin"].replaced_by == listed["Lou Tremblay"]
    assert listed["Dominique Roy"].left_at == time(15)
    items = list(meeting.agenda_items.in_order())
    assert [(item.number, item.title, item.is_closed_session) for item in items] == [
        ("1", "Plan d’action", False),
        ("1.1", "Suites", False),
        ("2", "Huis clos", True),
    ]
    assert items[0].notes == "<p>On discute.</p><ul><li>un</li><li>deux</li></ul>"
    decision = Decision.objects.get()
    assert (decision.outcome, decision.votes_for, decision.number) == ("majority", 5, None)
    follow_up = FollowUp.objects.get()
    assert (follow_up.person, follow_up.organization) == (table.roy.person, None)


def test_a_form_sent_twice_makes_one_meeting(client: Client, table: Table) -> None:
    data = page(client, table)
    first = client.post(LOG, data)
    second = client.post(LOG, data, follow=True)
    assert second.redirect_chain == [(first.url, 302)]
    assert Meeting.objects.count() == 1
    assert "Ce formulaire avait déjà été reçu" in second.content.decode()


def test_a_file_may_stand_for_the_notes(client: Client, table: Table) -> None:
    data = page(client, table, minutes_file=pdf(), adopted_on="2026-04-15")
    client.post(LOG, data)
    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.document.media_type) == ("adopted", "application/pdf")


@pytest.mark.parametrize(
    ("button", "added"),
    [
        ("points", "points-3-title"),
        ("invites", "invites-2-name"),
        ("points-0-decisions", "points-0-decisions-1-text"),
        ("points-0-suivis", "points-0-suivis-1-text"),
    ],
)
def test_a_button_adds_a_row_and_loses_nothing(
    client: Client, table: Table, button: str, added: str
) -> None:
    data = page(
        client, table, **resolution(table), **{"points-2-notes": "déjà", "ends_at": "16:00"}
    )
    response = client.post(LOG, data | {"ajouter": button})
    shown = controls(response)
    assert errors(response) == []
    assert shown[added] == ""
    kept = {name: value for name, value in data.items() if not name.endswith("TOTAL_FORMS")}
    assert {name: shown.get(name) for name in kept} == kept
    assert not Meeting.objects.exists()


def test_an_added_row_left_blank_is_no_row(client: Client, table: Table) -> None:
    data = page(client, table, **resolution(table))
    for button in ("points", "points-3-decisions", "invites", "points-0-suivis"):
        data = controls(client.post(LOG, data | {"ajouter": button}))
    assert client.post(LOG, data).status_code == 302
    assert (Meeting.objects.get().agenda_items.count(), Decision.objects.count()) == (1, 1)


@pytest.mark.parametrize("button", ["", "points-9-decisions", "nimporte", "points-TOTAL"])
def test_an_unknown_button_adds_nothing(client: Client, table: Table, button: str) -> None:
    data = page(client, table)
    assert controls(client.post(LOG, data | {"ajouter": button})) == data


def test_the_list_follows_the_date_and_keeps_what_was_ticked(client: Client, table: Table) -> None:
    table.roy.started_on = DAY + timedelta(days=1)
    table.roy.save()
    data = page(client, table)
    data = controls(client.post(LOG, data | {"actualiser": "1"}))
    assert f"{seat(table, 'roy')}-status" not in data
    data |= {
        f"{seat(table, 'audet')}-status": "remote",
        "date": (DAY + timedelta(days=2)).isoformat(),
        "actualiser": "1",
    }
    shown = controls(client.post(LOG, data))
    assert shown[f"{seat(table, 'audet')}-status"] == "remote"
    assert shown[f"{seat(table, 'roy')}-status"] == ""
    fragment = client.post(reverse("meeting_seats"), data)
    assert controls(fragment)[f"{seat(table, 'audet')}-status"] == "remote"
    assert f"{seat(table, 'roy')}-status" in controls(fragment)


def test_one_button_marks_those_who_sit_and_are_not_marked_yet(
    client: Client, table: Table
) -> None:
    substitute = table.seat("Côté", "Cégep", office="substitute")
    data = page(client, table, **{f"{seat(table, 'roy')}-status": "excused"})
    shown = controls(client.post(LOG, data | {"cocher": "1"}))
    assert [shown[f"presence-r{pk}-status"] for pk in (table.audet.pk, table.roy.pk)] == [
        "present",
        "excused",
    ]
    assert shown[f"presence-r{substitute.pk}-status"] == ""


def test_ticks_of_another_list_are_looked_at_again(client: Client, table: Table) -> None:
    table.roy.ended_on = DAY
    table.roy.save()
    later = (DAY + timedelta(days=5)).isoformat()
    data = page(client, table, **{f"{seat(table, 'roy')}-status": "present", "date": later})
    response = client.post(LOG, data)
    assert errors(response) == [
        "Date · Les présences cochées sont celles d’une autre date ou d’une autre instance : "
        "revoyez la liste, puis enregistrez de nouveau."
    ]
    assert not Meeting.objects.exists()


def known_meeting(table: Table) -> Meeting:
    """A meeting recorded earlier, with everything that a page may show."""
    meeting = make_meeting(table.committee, title="Séance")
    make_minutes(meeting)
    mover, seconder = attend(meeting, table.audet), attend(meeting, table.roy, "remote")
    Attendance.objects.create(meeting=meeting, guest_name="Lou Tremblay")
    attend(meeting, table.boivin, "absent", replaced_by=seconder)
    item = make_point(meeting, notes="<p>Un mot <strong>fort</strong>.</p>", minutes_planned=20)
    make_decision(
        item, kind="resolution", outcome="unanimous", moved_by=mover, seconded_by=seconder
    )
    make_follow_up(item, table.roy.person, organization=table.roy.membership.organization)
    return meeting


def snapshot() -> list[Any]:
    return [
        list(model.objects.order_by("pk").values())
        for model in (Attendance, Decision, FollowUp, Minutes)
    ]


def test_a_page_saved_as_it_stands_changes_nothing(client: Client, table: Table) -> None:
    meeting = known_meeting(table)
    before = snapshot()
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    response = client.post(url, controls(client.get(url)))
    assert response.status_code == 302, errors(response)
    assert snapshot() == before
    item = meeting.agenda_items.get()
    assert (item.notes, item.minutes_planned) == ("<p>Un mot <strong>fort</strong>.</p>", 20)
    meeting.refresh_from_db()
    assert (meeting.title, meeting.version) == ("Séance", 2)


def test_rows_are_changed_and_removed(client: Client, table: Table) -> None:
    meeting = known_meeting(table)
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    data = controls(client.get(url)) | {
        "points-0-title": "Titre corrigé",
        "points-0-decisions-0-DELETE": "on",
        "points-0-suivis-0-text": "Écrire deux fois",
        "invites-0-DELETE": "on",
        f"{seat(table, 'audet')}-status": "",
    }
    assert client.post(url, data).status_code == 302
    assert meeting.agenda_items.get().title == "Titre corrigé"
    assert not Decision.objects.exists()
    assert FollowUp.objects.get().text == "Écrire deux fois"
    assert sorted(str(row) for row in meeting.attendances.all()) == [
        "Dominique Boivin",
        "Dominique Roy",
    ]


def test_what_partners_have_read_is_not_removed(client: Client, table: Table) -> None:
    meeting = known_meeting(table)
    Minutes.objects.update(state="proposed")
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    data = controls(client.get(url)) | {
        "points-0-DELETE": "on",
        "points-0-decisions-0-DELETE": "on",
        "points-0-suivis-0-DELETE": "on",
    }
    assert client.post(url, data).status_code == 302
    assert (Decision.objects.count(), FollowUp.objects.count()) == (1, 1)


def test_somebody_else_saved_first(client: Client, table: Table) -> None:
    meeting = known_meeting(table)
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    mine, theirs = controls(client.get(url)), controls(client.get(url))
    client.post(url, theirs | {"title": "Le leur"})
    response = client.post(url, mine | {"title": "Le mien"})
    assert errors(response) == [
        STALE,
        "Titre · La fiche dit maintenant : « Le leur »",
    ]
    meeting.refresh_from_db()
    assert meeting.title == "Le leur"
    assert client.post(url, controls(response)).status_code == 302
    meeting.refresh_from_db()
    assert meeting.title == "Le mien"


def test_a_meeting_moved_to_another_committee_leaves_mandates_behind(
    client: Client, table: Table
) -> None:
    """Those who were there stay in the list: as people, for they have no seat there."""
    meeting, other = known_meeting(table), Table("Comité des suites", "CS")
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    data = controls(client.get(url)) | {"committee": other.committee.pk}
    data = controls(client.post(url, data | {"actualiser": "1"}))
    for name, status in (("audet", "present"), ("roy", "present"), ("boivin", "absent")):
        data[f"presence-p{getattr(table, name).person_id}-status"] = status
    data |= {
        "points-0-decisions-0-moved_by": f"p{table.audet.person_id}",
        "points-0-decisions-0-seconded_by": f"p{table.roy.person_id}",
    }
    response = client.post(url, data)
    assert response.status_code == 302, errors(response)
    mandates = meeting.attendances.filter(person__isnull=False).values_list("representative")
    assert list(mandates) == [(None,), (None,), (None,)]


def test_adopted_minutes_lock_the_page(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "adopted")
    client.force_login(table.coordination)
    assert client.get(reverse("meeting_edit", args=[meeting.pk])).status_code == 403


def test_a_called_meeting_is_recorded_over_its_agenda(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, status="convened")
    item = make_point(meeting, title="Prévu")
    client.force_login(table.coordination)
    url = reverse("meeting_record", args=[meeting.pk])
    data = controls(client.get(url)) | {"points-0-notes": "Dit."}
    assert client.post(url, data).status_code == 302
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.status, meeting.minutes.state, item.notes) == ("held", "draft", "<p>Dit.</p>")


def test_a_point_that_is_gone_is_told(client: Client, table: Table) -> None:
    meeting = known_meeting(table)
    client.force_login(table.coordination)
    url = reverse("meeting_edit", args=[meeting.pk])
    data = controls(client.get(url)) | {"points-0-id": "999999999999999999999"}
    assert (
        "Point 1 · Ce point n’est plus à l’ordre du jour : quelqu’un l’a retiré entre-temps."
        in errors(client.post(url, data))
    )
