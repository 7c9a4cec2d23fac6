"""Workbooks of a plan d’action, as tests make them."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from agreements.models import Agreement
from agreements.plan.reading import read_plan
from agreements.plan.rows import Known
from agreements.plan.workbook import COLUMNS
from members.models import User
from tests.agreements.factories import make_agreement, make_objective

LABELS = [column.label for column in COLUMNS]
EMPTY = [None] * len(LABELS)


def make_planned_agreement() -> Agreement:
    """Public, with two objectives."""
    agreement = make_agreement("Mobilisation", visibility="public")
    make_objective(agreement, position=1, text="informer")
    make_objective(agreement, position=2, text="concerter")
    return agreement


def row(objective: Any = 2, text: Any = "Écrire aux employeurs", **cells: Any) -> list[Any]:
    """A row of the sheet, by the names of its columns."""
    given = {"objective": objective, "text": text} | cells
    return [given.get(column.name) for column in COLUMNS]


def book(
    *rows: list[Any], sheet: str = "Plan d’action", header: list[Any] | None = None
) -> Workbook:
    made = Workbook()
    made.active.title = sheet
    for cells in (header or LABELS, *rows):
        made.active.append(cells)
    return made


def file_of(made: Workbook | bytes, name: str = "plan.xlsx") -> SimpleUploadedFile:
    if isinstance(made, Workbook):
        written = io.BytesIO()
        made.save(written)
        made = written.getvalue()
    return SimpleUploadedFile(name, made)


def read(made: Workbook | bytes, agreement: Agreement, by: User) -> list[dict[str, Any]]:
    return read_plan(file_of(made), Known(agreement, by))
