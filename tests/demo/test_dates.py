"""The fictitious present stays sensible whenever the demonstration is loaded."""

from datetime import date, timedelta

from arbj_portal.demo.dates import Dates


def test_meetings_fall_on_thursdays_out_of_the_holidays_in_any_season() -> None:
    for number in range(4 * 365):
        today = date(2027, 1, 1) + timedelta(days=number)
        dates = Dates.around(today)
        for day in (dates.last_meeting, dates.next_meeting):
            assert day.weekday() == 3
            assert (1, 7) <= (day.month, day.day) <= (12, 19)
        assert 35 <= (today - dates.last_meeting).days <= 63
        assert 21 <= (dates.next_meeting - today).days <= 49


def test_months_are_counted_over_the_year() -> None:
    dates = Dates.around(date(2027, 1, 31))
    assert [dates.month(months).edtf for months in (-1, 0, 11, 12)] == [
        "2026-12",
        "2027-01",
        "2027-12",
        "2028-01",
    ]
