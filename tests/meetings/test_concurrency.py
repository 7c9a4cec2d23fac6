"""What several people do at the same moment."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from arbj_portal.core.actions import AlreadySubmitted
from meetings import actions
from meetings.models import Attendance, Decision, Meeting
from meetings.records import MeetingRecord
from tests.meetings.factories import (
    DAY,
    Table,
    attend,
    make_decision,
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
