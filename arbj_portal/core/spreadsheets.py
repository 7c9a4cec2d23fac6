"""Tables that a spreadsheet opens: CSV as a double click on it expects in French, and workbooks."""

import csv
import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
SPRUCE, PALE = "1D4F43", "DFECE6"


def csv_answer(filename: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """The file; what a spreadsheet would take for a formula stands behind an apostrophe."""
    response = HttpResponse(
        "\N{ZERO WIDTH NO-BREAK SPACE}",  # without this mark, Excel reads another encoding
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )
    writer = csv.writer(response, delimiter=";")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return response


def cell(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def put_headers(sheet: Worksheet, headers: Iterable[tuple[str, float]]) -> None:
    """The first row, which stays in sight: for each column its label and its width, in characters.

    A column is at least as wide as its label.
    """
    for place, (label, width) in enumerate(headers, start=1):
        header = sheet.cell(1, place)
        put_text(header, label)
        header.font = Font(bold=True, color=SPRUCE)
        header.fill = PatternFill("solid", fgColor=PALE)
        sheet.column_dimensions[get_column_letter(place)].width = max(len(label) + 2, width)
    sheet.freeze_panes = "A2"


def put_text(cell: Any, text: str) -> None:
    """A text is a text in a workbook, whatever it begins with."""
    if not text:
        return
    cell.value = UNPRINTABLE.sub("", text)
    cell.data_type = "s"
    if text.startswith(STARTS_A_FORMULA):
        cell.quotePrefix = True


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()
