"""What the actions refuse, whichever form or program asks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from meetings import actions
from meetings.models import Decision, Meeting, Minutes
from meetings.records import MeetingRecord
from tests.meetings.factories import (
    DAY,
    PUBLIC,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    now,
    pdf,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


def refusal(act: Callable[[], Any]) -> dict[str, list[str]] | list[str]:
    with pytest.raises(ValidationError) as caught:
        act()
    error = caught.value
    return error.message_dict if hasattr(error, "error_dict") else error.messages


def log(table: Table, day: date, **fields: Any) -> Meeting:
    values = {"committee": table.committee, "title": "", "date": day, "number": None}
    values |= fields.pop("values", {})
    record = MeetingRecord(values=values, **fields)
    return actions.log_meeting(by=table.coordination, submission=uuid4(), record=record)


def test_what_is_recorded_took_place(table: Table) -> None:
    assert refusal(lambda: log(table, TOMORROW)) == {
        "date": ["Cette date est à venir : une rencontre qui n’a pas eu lieu se planifie."]
    }


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        (
            {"adopted_on": TOMORROW, "minutes_file": pdf()},
            {"adopted_on": ["L’adoption ne peut pas être à venir."]},
        ),
        (
            {"adopted_on": DAY - timedelta(days=1), "minutes_file": pdf()},
            {"adopted_on": ["L’adoption ne peut pas précéder la rencontre."]},
        ),
        (
            {"adopted_on": DAY},
            {"minutes_file": ["Joignez le fichier qui a été adopté à cette date."]},
        ),
    ],
)
def test_a_file_is_adopted_on_a_day_that_may_be(
    table: Table, fields: dict[str, Any], refused: dict[str, list[str]]
) -> None:
    assert refusal(lambda: log(table, DAY, **fields)) == refused


def test_what_is_planned_is_to_come(table: Table) -> None:
    values = {"committee": table.committee, "title": "Séance", "date": YESTERDAY}
    act = lambda: actions.plan_meeting(  # noqa: E731
        by=table.coordination, submission=uuid4(), values=values, points=[]
    )
    assert refusal(act) == {
        "date": ["Cette date est passée : une rencontre déjà tenue se consigne."]
    }


def test_there_is_something_to_submit_until_a_day_to_come(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee))

    def submit(until: date | None = None) -> Minutes:
        return actions.submit_minutes(by=table.coordination, **now(minutes), comments_until=until)

    assert refusal(submit) == ["Il n’y a rien à soumettre encore : ni point, ni fichier."]
    make_point(minutes.meeting)
    assert refusal(lambda: submit(YESTERDAY)) == {"comments_until": ["Cette date est passée."]}
    assert submit(TODAY).state == "proposed"


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, {"decision": ["Choisissez la décision, ou donnez la date de l’adoption."]}),
        ({"adopted_on": TOMORROW}, {"adopted_on": ["L’adoption ne peut pas être à venir."]}),
        (
            {"adopted_on": DAY - timedelta(days=1)},
            {"adopted_on": ["L’adoption ne peut pas précéder la rencontre."]},
        ),
    ],
)
def test_minutes_are_adopted_on_a_day_that_may_be(
    table: Table, fields: dict[str, Any], refused: dict[str, list[str]]
) -> None:
    minutes = make_minutes(make_meeting(table.committee), "proposed")
    act = lambda: actions.adopt_minutes(by=table.coordination, **now(minutes), **fields)  # noqa: E731
    assert refusal(act) == refused


def decided(table: Table, **fields: Any) -> Decision:
    return make_decision(make_point(make_meeting(table.committee, **fields)))


def test_minutes_are_adopted_by_a_later_meeting_of_their_committee(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee), "proposed")
    later = DAY + timedelta(days=30)
    for decision in (
        decided(table, date=DAY - timedelta(days=30)),
        decided(Table("Autre table", "AUTRE"), date=later),
    ):
        act = lambda: actions.adopt_minutes(  # noqa: E731
            by=table.coordination,
            **now(minutes),
            decision=decision,  # noqa: B023
        )
        assert refusal(act) == {
            "decision": ["Cette décision n’est pas d’une rencontre suivante de l’instance."]
        }
    adopting = decided(table, date=later)
    minutes = actions.adopt_minutes(by=table.coordination, **now(minutes), decision=adopting)
    assert (minutes.adopted_by, minutes.adopted_on) == (adopting, later)


def test_a_draft_is_adopted_with_changes_at_once(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee))
    minutes = actions.adopt_minutes(
        by=table.coordination, **now(minutes), adopted_on=DAY, with_changes=True
    )
    assert minutes.state == "adopted_with_changes"


def test_only_public_minutes_are_withdrawn(table: Table) -> None:
    minutes = make_minutes(make_meeting(table.committee, visibility=PUBLIC), "adopted")
    act = lambda: actions.withdraw_minutes(by=table.coordination, **now(minutes))  # noqa: E731
    assert refusal(act) == ["Le procès-verbal n’est pas public."]


def test_a_meeting_logged_late_takes_the_number_that_it_had(table: Table) -> None:
    make_meeting(table.committee, number=12)
    assert log(table, DAY, values={"number": 4}).title == "Rencontre 4 de la Table de concertation"
    assert log(table, DAY).number == 13


def test_a_meeting_moved_elsewhere_takes_the_next_number_there(table: Table) -> None:
    other = Table("Comité des suites", "CS")
    make_meeting(other.committee, number=4)
    for chosen, number in ((9, 5), (2, 2)):
        meeting = make_meeting(table.committee, number=9, title="Séance")
        values = {"committee": other.committee, "date": DAY, "number": chosen}
        actions.revise_meeting(
            by=table.coordination,
            submission=uuid4(),
            **now(meeting),
            record=MeetingRecord(values=values),
        )
        meeting.refresh_from_db()
        assert meeting.number == number
