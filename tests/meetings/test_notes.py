"""Notes of a point: saved, or set aside, never dropped; told in few lines."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.history_pages import changes_of, events_of
from arbj_portal.core.roles import Role
from meetings import actions
from meetings.actions.notes import Saving
from meetings.history import meeting_history
from meetings.models import AgendaItem, EditingSession, Meeting, SetAsideText
from meetings.permissions import can_edit_meeting
from meetings.records import MeetingRecord, PointEntry
from meetings.versions import text_of_version, versions_of
from tests.meetings.factories import Table, make_meeting, make_minutes, make_point, make_user

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def point(table: Table) -> AgendaItem:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    return make_point(meeting, notes="<p>Avant.</p>")


def save(
    table: Table, point: AgendaItem, text: str, base: int, session: UUID, *, by: Any = None
) -> Saving:
    return actions.save_notes(
        by=by or table.coordination, item=point, text=text, base=base, session=session
    )


def stored(point: AgendaItem) -> tuple[str, int]:
    return AgendaItem.objects.values_list("notes", "notes_version").get(pk=point.pk)


def set_aside() -> list[tuple[str, int]]:
    return list(SetAsideText.objects.values_list("text", "base_version").order_by("id"))


def test_a_save_is_the_next_version(table: Table, point: AgendaItem) -> None:
    saving = save(table, point, "<p>Après.</p>", 1, uuid4())
    assert stored(point) == ("<p>Après.</p>", 2)
    assert (saving.item.notes_saved_by, saving.set_aside) == (table.coordination, None)


def test_the_same_text_is_saved_already(table: Table, point: AgendaItem) -> None:
    saving = save(table, point, "<p>Avant.</p>", 1, uuid4())
    assert (stored(point), saving.item.notes_version) == (("<p>Avant.</p>", 1), 1)


def test_a_text_made_from_an_older_version_is_set_aside(table: Table, point: AgendaItem) -> None:
    save(table, point, "<p>A.</p>", 1, uuid4())
    saving = save(table, point, "<p>B.</p>", 1, uuid4())
    assert saving.is_conflict
    assert (stored(point), set_aside()) == (("<p>A.</p>", 2), [("<p>B.</p>", 1)])


def test_the_same_text_is_set_aside_once(table: Table, point: AgendaItem) -> None:
    session = uuid4()
    save(table, point, "<p>A.</p>", 1, uuid4())
    for _ in range(2):
        save(table, point, "<p>B.</p>", 1, session)
    assert set_aside() == [("<p>B.</p>", 1)]


def test_an_editor_whose_answer_was_lost_goes_on(table: Table, point: AgendaItem) -> None:
    session = uuid4()
    save(table, point, "<p>Un.</p>", 1, session)
    save(table, point, "<p>Un deux.</p>", 1, session)
    saving = save(table, point, "<p>Un deux trois.</p>", 2, session)
    assert (stored(point), saving.set_aside) == (("<p>Un deux trois.</p>", 4), None)


def test_an_editor_does_not_go_on_over_somebody_elses_save(table: Table, point: AgendaItem) -> None:
    session = uuid4()
    save(table, point, "<p>Un.</p>", 1, session)
    save(table, point, "<p>Autre.</p>", 2, uuid4())
    save(table, point, "<p>Autre, puis moi.</p>", 3, session)
    assert save(table, point, "<p>Un deux.</p>", 1, session).is_conflict
    assert stored(point) == ("<p>Autre, puis moi.</p>", 4)


def test_a_version_that_does_not_exist_yet_is_no_base(table: Table, point: AgendaItem) -> None:
    assert save(table, point, "<p>B.</p>", 9, uuid4()).is_conflict


def test_adopted_minutes_set_the_text_aside(table: Table, point: AgendaItem) -> None:
    point.meeting.minutes.delete()
    make_minutes(Meeting.objects.get(pk=point.meeting_id), "adopted")
    saving = save(table, point, "<p>Trop tard.</p>", 1, uuid4())
    assert (saving.is_conflict, set_aside()) == (False, [("<p>Trop tard.</p>", 1)])
    assert stored(point) == ("<p>Avant.</p>", 1)


def test_whoever_writes_without_counting_makes_another_version(point: AgendaItem) -> None:
    AgendaItem.objects.filter(pk=point.pk).update(notes="<p>Autrement.</p>")
    assert stored(point) == ("<p>Autrement.</p>", 2)
    AgendaItem.objects.filter(pk=point.pk).update(title="Autre titre")
    assert stored(point) == ("<p>Autrement.</p>", 2)


def test_a_row_read_before_a_save_overwrites_nothing(table: Table, point: AgendaItem) -> None:
    read = AgendaItem.objects.get(pk=point.pk)
    save(table, point, "<p>Après.</p>", 1, uuid4())
    with (
        pytest.raises(IntegrityError, match="meetings_agendaitem_notes_in_turn"),
        transaction.atomic(),
    ):
        read.save()
    assert stored(point) == ("<p>Après.</p>", 2)


@pytest.mark.parametrize("version", [3, 1])
def test_versions_move_by_one_and_with_the_text_alone(point: AgendaItem, version: int) -> None:
    AgendaItem.objects.filter(pk=point.pk).update(notes="<p>Deux.</p>")
    with pytest.raises(IntegrityError, match="meetings_agendaitem_notes_in_turn"):
        AgendaItem.objects.filter(pk=point.pk).update(notes_version=version)


# --- The history, in lines that people can read.


def type_on(table: Table, point: AgendaItem, count: int, start: int = 1, by: Any = None) -> None:
    session = uuid4()
    for number in range(start, start + count):
        save(table, point, f"<p>Texte {number}.</p>", number, session, by=by)


def test_a_hundred_autosaves_are_one_version(table: Table, point: AgendaItem) -> None:
    type_on(table, point, 100)
    assert events_of(AgendaItem).filter(pgh_obj=point.pk).count() == 101
    assert [(v.number, v.author) for v in versions_of(point)] == [
        (101, "Claire Lavoie"),
        (1, "système"),
    ]


def test_a_hundred_autosaves_are_one_line_of_the_history(table: Table, point: AgendaItem) -> None:
    type_on(table, point, 100)
    changes = changes_of(*meeting_history(point.meeting))
    told = [field for change in changes[0:50] for field in change.fields if field.label == "notes"]
    assert [(field.before, field.after) for field in told] == [
        ("Avant.", "Texte 100."),
        ("", "Avant."),
    ]


def test_ten_minutes_another_author_or_another_change_begin_another_version(
    table: Table, point: AgendaItem
) -> None:
    colleague = make_user(Role.COORDINATION, name="Élise Roy")
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        type_on(table, point, 2)
        clock.move_to(start + timedelta(minutes=11))
        type_on(table, point, 2, start=3)
        clock.shift(1)
        type_on(table, point, 2, start=5, by=colleague)
        AgendaItem.objects.filter(pk=point.pk).update(title="Autre titre")
        clock.shift(1)
        type_on(table, point, 2, start=7, by=colleague)
    assert [(v.number, v.author) for v in versions_of(point)] == [
        (9, "Élise Roy"),
        (7, "Élise Roy"),
        (5, "Claire Lavoie"),
        (3, "Claire Lavoie"),
        (1, "système"),
    ]


def test_a_version_inside_a_stretch_can_be_read(table: Table, point: AgendaItem) -> None:
    type_on(table, point, 3)
    assert [text_of_version(point, number) for number in (1, 2, 4)] == [
        "<p>Avant.</p>",
        "<p>Texte 1.</p>",
        "<p>Texte 3.</p>",
    ]
    with pytest.raises(LookupError):
        text_of_version(point, 5)


def test_restoring_is_a_save(table: Table, point: AgendaItem) -> None:
    type_on(table, point, 3)
    actions.restore_notes(by=table.coordination, item=point, version=1)
    assert stored(point) == ("<p>Avant.</p>", 5)
    assert [v.number for v in versions_of(point)] == [5, 4, 1]


# --- The addresses.


def address(name: str, point: AgendaItem) -> str:
    return reverse(name, args=[point.meeting_id, point.pk])


def post(client: Client, point: AgendaItem, text: str, base: int, **options: Any) -> Any:
    data = {"text": text, "base": base, "session": options.pop("session", uuid4())}
    return client.post(address("notes_save", point), data, **options)


def test_a_module_reads_what_was_stored(client: Client, table: Table, point: AgendaItem) -> None:
    client.force_login(table.coordination)
    response = post(client, point, "<p onclick='x()'>Dit.</p>", 1, headers=JSON)
    moment = timezone.localtime(AgendaItem.objects.get(pk=point.pk).notes_saved_at)
    minutes = f"\xa0{moment.minute}" if moment.minute else ""
    assert (response.status_code, response.json()) == (
        200,
        {
            "id": point.pk,
            "version": 2,
            "text": "<p>Dit.</p>",
            "by": "Claire Lavoie",
            "saved_at": f"à {moment.hour}\xa0h{minutes}",
        },
    )


def test_a_module_reads_both_texts_of_a_conflict(
    client: Client, table: Table, point: AgendaItem
) -> None:
    client.force_login(table.coordination)
    post(client, point, "<p>On dit A.</p>", 1, headers=JSON)
    response = post(client, point, "<p>On dit B.</p>", 1, headers=JSON)
    answer = response.json()
    assert (response.status_code, answer["version"], answer["text"], answer["united"]) == (
        409,
        2,
        "<p>On dit A.</p>",
        "<p>On dit B.</p><p>On dit A.</p>",
    )
    assert "vôtre\xa0: </span>B</del>" in answer["html"]
    assert "autre\xa0: </span>A</ins>" in answer["html"]


def test_the_same_form_posted_plainly_leads_back_or_shows_both_texts(
    client: Client, table: Table, point: AgendaItem
) -> None:
    client.force_login(table.coordination)
    response = post(client, point, "On dit A.", 1)
    page = f"{reverse('meeting_notes', args=[point.meeting_id])}#point-{point.pk}"
    assert (response.status_code, response["Location"]) == (302, page)
    response = post(client, point, "On dit B.", 1)
    assert (response.status_code, response.templates[0].name) == (
        409,
        "meetings/notes_conflict.html",
    )
    kept = response.context["own_form"].initial
    assert (kept["text"], kept["base"]) == ("<p>On dit B.</p>", 2)


def test_a_text_that_is_too_long_is_refused_and_shown_again(
    client: Client, table: Table, point: AgendaItem
) -> None:
    client.force_login(table.coordination)
    typed = "a" * 60_001
    refused = post(client, point, typed, 1, headers=JSON)
    assert (refused.status_code, list(refused.json())) == (422, ["error"])
    page = post(client, point, typed, 1)
    assert (page.status_code, typed in page.content.decode()) == (200, True)


def test_refusals_are_told_to_a_module_in_french(
    client: Client, table: Table, point: AgendaItem
) -> None:
    answer = post(client, point, "<p>Dit.</p>", 1, headers=JSON)
    assert (answer.status_code, answer.json()) == (401, {"error": "Votre session est terminée."})
    client.force_login(table.administration)
    answer = post(client, point, "<p>Dit.</p>", 1, headers=JSON)
    assert (answer.status_code, answer.json()) == (
        403,
        {"error": "Votre compte ne permet plus d’écrire ces notes."},
    )
    client.force_login(table.coordination)
    AgendaItem.objects.filter(pk=point.pk).delete()
    answer = post(client, point, "<p>Dit.</p>", 1, headers=JSON)
    assert (answer.status_code, answer.json()) == (
        404,
        {"error": "Ce point a été retiré de l’ordre du jour."},
    )


@pytest.mark.parametrize("reader", ["partner", "outsider"])
@pytest.mark.parametrize("name", ["notes_save", "notes_versions", "notes_restore"])
def test_closed_sessions_do_not_exist_for_others(
    client: Client, table: Table, point: AgendaItem, reader: str, name: str
) -> None:
    AgendaItem.objects.filter(pk=point.pk).update(is_closed_session=True)
    client.force_login(table.readers[reader])
    method = client.get if name == "notes_versions" else client.post
    assert method(address(name, point)).status_code == 404


def test_a_save_asks_few_questions(client: Client, table: Table, point: AgendaItem) -> None:
    """Session, account, point; the two locks and the save, in one transaction."""
    client.force_login(table.coordination)
    with CaptureQueriesContext(connection) as queries:
        post(client, point, "<p>Dit.</p>", 1, headers=JSON)
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert (len(asked), "UPDATE" in asked[-1]) == (6, True)


def presence(client: Client, item: AgendaItem, session: UUID, **data: Any) -> Any:
    url = reverse("notes_presence", args=[item.meeting_id])
    return client.post(url, {"session": session, **data}, headers=JSON).json()


def test_each_sees_who_else_is_there_and_what_they_saved(table: Table, point: AgendaItem) -> None:
    here, there = Client(), Client()
    colleague = make_user(Role.COORDINATION, name="Élise Roy")
    here.force_login(table.coordination)
    there.force_login(colleague)
    first, second = uuid4(), uuid4()
    presence(there, point, second, point=point.pk)
    save(table, point, "<p>Après.</p>", 1, second, by=colleague)
    met = presence(here, point, first, known=f"{point.pk}:1")
    assert met["others"] == ["Élise Roy\xa0: au point 1"]
    assert [(row["version"], row["text"]) for row in met["points"]] == [(2, "<p>Après.</p>")]
    assert presence(here, point, first, known=f"{point.pk}:2")["points"] == []


def test_a_tab_that_is_left_is_gone_at_once(
    client: Client, table: Table, point: AgendaItem
) -> None:
    client.force_login(table.coordination)
    left, stays = uuid4(), uuid4()
    presence(client, point, left)
    assert len(presence(client, point, stays)["others"]) == 1
    url = reverse("notes_presence", args=[point.meeting_id])
    assert client.post(url, {"session": left, "leaves": "on"}).status_code == 204
    assert presence(client, point, stays)["others"] == []


def test_who_is_not_heard_of_is_not_there(client: Client, table: Table, point: AgendaItem) -> None:
    client.force_login(table.coordination)
    presence(client, point, uuid4())
    EditingSession.objects.update(seen_at=timezone.now() - timedelta(seconds=16))
    assert presence(client, point, uuid4())["others"] == []
    EditingSession.objects.update(seen_at=timezone.now() - timedelta(days=2))
    presence(client, point, uuid4())
    assert EditingSession.objects.count() == 1


# --- Other pages that write notes.


def test_recording_a_meeting_counts_its_notes(table: Table, point: AgendaItem) -> None:
    meeting = Meeting.objects.get(pk=point.meeting_id)
    actions.revise_meeting(
        by=table.coordination,
        submission=uuid4(),
        meeting=meeting,
        version=meeting.version,
        record=MeetingRecord(
            values={"date": meeting.date},
            points=[PointEntry({"notes": "<p>Consigné.</p>"}, item=point)],
        ),
    )
    found = AgendaItem.objects.get(pk=point.pk)
    assert (found.notes, found.notes_version, found.notes_saved_by) == (
        "<p>Consigné.</p>",
        2,
        table.coordination,
    )
    assert can_edit_meeting(table.coordination, Meeting.objects.get(pk=meeting.pk))
