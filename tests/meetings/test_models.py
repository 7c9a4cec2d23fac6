"""What the database refuses, and what each reader finds."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from arbj_portal.core.models import Document
from meetings.models import (
    AgendaItem,
    Attendance,
    Comment,
    Decision,
    FollowUp,
    Meeting,
    MeetingDocument,
    MeetingObjective,
    Minutes,
    Reply,
)
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    PARTNERS,
    PUBLIC,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    publish,
)

pytestmark = pytest.mark.django_db


def broken(act: Callable[[], Any]) -> str:
    """The constraint that the database finds broken, or the words of its trigger."""
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        act()
    diagnosis = caught.value.__cause__.diag
    return diagnosis.constraint_name or diagnosis.message_primary


def decide(table: Table, **fields: Any) -> Callable[[], Decision]:
    """A resolution of two people who are there, but for what the fields say."""
    meeting = make_meeting(table.committee)
    mover, seconder = attend(meeting, table.audet), attend(meeting, table.roy)
    defaults = {
        "kind": "resolution",
        "outcome": "unanimous",
        "moved_by": mover,
        "seconded_by": seconder,
    }
    fields = {
        name: {"mover": mover, "seconder": seconder}.get(value, value)
        for name, value in fields.items()
    }
    point = make_point(meeting)
    return lambda: make_decision(point, **(defaults | fields))


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": ""}, "meetings_meeting_title"),
        ({"number": None}, "meetings_meeting_numbered"),
        ({"starts_at": None}, "meetings_meeting_times"),
        ({"ends_at": time(13, 30)}, "meetings_meeting_times"),
        ({"status": "cancelled"}, "meetings_meeting_reason"),
        ({"status": "postponed"}, "meetings_meeting_reason"),
        ({"status": "unknown"}, "meetings_meeting_status_check"),
    ],
)
def test_meeting_constraints(table: Table, fields: dict[str, Any], constraint: str) -> None:
    assert broken(lambda: make_meeting(table.committee, **fields)) == constraint


def test_a_draft_has_no_number_yet(table: Table) -> None:
    draft = make_meeting(table.committee, status="draft", number=None)
    assert draft.number is None


def test_a_number_serves_once_in_a_committee(table: Table) -> None:
    make_meeting(table.committee, number=7)
    assert broken(lambda: make_meeting(table.committee, number=7)) == "meetings_meeting_number"
    make_meeting(Table("Autre table", "AUTRE").committee, number=7)


def test_links_of_a_meeting_are_made_once(table: Table) -> None:
    meeting = make_meeting(table.committee)
    objective = make_objective(make_agreement())
    document = Document.objects.create(title="Avis", sha256="0" * 64, size=1)
    for model, fields, constraint in (
        (MeetingObjective, {"objective": objective}, "meetings_meetingobjective_unique"),
        (MeetingDocument, {"document": document}, "meetings_meetingdocument_unique"),
        (
            Reply,
            {"representative": table.roy, "answer": "present"},
            "meetings_reply_once",
        ),
    ):
        model.objects.create(meeting=meeting, **fields)
        assert broken(lambda: model.objects.create(meeting=meeting, **fields)) == constraint  # noqa: B023


@pytest.mark.parametrize(
    "fields", [{"answer": "substitute"}, {"answer": "present", "substitute": "Lou Roy"}]
)
def test_a_substitute_goes_with_its_answer(table: Table, fields: dict[str, str]) -> None:
    meeting = make_meeting(table.committee)
    act = lambda: Reply.objects.create(meeting=meeting, representative=table.roy, **fields)  # noqa: E731
    assert broken(act) == "meetings_reply_substitute"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"title": ""}, "meetings_agendaitem_title"),
        ({"kind": "unknown"}, "meetings_agendaitem_kind_check"),
    ],
)
def test_point_constraints(table: Table, fields: dict[str, Any], constraint: str) -> None:
    meeting = make_meeting(table.committee)
    assert broken(lambda: make_point(meeting, **fields)) == constraint


@pytest.mark.django_db(transaction=True)
def test_two_points_do_not_share_a_place(transactional_db: None) -> None:
    meeting = make_meeting(Table().committee)
    make_point(meeting, position=1)
    assert broken(lambda: make_point(meeting, position=1)) == "meetings_agendaitem_position"


def test_a_sub_point_is_under_a_point_of_its_own_meeting(table: Table) -> None:
    meeting, other = make_meeting(table.committee), make_meeting(table.committee)
    parent = make_point(meeting)
    child = make_point(meeting, parent=parent)
    for fields in ({"parent": child}, {"parent": make_point(other)}):
        rule = broken(lambda: make_point(meeting, **fields))  # noqa: B023
        assert rule == "meetings_agendaitem_parent_of_same_meeting"


def test_a_point_with_others_under_it_stays_a_top_point_of_its_meeting(table: Table) -> None:
    meeting, other = make_meeting(table.committee), make_meeting(table.committee)
    parent = make_point(meeting)
    make_point(meeting, parent=parent)
    for field, value in (("parent", make_point(meeting)), ("meeting", other)):
        parent.refresh_from_db()
        setattr(parent, field, value)
        assert broken(parent.save) == "meetings_agendaitem_parent_of_same_meeting"


def test_parts_of_a_meeting_are_of_that_meeting(table: Table) -> None:
    meeting, other = make_meeting(table.committee), make_meeting(table.committee)
    elsewhere = attend(other, table.audet)
    act = lambda: attend(meeting, table.roy, "absent", replaced_by=elsewhere)  # noqa: E731
    assert broken(act) == "meetings_attendance_replaced_by_of_same_meeting"
    comment = {"minutes": make_minutes(meeting, "proposed"), "author": table.partner, "text": "Vu"}
    act = lambda: Comment.objects.create(agenda_item=make_point(other), **comment)  # noqa: E731
    assert broken(act) == "meetings_comment_agenda_item_of_same_meeting"


def test_mandates_are_of_the_person_and_of_the_committee(table: Table) -> None:
    meeting, other = make_meeting(table.committee), Table("Autre table", "AUTRE")
    rule = "meetings_attendance_mandate_of_person_and_committee"
    assert broken(lambda: attend(meeting, other.roy)) == rule
    act = lambda: Attendance.objects.create(  # noqa: E731
        meeting=meeting, representative=table.roy, person=table.audet.person
    )
    assert broken(act) == rule
    act = lambda: Reply.objects.create(  # noqa: E731
        meeting=meeting, representative=other.roy, answer="present"
    )
    assert broken(act) == "meetings_reply_mandate_of_committee"


def test_points_are_read_in_order_with_their_numbers(table: Table) -> None:
    meeting = make_meeting(table.committee)
    first, second = make_point(meeting, position=2), make_point(meeting, position=1)
    make_point(meeting, parent=second, position=2, title="b")
    make_point(meeting, parent=second, position=1, title="a")
    items = meeting.agenda_items.in_order()
    assert [(item.number, item.title) for item in items] == [
        ("1", second.title),
        ("1.1", "a"),
        ("1.2", "b"),
        ("2", first.title),
    ]


def test_an_attendance_is_of_a_person_or_of_a_guest(table: Table) -> None:
    meeting, person = make_meeting(table.committee), table.roy.person
    for fields in (
        {},
        {"person": person, "guest_name": "Lou"},
        {"representative": table.roy, "guest_name": "Lou"},
    ):
        act = lambda: Attendance.objects.create(meeting=meeting, **fields)  # noqa: B023, E731
        assert broken(act) == "meetings_attendance_somebody"


def test_nobody_attends_twice(table: Table) -> None:
    meeting = make_meeting(table.committee)
    attend(meeting, table.roy)
    assert broken(lambda: attend(meeting, table.roy)) == "meetings_attendance_person_once"
    guest = {"meeting": meeting, "guest_organization": "Cégep"}
    Attendance.objects.create(guest_name="Lou Roy", **guest)
    act = lambda: Attendance.objects.create(guest_name="LOU ROY", **guest)  # noqa: E731
    assert broken(act) == "meetings_attendance_guest_once"


def test_one_leaves_after_one_came(table: Table) -> None:
    meeting = make_meeting(table.committee)
    act = lambda: attend(meeting, table.roy, arrived_at=time(15), left_at=time(14))  # noqa: E731
    assert broken(act) == "meetings_attendance_times"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"text": ""}, "meetings_decision_text"),
        ({"moved_by": None, "seconded_by": None}, "meetings_decision_form"),
        ({"outcome": "agreed"}, "meetings_decision_form"),
        ({"kind": "consensus"}, "meetings_decision_form"),
        ({"outcome": "majority"}, "meetings_decision_count"),
        ({"outcome": "majority", "votes_for": 4}, "meetings_decision_count"),
        (
            {"outcome": "majority", "votes_for": 4, "votes_against": 4},
            "meetings_decision_count",
        ),
    ],
)
def test_decision_constraints(table: Table, fields: dict[str, Any], constraint: str) -> None:
    assert broken(decide(table, **fields)) == constraint


def test_another_person_seconds(table: Table) -> None:
    assert broken(decide(table, seconded_by="mover")) == "meetings_decision_two_people"


def test_a_consensus_may_be_withdrawn(table: Table) -> None:
    point = make_point(make_meeting(table.committee))
    assert make_decision(point, outcome="withdrawn").outcome_text == "RETIRÉE"


@pytest.mark.parametrize("status", ["excused", "absent"])
def test_decisions_are_moved_by_people_who_were_there(table: Table, status: str) -> None:
    meeting = make_meeting(table.committee)
    absent, present = attend(meeting, table.audet, status), attend(meeting, table.roy)
    elsewhere = attend(make_meeting(table.committee), table.boivin)
    for mover in (absent, elsewhere):
        act = lambda: make_decision(  # noqa: E731
            make_point(meeting),
            kind="resolution",
            outcome="unanimous",
            moved_by=mover,  # noqa: B023
            seconded_by=present,
        )
        assert broken(act) == "meetings_decision_moved_by_somebody_there"


def test_whoever_moved_a_decision_stays_among_those_there(table: Table) -> None:
    decision = decide(table)()
    mover = decision.moved_by
    mover.status = "absent"
    assert broken(mover.save) == "meetings_attendance_mover_stays_there"


def test_a_decision_keeps_its_number(table: Table) -> None:
    decision = make_decision(make_point(make_meeting(table.committee)), number="TCJI-1")
    for act in (
        decision.delete,
        lambda: Decision.objects.update(number="TCJI-2"),
        lambda: Decision.objects.update(number=None),
    ):
        assert "Cannot" in broken(act)
    other = make_point(make_meeting(table.committee))
    with pytest.raises(IntegrityError), transaction.atomic():
        make_decision(other, number="TCJI-1")


def test_follow_up_constraints(table: Table) -> None:
    point = make_point(make_meeting(table.committee))
    assert broken(lambda: make_follow_up(point)) == "meetings_followup_responsible"
    act = lambda: make_follow_up(point, table.roy.person, text="")  # noqa: E731
    assert broken(act) == "meetings_followup_text"


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"state": "adopted", "adopted_on": None}, "meetings_minutes_adopted_on"),
        ({"state": "draft", "adopted_on": "2026-03-12"}, "meetings_minutes_adopted_on"),
        (
            {"state": "adopted", "visibility": "public", "published_at": timezone.now()},
            "meetings_minutes_published",
        ),
        ({"state": "adopted", "visibility": "public"}, "meetings_minutes_public_dated"),
    ],
)
def test_minutes_constraints(table: Table, fields: dict[str, Any], constraint: str) -> None:
    meeting = make_meeting(table.committee)
    assert broken(lambda: make_minutes(meeting, **fields)) == constraint


def test_only_adopted_minutes_are_public(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee), "proposed")
    act = lambda: publish(minutes, table.coordination)  # noqa: E731
    assert broken(act) == "meetings_minutes_public_once_adopted"


def test_an_adopting_decision_comes_with_a_date(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee))
    minutes.adopted_by = make_decision(make_point(make_meeting(table.committee)))
    assert broken(minutes.save) == "meetings_minutes_adopted_by_with_date"


def test_a_comment_says_something(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee), "proposed")
    act = lambda: Comment.objects.create(minutes=minutes, author=table.partner, text="")  # noqa: E731
    assert broken(act) == "meetings_comment_text"


@pytest.mark.parametrize(
    ("status", "visibility", "readers"),
    [
        ("held", "public", {"coordination", "administration", "partner", "outsider", "anonymous"}),
        ("held", "partners", {"coordination", "administration", "partner"}),
        ("held", "coordination", {"coordination", "administration"}),
        ("draft", "public", {"coordination", "administration"}),
    ],
)
def test_who_sees_a_meeting(table: Table, status: str, visibility: str, readers: set[str]) -> None:
    make_meeting(table.committee, status=status, visibility=visibility)
    seen = {name for name, user in table.readers.items() if Meeting.objects.visible_to(user)}
    assert seen == readers


@pytest.mark.parametrize(
    ("state", "visibility", "readers"),
    [
        ("draft", PARTNERS, {"coordination", "administration"}),
        ("proposed", PARTNERS, {"coordination", "administration", "partner"}),
        ("adopted", PARTNERS, {"coordination", "administration", "partner"}),
        (
            "adopted_with_changes",
            PUBLIC,
            {"coordination", "administration", "partner", "outsider", "anonymous"},
        ),
    ],
)
def test_who_reads_minutes_and_their_parts(
    table: Table, state: str, visibility: str, readers: set[str]
) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    point = make_point(meeting)
    attend(meeting, table.roy)
    make_decision(point)
    make_follow_up(point, table.roy.person)
    minutes = make_minutes(meeting, state)
    if visibility == PUBLIC:
        publish(minutes, table.coordination)
    for model in (Minutes, Attendance, Decision, FollowUp):
        seen = {name for name, user in table.readers.items() if model.objects.visible_to(user)}
        assert (model, seen) == (model, readers)
    assert all(AgendaItem.objects.visible_to(user) for user in table.readers.values())


def test_closed_sessions_and_what_is_under_them_are_hidden(table: Table) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    closed = make_point(meeting, is_closed_session=True)
    under = make_point(meeting, parent=closed)
    for point in (closed, under):
        make_decision(point)
        make_follow_up(point, table.partner.person)
    publish(make_minutes(meeting, "adopted"), table.coordination)
    for model in (AgendaItem, Decision, FollowUp):
        seen = {name for name, user in table.readers.items() if model.objects.visible_to(user)}
        assert (model, seen) == (model, {"coordination", "administration"})


def test_one_reads_what_one_must_do_before_the_minutes(table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    own = make_follow_up(make_point(meeting), table.partner.person)
    of_body = make_follow_up(make_point(meeting), organization=table.boivin.membership.organization)
    make_follow_up(make_point(meeting), table.roy.person)
    assert set(FollowUp.objects.visible_to(table.partner)) == {own, of_body}
    meeting.visibility = "coordination"
    meeting.save()
    assert not FollowUp.objects.visible_to(table.partner)


def test_words_of_a_decision(table: Table) -> None:
    decision = decide(table, outcome="majority", votes_for=5, votes_against=2, abstentions=1)()
    assert decision.opening == (
        "Sur proposition de Mme Audet, dûment appuyée par Mme Roy, il est résolu\N{NO-BREAK SPACE}:"
    )
    assert decision.outcome_text == "ADOPTÉE À LA MAJORITÉ (5 pour, 2 contre, 1 abstention)"
    table.audet.person.civility = ""
    table.audet.person.first_name = "Élise"
    decision.moved_by.person = table.audet.person
    assert decision.opening.startswith("Sur proposition d’Élise Audet, ")
    agreed = make_decision(make_point(make_meeting(table.committee)))
    assert (agreed.opening, agreed.outcome_text) == ("Il est convenu\N{NO-BREAK SPACE}:", "")


def test_minutes_speak_the_words_of_their_committee(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee), "adopted")
    assert (minutes.word, minutes.state_text) == ("procès-verbal", "Adopté")
    table.committee.minutes_word, table.committee.adoption_word = "report", "approved"
    minutes.meeting.committee = table.committee
    minutes.state = "adopted_with_changes"
    assert (minutes.word, minutes.state_text) == ("compte rendu", "Approuvé avec modifications")
