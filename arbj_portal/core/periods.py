"""Periods as people know them: a day, a month, a year, a span, several of these, open or not.

A period is kept as canonical EDTF text (ISO 8601-2, the subset below), read from what people type
in French, and printed the way they write it. `edtf_dates` in the database reads the same subset.

    2013-10   2014-01/2014-03   2014-07/..   ../2013-12-31   {2014-05-22,2014-10-09}

Canonical means: spans in order of time, none overlapping another (two days in a row stay two), an
interval whose ends are the same written once, braces only around two spans or more.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import NamedTuple, Self, cast

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

FIRST_YEAR, LAST_YEAR = 1900, 2200
MOST_SPANS = 12
LONGEST_EDTF = MOST_SPANS * len("2014-05-22/2014-05-23,") + 1
LONGEST_TEXT = 600  # twelve spans written in full fit

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

EXAMPLES = "Écrivez par exemple « mai 2014 », « du 3 au 5 juin 2014 » ou « depuis juillet 2014 »."


class PeriodError(ValueError):
    """Not a period; its French sentence says why to the person who typed it."""


def date_text(day: int | None, month: int | None, year: int | None) -> str:
    """« 1er avril 2014 », or those of its parts that are given, with ordinary spaces."""
    parts = ("1er" if day == 1 else day, month and MONTHS[month - 1], year)
    return " ".join(str(part) for part in parts if part is not None)


def date_markup(text: str) -> SafeString:
    """Our own text of dates, for a page: a date does not break over two lines, « er » is raised."""
    months = "|".join(MONTHS)
    unbroken = re.sub(
        rf"(\d|1er|{months}) (?={months}|\d{{4}})", "\\1\xa0", text, flags=re.IGNORECASE
    )
    return mark_safe(re.sub(r"\b1er\b", "1<sup>er</sup>", unbroken))  # noqa: S308 (ours)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year: as much of a date as is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise PeriodError(
                f"L’année {self.year} est hors limites : "
                f"écrivez une année de {FIRST_YEAR} à {LAST_YEAR}."
            )
        if self.month is not None and not 1 <= self.month <= 12:
            raise PeriodError(f"Le mois {self.month} n’existe pas : les mois vont de 1 à 12.")
        if self.day is not None and not 1 <= self.day <= self._month_length:
            raise PeriodError(f"Le {self.text} n’existe pas.")

    @property
    def _month_length(self) -> int:
        return calendar.monthrange(self.year, self.month or 12)[1]

    @property
    def edtf(self) -> str:
        parts = (self.year, self.month, self.day)
        return "-".join(f"{part:02}" for part in parts if part is not None)

    @property
    def text(self) -> str:
        return self.text_before(None)

    def text_before(self, following: "PartialDate | None") -> str:
        """Its text; a year, or a month, that the date after it also says is left to that one."""
        if not following or not self.month or not following.month or self.year != following.year:
            return date_text(self.day, self.month, self.year)
        same_month = self.day and following.day and self.month == following.month
        return date_text(self.day, None if same_month else self.month, None)

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month or 12, self.day or self._month_length)


@dataclass(frozen=True, slots=True)
class Span:
    """An unbroken stretch of time; without a start or without an end it is open on that side."""

    start: PartialDate | None
    end: PartialDate | None

    def __post_init__(self) -> None:
        if not self.start and not self.end:
            raise PeriodError("Une période a au moins un début ou une fin.")
        if self.start and self.end and self.first > self.last:
            raise PeriodError(
                f"La fin précède le début : {self.end.text} vient avant {self.start.text}."
            )

    @property
    def first(self) -> date:
        """Its first day; the earliest there is when its start is open."""
        return self.start.first if self.start else date.min

    @property
    def last(self) -> date:
        """Its last day; the latest there is when its end is open."""
        return self.end.last if self.end else date.max

    @property
    def is_interval(self) -> bool:
        """Whether it has two ends to write (one of them may be open)."""
        return self.start != self.end

    @property
    def is_within_year(self) -> bool:
        return bool(self.start and self.end) and self.first.year == self.last.year

    @property
    def edtf(self) -> str:
        start, end = (part.edtf if part else ".." for part in (self.start, self.end))
        return f"{start}/{end}" if self.is_interval else start

    @property
    def text(self) -> str:
        return self.text_before(None)

    def text_before(self, following: "Span | None") -> str:
        """Its text in a list; spans within one year say that year once, at the end."""
        if not self.start or not self.end:
            return self._open_text
        same_year = following and following.is_within_year and self.is_within_year
        end = self.end.text_before(following.start if following and same_year else None)
        if not self.is_interval:
            return end
        start = self.start.text_before(self.end)
        return f"{'du ' if self.start.day else ''}{start} {'au' if self.end.day else 'à'} {end}"

    @property
    def _open_text(self) -> str:
        known = cast("PartialDate", self.start or self.end)
        if self.start:
            return f"depuis {'le ' if known.day else ''}{known.text}"
        return f"jusqu’{'au' if known.day else 'en'} {known.text}"


@dataclass(frozen=True, slots=True)
class Period:
    """One span or several, in order of time."""

    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise PeriodError("Indiquez une période.")
        if len(self.spans) > MOST_SPANS:
            raise PeriodError(
                f"Une période compte {MOST_SPANS} parties au plus, et non {len(self.spans)}."
            )
        ordered = tuple(sorted(self.spans, key=lambda span: (span.first, span.last)))
        for before, after in pairwise(ordered):
            if after.first <= before.last:
                raise PeriodError(
                    f"« {before.text} » et « {after.text} » se chevauchent : "
                    "écrivez l’un ou l’autre."
                )
        object.__setattr__(self, "spans", ordered)

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """The period that this canonical EDTF text stands for, else PeriodError."""
        if len(text) <= LONGEST_EDTF and EDTF.fullmatch(text):
            period = cls(tuple(map(_edtf_span, text.strip("{}").split(","))))
            if period.edtf == text:
                return period
        raise PeriodError(f"« {_shown(text)} » n’est pas une période en EDTF.")

    @classmethod
    def of_months(cls, first: date, last: date) -> Self:
        """From the month of the first day to that of the last one, which may be the same."""
        months = (PartialDate(day.year, day.month) for day in (first, last))
        return cls((Span(*months),))

    @classmethod
    def parse(cls, text: str, *, single: bool = False, bounded: bool = False) -> Self:
        """The period that somebody typed in French or in EDTF, else PeriodError.

        single: one span only. bounded: with a start and an end.
        """
        if len(text) > LONGEST_TEXT:
            raise PeriodError(f"Ce texte dépasse {LONGEST_TEXT} caractères.")
        period = cls(tuple(_read_spans(text)))
        if single and len(period.spans) > 1:
            raise PeriodError(f"Indiquez une seule période, comme « {period.spans[0].text} ».")
        if bounded and not period.starts_on:
            raise PeriodError("Indiquez aussi le début de la période.")
        if bounded and not period.ends_on:
            raise PeriodError("Indiquez aussi la fin de la période.")
        return period

    @property
    def edtf(self) -> str:
        spans = ",".join(span.edtf for span in self.spans)
        return spans if len(self.spans) == 1 else f"{{{spans}}}"

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """« 22 mai et 9 octobre 2014 », with ordinary spaces: for forms, CSV, mail and search."""
        following = (*self.spans[1:], None)
        *first, last = (a.text_before(b) for a, b in zip(self.spans, following, strict=True))
        return f"{', '.join(first)} et {last}" if first else last

    @property
    def title(self) -> str:
        """Its text as it stands at the start of a line or of a cell."""
        return capfirst(self.text)

    @property
    def html(self) -> SafeString:
        return date_markup(self.text)

    @property
    def title_html(self) -> SafeString:
        return date_markup(self.title)

    @property
    def starts_on(self) -> date | None:
        """Its first day; None when it has no known start."""
        span = self.spans[0]
        return span.first if span.start else None

    @property
    def ends_on(self) -> date | None:
        """Its last day; None when it is still open."""
        span = self.spans[-1]
        return span.last if span.end else None

    @property
    def is_open(self) -> bool:
        return not self.starts_on or not self.ends_on

    @property
    def is_span(self) -> bool:
        """Whether it is one interval: a bar rather than a dot, when drawn."""
        return len(self.spans) == 1 and self.spans[0].is_interval

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Whether it shares a day with these two dates and what is between; None is unbounded."""
        first, last = first or date.min, last or date.max
        return any(span.first <= last and first <= span.last for span in self.spans)


