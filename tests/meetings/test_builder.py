"""The pages of the agenda builder, with and without JavaScript."""

from datetime import time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import AgendaModel, Meeting
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import Table, make_meeting, make_minutes, make_point, now, pdf
from tests.meetings.pages import controls, errors
from tests.meetings.test_points import order, point
from tests.meetings.test_queries import count

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(client: Client, table: Table) -> Meeting:
    client.force_login(table.coordination)
    meeting = make_meeting(
        table.committee,
        status="draft",
        number=None,
        date=SOON,
        starts_at=time(13, 30),
        ends_at=time(14, 30),
    )
    for title in "ABC":
        make_point(meeting, title=title, minutes_planned=25)
    return meeting


def act(name: str, meeting: Meeting, *keys: int) -> str:
    return reverse(name, args=[meeting.pk, *keys])


def read(meeting: Meeting) -> dict[str, Any]:
    return {"version": now(meeting)["version"]}


def test_the_page_shows_the_hours_and_where_they_pass_the_end(
    client: Client, meeting: Meeting
) -> None:
    page = client.get(meeting.agenda_url)
    assert [row.slot.starts for row in page.context["agenda"].rows] == [
        time(13, 30),
        time(13, 55),
        time(14, 20),
    ]
    said = page.content.decode().replace("\xa0", " ")
    assert "13 h 55" in said
    assert "dépasse de 15 min" in said
    assert "Dépasse de 15 min" in said


def test_a_title_is_all_that_a_point_needs(client: Client, meeting: Meeting) -> None:
    data = controls(client.get(meeting.agenda_url)) | {"title": "D"}
    for _ in range(2):
        response = client.post(meeting.agenda_url, data)
        assert response.status_code == 302
    assert order(meeting) == ["1 A", "2 B", "3 C", "4 D"]
    under = point(meeting, "B")
    fresh = controls(client.get(meeting.agenda_url))
    client.post(meeting.agenda_url, fresh | {"title": "B1", "place": f"sous-{under.pk}"})
    assert order(meeting)[2] == "2.1 B1"


def test_what_was_added_is_said_once(client: Client, meeting: Meeting) -> None:
    data = controls(client.get(meeting.agenda_url)) | {"title": "D"}
    page = client.post(meeting.agenda_url, data, headers=HTMX)
    assert page.status_code == 201
    assert "Le point « D » est ajouté." in page.content.decode()
    assert 'data-focus="id_title"' in page.content.decode()
    client.post(meeting.agenda_url, data, headers=HTMX)
    assert order(meeting) == ["1 A", "2 B", "3 C", "4 D"]


def test_a_stale_or_empty_title_loses_nothing(client: Client, meeting: Meeting) -> None:
    data = controls(client.get(meeting.agenda_url))
    assert errors(client.post(meeting.agenda_url, data)) == [
        "Nouveau point · Donnez un titre au point."
    ]
    Meeting.objects.update(version=7)
    page = client.post(meeting.agenda_url, data | {"title": "D"}, headers=HTMX)
    assert "a été modifiée entre-temps" in errors(page)[0]
    assert 'value="D"' in page.content.decode()
    assert order(meeting) == ["1 A", "2 B", "3 C"]


def test_buttons_move_without_javascript(client: Client, meeting: Meeting) -> None:
    b = point(meeting, "B")
    address = act("agenda_move", meeting, b.pk)
    response = client.post(address, read(meeting) | {"move": "up"}, follow=True)
    assert response.redirect_chain == [(f"{meeting.agenda_url}#point-{b.pk}", 302)]
    assert "est maintenant le point 1." in response.content.decode()
    assert order(meeting) == ["1 B", "2 A", "3 C"]
    refused = client.post(address, read(meeting) | {"move": "up"}, follow=True)
    assert "Ce point est déjà le premier." in refused.content.decode()


def test_a_move_answers_htmx_with_the_agenda_what_to_say_and_the_focus(
    client: Client, meeting: Meeting
) -> None:
    c = point(meeting, "C")
    address = act("agenda_move", meeting, c.pk)
    page = client.post(address, read(meeting) | {"move": "under"}, headers=HTMX)
    said = page.content.decode()
    assert "<html" not in said
    assert f'data-focus="out-{c.pk}"' in said
    assert "est maintenant le point 2.1." in said
    stale = client.post(address, {"version": 1, "move": "out"}, headers=HTMX)
    assert "l’ordre du jour a changé entre-temps" in stale.content.decode()
    for data in ({}, {"move": "loin"} | read(meeting)):
        assert client.post(address, data, headers=HTMX).status_code == 200
    assert order(meeting) == ["1 A", "2 B", "2.1 C"]


def test_what_dragging_sends_is_written_or_refused_whole(client: Client, meeting: Meeting) -> None:
    a, b, c = meeting.agenda_items.in_order()
    address = act("agenda_order", meeting)
    sent = {"order": f"{c.pk},{a.pk}*,{b.pk}"} | read(meeting)
    client.post(address, sent, headers=HTMX)
    assert order(meeting) == ["1 C", "1.1 A", "2 B"]
    told = client.post(address, sent, headers=HTMX).content.decode()
    assert "l’ordre du jour a changé entre-temps" in told
    for wrong in ("", "a", f"{c.pk}", "1" * 4000):
        client.post(address, {"order": wrong} | read(meeting), headers=HTMX)
    assert order(meeting) == ["1 C", "1.1 A", "2 B"]


