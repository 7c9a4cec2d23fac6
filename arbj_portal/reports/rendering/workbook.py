"""A report as a workbook: one sheet a table, typed cells, headers that stay in sight."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from arbj_portal.core.spreadsheets import SPRUCE, put_headers, put_text, saved
from arbj_portal.reports.content import Content
from arbj_portal.reports.tables import Column, Kind, Part, Row, Table, Value, plain

LONGEST_NAME = 31
NO_NAME = re.compile(r"[\[\]:*?/\\]")
FORMATS = {
    Kind.AMOUNT: '#,##0.00\\ "$"',
    Kind.NUMBER: "#,##0.##",
    Kind.DAY: "yyyy-mm-dd",
    Kind.SHARE: "0.0\\ %",
}
CHARACTERS_A_WIDTH = 9


def as_workbook(content: Content) -> bytes:
    book = Workbook()
    head = content.masthead
    book.properties.title, book.properties.language = head.title, "fr-CA"
    book.properties.creator = head.body
    cover = book.active
    assert isinstance(cover, Worksheet)  # noqa: S101 (a new book has one)
    cover.title = "Rapport"
    fiction = "données de démonstration" if head.is_demonstration else ""
    for line in filter(None, (head.kind, head.committee, head.meeting, head.state, fiction)):
        cover.append([None])
        put_text(cover.cell(cover.max_row, 1), line)
    cover.cell(1, 1).font = Font(bold=True, size=16, color=SPRUCE)
    cover.column_dimensions["A"].width = 60
    tables = [table for part in content.parts for table in part.tables if table.rows]
    for table in [*texts(content.parts), *tables]:
        write_sheet(book.create_sheet(NO_NAME.sub(" ", table.title)[:LONGEST_NAME]), table)
    return saved(book)


def texts(parts: Sequence[Part]) -> Iterator[Table]:
    """What the sections say in sentences, as a table of its own."""
    rows = [
        Row(part.slug, (part.title, text))
        for part in parts
        for text in (*map(plain, part.introduction), *part.paragraphs)
    ]
    if rows:
        yield Table("Textes", (Column("Section"), Column("Texte", width=9)), rows)


def write_sheet(sheet: Worksheet, table: Table) -> None:
    put_headers(
        sheet, ((column.label, column.width * CHARACTERS_A_WIDTH) for column in table.columns)
    )
    for number, row in enumerate(table.rows, start=2):
        write_row(sheet, number, table.columns, row.values)
    if table.total:
        last = len(table.rows) + 2
        write_row(sheet, last, table.columns, table.total)
        for place in range(1, len(table.columns) + 1):
            sheet.cell(last, place).font = Font(bold=True)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"


def write_row(
    sheet: Worksheet, number: int, columns: Sequence[Column], values: Sequence[Value]
) -> None:
    for place, (column, value) in enumerate(zip(columns, values, strict=True), start=1):
        cell = sheet.cell(number, place)
        cell.alignment = Alignment(vertical="top", wrap_text=not column.is_numeric)
        put(cell, column, value)


def put(cell: Any, column: Column, value: Value) -> None:
    """The value with its type; a text is text, whatever it begins with."""
    if value is None or value == "":
        return
    if isinstance(value, (int, Decimal)) and column.is_numeric:
        cell.value = value / 100 if column.kind == Kind.SHARE else value
        cell.number_format = FORMATS[column.kind]
    elif isinstance(value, date):
        cell.value, cell.number_format = value, FORMATS[Kind.DAY]
    else:
        put_text(cell, column.text(value))
