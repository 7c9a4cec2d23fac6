"""Attendance taken while people come and go: one line at a time, each over its version."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from arbj_portal.core.actions import StaleFormError
from meetings import actions
from meetings.actions.roll_call import Movement
from meetings.models import Attendance, Meeting, Reply
from members.models import Representative
from tests.meetings.factories import Table, attend, make_decision, make_meeting, make_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(table: Table) -> Meeting:
    return make_meeting(table.committee, status=Meeting.Status.IN_PROGRESS, opened_at=time(13, 30))


def at(hour: int, minute: int = 0, second: int = 0) -> Any:
    """A moment of the day of the meeting, in the daylight time of the East."""
    return time_machine.travel(f"2026-03-12T{hour + 4:02}:{minute:02}:{second:02}Z", tick=False)


def mark(table: Table, meeting: Meeting, line: Any, status: str, version: int = 0) -> Any:
    return actions.mark_attendance(
        by=table.coordination, meeting=meeting, line=line, version=version, status=status
    )


def move(
    table: Table, row: Attendance | Representative, movement: Movement, meeting: Meeting
) -> Attendance:
    version = 0 if isinstance(row, Representative) else Attendance.objects.get(pk=row.pk).version
    return actions.note_movement(
        by=table.coordination, meeting=meeting, line=row, version=version, movement=movement
    )


def test_one_click_says_who_is_there_and_another_takes_it_back(
    table: Table, meeting: Meeting
) -> None:
    row = mark(table, meeting, table.audet, "present")
    assert (row.representative, row.person, row.version) == (table.audet, table.audet.person, 1)
    row = mark(table, meeting, table.audet, "remote", 1)
    assert (row.status, row.version) == ("remote", 2)
    assert mark(table, meeting, table.audet, "", 2) is None
    assert meeting.attendances.count() == 0


def test_the_second_of_two_is_told_what_stands(table: Table, meeting: Meeting) -> None:
    mark(table, meeting, table.audet, "present")
    with pytest.raises(StaleFormError) as told:
        mark(table, meeting, table.audet, "absent")
    assert told.value.args == (1,)
    mark(table, meeting, table.audet, "", 1)
    with pytest.raises(StaleFormError) as told:
        mark(table, meeting, table.audet, "absent", 1)
    assert told.value.args == (0,)
    mark(table, meeting, table.boivin, "present")  # another line is nobody’s business


def test_every_click_moves_the_meeting_on_but_needs_no_version_of_it(
    table: Table, meeting: Meeting
) -> None:
    before = meeting.version
    mark(table, meeting, table.audet, "present")
    mark(table, meeting, table.boivin, "present")
    meeting.refresh_from_db()
    assert meeting.version == before + 2


def test_people_arrive_go_out_come_back_and_leave(table: Table, meeting: Meeting) -> None:
    with at(13, 45, 20):
        row = move(table, table.audet, Movement.ARRIVAL, meeting)
    with at(15):
        move(table, row, Movement.EXIT, meeting)
    with at(15, 20):
        move(table, row, Movement.RETURN, meeting)
    with at(17, 35):
        move(table, row, Movement.DEPARTURE, meeting)
    row = Attendance.objects.get()
    assert (row.arrived_at, row.left_at) == (time(13, 45, 20), time(17, 35))
    assert row.times_text == (
        "arrivée à 13\xa0h\xa045; sortie de 15\xa0h à 15\xa0h\xa020; départ à 17\xa0h\xa035"
    )


def test_whoever_leaves_while_out_left_when_they_went_out(table: Table, meeting: Meeting) -> None:
    row = mark(table, meeting, table.audet, "present")
    with at(15):
        move(table, row, Movement.EXIT, meeting)
    with at(15, 30):
        move(table, row, Movement.DEPARTURE, meeting)
    assert Attendance.objects.get().times_text == "départ à 15\xa0h"


def test_whoever_comes_again_after_leaving_was_out(table: Table, meeting: Meeting) -> None:
    row = mark(table, meeting, table.audet, "present")
    with at(15):
        move(table, row, Movement.DEPARTURE, meeting)
    with at(15, 30):
        move(table, row, Movement.ARRIVAL, meeting)
    assert Attendance.objects.get().times_text == "sortie de 15\xa0h à 15\xa0h\xa030"


@pytest.mark.parametrize("movement", [Movement.DEPARTURE, Movement.EXIT, Movement.RETURN])
def test_nobody_leaves_who_did_not_come(table: Table, meeting: Meeting, movement: Movement) -> None:
    with pytest.raises(ValidationError, match="n’est pas là"):
        move(table, table.audet, movement, meeting)


def test_now_is_told_while_the_sitting_goes_on(table: Table) -> None:
    meeting = make_meeting(table.committee)
    with pytest.raises(ValidationError, match="n’est pas en cours"):
        move(table, table.audet, Movement.ARRIVAL, meeting)


def test_who_is_absent_has_no_times(table: Table, meeting: Meeting) -> None:
    row = attend(meeting, table.audet, arrived_at=time(13, 45))
    row.exits.create(left_at=time(14))
    row = mark(table, meeting, table.audet, "excused", 1)
    assert (row.arrived_at, row.exits.count()) == (None, 0)


def test_times_are_corrected(table: Table, meeting: Meeting) -> None:
    row = attend(meeting, table.audet)
    told = {"by": table.coordination, "meeting": meeting, "line": table.audet}
    exits = [(time(14), time(14, 10)), (time(15), None)]
    actions.record_times(**told, version=1, arrived_at=time(13, 40), left_at=None, exits=exits)
    assert row.times_text == ("sortie de 14\xa0h à 14\xa0h\xa010; sortie à 15\xa0h")
    actions.record_times(**told, version=2, arrived_at=None, left_at=time(16), exits=exits[:1])
    assert Attendance.objects.get().times_text == (
        "sortie de 14\xa0h à 14\xa0h\xa010; départ à 16\xa0h"
    )
    with pytest.raises(IntegrityError):
        actions.record_times(**told, version=3, arrived_at=None, left_at=time(14, 30), exits=exits)


def replace(table: Table, meeting: Meeting, version: int, **who: Any) -> Attendance:
    return actions.replace_person(
        by=table.coordination, meeting=meeting, line=table.audet, version=version, **who
    )


def test_a_substitute_sits_in_the_place_of_somebody(table: Table, meeting: Meeting) -> None:
    substitute = Representative.objects.create(
        person=table.seat("Morin", "Ailleurs").person,
        membership=table.audet.membership,
        office=Representative.Office.SUBSTITUTE,
    )
    row = replace(table, meeting, 0, substitute=substitute)
    assert (row.status, row.replaced_by.representative) == ("excused", substitute)
    assert row.replaced_by.status == "present"
    row = replace(table, meeting, row.version, name="Lou Tremblay")
    guest = row.replaced_by
    assert (guest.guest_name, guest.guest_organization) == (
        "Lou Tremblay",
        "Administration régionale",
    )
    row = replace(table, meeting, row.version)
    assert row.replaced_by is None
    assert mark(table, meeting, table.audet, "present", row.version).status == "present"


def test_whoever_replaced_somebody_may_be_taken_off_the_list(
    table: Table, meeting: Meeting
) -> None:
    row = replace(table, meeting, 0, name="Lou Tremblay")
    mark(table, meeting, row.replaced_by, "", row.replaced_by.version)
    row.refresh_from_db()
    assert (row.replaced_by, meeting.attendances.count()) == (None, 1)


def test_nobody_replaces_themself(table: Table, meeting: Meeting) -> None:
    with pytest.raises(ValidationError, match="Une autre personne"):
        replace(table, meeting, 0, substitute=table.audet)


def test_answers_are_taken_for_attendance_of_those_not_recorded(
    table: Table, meeting: Meeting
) -> None:
    attend(meeting, table.roy, "absent")
    for mandate, answer, substitute in (
        (table.audet, Reply.Answer.REMOTE, ""),
        (table.boivin, Reply.Answer.SUBSTITUTE, "Lou Tremblay"),
        (table.roy, Reply.Answer.PRESENT, ""),
    ):
        Reply.objects.create(
            meeting=meeting, representative=mandate, answer=answer, substitute=substitute
        )
    assert actions.take_replies(by=table.coordination, meeting=meeting) == 2
    assert {(str(row), row.status) for row in meeting.attendances.all()} == {
        ("Dominique Audet", "remote"),
        ("Dominique Boivin", "excused"),
        ("Dominique Roy", "absent"),
        ("Lou Tremblay", "present"),
    }
    assert str(Attendance.objects.get(person=table.boivin.person).replaced_by) == "Lou Tremblay"
    assert actions.take_replies(by=table.coordination, meeting=meeting) == 0


def test_an_answer_that_names_a_substitute_of_the_organisation_seats_them(
    table: Table, meeting: Meeting
) -> None:
    substitute = Representative.objects.create(
        person=table.seat("Morin", "Ailleurs").person, membership=table.audet.membership
    )
    Reply.objects.create(
        meeting=meeting,
        representative=table.audet,
        answer=Reply.Answer.SUBSTITUTE,
        substitute="dominique morin",
    )
    actions.take_replies(by=table.coordination, meeting=meeting)
    row = Attendance.objects.get(person=table.audet.person)
    assert row.replaced_by.representative == substitute


def test_guests_and_the_public_are_counted(table: Table, meeting: Meeting) -> None:
    guest = actions.add_guest(
        by=table.coordination, meeting=meeting, name="Lou Tremblay", is_remote=True
    )
    assert guest.status == "remote"
    told = {"by": table.coordination, "meeting": meeting}
    assert actions.count_public(**told, known=None, count=11).public_count == 11
    with pytest.raises(StaleFormError):
        actions.count_public(**told, known=None, count=12)


@pytest.mark.parametrize(
    "act",
    [
        lambda table, meeting: mark(table, meeting, table.roy, "excused", 1),
        lambda table, meeting: actions.record_times(
            by=table.coordination,
            meeting=meeting,
            line=table.roy,
            version=1,
            arrived_at=time(15),
            left_at=None,
        ),
        lambda table, meeting: actions.record_times(
            by=table.coordination,
            meeting=meeting,
            line=table.roy,
            version=1,
            arrived_at=None,
            left_at=None,
            exits=[(time(13), time(14, 30))],
        ),
    ],
)
def test_whoever_moved_a_decision_was_there_then(
    table: Table, meeting: Meeting, act: Callable[[Table, Meeting], Any]
) -> None:
    mover, seconder = attend(meeting, table.audet), attend(meeting, table.roy)
    make_decision(
        make_point(meeting),
        kind="resolution",
        outcome="unanimous",
        moved_by=mover,
        seconded_by=seconder,
        taken_at=time(14),
    )
    with pytest.raises(IntegrityError):
        act(table, meeting)


def test_a_meeting_that_is_closed_or_a_draft_takes_nobody(table: Table) -> None:
    for status in ("draft", "closed", "cancelled"):
        meeting = make_meeting(table.committee, status=status, status_reason="Tempête")
        with pytest.raises(ValidationError, match="rien ne s’y inscrit"):
            mark(table, meeting, table.audet, "present")
