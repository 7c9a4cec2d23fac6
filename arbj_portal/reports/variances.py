"""What was promised and not reached, with its cause and what follows."""

from collections.abc import Iterator
from typing import Any

from agreements.models import Contribution, Indicator, Milestone, Objective
from agreements.money import COMMITTED, NOTHING, PAID, PROMISED, USED
from arbj_portal.core.typography import amount_text
from arbj_portal.reports.models import Section
from arbj_portal.reports.scope import Scope
from arbj_portal.reports.tables import Column, Kind, Part, part, table


def variances(scope: Scope) -> Part:
    rows = [*of_objectives(scope), *of_milestones(scope), *of_money(scope)]
    columns = [
        Column("Quoi", width=4),
        Column("Prévu", width=2),
        Column("Obtenu", width=2),
        Column("Justification", width=4),
        Column("Suite", width=4),
    ]
    return part(Section.VARIANCES, [table("Écarts", columns, rows)])


def of_objectives(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for row in scope.objectives:
        state = row.get_status_display()
        has_failed = scope.agreement.has_ended and row.status != Objective.Status.MET
        if has_failed or row.status in Objective.EXPLAINED:
            key = f"objectif-{row.position}"
            yield key, f"Objectif {row.position}", "Atteint", state, row.cause, row.follow_up
        for short in filter(falls_short, row.indicators.all()):
            number = Column("", Kind.NUMBER)
            target, actual = number.text(short.target), number.text(short.actual)
            what = f"Objectif {row.position}, {short.name}"
            yield f"indicateur-{short.pk}", what, target, actual, row.cause, row.follow_up


def falls_short(indicator: Indicator) -> bool:
    target, actual = indicator.target, indicator.actual
    return target is not None and actual is not None and actual < target


def of_milestones(scope: Scope) -> Iterator[tuple[Any, ...]]:
    for row in scope.milestones:
        if row.is_late or row.status in {Milestone.Status.NOT_MET, Milestone.Status.PARTIALLY_MET}:
            state = "En retard" if row.is_late else row.get_status_display()
            yield f"jalon-{row.pk}", f"Jalon, {row.title}", row.target, state, row.evidence, ""


def of_money(scope: Scope) -> Iterator[tuple[Any, ...]]:
    """Paid otherwise than promised, with what was said of it; more engaged than was promised,
    more used than was paid."""
    for row in scope.money.by_contribution:
        of, sums = row.of, row.sums
        paid, promised = sums.get(PAID), sums.get(PROMISED)
        if promised is not None and paid is not None and promised != paid:
            why = of.excess_reason if paid > promised else of.note
            yield line("Contribution", of, awaited(of), amount_text(paid), why)
        if promised is not None and sums.get(COMMITTED, NOTHING) > promised:
            engaged = f"{amount_text(sums[COMMITTED])} engagés"
            yield line("Engagement", of, awaited(of), engaged, of.note)
        if sums.get(USED, NOTHING) > sums.get(PAID, NOTHING):
            known = f"{amount_text(paid or NOTHING)} versés", f"{amount_text(sums[USED])} utilisés"
            yield line("Utilisation", of, *known)


def awaited(contribution: Contribution) -> str:
    amount = amount_text(contribution.promised)
    return f"à hauteur de {amount}" if contribution.is_ceiling else amount


def line(
    what: str, contribution: Contribution, awaited: str, known: str, why: str = ""
) -> tuple[Any, ...]:
    key = f"{what.lower()}-{contribution.pk}"
    return key, f"{what}, {contribution}", awaited, known, why, ""
