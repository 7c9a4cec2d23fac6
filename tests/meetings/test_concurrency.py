"""What several people do at the same moment."""

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from arbj_portal.core.actions import AlreadySubmitted
from meetings import actions
from meetings.models import AgendaItem, Attendance, CarriedFollowUp, Decision, Meeting
from meetings.records import MeetingRecord, PointEntry
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


def log(table: Table, submission: UUID | None = None) -> Meeting:
    record = MeetingRecord(values={"committee": table.committee, "title": "", "date": DAY})
    return actions.log_meeting(
        by=table.coordination, submission=submission or uuid4(), record=record
    )


def all_at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run each act in a thread and a connection of its own; the first error is ours."""
    start, results, errors = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            results.append(act())
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return results


@pytest.mark.django_db(transaction=True)
def test_meetings_logged_at_once_have_numbers_in_a_row(transactional_db: None) -> None:
    table = Table()
    all_at_once(*[lambda: log(table)] * 6)
    assert sorted(Meeting.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.django_db(transaction=True)
def test_decisions_of_one_day_numbered_at_once_share_no_number(transactional_db: None) -> None:
    table = Table()
    drafts = []
    for _ in range(4):
        meeting = make_meeting(table.committee)
        drafts.append(make_minutes(meeting))
        for _ in range(3):
            make_decision(make_point(meeting))
    all_at_once(
        *[
            lambda minutes=minutes: actions.submit_minutes(
                by=table.coordination, **now(minutes), comments_until=None
            )
            for minutes in drafts
        ]
    )
    numbers = sorted(Decision.objects.values_list("number", flat=True))
    assert numbers == [f"TCJI-2026-03-12-{number:02}" for number in range(1, 13)]


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_at_once_makes_one_meeting(transactional_db: None) -> None:
    table, token = Table(), uuid4()

    def send() -> str:
        try:
            return log(table, token).get_absolute_url()
        except AlreadySubmitted as first:
            return first.result_url

    assert len(set(all_at_once(*[send] * 4))) == 1
    assert Meeting.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nobody_becomes_absent_while_a_decision_is_moved(transactional_db: None) -> None:
    table = Table()
    meeting = make_meeting(table.committee)
    mover, seconder, point = (
        attend(meeting, table.audet),
        attend(meeting, table.roy),
        make_point(meeting),
    )

    def leave() -> None:
        with suppress(IntegrityError):
            Attendance.objects.filter(pk=mover.pk).update(status="absent")

    with transaction.atomic():
        make_decision(
            point, kind="resolution", outcome="unanimous", moved_by=mover, seconded_by=seconder
        )
        leaving = threading.Thread(target=lambda: (leave(), connection.close()))
        leaving.start()
        leaving.join(timeout=1)
        waits = leaving.is_alive()
    leaving.join()
    mover.refresh_from_db()
    assert (waits, mover.status) == (True, "present")


@pytest.mark.django_db(transaction=True)
def test_meetings_planned_at_once_carry_once(transactional_db: None) -> None:
    table = Table()
    last = make_meeting(table.committee, date=timezone.localdate() - timedelta(days=30))
    make_minutes(last)
    point = make_point(last, outcome="postponed")
    make_follow_up(point, table.roy.person)

    def plan(days: int) -> Meeting:
        day = timezone.localdate() + timedelta(days=days)
        values = {"committee": table.committee, "title": f"Dans {days} jours", "date": day}
        return actions.plan_meeting(
            by=table.coordination, submission=uuid4(), values=values, points=[]
        )

    all_at_once(*[lambda days=days: plan(days) for days in (40, 20, 30)])
    first = Meeting.objects.get(title="Dans 20 jours")
    assert AgendaItem.objects.get(carried_from=point).meeting == first
    assert AgendaItem.objects.get(adopts_minutes=last.minutes).meeting == first
    assert CarriedFollowUp.objects.get().agenda_item.meeting == first


@pytest.mark.django_db(transaction=True)
def test_one_record_and_the_next_plan_at_once_forget_nothing(transactional_db: None) -> None:
    table = Table()
    day = timezone.localdate()
    coming = make_meeting(
        table.committee, date=day + timedelta(days=20), status="draft", number=None
    )

    def record() -> None:
        values = {"committee": table.committee, "title": "", "date": day - timedelta(days=3)}
        told = MeetingRecord(
            values=values, points=[PointEntry({"title": "Budget", "outcome": "postponed"})]
        )
        actions.log_meeting(by=table.coordination, submission=uuid4(), record=told)

    def replan() -> None:
        values = {"committee": table.committee, "title": "Autre titre", "date": coming.date}
        actions.replan_meeting(
            by=table.coordination, submission=uuid4(), **now(coming), values=values
        )

    all_at_once(record, replan)
    assert AgendaItem.objects.filter(meeting=coming, title="Budget").count() == 1
