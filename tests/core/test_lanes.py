"""Pictures of time: where things stand, what is folded, what is stacked."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbj_portal.core.lanes import (
    FOLD_WIDTH,
    MOST_ROWS,
    ROW,
    Lane,
    Mark,
    Placed,
    picture_of,
    scale_of,
)

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    first = draw(days)
    last = first + timedelta(days=draw(st.integers(0, 2000)))
    shape = draw(st.sampled_from(["", "circle"]))
    return Mark(first, last, "Jalon", shape=shape, planned=draw(st.none() | days))


def moment(day: date, **fields: object) -> Mark:
    return Mark(day, day, "Jalon", shape="circle", **fields)


@pytest.mark.hypothesis
@given(st.lists(marks(), min_size=2, max_size=12), st.none() | days)
def test_everything_stands_in_the_picture_in_the_order_of_time(
    drawn: list[Mark], today: date | None
) -> None:
    scale = scale_of(drawn, today)
    shown = sorted({day for mark in drawn for day in mark.days} | ({today} if today else set()))
    places = [scale.at(day) for day in shown]
    assert all(0 <= place <= 100 for place in places)
    assert places == sorted(places)
    edges = [edge for stretch in scale.stretches for edge in (stretch.left, stretch.right)]
    assert edges == sorted(edges)
    assert edges[-1] == pytest.approx(100)
    for fold in scale.folds:
        assert not [day for day in shown if fold.first <= day <= fold.last]


@pytest.mark.hypothesis
@given(st.lists(marks(), min_size=2, max_size=12))
def test_nothing_in_a_row_touches(drawn: list[Mark]) -> None:
    picture = picture_of([Lane("Jalons", drawn)])
    if picture is None:
        return
    (lane,) = picture.lanes
    assert len(lane.marks) == len(drawn)
    assert all(0 < placed.y < lane.height for placed in lane.marks)
    rows = {placed.y for placed in lane.marks}
    assert len(rows) <= MOST_ROWS
    for one, other in combinations(lane.marks, 2) if len(rows) < MOST_ROWS else ():
        if one.y == other.y:
            assert edges_of(one)[1] <= edges_of(other)[0] or edges_of(other)[1] <= edges_of(one)[0]


def test_a_crowd_overlaps_rather_than_fill_the_page() -> None:
    crowd = [moment(date(2014, 3, 1) + timedelta(days=number)) for number in range(200)]
    picture = picture_of([Lane("Activités", crowd)])
    assert picture is not None
    (lane,) = picture.lanes
    assert (len(lane.marks), len({placed.y for placed in lane.marks})) == (200, MOST_ROWS)


def edges_of(placed: Placed) -> tuple[float, float]:
    known = [placed.left, placed.right, placed.at]
    known += [] if placed.planned is None else [placed.planned]
    room = placed.mark.room / 2
    return min(known) - room, max(known) + room


def test_a_year_in_sight_has_its_quarters() -> None:
    scale = scale_of([moment(date(2014, 1, 15)), moment(date(2014, 12, 20))], None)
    assert [(round(tick.x), tick.label, tick.is_year) for tick in scale.ticks] == [
        (0, "2014", True),
        (25, "", False),
        (50, "", False),
        (75, "", False),
    ]


def test_what_begins_late_in_a_year_leaves_the_room_to_the_next() -> None:
    scale = scale_of([Mark(date(2013, 12, 15), date(2015, 12, 20), "Entente")], None)
    assert [tick.label for tick in scale.ticks if tick.label] == ["2014", "2015"]


def test_a_long_stretch_of_nothing_is_folded() -> None:
    scale = scale_of([moment(date(2014, 3, 10)), moment(date(2026, 11, 10))], None)
    (fold,) = scale.folds
    assert (fold.first, fold.last) == (date(2014, 4, 1), date(2026, 9, 30))
    assert fold.right - fold.left == pytest.approx(FOLD_WIDTH)
    assert fold.period.text == "avril 2014 à septembre 2026"
    assert [tick.label for tick in scale.ticks if tick.label] == ["2014", "2026"]


def test_many_years_are_named_where_there_is_room() -> None:
    drawn = [Mark(date(1990, 1, 1), date(2030, 12, 31), "Entente")]
    ticks = list(scale_of(drawn, None).ticks)
    assert [tick.label for tick in ticks if tick.label] == [str(1990 + 4 * n) for n in range(11)]
    assert len(ticks) == 41


def test_a_moment_stands_in_the_middle_of_its_month_and_at_the_end_of_what_lasts() -> None:
    assert Mark(date(2014, 3, 1), date(2014, 3, 31), "").moment == date(2014, 3, 16)
    assert Mark(date(2014, 3, 1), date(2014, 6, 30), "").moment == date(2014, 6, 30)


def test_two_on_one_day_stand_under_each_other() -> None:
    day = date(2014, 3, 10)
    drawn = [moment(day, number="1"), moment(day, number="2"), moment(date(2015, 1, 1), number="3")]
    picture = picture_of([Lane("Jalons", drawn), Lane("Rien", [])])
    assert picture is not None
    lane, empty = picture.lanes
    first, second, third = lane.marks
    assert (second.y - first.y, third.y) == (ROW, first.y)
    assert (empty.marks, lane.height - empty.height) == ([], ROW)


def test_one_day_makes_no_picture() -> None:
    assert picture_of([Lane("Jalons", [moment(date(2014, 3, 10))] * 2)]) is None
    assert picture_of([]) is None


def test_today_is_in_sight_where_it_is_asked_for() -> None:
    lane = Lane("Jalons", [moment(date(2014, 3, 10)), moment(date(2014, 5, 10))])
    without, with_today = picture_of([lane]), picture_of([lane], today=date(2026, 11, 26))
    assert without is not None
    assert with_today is not None
    assert (without.today, len(with_today.scale.folds)) == (None, 1)
    assert with_today.today == pytest.approx(97, abs=3)
