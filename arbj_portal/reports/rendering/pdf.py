"""A report as a tagged PDF."""

from dataclasses import asdict
from typing import Any

from arbj_portal.core.typesetting import typeset
from arbj_portal.reports.content import Content
from arbj_portal.reports.tables import Part, Table


def as_pdf(content: Content, *, is_kept: bool = False) -> bytes:
    data = {
        "masthead": asdict(content.masthead),
        "parts": [part_data(part) for part in content.parts],
    }
    return typeset("reports/report.typ", data, is_kept=is_kept)


def part_data(part: Part) -> dict[str, Any]:
    return {
        "title": part.title,
        "introduction": part.introduction,
        "paragraphs": part.paragraphs,
        "figures": [asdict(figure) for figure in part.figures],
        "tables": [table_data(table) for table in part.tables if table.rows],
    }


def table_data(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "labels": table.labels,
        "widths": [column.width for column in table.columns],
        "numeric": [column.is_numeric for column in table.columns],
        "rows": [table.texts(row.values) for row in table.rows],
        "total": table.total_texts,
    }
