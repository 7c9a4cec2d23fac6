"""The quorum: who counts as a voice, when it is there, lost and found again."""

from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.actions.quorum import note_quorum
from meetings.models import Attendance, Decision, Meeting
from meetings.quorum import Quorum, VoicePresence, read_quorum, spells_of, was_there
from members.models import Committee, Representative
from tests.meetings.factories import Table, attend, make_decision, make_meeting, make_point

Rule = Committee.QuorumRule
NOON, ONE, TWO, THREE, FOUR = (time(hour) for hour in (12, 13, 14, 15, 16))


def sit(table: Table, rule: str = Rule.NUMBER, value: int | None = 2, **fields: Any) -> Meeting:
    Committee.objects.filter(pk=table.committee.pk).update(quorum_rule=rule, quorum_value=value)
    committee = Committee.objects.get(pk=table.committee.pk)
    return make_meeting(committee, **({"starts_at": ONE, "ends_at": FOUR} | fields))


def voices(meeting: Meeting, moment: time = TWO) -> int:
    return read_quorum(meeting).voices_at(moment)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rule", "value", "needed"),
    [
        (Rule.NONE, None, None),
        (Rule.NUMBER, 2, 2),
        (Rule.SHARE, 1, 1),
        (Rule.SHARE, 33, 1),
        (Rule.SHARE, 34, 2),
        (Rule.SHARE, 50, 2),
        (Rule.SHARE, 67, 3),
        (Rule.SHARE, 100, 3),
    ],
)
def test_the_rule_of_the_committee_says_how_many(
    table: Table, rule: str, value: int | None, needed: int | None
) -> None:
    assert read_quorum(sit(table, rule, value)).needed == needed


@pytest.mark.django_db
def test_one_voice_an_organisation_whoever_came_of_it(table: Table) -> None:
    meeting = sit(table)
    second = Representative.objects.create(
        person=table.seat("Morin", "Ailleurs").person, membership=table.audet.membership
    )
    attend(meeting, table.audet)
    attend(meeting, second, "remote")
    assert voices(meeting) == 1
    attend(meeting, table.boivin)
    assert voices(meeting) == 2


@pytest.mark.django_db
def test_who_has_no_vote_is_absent_or_a_guest_is_no_voice(table: Table) -> None:
    meeting = sit(table)
    table.roy.membership.votes = False
    table.roy.membership.save()
    attend(meeting, table.roy)
    attend(meeting, table.audet, "excused")
    attend(meeting, table.boivin, "absent")
    Attendance.objects.create(meeting=meeting, guest_name="Lou Tremblay")
    assert voices(meeting) == 0


@pytest.mark.django_db
def test_a_membership_that_ended_before_the_day_has_no_voice(table: Table) -> None:
    meeting = sit(table)
    attend(meeting, table.roy, "remote")
    assert voices(meeting) == 1
    table.roy.membership.ended_on = meeting.date.replace(day=1)
    table.roy.membership.save()
    assert voices(meeting) == 0


@pytest.mark.django_db
def test_a_substitute_is_the_voice_of_the_organisation(table: Table) -> None:
    meeting = sit(table)
    guest = Attendance.objects.create(meeting=meeting, guest_name="Lou Tremblay", arrived_at=TWO)
    attend(meeting, table.audet, "excused", replaced_by=guest)
    assert (voices(meeting, ONE), voices(meeting, TWO)) == (0, 1)


@pytest.mark.django_db
def test_nobody_is_the_voice_of_two_organisations(table: Table) -> None:
    meeting = sit(table)
    own = attend(meeting, table.boivin)
    attend(meeting, table.audet, "excused", replaced_by=own)
    assert voices(meeting) == 1


@pytest.mark.django_db
def test_times_tell_when_the_quorum_came_went_and_returned(table: Table) -> None:
    meeting = sit(table, opened_at=time(13, 30), adjourned_at=FOUR)
    attend(meeting, table.audet)
    late = attend(meeting, table.boivin, arrived_at=time(13, 45))
    late.exits.create(left_at=time(15, 10), returned_at=time(15, 25))
    quorum = read_quorum(meeting)
    assert quorum.log_text == (
        "Quorum atteint à 13\xa0h\xa045, perdu à 15\xa0h\xa010, retrouvé à 15\xa0h\xa025"
    )
    assert [quorum.lacks_at(at) for at in (time(13, 40), TWO, time(15, 10), time(15, 25))] == [
        True,
        False,
        True,
        False,
    ]
    assert quorum.lacks_at(None)  # one of the two was not there all along
    late.arrived_at = None
    late.save()
    assert read_quorum(meeting).log_text == (
        "Quorum atteint à l’ouverture, perdu à 15\xa0h\xa010, retrouvé à 15\xa0h\xa025"
    )
    late.exits.all().delete()
    quorum = read_quorum(meeting)
    assert (quorum.log_text, quorum.was_reached, quorum.lacks_at(None)) == ("", True, False)


@pytest.mark.django_db
def test_two_of_an_organisation_in_turn_are_there_all_along(table: Table) -> None:
    meeting = sit(table, value=1)
    second = Representative.objects.create(
        person=table.seat("Morin", "Ailleurs").person, membership=table.audet.membership
    )
    attend(meeting, table.audet, left_at=THREE)
    attend(meeting, second, arrived_at=THREE)
    assert read_quorum(meeting).voices_all_along == 1


