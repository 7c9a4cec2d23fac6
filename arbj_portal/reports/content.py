"""The content of a report, as its formats take it, and as it is compared with another."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from arbj_portal.core.models import Portal
from arbj_portal.core.typography import date_text
from arbj_portal.reports.models import AccountabilityReport
from arbj_portal.reports.readable import Readable
from arbj_portal.reports.scope import Scope
from arbj_portal.reports.sections import BUILDERS
from arbj_portal.reports.tables import Part, Table
from meetings.papers.content import Masthead
from meetings.papers.texts import clean, rich

KIND = "Reddition de comptes"
HEADING_OF_TEXT = 3


@dataclass(frozen=True)
class Content:
    masthead: Masthead
    parts: list[Part]


def content_of(report: AccountabilityReport) -> Content:
    """The sections that were chosen and say something, read as whoever is handed it may read."""
    scope = Scope(report.agreement, report.period, Readable.in_reports())
    chosen = report.sections.filter(is_included=True)
    parts = [
        replace(BUILDERS[row.section](scope), introduction=rich(row.introduction, HEADING_OF_TEXT))
        for row in chosen
    ]
    return Content(masthead_of(report, scope), [part for part in parts if not part.is_empty])


def masthead_of(report: AccountabilityReport, scope: Scope) -> Masthead:
    portal, agreement = Portal.objects.first(), report.agreement
    period = report.period.text
    deposited = report.deposited_at
    return Masthead(
        body=clean(portal.body_name) if portal else "",
        committee=clean(agreement.title),
        kind=KIND,
        title=f"{KIND}, {clean(agreement.title)}, {period}",
        meeting=report.period.title,
        when="",
        place="",
        state=f"DÉPOSÉE LE {date_text(deposited)}" if deposited else "BROUILLON",
        watermark="" if deposited else "BROUILLON",
        footer=f"{KIND}, {period}",
        is_demonstration=scope.is_demonstration,
    )


type Texts = dict[str, Any]
"""Of each section, by its slug: its title, and its tables with their rows in words, by key."""


def texts_of(parts: list[Part]) -> Texts:
    """What is kept of a content, to tell later what differs from it."""
    return {
        part.slug: {
            "title": part.title,
            "tables": {table.title: table_texts(table) for table in part.tables},
        }
        for part in parts
    }


def table_texts(table: Table) -> dict[str, Any]:
    return {
        "labels": table.labels,
        "rows": {row.key: table.texts(row.values) for row in table.rows},
    }


@dataclass(frozen=True)
class Difference:
    """A line that came, went or changed; cells: the label, before and after of what changed."""

    section: str
    table: str
    act: str  # « Ajout », « Retrait », « Changement »
    line: str
    cells: list[tuple[str, str, str]]


def differences(before: Texts, after: Texts) -> list[Difference]:
    """What stands in the later content and not, or otherwise, in the earlier one."""
    return [
        difference
        for slug in {**before, **after}
        for difference in section_differences(before.get(slug, {}), after.get(slug, {}))
    ]


def section_differences(before: Texts, after: Texts) -> Iterator[Difference]:
    title = (after or before)["title"]
    tables = before.get("tables", {}), after.get("tables", {})
    for name in {**tables[0], **tables[1]}:
        old, new = (table.get(name, {}) for table in tables)
        labels = new.get("labels") or old["labels"]
        for act, line, cells in row_differences(old, new, labels):
            yield Difference(title, name, act, line, cells)


def row_differences(
    old: Texts, new: Texts, labels: list[str]
) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    before, after = old.get("rows", {}), new.get("rows", {})
    for key in {**before, **after}:
        if key not in before:
            yield "Ajout", line_of(after[key]), []
        elif key not in after:
            yield "Retrait", line_of(before[key]), []
        elif len(before[key]) != len(after[key]):
            yield "Changement", line_of(after[key]), []
        elif before[key] != after[key]:
            told = zip(labels, before[key], after[key], strict=True)
            yield "Changement", line_of(after[key]), [cell for cell in told if cell[1] != cell[2]]


def line_of(texts: list[str]) -> str:
    """By what a line is recognised: what its first columns say."""
    return " · ".join([text for text in texts if text != "–"][:3])
