"""Dates, times, amounts and sizes as Québec writes them, in text and in templates."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.template import Context, Engine
from django.utils import timezone

from arbj_portal.core import typography
from arbj_portal.core.periods import Period

ENGINE = Engine(builtins=["arbj_portal.core.templatetags.typography"])


def printed(value: object, filters: str) -> str:
    return ENGINE.from_string(f"{{{{ value|{filters} }}}}").render(Context({"value": value}))


EVENING = datetime(2014, 5, 30, 2, 5, tzinfo=UTC)  # 29 May, 22:05 in Montréal


@pytest.mark.parametrize(
    ("value", "filters", "html"),
    [
        (date(2014, 5, 29), "date_fr", "29\xa0mai\xa02014"),
        (date(2014, 4, 1), "date_fr", "1<sup>er</sup>\xa0avril\xa02014"),
        (EVENING, "date_fr", "29\xa0mai\xa02014"),
        (date(2026, 11, 26), "weekday_date_fr", "jeudi 26\xa0novembre\xa02026"),
        (EVENING, "weekday_date_fr", "jeudi 29\xa0mai\xa02014"),
        (time(13, 30), "time_fr", "13\xa0h\xa030"),
        (time(9), "time_fr", "9\xa0h"),
        (time(16, 5), "time_fr", "16\xa0h\xa05"),
        (EVENING, "time_fr", "22\xa0h\xa05"),
        (EVENING, "datetime_fr", "29\xa0mai\xa02014 à 22\xa0h\xa05"),
        (datetime(2014, 4, 1, 9), "datetime_fr", "1<sup>er</sup>\xa0avril\xa02014 à 9\xa0h"),  # noqa: DTZ001
        (Decimal(50000), "amount", "50\xa0000\xa0$"),
        (1000, "number", "1\xa0000"),
        (Period.parse("octobre 2013"), "period", "octobre\xa02013"),
        (Period.parse("octobre 2013"), "period_title", "Octobre\xa02013"),
        (Period.parse("1er mai 2014"), "period", "1<sup>er</sup>\xa0mai\xa02014"),
        (2_400_000, "file_size_fr", "2,4\xa0Mo"),
        (1, 'plural:"al,aux"', "al"),
        (2, 'plural:"al,aux"', "aux"),
        (0, "plural", ""),
        (2, "plural", "s"),
    ],
)
def test_filter_prints_for_a_page(value: object, filters: str, html: str) -> None:
    assert printed(value, filters) == html


@pytest.mark.parametrize(
    "name",
    ["amount", "date_fr", "datetime_fr", "file_size_fr", "number", "period",
     "period_title", "plural", "time_fr", "weekday_date_fr"],
)  # fmt: skip
@pytest.mark.parametrize("nothing", [None, ""])
def test_filter_prints_nothing_for_nothing(name: str, nothing: object) -> None:
    assert printed(nothing, name) == ""


def test_text_has_no_markup() -> None:
    moment = datetime(2014, 4, 1, 13, 30, tzinfo=timezone.get_current_timezone())
    assert typography.date_text(moment) == "1er avril 2014"
    assert typography.weekday_date_text(moment) == "mardi 1er avril 2014"
    assert typography.datetime_text(moment) == "1er avril 2014 à 13\xa0h\xa030"


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0\xa0octet"),
        (12, "12\xa0octets"),
        (1000, "1\xa0ko"),
        (180_400, "180\xa0ko"),
        (999_499, "999\xa0ko"),
        (999_500, "1\xa0Mo"),
        (3_000_000_000_000, "3\xa0000\xa0Go"),
    ],
)
def test_file_size_text(size: int, text: str) -> None:
    assert typography.file_size_text(size) == text


def test_a_long_word_may_be_cut_and_nothing_else_changes() -> None:
    word = "a" * 29 + "<b>"
    assert typography.breakable_html(f"court {word}") == "court " + "a" * 29 + "&lt;<wbr>b<wbr>&gt;"
    assert typography.breakable_html("trente lettres au plus, jamais davantage") == (
        "trente lettres au plus, jamais davantage"
    )
    assert typography.breakable_html(None) == ""
