"""Dates that a rule proposes."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.recurrence import MOST_DATES, Frequency, Rule

TUESDAY = date(2026, 12, 8)
MONTHLY, FOUR_WEEKS = Rule(Frequency.MONTHS), Rule(Frequency.WEEKS, 4)
DAYS = st.dates(date(2000, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("rule", "first", "text"),
    [
        (MONTHLY, TUESDAY, "le 2e mardi du mois"),
        (MONTHLY, date(2026, 12, 1), "le 1er mardi du mois"),
        (MONTHLY, date(2026, 12, 31), "le dernier jeudi du mois"),
        (Rule(Frequency.MONTHS, 2), TUESDAY, "le 2e mardi du mois, tous les 2 mois"),
        (FOUR_WEEKS, TUESDAY, "le mardi, toutes les 4 semaines"),
        (Rule(Frequency.WEEKS), TUESDAY, "le mardi, chaque semaine"),
    ],
)
def test_a_rule_in_words(rule: Rule, first: date, text: str) -> None:
    assert rule.text(first) == text


def test_the_second_tuesday_of_each_month() -> None:
    assert MONTHLY.dates(TUESDAY, count=3) == [TUESDAY, date(2027, 1, 12), date(2027, 2, 9)]


def test_a_fifth_weekday_is_the_last_one() -> None:
    assert MONTHLY.dates(date(2026, 12, 31), count=3) == [
        date(2026, 12, 31),
        date(2027, 1, 28),
        date(2027, 2, 25),
    ]


def test_every_four_weeks_until_a_day() -> None:
    assert FOUR_WEEKS.dates(TUESDAY, until=date(2027, 2, 2)) == [
        TUESDAY,
        date(2027, 1, 5),
        date(2027, 2, 2),
    ]


@given(first=DAYS, frequency=st.sampled_from(Frequency), every=st.integers(1, 12))
def test_every_date_keeps_the_weekday_and_they_are_few(
    first: date, frequency: Frequency, every: int
) -> None:
    days = Rule(frequency, every).dates(first, count=100)
    assert days[0] == first
    assert len(days) == MOST_DATES
    assert {day.weekday() for day in days} == {first.weekday()}
    gaps = {after - before for before, after in pairwise(days)}
    shortest = timedelta(weeks=every if frequency == Frequency.WEEKS else 4 * every)
    assert min(gaps) >= shortest
    if frequency == Frequency.WEEKS:
        assert gaps == {shortest}