_DATE = r"[0-9]{4}(?:-[0-9]{2}){0,2}"
_SPAN = rf"(?:{_DATE}(?:/(?:{_DATE}|\.\.))?|\.\./{_DATE})"
EDTF = re.compile(rf"{_SPAN}|{{{_SPAN}(?:,{_SPAN})+}}")


def _edtf_span(text: str) -> Span:
    start, _, end = text.partition("/")
    return Span(_edtf_date(start), _edtf_date(end or start))


def _edtf_date(text: str) -> PartialDate | None:
    return None if text == ".." else PartialDate(*map(int, text.split("-")))


# What people type is read in three steps: words become tokens, each with a letter for its kind; the
# letters are matched against the forms that a span can take; then each date borrows the month or
# the year it does not say from the date after it, as in « 22 mai et 9 octobre 2014 ».

WORD = re.compile(r"[0-9]{4}-[0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9])|[0-9]+|[^\W\d_]+|\.\.+|\S")
KINDS = {
    "to": ("T", "a au - – — / →"),
    "and": ("A", "et puis , ; & +"),
    "since": ("S", "depuis des partir compter"),
    "until": ("U", "jusqu jusque"),
    "open": ("O", ".. ... aujourd ce maintenant"),
    "noise": ("", "le la les l d de du en er mois annee jour hui ' ’ . { }"),
}
LETTERS = {word: letter for letter, words in KINDS.values() for word in words.split()}

