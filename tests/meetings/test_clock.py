"""When each point of an agenda begins, and where the planned end is passed."""

from datetime import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from meetings.clock import Slot, agenda_clock, duration_text, minute_of

DURATIONS = st.lists(st.none() | st.integers(1, 600), max_size=60)
HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))


def test_points_follow_each_other() -> None:
    clock = agenda_clock(time(13, 30), time(16), [10, None, 30, 75])
    assert [slot.starts for slot in clock.slots] == [
        time(13, 30),
        time(13, 40),
        time(13, 40),
        time(14, 10),
    ]
    assert (clock.minutes, clock.ends, clock.overrun, clock.spare) == (115, time(15, 25), 0, 35)


def test_the_overrun_stands_where_it_begins_and_in_the_total() -> None:
    clock = agenda_clock(time(13, 30), time(14, 30), [30, 55, 10])
    assert [slot.overrun for slot in clock.slots] == [0, 25, 0]
    assert (clock.overrun, clock.spare, clock.ends) == (35, 0, time(15, 5))


def test_to_end_on_time_is_no_overrun() -> None:
    clock = agenda_clock(time(9), time(10), [60])
    assert (clock.slots, clock.overrun, clock.spare) == ((Slot(time(9)),), 0, 0)


def test_without_an_hour_durations_add_up() -> None:
    clock = agenda_clock(None, None, [20, 5])
    assert clock.slots == (Slot(None), Slot(None))
    assert (clock.minutes, clock.ends, clock.overrun, clock.spare) == (25, None, 0, 0)


@given(starts=HOURS, ends=st.none() | HOURS, durations=DURATIONS)
def test_the_clock_neither_loses_nor_makes_time(
    starts: time, ends: time | None, durations: list[int | None]
) -> None:
    ends = ends if ends and ends > starts else None
    clock = agenda_clock(starts, ends, durations)
    assert len(clock.slots) == len(durations)
    assert clock.minutes == sum(duration or 0 for duration in durations)
    moments = [*(slot.starts for slot in clock.slots), clock.ends]
    steps = [(minute_of(after) - minute_of(before)) % 1440 for before, after in pairwise(moments)]
    assert steps == [(duration or 0) % 1440 for duration in durations]
    begun = [slot.overrun for slot in clock.slots if slot.overrun]
    assert len(begun) == bool(clock.overrun)
    assert all(0 < overrun <= clock.overrun for overrun in begun)
    if ends:
        available = minute_of(ends) - minute_of(starts)
        assert clock.minutes + clock.spare - clock.overrun == available


@given(durations=DURATIONS.filter(any), extra=st.integers(1, 60))
def test_the_first_point_past_the_end_is_the_one_that_is_told(
    durations: list[int | None], extra: int
) -> None:
    """Where all but the last minutes fit, the last timed point is where it passes."""
    total = sum(duration or 0 for duration in durations)
    if total - 1 < 1 or total > 1000:
        return
    clock = agenda_clock(time(0), time((total - 1) // 60, (total - 1) % 60), durations)
    last = max(index for index, duration in enumerate(durations) if duration)
    assert [index for index, slot in enumerate(clock.slots) if slot.overrun] == [last]
    assert clock.slots[last].overrun == clock.overrun == 1


def test_durations_in_words() -> None:
    told = [duration_text(minutes).replace("\xa0", " ") for minutes in (0, 25, 60, 150)]
    assert told == ["0 min", "25 min", "1 h", "2 h 30 min"]
