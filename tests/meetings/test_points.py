"""Building an agenda: what each act leaves, and what it refuses."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.models import Document
from meetings import actions
from meetings.arranging import Move, Place, Row, rows_of
from meetings.models import AgendaItem, Meeting
from tests.meetings.factories import (
    COORDINATION,
    PARTNERS,
    PUBLIC,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    now,
    pdf,
)
from tests.meetings.test_concurrency import all_at_once

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)


@pytest.fixture
def meeting(table: Table) -> Meeting:
    """1 A, 2 B, 2.1 B1, 3 C."""
    return agenda(table)


def agenda(table: Table) -> Meeting:
    meeting = make_meeting(table.committee, status="draft", number=None, date=SOON)
    make_point(meeting, title="A", section="opening")
    above = make_point(meeting, title="B", section="decision")
    make_point(meeting, title="B1", parent=above)
    make_point(meeting, title="C")
    return meeting


def point(meeting: Meeting, title: str) -> AgendaItem:
    return meeting.agenda_items.get(title=title)


def order(meeting: Meeting) -> list[str]:
    return [f"{item.number} {item.title}" for item in meeting.agenda_items.in_order()]


def add(table: Table, meeting: Meeting, place: Place, **values: Any) -> AgendaItem:
    return actions.add_point(
        by=table.coordination,
        submission=uuid4(),
        place=place,
        values={"title": "Ajouté"} | values,
        **now(meeting),
    )


def refusal(act: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.messages[0]


def test_a_point_is_added_at_its_place_and_of_its_section(table: Table, meeting: Meeting) -> None:
    under = add(table, meeting, Place(point(meeting, "B"), is_under=True), title="B2")
    after = add(table, meeting, Place(point(meeting, "A")), title="A2")
    last = add(table, meeting, Place(), title="Fin")
    assert order(meeting) == ["1 A", "2 A2", "3 B", "3.1 B1", "3.2 B2", "4 C", "5 Fin"]
    assert [item.section for item in (under, after, last)] == ["decision", "opening", ""]
    meeting.refresh_from_db()
    assert meeting.version == 4


def test_moves_are_written_where_points_changed(table: Table, meeting: Meeting) -> None:
    def move(title: str, move: Move) -> None:
        actions.move_point(
            by=table.coordination, item=point(meeting, title), move=move, **now(meeting)
        )

    move("B", Move.UP)
    assert order(meeting) == ["1 B", "1.1 B1", "2 A", "3 C"]
    move("B", Move.DOWN)
    move("B", Move.UNDER)
    assert order(meeting) == ["1 A", "1.1 B", "1.2 B1", "2 C"]
    move("B", Move.OUT)
    assert order(meeting) == ["1 A", "1.1 B1", "2 B", "3 C"]
    assert point(meeting, "C").version < point(meeting, "B").version


def test_an_order_names_every_point(table: Table, meeting: Meeting) -> None:
    a, b, b1, c = meeting.agenda_items.in_order()

    def reorder(*rows: Row) -> None:
        actions.reorder_points(by=table.coordination, rows=list(rows), **now(meeting))

    reorder(Row(c.pk), Row(b1.pk), Row(a.pk, is_under=True), Row(b.pk))
    assert order(meeting) == ["1 C", "2 B1", "2.1 A", "3 B"]
    elsewhere = make_point(make_meeting(table.committee))
    for rows in ((Row(c.pk), Row(b.pk)), (*map(Row, (a.pk, b.pk, b1.pk, elsewhere.pk)),)):
        with pytest.raises(StaleFormError):
            reorder(*rows)
    assert order(meeting) == ["1 C", "2 B1", "2.1 A", "3 B"]


def test_a_point_changes_in_place(table: Table, meeting: Meeting) -> None:
    values = {
        "title": "B, revu",
        "minutes_planned": 20,
        "presenter_id": table.roy.person_id,
        "is_closed_session": True,
    }
    actions.edit_point(
        by=table.coordination, item=point(meeting, "B"), values=values, **now(meeting)
    )
    item = point(meeting, "B, revu")
    assert (item.minutes_planned, item.presenter, item.is_closed_session, item.version) == (
        20,
        table.roy.person,
        True,
        2,
    )
    assert order(meeting)[1:3] == ["2 B, revu", "2.1 B1"]


def test_a_removed_point_leaves_those_under_it(table: Table, meeting: Meeting) -> None:
    actions.remove_point(by=table.coordination, item=point(meeting, "B"), **now(meeting))
    assert order(meeting) == ["1 A", "2 B1", "3 C"]


@pytest.mark.parametrize("held", ["notes", "decision"])
def test_what_was_said_keeps_a_point_on_the_agenda(
    table: Table, meeting: Meeting, held: str
) -> None:
    item = point(meeting, "C")
    if held == "notes":
        meeting.agenda_items.filter(pk=item.pk).update(notes="<p>Dit</p>")
    else:
        make_decision(item)
    act = lambda: actions.remove_point(by=table.coordination, item=item, **now(meeting))  # noqa: E731
    assert "quand vous consignez la rencontre" in refusal(act)
    assert len(order(meeting)) == 4


def test_an_agenda_has_an_end(table: Table, meeting: Meeting) -> None:
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, title="…", position=number) for number in range(4, 60)
    )
    assert refusal(lambda: add(table, meeting, Place())) == (
        "L’ordre du jour compte au plus 60 points."
    )


def test_adopted_minutes_close_the_agenda(table: Table, meeting: Meeting) -> None:
    meeting.status, meeting.number = "held", 9
    meeting.save()
    make_minutes(meeting, "adopted")
    assert refusal(lambda: add(table, meeting, Place())) == (
        "L’ordre du jour de cette rencontre ne change plus."
    )


def attach(table: Table, meeting: Meeting, item: AgendaItem, visibility: str) -> Document:
    return actions.attach_to_point(
        by=table.coordination,
        submission=uuid4(),
        item=item,
        version=now(meeting)["version"],
        file=pdf(),
        title="Pièce",
        visibility=visibility,
    )


@pytest.mark.parametrize(
    ("of_meeting", "asked", "given"),
    [
        (PUBLIC, PUBLIC, PUBLIC),
        (PARTNERS, PUBLIC, PARTNERS),
        (PUBLIC, COORDINATION, COORDINATION),
    ],
)
def test_a_document_is_no_more_open_than_the_meeting(
    table: Table, meeting: Meeting, of_meeting: str, asked: str, given: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(visibility=of_meeting, status="convened", number=7)
    document = attach(table, meeting, point(meeting, "A"), asked)
    document.refresh_from_db()
    assert document.visibility == given
    seen = {name for name, user in table.readers.items() if document in visible(user)}
    assert ("partner" in seen, "anonymous" in seen) == (given != COORDINATION, given == PUBLIC)


def visible(user: Any) -> Any:
    return Document.objects.visible_to(user)


@pytest.mark.parametrize("title", ["B", "B1"])
def test_documents_of_a_closed_session_are_the_coordination_s(
    table: Table, meeting: Meeting, title: str
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(visibility=PUBLIC, status="convened", number=7)
    document = attach(table, meeting, point(meeting, title), PUBLIC)
    assert document in visible(table.partner)
    actions.edit_point(
        by=table.coordination,
        item=point(meeting, "B"),
        values={"is_closed_session": True},
        **now(meeting),
    )
    document.refresh_from_db()
    assert document.visibility == COORDINATION
    Document.objects.update(visibility=PUBLIC)
    assert document not in visible(table.partner)
    assert document in visible(table.coordination)


def test_documents_follow_the_meeting_and_leave_their_point(table: Table, meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status="convened", number=7)
    document = attach(table, meeting, point(meeting, "A"), PARTNERS)
    actions.set_meeting_visibility(by=table.coordination, visibility=PUBLIC, **now(meeting))
    document.refresh_from_db()
    assert document.visibility == PUBLIC
    actions.set_meeting_visibility(by=table.coordination, visibility=COORDINATION, **now(meeting))
    document.refresh_from_db()
    assert document.visibility == COORDINATION
    attachment = point(meeting, "A").attachments.get()
    actions.detach_from_point(
        by=table.coordination, attachment=attachment, version=now(meeting)["version"]
    )
    assert not point(meeting, "A").attachments.exists()
    assert document not in visible(table.partner)


@pytest.mark.django_db(transaction=True)
def test_of_two_reorderings_one_is_refused_and_told(transactional_db: None) -> None:
    table = Table()
    meeting = agenda(table)
    rows = rows_of(list(meeting.agenda_items.in_order()))
    read = now(meeting)
    turned = [[rows[3], *rows[:3]], [rows[0], rows[3], *rows[1:3]]]

    def reorder(wanted: list[Row]) -> str:
        try:
            actions.reorder_points(by=table.coordination, rows=wanted, **read)
        except StaleFormError:
            return "told"
        finally:
            connection.close()
        return "done"

    told = all_at_once(*[lambda wanted=wanted: reorder(wanted) for wanted in turned])
    assert sorted(told) == ["done", "told"]
    assert order(meeting) in (
        ["1 C", "2 A", "3 B", "3.1 B1"],
        ["1 A", "2 C", "3 B", "3.1 B1"],
    )