@pytest.mark.django_db
def test_who_was_there_in_the_minute_of_a_decision_took_part(table: Table) -> None:
    """Arrivals are told to the second by a click, the hour of a decision often to the minute."""
    meeting = sit(table)
    attend(meeting, table.audet)
    attend(meeting, table.boivin, arrived_at=time(14, 0, 20), left_at=time(15, 0, 10))
    quorum = read_quorum(meeting)
    lacks = {
        moment: quorum.lacks_at(moment)
        for moment in (TWO, time(14, 0, 19), time(14, 0, 20), THREE, time(15, 0, 10), time(15, 1))
    }
    assert lacks == {
        TWO: False,
        time(14, 0, 19): True,
        time(14, 0, 20): False,
        THREE: False,
        time(15, 0, 10): True,
        time(15, 1): True,
    }


@pytest.mark.django_db
def test_decisions_taken_without_a_quorum_are_marked_and_unmarked(table: Table) -> None:
    meeting = sit(table)
    attend(meeting, table.audet)
    other = attend(meeting, table.boivin, left_at=THREE)
    point = make_point(meeting)
    in_time, too_late, unknown, rejected = (
        make_decision(point, taken_at=at, **fields)
        for at, fields in (
            (TWO, {}),
            (time(15, 30), {}),
            (None, {}),
            (time(15, 30), {"outcome": Decision.Outcome.WITHDRAWN}),
        )
    )
    note_quorum(meeting)
    decisions = (in_time, too_late, unknown, rejected)

    def marked() -> list[bool]:
        for decision in decisions:
            decision.refresh_from_db()
        return [decision.without_quorum for decision in decisions]

    assert marked() == [False, True, True, False]
    other.left_at = None
    other.save()
    note_quorum(meeting)
    assert marked() == [False] * 4
    Committee.objects.update(quorum_rule=Rule.NUMBER, quorum_value=3)
    note_quorum(Meeting.objects.get(pk=meeting.pk))
    assert marked() == [True, True, True, False]
    Committee.objects.update(quorum_rule=Rule.NONE, quorum_value=None)
    note_quorum(Meeting.objects.get(pk=meeting.pk))
    assert marked() == [False] * 4


@pytest.mark.django_db
def test_who_was_there_in_a_minute_takes_no_notice_of_seconds(table: Table) -> None:
    meeting = sit(table)
    row = attend(meeting, table.audet, arrived_at=time(13, 45, 20), left_at=time(15, 10, 40))
    told = {at: was_there(row, at) for at in (time(13, 44), time(13, 45), time(15, 10), FOUR)}
    assert list(told.values()) == [False, True, True, False]
    assert was_there(row, None)


# --- Against a model that looks at every minute.

FIRST_MINUTE, LAST_MINUTE = 8 * 60, 8 * 60 + 40


def at(minute: int) -> time:
    return time(minute // 60, minute % 60)


minutes = st.integers(FIRST_MINUTE - 5, LAST_MINUTE + 5)


@st.composite
def stays(draw: st.DrawFn) -> dict[str, Any]:
    """A person: for which organisation, from when to when, and out of the room meanwhile."""
    bounds = sorted(draw(st.lists(minutes, min_size=4, max_size=4)))
    return {
        "membership": draw(st.integers(1, 4)),
        "arrived": draw(st.sampled_from([None, bounds[0]])),
        "exit": draw(st.sampled_from([None, (bounds[1], bounds[2]), (bounds[1], None)])),
        "left": draw(st.sampled_from([None, bounds[3]])),
    }


class Exits:
    """The exits of an attendance that no database knows."""

    def __init__(self, told: tuple[int, int | None] | None) -> None:
        self.told = told

    def all(self) -> list[Any]:
        if self.told is None:
            return []
        left, returned = self.told
        back = None if returned is None else at(returned)
        return [type("Exit", (), {"left_at": at(left), "returned_at": back})()]


class Stay:
    def __init__(self, told: dict[str, Any]) -> None:
        self.arrived_at = None if told["arrived"] is None else at(told["arrived"])
        self.left_at = None if told["left"] is None else at(told["left"])
        self.exits = Exits(told["exit"])


def is_there(told: dict[str, Any], minute: int) -> bool:
    came = told["arrived"] is None or told["arrived"] <= minute
    stays = told["left"] is None or minute < told["left"]
    is_out = (
        told["exit"]
        and told["exit"][0] <= minute
        and (told["exit"][1] is None or minute < told["exit"][1])
    )
    return came and stays and not is_out


@given(people=st.lists(stays(), max_size=7), needed=st.integers(1, 4))
def test_the_quorum_is_what_looking_at_every_minute_tells(
    people: list[dict[str, Any]], needed: int
) -> None:
    quorum = Quorum(
        needed=needed,
        presences=[
            VoicePresence(told["membership"], key, tuple(spells_of(Stay(told))))
            for key, told in enumerate(people)
        ],
        opening=at(FIRST_MINUTE),
        closing=at(LAST_MINUTE),
    )
    there = {
        minute: {told["membership"] for told in people if is_there(told, minute)}
        for minute in range(FIRST_MINUTE, LAST_MINUTE)
    }
    changes, before = [], None
    for minute, members in there.items():
        assert quorum.voices_at(at(minute)) == len(members)
        reached = len(members) >= needed
        if reached != before:
            changes.append((at(minute), reached))
        before = reached
    assert [(change.at, change.is_reached) for change in quorum.changes] == changes
    always = set.intersection(*there.values())
    assert quorum.voices_all_along == len(always)
