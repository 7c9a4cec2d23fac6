"""What adopted minutes tell of is neither added, changed nor removed, whoever asks."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.db import models

from meetings.models import (
    AgendaItem,
    Attendance,
    Decision,
    FollowUp,
    Meeting,
    MeetingObjective,
    Minutes,
)
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)
from tests.meetings.test_models import broken

pytestmark = pytest.mark.django_db


class Adopted:
    """A meeting with one of everything, whose minutes are adopted; and one whose are not."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.meeting, self.other = make_meeting(table.committee), make_meeting(table.committee)
        self.point = make_point(self.meeting, notes="<p>Dit.</p>")
        self.attendance = attend(self.meeting, table.audet)
        self.decision = make_decision(self.point)
        self.follow_up = make_follow_up(self.point, table.audet.person)
        self.objective = make_objective(make_agreement())
        self.link = MeetingObjective.objects.create(meeting=self.meeting, objective=self.objective)
        self.minutes = make_minutes(self.meeting, "proposed")
        Minutes.objects.filter(pk=self.meeting.pk).update(
            state="adopted", adopted_on=self.meeting.date
        )


@pytest.fixture
def adopted(table: Table) -> Adopted:
    return Adopted(table)


def changed(row: models.Model, **fields: Any) -> Callable[[], int]:
    return lambda: type(row)._base_manager.filter(pk=row.pk).update(**fields)


def lock_of(model: type[models.Model]) -> str:
    return f"meetings_{model._meta.model_name}_locked_once_adopted"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("point", {"notes": "<p>Autre chose.</p>"}),
        ("point", {"title": "Autre titre"}),
        ("point", {"outcome": "postponed"}),
        ("point", {"position": 9}),
        ("point", {"is_closed_session": True}),
        ("attendance", {"status": "absent"}),
        ("attendance", {"left_at": time(15)}),
        ("decision", {"text": "De ne rien faire."}),
        ("decision", {"without_quorum": True}),
        ("follow_up", {"text": "Ne rien faire"}),
        ("meeting", {"title": "Autre rencontre"}),
        ("meeting", {"date": date(2026, 3, 13)}),
        ("meeting", {"place": "Ailleurs"}),
        ("meeting", {"public_count": 3}),
    ],
)
def test_what_adopted_minutes_tell_does_not_change(
    adopted: Adopted, name: str, fields: dict[str, Any]
) -> None:
    row = getattr(adopted, name)
    assert broken(changed(row, **fields)) == lock_of(type(row))


@pytest.mark.parametrize("name", ["point", "attendance", "decision", "follow_up", "link"])
def test_nothing_is_taken_out_of_adopted_minutes(adopted: Adopted, name: str) -> None:
    row = getattr(adopted, name)
    rows = type(row)._base_manager.filter(pk=row.pk)
    assert broken(lambda: rows._raw_delete(rows.db)) == lock_of(type(row))


def test_nothing_is_added_to_adopted_minutes(adopted: Adopted) -> None:
    meeting, point, table = adopted.meeting, adopted.point, adopted.table
    objective = make_objective(make_agreement(), position=2)
    additions: dict[type[models.Model], Callable[[], Any]] = {
        AgendaItem: lambda: make_point(meeting),
        Attendance: lambda: attend(meeting, table.roy),
        Decision: lambda: make_decision(point),
        FollowUp: lambda: make_follow_up(point, table.roy.person),
        MeetingObjective: lambda: MeetingObjective.objects.create(
            meeting=meeting, objective=objective
        ),
    }
    assert {model: broken(act) for model, act in additions.items()} == {
        model: lock_of(model) for model in additions
    }


def test_nothing_moves_into_adopted_minutes_nor_out_of_them(adopted: Adopted) -> None:
    elsewhere = make_point(adopted.other, position=5)
    for point, meeting in ((elsewhere, adopted.meeting), (adopted.point, adopted.other)):
        assert broken(changed(point, meeting=meeting)) == lock_of(AgendaItem)


@pytest.mark.parametrize(
    "fields", [{"state": "draft", "adopted_on": None}, {"adopted_on": date(2026, 5, 1)}]
)
def test_adopted_minutes_stay_as_they_were_adopted(
    adopted: Adopted, fields: dict[str, Any]
) -> None:
    assert broken(changed(adopted.minutes, **fields)) == "meetings_minutes_adopted_stays"
    own = Minutes.objects.filter(pk=adopted.meeting.pk)
    assert broken(lambda: own._raw_delete(own.db)) == "meetings_minutes_adopted_stays"


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("decision", {"number": "TCJI-2026-03-12-01"}),
        ("follow_up", {"status": "done", "note": "Fait.", "due_on": date(2026, 6, 1)}),
        ("meeting", {"status": Meeting.Status.CLOSED}),
        ("meeting", {"visibility": "public"}),
        ("minutes", {"visibility": "coordination"}),
    ],
)
def test_what_lives_on_changes_still(adopted: Adopted, name: str, fields: dict[str, Any]) -> None:
    row = getattr(adopted, name)
    assert changed(row, **fields)() == 1
    row.refresh_from_db()
    assert {field: getattr(row, field) for field in fields} == fields


def test_other_minutes_change_while_some_are_adopted(adopted: Adopted) -> None:
    make_minutes(adopted.other, "proposed")
    point = make_point(adopted.other)
    assert changed(point, notes="<p>Corrigé.</p>")() == 1
