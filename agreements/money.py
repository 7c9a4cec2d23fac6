"""The money of an agreement: what is promised, engaged, paid and used, and what remains."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from agreements.models import Agreement, Contribution, Movement, Party
from arbj_portal.core.periods import Period

PLANNED, COMMITTED, PAID, USED = Movement.Kind.values
PROMISED, TO_PAY, TO_USE = "promised", "to_pay", "to_use"
LABELS = {
    PROMISED: "Promise",
    COMMITTED: "Engagée",
    PAID: "Versée",
    USED: "Utilisée",
    TO_PAY: "Reste à verser",
    TO_USE: "Reste à utiliser",
}
PICTURED = (PROMISED, PAID, USED)
NOTHING = Decimal(0)
WIDEST = 100

type Sums = dict[str, Decimal]
"""Dollars by column; one of which nobody knows anything has no key."""


def fiscal_year(day: date, month: int) -> int:
    """The calendar year in which the fiscal year of a day begins, on the first of that month."""
    return day.year if day.month >= month else day.year - 1


def fiscal_year_text(year: int, month: int) -> str:
    """« 2013-2014 », or « 2014 » where it is the calendar year."""
    return str(year) if month == 1 else f"{year}-{year + 1}"


def is_of_one_fiscal_year(period: Period, month: int) -> bool:
    first, last = period.starts_on, period.ends_on
    return bool(first and last and fiscal_year(first, month) == fiscal_year(last, month))


def added(amounts: Iterable[tuple[str, Decimal]]) -> Sums:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for column, amount in amounts:
        sums[column] += amount
    return dict(sums)


def with_balances(sums: Sums, columns: Iterable[str]) -> Sums:
    """What remains to be paid of a promise, and to be used of what was paid, where it is asked."""
    balances = {TO_PAY: (PROMISED, PAID), TO_USE: (PAID, USED)}
    return sums | {
        column: sums.get(of, NOTHING) - sums.get(less, NOTHING)
        for column, (of, less) in balances.items()
        if column in columns
    }


@dataclass(frozen=True)
class Row:
    """A line of a table of sums: of a contribution, of a fiscal year, of all."""

    of: Any
    sums: Sums
    columns: tuple[str, ...]

    @property
    def cells(self) -> list[tuple[str, Decimal | None]]:
        """The label and the amount of each column."""
        return [(LABELS[column], self.sums.get(column)) for column in self.columns]


@dataclass(frozen=True)
class Bar:
    """An amount in a picture, and its width there, from 0 to 100 for the largest."""

    column: str
    label: str
    amount: Decimal
    width: Decimal


@dataclass(frozen=True)
class Money:
    """The parties of an agreement with their contributions, and its movements, oldest first."""

    agreement: Agreement
    parties: list[Party]
    movements: list[Movement]

    @classmethod
    def of(cls, agreement: Agreement, parties: QuerySet[Party] | None = None) -> "Money":
        """parties: those of the agreement, with what their reader asks of them."""
        if parties is None:
            parties = agreement.parties.select_related("organization")
        movements = Movement.objects.of_agreement(agreement).select_related(
            "contribution__party__organization", "document"
        )
        return cls(agreement, list(parties.prefetch_related("contributions")), list(movements))

    @cached_property
    def contributions(self) -> list[Contribution]:
        return [row for party in self.parties for row in party.contributions.all()]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Those that say something; a balance is told once something moved."""
        kinds = {move.kind for move in self.movements}
        promises = any(row.promised is not None for row in self.contributions)
        told = kinds | ({PROMISED} if promises else set())
        if promises and PAID in kinds:
            told.add(TO_PAY)
        if USED in kinds:
            told.add(TO_USE)
        return tuple(column for column in LABELS if column in told)

    @property
    def labels(self) -> list[str]:
        return [LABELS[column] for column in self.columns]

    @cached_property
    def by_contribution(self) -> list[Row]:
        """Each with its promise and what moved of it."""
        moved: defaultdict[int, list[tuple[str, Decimal]]] = defaultdict(list)
        for move in self.movements:
            moved[move.contribution_id].append((move.kind, move.amount))
        return [self.row(row, [*promise(row), *moved[row.pk]]) for row in self.contributions]

    @cached_property
    def by_fiscal_year(self) -> list[Row]:
        """What a plan promises for a year stands in it; the rest of the promises last, in none.

        Each column adds up to its total. What is left to pay of a year is told where there is a
        plan alone.
        """
        month = self.agreement.fiscal_year_month
        years: defaultdict[int, list[tuple[str, Decimal]]] = defaultdict(list)
        left = self.total.sums.get(PROMISED, NOTHING)
        for move in self.movements:
            is_planned = move.kind == PLANNED
            left -= move.amount if is_planned else NOTHING
            years[fiscal_year(move.period.starts_on, month)].append(
                (PROMISED if is_planned else move.kind, move.amount)
            )
        rows = [self.row(fiscal_year_text(y, month), moved) for y, moved in sorted(years.items())]
        return [*rows, self.row("Sans exercice", [(PROMISED, left)])] if left else rows

    @cached_property
    def total(self) -> Row:
        promises = [amount for row in self.contributions for amount in promise(row)]
        return self.row(None, [*promises, *((move.kind, move.amount) for move in self.movements)])

    def row(self, of: Any, amounts: Iterable[tuple[str, Decimal]]) -> Row:
        return Row(of, with_balances(added(amounts), self.columns), self.columns)

    @cached_property
    def by_party(self) -> list[tuple[Party, Sums]]:
        rows = {row.of.pk: row.sums for row in self.by_contribution}
        return [
            (
                party,
                added(pair for row in party.contributions.all() for pair in rows[row.pk].items()),
            )
            for party in self.parties
        ]

    @property
    def picture(self) -> list[tuple[Party, list[Bar]]]:
        """For each party its promise, what it paid and what of that was used, as bars."""
        largest = max(
            (sums.get(column, NOTHING) for _, sums in self.by_party for column in PICTURED),
            default=NOTHING,
        )
        return [
            (
                party,
                [
                    Bar(column, LABELS[column], sums[column], WIDEST * sums[column] / largest)
                    for column in PICTURED
                    if largest and column in sums
                ],
            )
            for party, sums in self.by_party
        ]

    @property
    def mixes_forms(self) -> bool:
        """Whether what is added up was given in cash and in kind."""
        return len({row.form for row in self.contributions}) > 1

    @property
    def is_demonstration(self) -> bool:
        """Whether some of the sums are made of what never happened."""
        return any(move.is_demonstration for move in self.movements)

    @property
    def keeps_rule(self) -> bool:
        """Whether each party promises as much as the others."""
        promised = {sums.get(PROMISED) for _, sums in self.by_party}
        return len(promised) == 1 and None not in promised


def promise(contribution: Contribution) -> list[tuple[str, Decimal]]:
    """The amount promised, as a column; nothing where nobody knows it."""
    return [] if contribution.promised is None else [(PROMISED, contribution.promised)]
