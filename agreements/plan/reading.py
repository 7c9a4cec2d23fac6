"""A plan d'action read from a workbook: all of it, or what is wrong, by row and column.

A file that is no such workbook raises a ValidationError; faults of its cells a ProblemsError.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from agreements.plan.changes import PlanRow
from agreements.plan.rows import Known, RowForm, plain
from agreements.plan.workbook import COLUMNS, MOST_ACTIONS, SHEET, TOO_MANY

MOST_LINES = 5_000  # of a sheet, those that only hold a format included
MOST_COLUMNS = 50
LARGEST_FILE = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024

UNREADABLE = "Ce classeur est illisible : ouvrez-le dans un tableur et enregistrez-le en .xlsx."
MACROS = "Ce classeur contient des macros : enregistrez-le au format .xlsx, sans macros."
TOO_MANY_LINES = f"{TOO_MANY} Cette feuille a trop de lignes, vides comprises : rien n’est importé."
TOO_LARGE = (
    "Ce classeur est trop gros pour un plan d’action : gardez-y la feuille du plan seulement."
)


@dataclass(frozen=True)
class Problem:
    """What is wrong with a cell; column: its letter and its label, or nothing for a whole row."""

    row: int
    column: str
    message: str


class ProblemsError(Exception):
    """Cells to correct, in the order of the sheet."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = sorted(problems, key=lambda problem: problem.row)


def read_plan(file: File, known: Known) -> list[PlanRow]:
    """known: the objectives, organisations and people that cells may name."""
    sheet = sheet_of(file.read())
    places = places_of(sheet)
    problems = list(merged_cells(sheet))
    rows = []
    for row in sheet.iter_rows(min_row=2):
        cells = [row[place] for place in places]
        problems += cells_beside(row, cells)
        if any(is_filled(cell.value) for cell in cells):
            faults, form = read_row(cells, known)
            problems += faults
            if not faults:
                rows.append(form.row)
    problems += numbers_twice(rows)
    if problems:
        raise ProblemsError(problems)
    if not rows:
        raise ValidationError("Cette feuille ne contient aucune action.")
    return rows


def sheet_of(content: bytes) -> Worksheet:
    """The sheet of the plan, after what would make it slow or dangerous to load was refused."""
    try:
        refuse_package(content)
        book = load_workbook(io.BytesIO(content), read_only=True)
        name = name_of_sheet(book.sheetnames)
        refuse_long(book[name])
        return load_workbook(io.BytesIO(content))[name]
    except ValidationError:
        raise
    except Exception:  # whatever a damaged file makes the library stumble over
        raise ValidationError(UNREADABLE) from None


def refuse_package(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise ValidationError(MACROS)
    if len(content) > LARGEST_FILE or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise ValidationError(TOO_LARGE)


def name_of_sheet(names: list[str]) -> str:
    """That of the model; where there is but one sheet, it may be called otherwise."""
    wanted = [name for name in names if plain(name) == plain(SHEET)]
    if wanted or len(names) == 1:
        return (wanted or names)[0]
    found = ", ".join(f"« {name} »" for name in names[:5])
    raise ValidationError(f"Ce classeur n’a pas de feuille « {SHEET} ». Il a : {found}.")


def refuse_long(sheet: Any) -> None:
    """Read it without keeping anything; sheet: as the library streams it."""
    sheet.reset_dimensions()  # what a file says of its size may be wrong
    filled = 0
    for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        if len(row) > MOST_COLUMNS:
            raise ValidationError(f"La feuille a plus de {MOST_COLUMNS} colonnes.")
        filled += any(map(is_filled, row))
        if filled > MOST_ACTIONS + 1 or number > MOST_LINES:
            raise ValidationError(TOO_MANY_LINES)


def places_of(sheet: Worksheet) -> list[int]:
    """Where each column of the model stands, from 0, by what the first row says."""
    header = [str(cell.value or "").strip() for cell in next(sheet.iter_rows(max_row=1))]
    found = [plain(label) for label in header]
    wanted = {plain(column.label): column.label for column in COLUMNS}
    missing = [label for key, label in wanted.items() if key not in found]
    unknown = [label for key, label in zip(found, header, strict=True) if key and key not in wanted]
    twice = [label for key, label in wanted.items() if found.count(key) > 1]
    faults = [
        f"{told} : {', '.join(f'« {label} »' for label in labels)}."
        for told, labels in (
            ("La première ligne doit nommer aussi ces colonnes du modèle", missing),
            ("Retirez ces colonnes, que le plan n’a pas", unknown),
            ("Ces colonnes y sont deux fois", twice),
        )
        if labels
    ]
    if faults:
        raise ValidationError(faults)
    return [found.index(key) for key in wanted]


def is_filled(value: Any) -> bool:
    return value is not None and bool(str(value).strip())


def cells_beside(row: Sequence[Any], cells: Sequence[Any]) -> Iterator[Problem]:
    """What stands under no header would be lost without a word."""
    for cell in row:
        if is_filled(cell.value) and cell not in cells:
            yield Problem(
                cell.row,
                get_column_letter(cell.column),
                "Cette cellule n’est d’aucune colonne du plan : déplacez-la, ou videz-la.",
            )


def merged_cells(sheet: Worksheet) -> Iterator[Problem]:
    for cells in sheet.merged_cells.ranges:
        yield Problem(
            cells.min_row,
            cells.coord,
            "Ces cellules sont fusionnées : défusionnez-les, et écrivez dans chacune sa valeur.",
        )


def read_row(cells: Sequence[Any], known: Known) -> tuple[list[Problem], RowForm]:
    """The faults of a row, the form that read it; cells: one a column of the model, in order."""
    line, data, faults = cells[0].row, {}, {}
    for column, cell in zip(COLUMNS, cells, strict=True):
        try:
            data[column.name] = text_of(cell)
        except UntypedError as error:
            faults[column.name] = [str(error)]
    form = RowForm(data, known=known, line=line)
    told = {
        column.name: f"{get_column_letter(cell.column)}, {column.label}"
        for column, cell in zip(COLUMNS, cells, strict=True)
    }
    messages = {name: list(map(str, errors)) for name, errors in form.errors.items()} | faults
    return [
        Problem(line, told[name], message) for name in told for message in messages.get(name, [])
    ], form


class UntypedError(ValueError):
    """A cell computes what it shows, or holds nothing that one could have typed."""


def text_of(cell: Any) -> str:
    """What a cell says, as one would have typed it; an UntypedError where it computes it."""
    match cell.data_type:
        case "f":
            raise UntypedError("Cette cellule contient une formule : remplacez-la par sa valeur.")
        case "e":
            raise UntypedError(f"Cette cellule contient une erreur du tableur ({cell.value}).")
        case "d":
            return day_of(cell.value)
        case "n" if isinstance(cell.value, float):
            return f"{cell.value:.15g}".replace(".", ",")
        case "b":
            return "oui" if cell.value else "non"
    return "" if cell.value is None else str(cell.value)


def day_of(value: Any) -> str:
    if not hasattr(value, "year"):
        raise UntypedError("Cette cellule contient une heure, ou une durée : écrivez une date.")
    return (value.date() if isinstance(value, datetime) else value).isoformat()


def numbers_twice(rows: Iterable[PlanRow]) -> Iterator[Problem]:
    met: dict[tuple[int, int], int] = {}
    for row in rows:
        key = row["objective"], row["number"]
        if row["number"] and key in met:
            yield Problem(
                row["line"],
                "",
                f"Cette action porte le même numéro que celle de la ligne {met[key]}.",
            )
        met.setdefault(key, row["line"])
