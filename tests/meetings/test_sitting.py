"""The course of a sitting: opened, its points, what is decided and promised, adjourned, closed."""

from collections.abc import Callable
from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from meetings import actions
from meetings.actions.in_session import movers_at
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Stance
from members.models import Committee, Membership
from tests.meetings.factories import (
    DAY,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    now,
)

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = time(13), time(14), time(15)
NOON = time_machine.travel("2026-03-12T16:00:00Z", tick=False)
EARLY = time_machine.travel("2026-03-01T16:00:00Z", tick=False)
LATE = time_machine.travel("2026-03-13T16:00:00Z", tick=False)


@pytest.fixture
def meeting(table: Table) -> Meeting:
    return make_meeting(table.committee, status=Meeting.Status.IN_PROGRESS, opened_at=ONE)


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        act()
    return " ".join(caught.value.messages)


# --- Opening and adjourning.


def begin(table: Table, meeting: Meeting, **fields: Any) -> Meeting:
    return actions.begin_meeting(by=table.coordination, **now(meeting), opened_at=ONE, **fields)


def test_a_called_meeting_is_opened_on_its_day(table: Table) -> None:
    meeting = make_meeting(table.committee, status=Meeting.Status.CONVENED)
    with NOON:
        meeting = begin(table, meeting)
    assert (meeting.status, meeting.opened_at, meeting.date) == ("in_progress", ONE, DAY)
    with NOON:
        assert "En cours" in refused(lambda: begin(table, meeting))


def test_a_meeting_opened_before_its_day_is_held_that_day_knowingly(table: Table) -> None:
    meeting = make_meeting(table.committee, status=Meeting.Status.CONVENED)
    with EARLY:
        assert "attendez ce jour-là" in refused(lambda: begin(table, meeting))
        assert begin(table, meeting, is_today=True).date == date(2026, 3, 1)


def test_a_meeting_whose_day_is_over_is_recorded_instead(table: Table) -> None:
    meeting = make_meeting(table.committee, status=Meeting.Status.CONVENED)
    with LATE:
        assert "consignez-la" in refused(lambda: begin(table, meeting))


def test_the_sitting_is_adjourned_over_what_was_read(table: Table, meeting: Meeting) -> None:
    row = attend(meeting, table.audet)
    told = now(meeting)
    actions.mark_attendance(
        by=table.coordination, meeting=meeting, line=table.boivin, version=0, status="present"
    )
    with pytest.raises(StaleFormError):
        actions.end_meeting(by=table.coordination, **told, adjourned_at=THREE)
    assert "après l’ouverture" in refused(
        lambda: actions.end_meeting(by=table.coordination, **now(meeting), adjourned_at=time(9))
    )
    meeting = actions.end_meeting(by=table.coordination, **now(meeting), adjourned_at=THREE)
    row.refresh_from_db()
    assert (meeting.status, meeting.adjourned_at, row.left_at) == ("held", THREE, None)
    assert meeting.minutes.is_draft


# --- Points: their clock and what becomes of them.


def test_one_clock_runs_at_a_time_and_stops_with_the_sitting(
    table: Table, meeting: Meeting
) -> None:
    first, second = make_point(meeting), make_point(meeting)
    spent: dict[str, tuple[int, int]] = {}
    for minute, act in (
        (0, lambda: actions.start_clock(by=table.coordination, item=first)),
        (2, lambda: actions.start_clock(by=table.coordination, item=first)),
        (5, lambda: actions.start_clock(by=table.coordination, item=second)),
        (6, lambda: actions.stop_clock(by=table.coordination, item=second)),
        (7, lambda: actions.start_clock(by=table.coordination, item=first)),
        (
            9,
            lambda: actions.end_meeting(by=table.coordination, **now(meeting), adjourned_at=THREE),
        ),
    ):
        with time_machine.travel(f"2026-03-12T18:{minute:02}:00Z", tick=False):
            act()
            first.refresh_from_db()
            second.refresh_from_db()
            spent[f"{minute}"] = (first.seconds, second.seconds)
    assert spent == {
        "0": (0, 0),
        "2": (120, 0),
        "5": (300, 0),
        "6": (300, 60),
        "7": (300, 60),
        "9": (420, 60),
    }
    assert not AgendaItem.objects.filter(clock_started_at__isnull=False).exists()


