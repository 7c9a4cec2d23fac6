"""Periods: read from what people type, printed the way they write, kept as EDTF."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arbj_portal.core.periods import (
    LONGEST_EDTF,
    LONGEST_TEXT,
    MONTHS,
    MOST_SPANS,
    PartialDate,
    Period,
    PeriodError,
    Span,
)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(1900, 1, 1), date(2200, 12, 31)) | st.dates(*NEAR))
    precision = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


NEAR = (date(2013, 12, 1), date(2015, 2, 1))  # close enough to share years and months


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted(draw(st.tuples(partial_dates(), partial_dates())), key=lambda d: d.first)
    match draw(st.sampled_from(["date", "date", "interval", "since", "until"])):
        case "date":
            return Span(start, start)
        case "interval":
            return Span(start, end)
        case "since":
            return Span(start, None)
    return Span(None, end)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    kept: list[Span] = []
    for span in draw(st.lists(spans(), min_size=1, max_size=MOST_SPANS)):
        if not any(span.first <= other.last and other.first <= span.last for other in kept):
            kept.append(span)
    return Period(tuple(kept))


def without_markup(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@given(periods())
def test_every_printed_period_parses_back_to_itself(period: Period) -> None:
    for printed in (period.text, period.title, without_markup(period.title_html), period.edtf):
        assert Period.parse(printed) == period
    assert str(period) == period.text


@given(periods())
def test_every_period_is_kept_as_edtf(period: Period) -> None:
    assert Period.from_edtf(period.edtf) == period
    assert len(period.edtf) <= LONGEST_EDTF
    assert len(period.text) <= LONGEST_TEXT


def outcome(read: Callable[[str], Period], text: str) -> Period | str:
    try:
        return read(text)
    except PeriodError as error:
        return str(error)


def assert_period_or_sentence(result: Period | str) -> None:
    if isinstance(result, Period):
        assert Period.parse(result.text) == result
    else:
        assert result.endswith(".")
        assert result.encode()  # no lone surrogate: it can be sent in a page


@given(st.text(max_size=80))
def test_any_text_is_a_period_or_a_french_sentence(text: str) -> None:
    assert_period_or_sentence(outcome(Period.parse, text))
    assert_period_or_sentence(outcome(Period.from_edtf, text))


WORDS = st.sampled_from(
    [*MONTHS, "à", "au", "du", "le", "et", ",", "depuis", "jusqu’en", "jeudi", "1er", "31", "2014",
     "2015", "2014-05", "-", "/", "..", "entre", "jui", "oct.", "12/05/2014"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=10).map(" ".join))
def test_words_of_periods_in_any_order_are_a_period_or_a_french_sentence(text: str) -> None:
    assert_period_or_sentence(outcome(Period.parse, text))


@pytest.mark.parametrize(
    ("edtf", "title"),
    [
        ("2014-01/2014-03", "Janvier à mars 2014"),
        ("2014-04-23", "23 avril 2014"),
        ("2014-05-29", "29 mai 2014"),
        ("{2014-05-22,2014-10-09}", "22 mai et 9 octobre 2014"),
        ("2014-07/2015-03", "Juillet 2014 à mars 2015"),
        ("2013-10", "Octobre 2013"),
    ],
)
def test_dates_of_the_agreement_print_as_its_page_writes_them(edtf: str, title: str) -> None:
    assert Period.from_edtf(edtf).title == title


TYPED = [
    # one date
    ("2014", "2014", "2014"),
    ("2014-05", "2014-05", "mai 2014"),
    ("2014-05-29", "2014-05-29", "29 mai 2014"),
    ("mai 2014", "2014-05", "mai 2014"),
    ("MAI 2014", "2014-05", "mai 2014"),
    ("29 mai 2014", "2014-05-29", "29 mai 2014"),
    ("29\xa0mai\u202f2014", "2014-05-29", "29 mai 2014"),
    ("le jeudi 29 mai 2014", "2014-05-29", "29 mai 2014"),
    ("1er avril 2014", "2014-04-01", "1er avril 2014"),
    ("1 avril 2014", "2014-04-01", "1er avril 2014"),
    ("1ᵉʳ avril 2014", "2014-04-01", "1er avril 2014"),
    ("fevrier 2014", "2014-02", "février 2014"),
    ("févr. 2014", "2014-02", "février 2014"),
    ("Août 2014", "2014-08", "août 2014"),
    ("29 sept. 2014", "2014-09-29", "29 septembre 2014"),
    ("juil 2014", "2014-07", "juillet 2014"),
    ("en octobre 2013", "2013-10", "octobre 2013"),
    ("mois d’août 2014", "2014-08", "août 2014"),
    # one interval
    ("janvier à mars 2014", "2014-01/2014-03", "janvier à mars 2014"),
    ("de janvier à mars 2014", "2014-01/2014-03", "janvier à mars 2014"),
    ("janvier-mars 2014", "2014-01/2014-03", "janvier à mars 2014"),
    ("entre janvier et mars 2014", "2014-01/2014-03", "janvier à mars 2014"),
    ("janvier 2014 jusqu’à mars 2014", "2014-01/2014-03", "janvier à mars 2014"),
    ("juillet 2014 à mars 2015", "2014-07/2015-03", "juillet 2014 à mars 2015"),
    ("2014-07 à 2015-03", "2014-07/2015-03", "juillet 2014 à mars 2015"),
    ("mai 2014 à juillet", "2014-05/2014-07", "mai à juillet 2014"),
    ("du 3 au 5 juin 2014", "2014-06-03/2014-06-05", "du 3 au 5 juin 2014"),
    ("3 au 5 juin 2014", "2014-06-03/2014-06-05", "du 3 au 5 juin 2014"),
    ("3–5 juin 2014", "2014-06-03/2014-06-05", "du 3 au 5 juin 2014"),
    ("du 1er au 5 juin 2014", "2014-06-01/2014-06-05", "du 1er au 5 juin 2014"),
    ("28 mai au 3 juin 2014", "2014-05-28/2014-06-03", "du 28 mai au 3 juin 2014"),
    (
        "28 décembre 2014 au 3 janvier 2015",
        "2014-12-28/2015-01-03",
        "du 28 décembre 2014 au 3 janvier 2015",
    ),
    ("28 mai à juillet 2014", "2014-05-28/2014-07", "du 28 mai à juillet 2014"),
    ("mai au 3 juin 2014", "2014-05/2014-06-03", "mai au 3 juin 2014"),
    ("2014 à 2016", "2014/2016", "2014 à 2016"),
    ("2014-2016", "2014/2016", "2014 à 2016"),
    ("mai 2014 à mai 2014", "2014-05", "mai 2014"),
    # open ones
    ("depuis juillet 2014", "2014-07/..", "depuis juillet 2014"),
    ("dès juillet 2014", "2014-07/..", "depuis juillet 2014"),
    ("à partir du 3 mai 2014", "2014-05-03/..", "depuis le 3 mai 2014"),
    ("depuis le 1er mai 2014", "2014-05-01/..", "depuis le 1er mai 2014"),
    ("juillet 2014 à aujourd’hui", "2014-07/..", "depuis juillet 2014"),
    ("jusqu'en avril 2014", "../2014-04", "jusqu’en avril 2014"),
    ("jusqu’au 31 décembre 2013", "../2013-12-31", "jusqu’au 31 décembre 2013"),
    ("jusqu’à 2013", "../2013", "jusqu’en 2013"),
    # several
    ("22 mai et 9 octobre 2014", "{2014-05-22,2014-10-09}", "22 mai et 9 octobre 2014"),
    ("9 octobre et 22 mai 2014", "{2014-05-22,2014-10-09}", "22 mai et 9 octobre 2014"),
    (
        "22, 23 mai et 9 octobre 2014",
        "{2014-05-22,2014-05-23,2014-10-09}",
        "22, 23 mai et 9 octobre 2014",
    ),
    ("22 et 23 mai 2014", "{2014-05-22,2014-05-23}", "22 et 23 mai 2014"),
    ("22 mai 2014 et 9 octobre", "{2014-05-22,2014-10-09}", "22 mai et 9 octobre 2014"),
    ("mai 2013, mai 2014", "{2013-05,2014-05}", "mai 2013 et mai 2014"),
    (
        "mars 2014, du 3 au 5 juin 2014 et depuis octobre 2014",
        "{2014-03,2014-06-03/2014-06-05,2014-10/..}",
        "mars, du 3 au 5 juin 2014 et depuis octobre 2014",
    ),
    (
        "mars 2014 et octobre 2014 à mars 2015",
        "{2014-03,2014-10/2015-03}",
        "mars 2014 et octobre 2014 à mars 2015",
    ),
]


@pytest.mark.parametrize(("typed", "edtf", "text"), TYPED)
def test_parse_understands_what_people_type(typed: str, edtf: str, text: str) -> None:
    period = Period.parse(typed)
    assert (period.edtf, period.text) == (edtf, text)


EXAMPLES = (
    "Écrivez par exemple «\xa0mai 2014\xa0», «\xa0du 3 au 5 juin 2014\xa0» "
    "ou «\xa0depuis juillet 2014\xa0»."
)
REFUSED = [
    ("", "Indiquez une période."),
    (" , et ", "Indiquez une période."),
    ("bientôt", f"«\xa0bientôt\xa0» n’est pas compris. {EXAMPLES}"),
    ("\x00", f"«\xa0�\xa0» n’est pas compris. {EXAMPLES}"),
    ("mai 2014 à", f"«\xa0mai 2014 à\xa0» n’est pas compris. {EXAMPLES}"),
    ("12 2014", f"«\xa012 2014\xa0» n’est pas compris. {EXAMPLES}"),
    ("mai", f"Il manque l’année de «\xa0mai\xa0». {EXAMPLES}"),
    ("22 et mai 2014", f"Il manque le mois du jour 22. {EXAMPLES}"),
    ("29/05/2014", "Une date en chiffres s’écrit année-mois-jour, comme 2014-05-29."),
    (
        "jui 2014",
        "«\xa0jui\xa0» peut être juin ou juillet\xa0: écrivez-le en entier.",
    ),
    ("31 février 2014", "Le 31 février 2014 n’existe pas."),
    ("29 février 2015", "Le 29 février 2015 n’existe pas."),
    ("0 mai 2014", "Le 0 mai 2014 n’existe pas."),
    ("2014-13", "Le mois 13 n’existe pas\xa0: les mois vont de 1 à 12."),
    ("vendredi 29 mai 2014", "Le 29 mai 2014 est un jeudi, pas un vendredi."),
    (
        "juillet à mars 2014",
        "La fin précède le début\xa0: mars 2014 vient avant juillet 2014.",
    ),
    ("10000", "L’année 10000 est hors limites\xa0: écrivez une année de 1900 à 2200."),
    ("0000-05", "L’année 0 est hors limites\xa0: écrivez une année de 1900 à 2200."),
    (
        "mai 2014 et 22 mai 2014",
        "«\xa0mai 2014\xa0» et «\xa022 mai 2014\xa0» se chevauchent\xa0: écrivez l’un ou l’autre.",
    ),
    (
        ", ".join(str(year) for year in range(2000, 2013)),
        "Une période compte 12 parties au plus, et non 13.",
    ),
    ("mai 2014 " * 100, "Ce texte dépasse 600 caractères."),
]


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_parse_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(PeriodError) as refused:
        Period.parse(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("rules", "typed", "sentence"),
    [
        (
            {"single": True},
            "mai et juin 2014",
            "Indiquez une seule période, comme «\xa0mai 2014\xa0».",
        ),
        ({"bounded": True}, "depuis mai 2014", "Indiquez aussi la fin de la période."),
        ({"bounded": True}, "jusqu’en mai 2014", "Indiquez aussi le début de la période."),
    ],
)
def test_parse_applies_the_rules_asked_for(rules: dict, typed: str, sentence: str) -> None:
    assert Period.parse("mai 2014", **rules).edtf == "2014-05"
    with pytest.raises(PeriodError) as refused:
        Period.parse(typed, **rules)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "text",
    ["", "2014-5", "2014-02-30", "2014-05/2014-05", "2014-07/2014-05", "../..", "{2014}",
     "{2015,2014}", "{2014,2014-05}", "{2014-05/..,2015}", "2014\n", "1899", "2201", "2014-05~",
     "٢٠١٤", "mai 2014", "{2014/..,../2013}"],
)  # fmt: skip
def test_from_edtf_takes_canonical_text_only(text: str) -> None:
    with pytest.raises(PeriodError):
        Period.from_edtf(text)


def test_html_keeps_dates_together_and_raises_the_ordinal() -> None:
    period = Period.parse("1er, 22 avril 2014 et juillet 2014 à mars 2015")
    assert period.html == ("1<sup>er</sup>, 22\xa0avril\xa02014 et juillet\xa02014 à mars\xa02015")
    assert Period.parse("octobre 2013").title_html == "Octobre\xa02013"


@pytest.mark.parametrize(
    ("edtf", "starts_on", "ends_on"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2012-02", date(2012, 2, 1), date(2012, 2, 29)),
        ("2014-05-29", date(2014, 5, 29), date(2014, 5, 29)),
        ("{2014-05-22,2014-10-09}", date(2014, 5, 22), date(2014, 10, 9)),
        ("2014-07/..", date(2014, 7, 1), None),
        ("../2013-12-31", None, date(2013, 12, 31)),
    ],
)
def test_period_knows_its_first_and_last_day(
    edtf: str, starts_on: date | None, ends_on: date | None
) -> None:
    period = Period.from_edtf(edtf)
    assert (period.starts_on, period.ends_on) == (starts_on, ends_on)
    assert period.is_open == (None in (starts_on, ends_on))


def test_period_tells_a_span_from_the_rest() -> None:
    spans = {
        edtf: Period.from_edtf(edtf).is_span
        for edtf in ("2014-05-29", "2014-05", "2014-05/2014-07", "2014-07/..", "{2013,2014}")
    }
    assert spans == {
        "2014-05-29": False,
        "2014-05": False,
        "2014-05/2014-07": True,
        "2014-07/..": True,
        "{2013,2014}": False,
    }


@pytest.mark.parametrize(
    ("edtf", "first", "last", "overlaps"),
    [
        ("2014-07/2015-03", date(2014, 1, 1), date(2014, 12, 31), True),
        ("2014-07/2015-03", date(2015, 1, 1), date(2015, 12, 31), True),
        ("2014-07/2015-03", date(2015, 4, 1), None, False),
        ("2014-07/2015-03", date(2015, 3, 31), None, True),
        ("{2014-05-22,2014-10-09}", date(2014, 6, 1), date(2014, 9, 30), False),
        ("2014-07/..", date(2100, 1, 1), None, True),
        ("../2013", None, date(1950, 1, 1), True),
        ("../2013", date(2014, 1, 1), None, False),
    ],
)
def test_overlaps_compares_days(
    edtf: str, first: date | None, last: date | None, overlaps: bool
) -> None:
    assert Period.from_edtf(edtf).overlaps(first, last) is overlaps
