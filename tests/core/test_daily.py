"""What is done once a day: when, how often, and after a failure."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import LazySettings

from arbj_portal.core import daily

DAY = date(2026, 3, 2)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[list[date]]:
    """The days on which the one task of this portal ran."""
    settings.DAILY_HOUR = 8
    found: list[date] = []

    def task(day: date) -> None:
        found.append(day)

    monkeypatch.setattr(daily, "_tasks", [])
    daily.register_daily(task)
    daily.register_daily(task)
    return found


def test_once_a_morning(days: list[date], time_machine: Any) -> None:
    calendar = daily.Calendar()
    for moment in ("2026-03-02T07:59", "2026-03-02T08:00", "2026-03-02T18:00", "2026-03-03T09:00"):
        time_machine.move_to(f"{moment}:00-05:00", tick=False)
        calendar.tick()
    assert days == [DAY, date(2026, 3, 3)]


def test_what_failed_is_tried_again_and_holds_up_nothing(
    days: list[date], time_machine: Any, caplog: pytest.LogCaptureFixture
) -> None:
    time_machine.move_to("2026-03-02T12:00:00-05:00", tick=False)
    failures = [RuntimeError("…")]

    def fail(day: date) -> None:
        if failures:
            raise failures.pop()

    daily._tasks.insert(0, fail)
    calendar = daily.Calendar()
    assert [calendar.tick() for _ in range(3)] == [True, True, False]
    assert days == [DAY, DAY]
    assert "A daily task failed: fail" in caplog.text