def test_two_clocks_are_refused_by_the_database(meeting: Meeting) -> None:
    when = "2026-03-12T18:00:00Z"
    make_point(meeting, clock_started_at=when)
    with pytest.raises(IntegrityError, match="one_clock"):
        make_point(meeting, clock_started_at=when)


def test_a_clock_ends_no_stretch_of_autosaves(table: Table, meeting: Meeting) -> None:
    point, session = make_point(meeting), uuid4()
    for base, text in ((1, "un"), (2, "deux")):
        actions.save_notes(
            by=table.coordination, item=point, text=f"<p>{text}</p>", base=base, session=session
        )
        actions.start_clock(by=table.coordination, item=point)
        actions.stop_clock(by=table.coordination, item=point)
    point.refresh_from_db()
    assert point.notes_stretch is not None
    assert point.notes == "<p>deux</p>"


def test_notes_are_saved_whatever_is_recorded_meanwhile(table: Table, meeting: Meeting) -> None:
    point = make_point(meeting)
    actions.mark_attendance(
        by=table.coordination, meeting=meeting, line=table.audet, version=0, status="present"
    )
    actions.set_outcome(by=table.coordination, item=point, version=1, outcome="treated")
    saving = actions.save_notes(
        by=table.coordination, item=point, text="<p>dit</p>", base=1, session=uuid4()
    )
    assert not saving.is_conflict
    point.refresh_from_db()
    assert (point.notes, point.outcome) == ("<p>dit</p>", "treated")


def test_the_second_to_say_what_becomes_of_a_point_is_told(table: Table, meeting: Meeting) -> None:
    point = make_point(meeting)
    actions.set_outcome(by=table.coordination, item=point, version=1, outcome="postponed")
    with pytest.raises(StaleFormError):
        actions.set_outcome(by=table.coordination, item=point, version=1, outcome="withdrawn")


# --- Decisions.


def decide(table: Table, point: AgendaItem, **fields: Any) -> Decision:
    people = {name: fields.pop(name, None) for name in ("moved_by", "seconded_by")}
    other = {
        name: fields.pop(name)
        for name in ("stances", "decision", "version", "submission")
        if name in fields
    }
    kind = "resolution" if people["moved_by"] else "consensus"
    values = {
        "text": "D’adopter le plan.",
        "kind": kind,
        "outcome": "unanimous" if people["moved_by"] else "agreed",
        "taken_at": TWO,
    }
    told: dict[str, Any] = {"submission": uuid4()} | other
    return actions.write_decision(
        by=table.coordination, item=point, values=values | fields, **people, **told
    )


def quorum(meeting: Meeting, value: int) -> None:
    Committee.objects.filter(pk=meeting.committee_id).update(
        quorum_rule=Committee.QuorumRule.NUMBER, quorum_value=value
    )


def test_a_decision_without_the_quorum_is_marked(table: Table, meeting: Meeting) -> None:
    quorum(meeting, 2)
    attend(meeting, table.audet)
    attend(meeting, table.boivin, left_at=THREE)
    point = make_point(meeting)
    decisions = [decide(table, point), decide(table, point, taken_at=time(15, 5))]
    marked = [Decision.objects.get(pk=row.pk).without_quorum for row in decisions]
    assert marked == [False, True]


def test_a_departure_told_late_marks_what_was_decided_after_it(
    table: Table, meeting: Meeting
) -> None:
    quorum(meeting, 2)
    attend(meeting, table.audet)
    attend(meeting, table.boivin)
    decision = decide(table, make_point(meeting), taken_at=THREE)
    told = {"by": table.coordination, "meeting": meeting, "line": table.boivin, "arrived_at": None}
    actions.record_times(**told, version=1, left_at=TWO)
    decision.refresh_from_db()
    assert decision.without_quorum
    actions.record_times(**told, version=2, left_at=None)
    decision.refresh_from_db()
    assert not decision.without_quorum


