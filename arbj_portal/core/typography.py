"""Dates, times, amounts and sizes as Québec writes them (Office québécois de la langue française).

`…_text` is for CSV, calendars, mail and documents; `…_html` is for pages, where « 1er » is raised
and dates do not break. Times and amounts always hold their non-breaking spaces. Moments that know
their time zone are told in the current one. What is None or empty prints as nothing.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import wraps
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from arbj_portal.core.amounts import format_amount, format_number
from arbj_portal.core.periods import WEEKDAYS, Period, date_markup
from arbj_portal.core.periods import date_text as parts_text

FAR_IN_WORD = re.compile(r"(?<=\S{30})(?=\S)")
ROUNDS_UP = Decimal("999.5")  # from here on, no decimals would say 1 000


def nothing_for_nothing(write: Callable[..., str]) -> Callable[..., str]:
    """Templates meet None, and the empty text of a variable that is not there."""

    @wraps(write)
    def written(value: Any, *options: Any) -> str:
        return "" if value is None or value == "" else write(value, *options)

    return written


def local(value: Any) -> Any:
    """A moment in the current time zone; a day or an hour as it is."""
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value


@nothing_for_nothing
def date_text(value: date) -> str:
    """« 1er avril 2014 »"""
    day = local(value)
    return parts_text(day.day, day.month, day.year)


@nothing_for_nothing
def weekday_date_text(value: date) -> str:
    """« jeudi 26 novembre 2026 »"""
    return f"{WEEKDAYS[local(value).weekday()]} {date_text(value)}"


@nothing_for_nothing
def time_text(value: time | datetime) -> str:
    """« 13 h 30 », « 9 h », « 16 h 5 »"""
    moment = local(value)
    return f"{moment.hour}\xa0h\xa0{moment.minute}" if moment.minute else f"{moment.hour}\xa0h"


@nothing_for_nothing
def datetime_text(value: datetime) -> str:
    """« 29 mai 2014 à 13 h 30 »"""
    return f"{date_text(value)} à {time_text(value)}"


@nothing_for_nothing
def date_html(value: date) -> SafeString:
    return date_markup(date_text(value))


@nothing_for_nothing
def weekday_date_html(value: date) -> SafeString:
    return date_markup(weekday_date_text(value))


@nothing_for_nothing
def datetime_html(value: datetime) -> SafeString:
    return date_markup(datetime_text(value))


@nothing_for_nothing
def period_html(value: Period) -> SafeString:
    return value.html


@nothing_for_nothing
def period_title_html(value: Period) -> SafeString:
    return value.title_html


amount_text = nothing_for_nothing(format_amount)
number_text = nothing_for_nothing(format_number)


@nothing_for_nothing
def breakable_html(text: str) -> SafeString:
    """The text, whose words may be cut from their 30th letter on where they have no room."""
    return format_html_join(mark_safe("<wbr>"), "{}", ((part,) for part in FAR_IN_WORD.split(text)))


@nothing_for_nothing
def file_size_text(size: int) -> str:
    """« 2,4 Mo », « 180 ko », « 12 octets »: in powers of a thousand."""
    if size < 1000:
        return f"{size}\xa0octet{plural(size)}"
    value = Decimal(size) / 1000
    units = iter(("ko", "Mo", "Go"))
    unit = next(units)
    while value >= ROUNDS_UP and (larger := next(units, None)):
        value, unit = value / 1000, larger
    return f"{format_number(value, 0 if value >= 10 else 1)}\xa0{unit}"


@nothing_for_nothing
def plural(count: int | float, forms: str = "s") -> str:
    """The ending of a word for so many, plural from two on: « s », or one of « al,aux »."""
    singular, _, many = forms.rpartition(",")
    return many if abs(count) >= 2 else singular
