"""The workbook of a plan d'action: its columns, and the file to fill in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from agreements.models import Action, Agreement, Objective
from arbj_portal.core.spreadsheets import put_headers, put_text, saved
from arbj_portal.core.typography import format_number
from members.models import Organization

SHEET, HELP, LISTS = "Plan d’action", "Mode d’emploi", "Listes"
MOST_ACTIONS = 1_000
TOO_MANY = f"Un plan d’action compte {format_number(MOST_ACTIONS)} actions au plus."


@dataclass(frozen=True)
class Column:
    """A column of the sheet; name: that of the field, width: in characters."""

    name: str
    label: str
    width: int
    help: str


COLUMNS = (
    Column("objective", "Objectif", 10, "Le numéro d’un objectif de l’entente. Obligatoire."),
    Column(
        "number",
        "Numéro",
        10,
        "Le numéro de l’action dans son objectif : 3 pour l’action 2.3. Gardez celui d’une action "
        "déjà au plan; laissez-le vide pour une nouvelle action, qui vient alors à la suite.",
    ),
    Column("text", "Action", 50, "Ce qui est à faire. Obligatoire."),
    Column(
        "organization",
        "Organisme responsable",
        30,
        "Le sigle ou le nom d’un organisme inscrit au portail.",
    ),
    Column(
        "person",
        "Personne responsable",
        25,
        "Le prénom et le nom d’une personne inscrite au portail.",
    ),
    Column("partners", "Avec qui", 30, "Les autres organismes ou personnes, en toutes lettres."),
    Column(
        "period",
        "Échéancier",
        25,
        "Comme on l’écrit : « mars 2027 », « avril à juin 2027 », « 3 mai 2027 »; ou une date.",
    ),
    Column("means", "Moyens", 35, "Les ressources, l’argent, les outils."),
    Column("indicator", "Indicateur", 30, "À quoi on verra que c’est fait."),
    Column(
        "status",
        "État",
        15,
        "À faire, En cours, Faite, Reportée ou Abandonnée. Vide : À faire.",
    ),
    Column(
        "progress",
        "Avancement",
        40,
        "Où l’on en est. Obligatoire pour une action reportée ou abandonnée : dites pourquoi.",
    ),
)
RULES = (
    "Une ligne par action; une cellule vide veut dire « rien ».",
    "Ni formule, ni cellules fusionnées, ni macro : seulement du texte, des nombres et des dates.",
    "Rien n’est importé avant que le portail ait montré ce qui changerait.",
    "Une action du plan qui n’est pas dans le classeur reste comme elle est.",
)


def plan_workbook(agreement: Agreement, organizations: Iterable[Organization]) -> bytes:
    """The plan as it stands, to be changed or filled in, with what each column takes."""
    book = Workbook()
    book.properties.title = f"{SHEET}, {agreement}"
    book.properties.language = "fr-CA"
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 (a new book has one)
    sheet.title = SHEET
    put_headers(sheet, ((column.label, column.width) for column in COLUMNS))
    actions = Action.objects.of_agreement(agreement)
    told = actions.select_related("objective", "organization", "person")
    put_rows(sheet, ([cell_of(action, column.name) for column in COLUMNS] for action in told))
    objectives = list(agreement.objectives.all())
    write_help(book.create_sheet(HELP), objectives)
    lists: dict[str, list[Any]] = {
        "objective": [row.position for row in objectives],
        "organization": [row.short_name for row in organizations],
        "status": list(Action.Status.labels),
    }
    offer_lists(sheet, book.create_sheet(LISTS), lists)
    return saved(book)


def cell_of(action: Action, name: str) -> Any:
    """What the cell of an action holds; reading it again gives the same."""
    match name:
        case "objective":
            return action.objective.position
        case "organization":
            return action.organization.short_name if action.organization else ""
        case "status":
            return action.get_status_display()
        case "number":
            return action.number
        case _:
            return str(getattr(action, name) or "")


def put_rows(sheet: Worksheet, rows: Iterable[Iterable[Any]]) -> None:
    for number, values in enumerate(rows, start=2):
        for place, value in enumerate(values, start=1):
            cell = sheet.cell(number, place)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, str):
                put_text(cell, value)
            else:
                cell.value = value


def write_help(sheet: Worksheet, objectives: Iterable[Objective]) -> None:
    put_headers(sheet, (("Colonne", 25), ("Ce qu’on y écrit", 90)))
    columns = ((column.label, column.help) for column in COLUMNS)
    rules = (("", rule) for rule in RULES)
    texts = ((f"Objectif {objective.position}", objective.text) for objective in objectives)
    put_rows(sheet, (*columns, *rules, *texts))


def offer_lists(sheet: Worksheet, lists: Worksheet, values: dict[str, list[Any]]) -> None:
    """Cells that take one of a list offer it; reading the workbook says what else is wrong."""
    labels = {column.name: column.label for column in COLUMNS}
    put_headers(lists, ((labels[name], 30) for name in values))
    letters = {column.name: get_column_letter(n) for n, column in enumerate(COLUMNS, start=1)}
    for place, (name, items) in enumerate(values.items(), start=1):
        for number, item in enumerate(items, start=2):
            lists.cell(number, place).value = item
        if items:
            source = get_column_letter(place)
            rule = DataValidation(
                type="list",
                formula1=f"{quote_sheetname(LISTS)}!${source}$2:${source}${len(items) + 1}",
                allow_blank=True,
                showErrorMessage=False,
            )
            rule.add(f"{letters[name]}2:{letters[name]}{MOST_ACTIONS + 1}")
            sheet.add_data_validation(rule)