def test_movers_sit_there_at_that_moment(table: Table, meeting: Meeting) -> None:
    Membership.objects.filter(pk=table.roy.membership_id).update(
        role=Membership.Role.OBSERVER, votes=False
    )
    adviser = table.seat("Girard", "Ministère")
    Membership.objects.filter(pk=adviser.membership_id).update(
        role=Membership.Role.ADVISORY, votes=False
    )
    there = attend(meeting, table.audet)
    attend(meeting, adviser)
    attend(meeting, table.roy)
    gone = attend(meeting, table.boivin, left_at=ONE)
    guest = Attendance.objects.create(meeting=meeting, guest_name="Lou Tremblay")
    substitute = Attendance.objects.create(meeting=meeting, guest_name="Ange Morin")
    absent = attend(meeting, table.seat("Caron", "Cégep"), "excused", replaced_by=substitute)
    assert [str(row) for row in movers_at(meeting, TWO)] == [
        "Dominique Audet",
        "Dominique Girard",
        "Ange Morin",
    ]
    assert {str(row) for row in movers_at(meeting, ONE)} > {"Dominique Boivin"}
    point = make_point(meeting)
    for row in (gone, guest, absent):
        assert "n’est pas là" in refused(
            lambda row=row: decide(table, point, moved_by=there, seconded_by=row)
        )
    decide(table, point, moved_by=there, seconded_by=substitute)


def test_stances_stand_with_the_decision(table: Table, meeting: Meeting) -> None:
    mover, seconder, other = (
        attend(meeting, mandate) for mandate in (table.audet, table.boivin, table.roy)
    )
    point = make_point(meeting)
    kinds = Stance.Kind
    people = {"moved_by": mover, "seconded_by": seconder}
    decision = decide(table, point, **people, stances={kinds.DISSENT: [other]})
    assert [str(row) for row in decision.stances.all()] == ["Mme Roy inscrit sa dissidence."]
    decision = decide(
        table, point, **people, decision=decision, version=1, stances={kinds.WITHDRAWAL: [other]}
    )
    assert [str(row) for row in decision.stances.all()] == ["Mme Roy se retire pour ce point."]
    with pytest.raises(StaleFormError):
        decide(table, point, decision=decision, version=1)
    told = {"decision": decision, "version": 2, "stances": {kinds.WITHDRAWAL: [mover]}}
    with pytest.raises(IntegrityError, match="of_no_mover"), transaction.atomic():
        decide(table, point, **people, **told)
    with pytest.raises(IntegrityError, match="mover_did_not_withdraw"):
        Decision.objects.filter(pk=decision.pk).update(seconded_by=other)


def test_no_more_votes_than_voices_that_did_not_withdraw(table: Table, meeting: Meeting) -> None:
    mover, seconder, other = (
        attend(meeting, mandate) for mandate in (table.audet, table.boivin, table.roy)
    )
    point = make_point(meeting)
    told = {
        "moved_by": mover,
        "seconded_by": seconder,
        "outcome": "majority",
        "votes_for": 2,
        "votes_against": 1,
    }
    stances = {Stance.Kind.WITHDRAWAL: [other]}
    assert refused(lambda: decide(table, point, **told, stances=stances)) == (
        "On compte 3 votes pour 2 voix présentes à cette heure."
    )
    decide(table, point, **told)


def test_the_same_decision_sent_twice_is_one(table: Table, meeting: Meeting) -> None:
    point, submission = make_point(meeting), uuid4()
    decide(table, point, submission=submission)
    with pytest.raises(AlreadySubmitted):
        decide(table, point, submission=submission)
    assert Decision.objects.count() == 1


def test_what_has_a_number_is_not_corrected_in_place(table: Table, meeting: Meeting) -> None:
    decision = make_decision(make_point(meeting), number="TCJI-2026-03-12-01")
    told = "Cette décision a reçu son numéro"
    assert told in refused(
        lambda: decide(table, decision.agenda_item, decision=decision, version=1)
    )
    assert told in refused(
        lambda: actions.remove_decision(by=table.coordination, decision=decision, version=1)
    )


def test_what_was_written_in_place_is_taken_back(table: Table, meeting: Meeting) -> None:
    attend(meeting, table.audet)
    decision = decide(table, make_point(meeting))
    with pytest.raises(StaleFormError):
        actions.remove_decision(by=table.coordination, decision=decision, version=7)
    actions.remove_decision(by=table.coordination, decision=decision, version=decision.version)
    follow_up = make_follow_up(make_point(meeting), table.roy.person)
    actions.remove_promise(by=table.coordination, follow_up=follow_up, version=1)
    assert (Decision.objects.count(), FollowUp.objects.count()) == (0, 0)


