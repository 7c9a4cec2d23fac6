"""The content of a report, as its formats take it, and as it is compared with another."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from arbj_portal.core.models import Portal
from arbj_portal.core.typography import date_text
from arbj_portal.reports.models import AccountabilityReport
from arbj_portal.reports.readable import Readable
from arbj_portal.reports.scope import Scope
from arbj_portal.reports.sections import BUILDERS
from arbj_portal.reports.tables import Part, plain
from meetings.papers.content import Masthead
from meetings.papers.texts import clean, rich

KIND = "Reddition de comptes"
HEADING_OF_TEXT = 3


@dataclass(frozen=True)
class Content:
    masthead: Masthead
    parts: list[Part]


def say_nothing(step: str) -> None:
    """Nobody waits for what goes on."""


def content_of(report: AccountabilityReport, tell: Callable[[str], None] = say_nothing) -> Content:
    """The sections that were chosen and say something, read as whoever is handed it may read.

    tell: given each section's title before it is read.
    """
    scope = scope_of(report)
    parts = []
    for row in report.sections.filter(is_included=True):
        tell(row.get_section_display())
        introduction = rich(row.introduction, HEADING_OF_TEXT)
        parts.append(replace(BUILDERS[row.section](scope), introduction=introduction))
    return Content(masthead_of(report, scope), [part for part in parts if not part.is_empty])


def scope_of(report: AccountabilityReport) -> Scope:
    return Scope(report.agreement, report.period, Readable.in_report(report.visibility))


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
        state=f"Déposée le {date_text(deposited)}" if deposited else "BROUILLON",
        watermark="" if deposited else "BROUILLON",
        footer=f"{KIND}, {period}",
        is_demonstration=scope.is_demonstration,
    )


type Texts = list[dict[str, Any]]
"""Each section: its slug, title, introduction in plain text, sentences, and tables with their
labels, which of them are of numbers, [key, cells] rows and total."""
type Cells = dict[str, list[str]]


def texts_of(parts: list[Part]) -> Texts:
    """What is kept of a content: what it says in words, in its order."""
    return [
        {
            "slug": part.slug,
            "title": part.title,
            "introduction": "\n".join(map(plain, part.introduction)),
            "paragraphs": part.paragraphs,
            "tables": [
                {
                    "title": table.title,
                    "labels": table.labels,
                    "numeric": [column.is_numeric for column in table.columns],
                    "rows": [[row.key, table.texts(row.values)] for row in table.rows],
                    "total": table.total_texts,
                }
                for table in part.tables
            ],
        }
        for part in parts
    ]


def shown(texts: Texts, introductions: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each section as a page tells it: what introduces it, its sentences, its tables, each cell
    with its label and whether it is of numbers."""
    for part in texts:
        tables = [
            {
                "title": table["title"],
                "head": cells_of(table, table["labels"]),
                "rows": [cells_of(table, row) for _, row in table["rows"]],
                "total": cells_of(table, table["total"]) if table.get("total") else [],
            }
            for table in part["tables"]
            if table["rows"]
        ]
        yield {**part, "introduction": introductions.get(part["slug"], ""), "tables": tables}


def cells_of(table: dict[str, Any], texts: list[str]) -> list[tuple[str, str, bool]]:
    numeric = table.get("numeric") or [False] * len(texts)
    return list(zip(table["labels"], texts, numeric, strict=True))


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
    old, new = ({part["slug"]: part for part in texts} for texts in (before, after))
    nothing: dict[str, Any] = {"paragraphs": [], "tables": []}
    return [
        difference
        for slug in {**old, **new}
        for difference in section_differences(old.get(slug, nothing), new.get(slug, nothing))
    ]


def section_differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    title = after.get("title") or before["title"]
    introductions = [part.get("introduction", "") for part in (before, after)]
    paragraphs = ["\n\n".join(part["paragraphs"]) for part in (before, after)]
    for name, (was, becomes) in (("Introduction", introductions), ("Texte", paragraphs)):
        if was != becomes:
            yield Difference(title, title, "Changement", name, [(name, was, becomes)])
    old, new = ({table["title"]: table for table in part["tables"]} for part in (before, after))
    for name in {**old, **new}:
        gone, come = (dict(tables.get(name, {"rows": []})["rows"]) for tables in (old, new))
        labels = (new.get(name) or old[name])["labels"]
        for act, line, cells in row_differences(gone, come, labels):
            yield Difference(title, name, act, line, cells)


def row_differences(
    before: Cells, after: Cells, labels: list[str]
) -> Iterator[tuple[str, str, list[tuple[str, str, str]]]]:
    """Where a table got or lost a column, a line that changed says no more than that."""
    for key in {**before, **after}:
        if key not in before:
            yield "Ajout", line_of(after[key]), []
        elif key not in after:
            yield "Retrait", line_of(before[key]), []
        elif before[key] != after[key]:
            is_same_shape = len(before[key]) == len(after[key]) == len(labels)
            told = zip(labels, before[key], after[key], strict=True) if is_same_shape else []
            yield "Changement", line_of(after[key]), [cell for cell in told if cell[1] != cell[2]]


def line_of(texts: list[str]) -> str:
    """By what a line is recognised: what its first columns say first."""
    return " · ".join([text.split("\n")[0] for text in texts if text != "–"][:3])