DATE = "(?:W?N(?:MY?)?|MY?|Y|W?I)"
PARTS = {"N": "day", "M": "month", "Y": "year", "W": "weekday"}
FORMS = re.compile(
    rf"(?P<only>{DATE})"
    rf"|T?S(?P<since>{DATE})(?:TO)?"
    rf"|(?:OT|UT?)(?P<until>{DATE})"
    rf"|S?(?P<start>{DATE})(?:T|UT?)(?:(?P<end>{DATE})|O)"
)


class Token(NamedTuple):
    text: str
    letter: str
    number: int = 0


@dataclass(slots=True)
class Draft:
    """A date as typed, perhaps without the month or the year that another date says for it."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None

    @classmethod
    def of(cls, tokens: list[Token]) -> Self:
        draft = cls()
        for text, letter, number in tokens:
            if letter == "I":
                draft.year, draft.month, draft.day = (*map(int, text.split("-")), None)[:3]
            else:
                setattr(draft, PARTS[letter], number)
        return draft

    def borrow(self, after: Self) -> None:
        if self.day and not self.month and after.day:
            self.month = after.month
        if self.year is None:
            self.year = after.year

    def settled(self) -> PartialDate:
        if self.day is not None and self.month is None:
            raise PeriodError(f"Il manque le mois du jour {self.day}. {EXAMPLES}")
        if self.year is None:
            known = date_text(self.day, self.month, None)
            raise PeriodError(f"Il manque l’année de « {known} ». {EXAMPLES}")
        settled = PartialDate(self.year, self.month, self.day)
        if self.weekday is not None and settled.first.weekday() != self.weekday:
            true, typed = WEEKDAYS[settled.first.weekday()], WEEKDAYS[self.weekday]
            raise PeriodError(f"Le {settled.text} est un {true}, pas un {typed}.")
        return settled


def _read_spans(text: str) -> Iterator[Span]:
    text = unicodedata.normalize("NFKC", text).casefold()
    text = re.sub(r"\bentre\b(.+?)\bet\b", r"\1 à ", text)
    ends = [_read_form(tokens) for tokens in _split(_tokens(text))]
    drafts = [draft for pair in ends for draft in pair if draft]
    for draft, after in reversed(list(pairwise(drafts))):
        draft.borrow(after)
    for before, draft in pairwise(drafts):
        if draft.year is None:
            draft.year = before.year
    for start, end in ends:
        yield Span(start.settled() if start else None, end.settled() if end else None)


def _split(tokens: Iterator[Token]) -> Iterator[list[Token]]:
    """The tokens between one « et » or comma and the next."""
    for separates, group in groupby(tokens, key=lambda token: token.letter == "A"):
        if not separates:
            yield list(group)


def _read_form(tokens: list[Token]) -> tuple[Draft | None, Draft | None]:
    """The start and the end of one span, as far as it says them."""
    form = FORMS.fullmatch("".join(token.letter for token in tokens))
    if not form:
        typed = " ".join(token.text for token in tokens)
        if re.search(r"\d\d? [/.-] \d\d? [/.-] \d", typed):
            raise PeriodError("Une date en chiffres s’écrit année-mois-jour, comme 2014-05-29.")
        raise PeriodError(f"« {_shown(typed)} » n’est pas compris. {EXAMPLES}")
    drafts = {
        name: Draft.of(tokens[slice(*form.span(name))])
        for name, letters in form.groupdict().items()
        if letters
    }
    if only := drafts.get("only"):
        return only, only
    return drafts.get("since") or drafts.get("start"), drafts.get("until") or drafts.get("end")


def _tokens(text: str) -> Iterator[Token]:
    for found in WORD.finditer(text):
        token = _token(found[0])
        if token.letter:
            yield token


def _token(text: str) -> Token:
    if text[0].isascii() and text[0].isdigit():
        letter = "I" if "-" in text else "N" if len(text) <= 2 else "Y"
        return Token(text, letter, int(text.partition("-")[0]))
    word = _without_accents(text)
    if word in LETTERS:
        return Token(text, LETTERS[word])
    if word in WEEKDAYS:
        return Token(text, "W", WEEKDAYS.index(word))
    months = [month for month in MONTHS if _without_accents(month).startswith(word)]
    if len(word) < 3 or not months:
        raise PeriodError(f"« {_shown(text)} » n’est pas compris. {EXAMPLES}")
    if len(months) > 1:
        raise PeriodError(f"« {text} » peut être {' ou '.join(months)} : écrivez-le en entier.")
    return Token(text, "M", MONTHS.index(months[0]) + 1)


def _without_accents(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _shown(text: str) -> str:
    """What was typed, fit to be quoted in a sentence."""
    short = text if len(text) <= 40 else f"{text[:40]}…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)