def test_a_point_is_edited_in_place_or_on_its_page(
    client: Client, table: Table, meeting: Meeting
) -> None:
    objective = make_objective(make_agreement(committee=table.committee))
    b = point(meeting, "B")
    address = act("agenda_point", meeting, b.pk)
    assert client.get(address).status_code == 200
    fragment = client.get(address, headers=HTMX)
    assert "<html" not in fragment.content.decode()
    data = controls(fragment) | {
        "title": "B, revu",
        "presenter": str(table.roy.person_id),
        "objective": str(objective.pk),
        "section": "decision",
        "is_closed_session": "on",
    }
    page = client.post(address, data, headers=HTMX)
    assert f'data-focus="edit-{b.pk}"' in page.content.decode()
    b.refresh_from_db()
    assert (b.title, b.presenter, b.objective, b.section, b.is_closed_session) == (
        "B, revu",
        table.roy.person,
        objective,
        "decision",
        True,
    )
    stale = client.post(address, data | {"title": "Autre"}, headers=HTMX)
    assert stale.headers["HX-Retarget"] == f"#line-{b.pk}"
    assert "a été modifiée entre-temps" in errors(stale)[0]
    again = controls(stale)
    assert (again["title"], again["version"]) == ("Autre", str(read(meeting)["version"]))


def test_points_are_removed_and_documents_come_and_go(client: Client, meeting: Meeting) -> None:
    a, b = point(meeting, "A"), point(meeting, "B")
    attach = act("agenda_attach", meeting, b.pk)
    data = controls(client.get(attach)) | {"title": "Plan", "file": pdf()}
    assert client.post(attach, data).status_code == 302
    document = b.attachments.get().document
    assert "Plan" in client.get(meeting.agenda_url).content.decode()
    assert "Plan" in client.get(meeting.get_absolute_url()).content.decode()
    detach = act("agenda_detach", meeting, b.pk, document.pk)
    assert client.post(detach, read(meeting)).status_code == 302
    assert client.post(detach, read(meeting)).status_code == 302
    assert not b.attachments.exists()
    client.post(act("agenda_remove", meeting, a.pk), read(meeting))
    assert order(meeting) == ["1 B", "2 C"]


def test_the_builder_is_the_coordination_s_until_the_minutes_are_adopted(
    client: Client, table: Table, meeting: Meeting
) -> None:
    meeting.status, meeting.number, meeting.visibility = "convened", 5, "public"
    meeting.save()
    for reader, status in (("partner", 403), ("administration", 403), ("outsider", 403)):
        client.force_login(table.readers[reader])
        assert client.get(meeting.agenda_url).status_code == status
    client.force_login(table.coordination)
    Meeting.objects.update(status="held")
    make_minutes(meeting, "adopted")
    assert client.get(meeting.agenda_url).status_code == 403
    assert client.post(act("agenda_order", meeting), read(meeting)).status_code == 403


def test_the_page_asks_as_much_whatever_it_holds(
    client: Client, table: Table, meeting: Meeting
) -> None:
    objective = make_objective(make_agreement(committee=table.committee))
    few = count(client, meeting.agenda_url)
    for _ in range(8):
        above = make_point(meeting, presenter=table.roy.person, objective=objective)
        make_point(meeting, parent=above)
        address = act("agenda_attach", meeting, above.pk)
        client.post(address, controls(client.get(address)) | {"title": "Plan", "file": pdf()})
    client.get(meeting.agenda_url)  # what was said of the documents is told once
    assert count(client, meeting.agenda_url) <= few + 1


def test_an_agenda_is_kept_as_a_model(client: Client, table: Table, meeting: Meeting) -> None:
    make_point(meeting, title="C1", parent=point(meeting, "C"), is_closed_session=True)
    address = act("agenda_keep", meeting)
    data = controls(client.get(address)) | {"name": "Séance de printemps"}
    assert client.post(address, data).status_code == 302
    model = AgendaModel.objects.get()
    assert (model.committee, [item.number for item in model.items.in_order()]) == (
        table.committee,
        ["1", "2", "3", "3.1"],
    )
    again = controls(client.get(address)) | {"name": "Séance de printemps"}
    assert errors(client.post(address, again)) == ["Un modèle porte déjà ce nom."]
    page = client.get(reverse("agenda_model_list")).content.decode()
    assert "Séance de printemps" in page
    assert f"?depart=modele-{model.pk}&amp;instance={table.committee.pk}" in page


def test_models_are_renamed_and_deleted(client: Client, table: Table, meeting: Meeting) -> None:
    model = AgendaModel.objects.create(name="Séance", committee=table.committee)
    rename = reverse("agenda_model_edit", args=[model.pk])
    data = controls(client.get(rename)) | {"name": "Ordinaire", "committee": ""}
    assert client.post(rename, data).status_code == 302
    model.refresh_from_db()
    assert (model.name, model.committee, model.version) == ("Ordinaire", None, 2)
    assert "a été modifiée entre-temps" in errors(client.post(rename, data))[0]
    delete = reverse("agenda_model_delete", args=[model.pk])
    assert client.post(delete, {"version": 1}).status_code == 200
    assert client.post(delete, controls(client.get(delete))).status_code == 302
    assert not AgendaModel.objects.exists()


def test_the_list_of_models_asks_as_much_whatever_it_holds(
    client: Client, table: Table, meeting: Meeting
) -> None:
    address = reverse("agenda_model_list")
    client.get(address)
    few = count(client, address)
    for number in range(20):
        model = AgendaModel.objects.create(name=f"Modèle {number}", committee=table.committee)
        model.items.create(position=1, title="Ouverture")
    assert (count(client, address), few <= 8) == (few, True)