def test_a_promise_is_written_and_corrected(table: Table, meeting: Meeting) -> None:
    point = make_point(meeting)
    told = {"by": table.coordination, "item": point}
    values = {"text": "Écrire", "person_id": table.roy.person_id, "due_on": None}
    follow_up = actions.write_promise(**told, submission=uuid4(), values=values)
    follow_up = actions.write_promise(
        **told, submission=uuid4(), values={"text": "Appeler"}, follow_up=follow_up, version=1
    )
    assert (follow_up.text, follow_up.version) == ("Appeler", 2)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"opened_at": None, "adjourned_at": TWO}, "meetings_meeting_sitting"),
        ({"opened_at": TWO, "adjourned_at": ONE}, "meetings_meeting_sitting"),
    ],
)
def test_a_sitting_ends_after_it_begins(
    table: Table, fields: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        make_meeting(table.committee, **fields)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"left_at": THREE, "returned_at": TWO}, "meetings_temporaryexit_times"),
        ({"left_at": THREE}, "meetings_temporaryexit_one_open"),
        ({"left_at": time(9), "returned_at": time(10)}, "meetings_temporaryexit_of_somebody_there"),
    ],
)
def test_exits_make_sense(
    table: Table, meeting: Meeting, fields: dict[str, Any], constraint: str
) -> None:
    row = attend(meeting, table.audet, arrived_at=ONE)
    row.exits.create(left_at=TWO)
    with pytest.raises(IntegrityError, match=constraint):
        row.exits.create(**fields)


def test_one_stance_a_person_of_those_there(table: Table, meeting: Meeting) -> None:
    decision = make_decision(make_point(meeting))
    there, absent = attend(meeting, table.audet), attend(meeting, table.roy, "absent")
    decision.stances.create(attendance=there, kind="dissent")
    for row, constraint in ((there, "meetings_stance_once"), (absent, "of_somebody_there")):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            decision.stances.create(attendance=row, kind="withdrawal")
    with pytest.raises(IntegrityError, match="stance_of_somebody_there"):
        Attendance.objects.filter(pk=there.pk).update(status="absent")


# --- Closing.


def test_a_meeting_closes_once_each_point_to_decide_has_its_end(table: Table) -> None:
    meeting = make_meeting(table.committee)
    points = [make_point(meeting, kind="decision", title=f"Choix {rank}") for rank in range(4)]
    make_point(meeting)
    under = make_point(meeting, parent=points[3])

    def close() -> Meeting:
        return actions.close_meeting(by=table.coordination, **now(meeting))

    assert refused(close) == (
        "Il manque une décision, un report ou un retrait : "
        "1. Choix 0; 2. Choix 1; 3. Choix 2; 4. Choix 3."
    )
    make_decision(points[0])
    make_decision(under)
    points[1].outcome = "postponed"
    points[1].save()
    points[2].outcome = "treated"
    points[2].save()
    assert refused(close) == "Il manque une décision, un report ou un retrait : 3. Choix 2."
    points[2].outcome = "withdrawn"
    points[2].save()
    assert close().status == "closed"


def test_what_is_closed_changes_once_it_is_opened_again(table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    point = make_point(meeting)
    read = now(meeting)
    meeting = actions.close_meeting(by=table.coordination, **read)
    assert (meeting.is_closed, meeting.takes_changes) == (True, False)
    saving = actions.save_notes(
        by=table.coordination, item=point, text="<p>trop tard</p>", base=1, session=uuid4()
    )
    assert saving.set_aside is not None
    with pytest.raises(StaleFormError):
        actions.reopen_meeting(by=table.coordination, **read, reason="Oubli")
    meeting = actions.reopen_meeting(by=table.coordination, **now(meeting), reason="Oubli")
    assert (meeting.status, meeting.status_reason) == ("held", "Oubli")
    meeting = actions.close_meeting(by=table.coordination, **now(meeting))
    assert meeting.status_reason == ""


def test_closing_stands_over_adopted_minutes(table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "adopted")
    meeting = actions.close_meeting(by=table.coordination, **now(meeting))
    actions.reopen_meeting(by=table.coordination, **now(meeting), reason="Erreur de rencontre")
