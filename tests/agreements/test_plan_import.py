"""A plan d’action read from a workbook, whole or not at all."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from agreements.models import Agreement
from agreements.plan.changes import changes_of
from agreements.plan.reading import MACROS, ProblemsError, read_plan
from agreements.plan.rows import Known
from agreements.plan.workbook import plan_workbook
from members.models import Organization, User
from tests.agreements.factories import make_action, period
from tests.agreements.workbooks import (
    EMPTY,
    LABELS,
    book,
    file_of,
    make_planned_agreement,
    read,
    row,
)
from tests.members.factories import make_organization, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    return make_planned_agreement()


def problems(made: Workbook, agreement: Agreement, by: User) -> list[tuple[int, str, str]]:
    with pytest.raises(ProblemsError) as refused:
        read(made, agreement, by)
    return [(found.row, found.column, found.message) for found in refused.value.problems]


def refusal(made: Workbook | bytes, agreement: Agreement, by: User) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        read(made, agreement, by)
    return refused.value.messages


def test_a_row_is_read_as_people_write_it(agreement: Agreement, administration: User) -> None:
    organization = make_organization(name="Société d’aide", acronym="SADC")
    person = make_person(first_name="Émile", last_name="Côté")
    (found,) = read(
        book(
            row(
                number=3,
                organization="société d'aide",
                person="emile  cote",
                partners="Les municipalités",
                period="avril à juin 2027",
                means=2000,
                indicator="12,5 %",
                status="EN  COURS",
                progress="Commencé.",
            )
        ),
        agreement,
        administration,
    )
    assert found == {
        "line": 2,
        "objective": agreement.objectives.get(position=2).pk,
        "number": 3,
        "text": "Écrire aux employeurs",
        "organization": organization.pk,
        "person": person.pk,
        "partners": "Les municipalités",
        "period": "2027-04/2027-06",
        "means": "2000",
        "indicator": "12,5 %",
        "status": "in_progress",
        "progress": "Commencé.",
    }


def test_a_date_of_the_spreadsheet_is_a_day(agreement: Agreement, administration: User) -> None:
    (found,) = read(book(row(period=date(2027, 5, 3))), agreement, administration)
    assert found["period"] == "2027-05-03"


def test_empty_rows_and_the_order_of_columns_do_not_matter(
    agreement: Agreement, administration: User
) -> None:
    blank = [*EMPTY[:-1], "  "]
    made = book(blank, row(text="Première")[::-1], EMPTY, row(text="Seconde")[::-1])
    for place, label in enumerate(reversed(LABELS), start=1):
        made.active.cell(1, place).value = label
    found = read(made, agreement, administration)
    assert [(line["line"], line["text"]) for line in found] == [(3, "Première"), (5, "Seconde")]


FORMULA = "Cette cellule contient une formule\xa0: remplacez-la par sa valeur."
FAULTS: dict[str, tuple[list[Any], list[tuple[int, str, str]]]] = {
    "no objective": (row(objective=None), [(2, "A, Objectif", "Ce champ est obligatoire.")]),
    "another objective": (
        row(objective=7),
        [(2, "A, Objectif", "L’entente n’a pas d’objectif 7.")],
    ),
    "an objective in words": (
        row(objective="deux"),
        [(2, "A, Objectif", "Saisissez un nombre entier.")],
    ),
    "no text": (row(text=" ", means="x"), [(2, "C, Action", "Ce champ est obligatoire.")]),
    "a formula": (row(means="=1+1"), [(2, "H, Moyens", FORMULA)]),
    "a formula for the objective": (row(objective="=1+1"), [(2, "A, Objectif", FORMULA)]),
    "an error of the spreadsheet": (
        row(means="#REF!"),
        [(2, "H, Moyens", "Cette cellule contient une erreur du tableur (#REF!).")],
    ),
    "a time": (
        row(period=time(9, 30)),
        [
            (
                2,
                "G, Échéancier",
                "Cette cellule contient une heure, ou une durée\xa0: écrivez une date.",
            )
        ],
    ),
    "a state": (
        row(status="terminée"),
        [
            (
                2,
                "J, État",
                "«\xa0terminée\xa0» n’est pas un état. États\xa0: À faire, En cours, Faite, "
                "Reportée, Abandonnée.",
            )
        ],
    ),
    "given up without a reason": (
        row(status="Reportée"),
        [(2, "K, Avancement", "Dites pourquoi l’action est reportée ou abandonnée.")],
    ),
    "nobody": (
        row(person="Jean Inconnu"),
        [
            (
                2,
                "E, Personne responsable",
                "«\xa0Jean Inconnu\xa0»\xa0: aucune personne de ce nom au portail.",
            )
        ],
    ),
    "no organisation": (
        row(organization="XYZ"),
        [
            (
                2,
                "D, Organisme responsable",
                "«\xa0XYZ\xa0»\xa0: aucun organisme de ce nom au portail.",
            )
        ],
    ),
    "several organisations": (
        row(organization="Jumeau"),
        [
            (
                2,
                "D, Organisme responsable",
                "«\xa0Jumeau\xa0»\xa0: plusieurs portent ce nom au portail.",
            )
        ],
    ),
    "a number out of range": (
        row(number=0),
        [(2, "B, Numéro", "Assurez-vous que cette valeur est supérieure ou égale à 1.")],
    ),
    "an end before the start": (
        row(period="juin à avril 2027"),
        [(2, "G, Échéancier", "La fin précède le début\xa0: avril 2027 vient avant juin 2027.")],
    ),
    "several faults": (
        row(objective=None, means="=A1", status="?"),
        [
            (2, "A, Objectif", "Ce champ est obligatoire."),
            (2, "H, Moyens", FORMULA),
            (
                2,
                "J, État",
                "«\xa0?\xa0» n’est pas un état. États\xa0: À faire, En cours, Faite, Reportée, "
                "Abandonnée.",
            ),
        ],
    ),
}


@pytest.mark.parametrize("case", FAULTS)
def test_what_is_wrong_is_named_by_row_and_column(
    case: str, agreement: Agreement, administration: User
) -> None:
    for acronym in ("Jumeau", "Jumeau"):
        make_organization(acronym=acronym)
    cells, expected = FAULTS[case]
    found = problems(book(cells, row(text="Une autre")), agreement, administration)
    assert found == expected


def test_merged_cells_are_named(agreement: Agreement, administration: User) -> None:
    made = book(row(), row(text="Suivante"))
    made.active.merge_cells("D2:D3")
    merged = "Ces cellules sont fusionnées\xa0: défusionnez-les, et écrivez dans chacune sa valeur."
    assert problems(made, agreement, administration) == [(2, "D2:D3", merged)]


def test_a_cell_under_no_header_is_named(agreement: Agreement, administration: User) -> None:
    made = book(row(), [*row(text="Suivante"), "Budget : 500 $"])
    said = "Cette cellule n’est d’aucune colonne du plan\xa0: déplacez-la, ou videz-la."
    assert problems(made, agreement, administration) == [(3, "L", said)]


def test_a_number_given_twice_is_named(agreement: Agreement, administration: User) -> None:
    made = book(row(number=1), row(objective=1, number=1), row(number=1))
    said = "Cette action porte le même numéro que celle de la ligne 2."
    assert problems(made, agreement, administration) == [(4, "", said)]


def test_a_new_action_that_says_the_same_asks_for_its_number(
    agreement: Agreement, administration: User
) -> None:
    make_action(agreement.objectives.get(position=2), number=4, text="Écrire aux employeurs")
    said = "L’action 2.4 dit déjà la même chose\xa0: donnez son numéro, 4, ou changez le texte."
    assert problems(book(row()), agreement, administration) == [(2, "B, Numéro", said)]


def with_macros() -> bytes:
    written = io.BytesIO(file_of(book(row())).read())
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    return written.getvalue()


def damaged() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    return written.getvalue()


def swollen() -> bytes:
    written = io.BytesIO(file_of(book(row())).read())
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(30 * 1024 * 1024))
    return written.getvalue()


def two_sheets() -> Workbook:
    made = book(row(), sheet="Feuil1")
    made.create_sheet("Budget")
    return made


def chart_alone() -> Workbook:
    made = Workbook()
    made.remove(made.active)
    made.create_chartsheet("Plan d’action")
    return made


UNREADABLE = "Ce classeur est illisible\xa0: ouvrez-le dans un tableur et enregistrez-le en .xlsx."
REFUSED: dict[str, tuple[Callable[[], Workbook | bytes], list[str]]] = {
    "macros": (with_macros, [MACROS]),
    "damaged": (
        damaged,
        ["Ce classeur est illisible\xa0: ouvrez-le dans un tableur et enregistrez-le en .xlsx."],
    ),
    "swollen": (
        swollen,
        [
            "Ce classeur est trop gros pour un plan d’action\xa0: gardez-y la feuille du plan "
            "seulement."
        ],
    ),
    "a wrong sheet": (
        two_sheets,
        [
            "Ce classeur n’a pas de feuille «\xa0Plan d’action\xa0». Il a\xa0: «\xa0Feuil1\xa0», "
            "«\xa0Budget\xa0»."
        ],
    ),
    "a chart": (
        chart_alone,
        [UNREADABLE],
    ),
    "other columns": (
        lambda: book(row(), header=[*LABELS[:-2], "Budget", "Objectif"]),
        [
            "La première ligne doit nommer aussi ces colonnes du modèle\xa0: «\xa0État\xa0», "
            "«\xa0Avancement\xa0».",
            "Retirez ces colonnes, que le plan n’a pas\xa0: «\xa0Budget\xa0».",
            "Ces colonnes y sont deux fois\xa0: «\xa0Objectif\xa0».",
        ],
    ),
    "too many columns": (
        lambda: book(row(), header=[*LABELS, *[None] * 60, "Loin"]),
        ["La feuille a plus de 50 colonnes."],
    ),
    "nothing": (lambda: book(EMPTY), ["Cette feuille ne contient aucune action."]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_no_plan_says_why(
    case: str, agreement: Agreement, administration: User
) -> None:
    made, expected = REFUSED[case]
    assert refusal(made(), agreement, administration) == expected


def test_one_sheet_may_bear_another_name(agreement: Agreement, administration: User) -> None:
    assert len(read(book(row(), sheet="Feuil1"), agreement, administration)) == 1


def test_10_000_rows_are_refused_without_being_kept(
    agreement: Agreement, administration: User
) -> None:
    made = file_of(book(*(row(text=f"Action {number}") for number in range(10_000))))
    tracemalloc.start()
    with pytest.raises(ValidationError) as refused:
        read_plan(made, Known(agreement, administration))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.messages == [
        "Un plan d’action compte 1\xa0000 actions au plus. Cette feuille a trop de lignes, vides "
        "comprises\xa0: rien n’est importé."
    ]
    assert peak < 20_000_000  # bytes; all the cells would take several times that


def test_the_model_read_again_changes_nothing(agreement: Agreement, administration: User) -> None:
    concerter = agreement.objectives.get(position=2)
    make_action(
        concerter,
        number=7,
        text="=Écrire\n+ deux lignes",
        organization=make_organization(acronym="ARBJ"),
        person=make_person(),
        partners="- les municipalités",
        period=period("2027-04/.."),
        means="@deux",
        indicator="12",
        status="abandoned",
        progress="Sans budget.",
    )
    content = plan_workbook(agreement, Organization.objects.all())
    changes = changes_of(agreement, read(content, agreement, administration))
    assert (changes.are_none, changes.unchanged, changes.absent) == (True, 1, [])
    made = load_workbook(io.BytesIO(content))
    assert made.sheetnames == ["Plan d’action", "Mode d’emploi", "Listes"]
    assert made["Plan d’action"].freeze_panes == "A2"
    assert [cell.value for cell in made["Plan d’action"][1]] == LABELS
    assert made["Plan d’action"]["C2"].data_type == "s"
    rules = {
        str(rule.sqref): rule.formula1
        for rule in made["Plan d’action"].data_validations.dataValidation
    }
    assert rules == {
        "A2:A1001": "'Listes'!$A$2:$A$3",
        "D2:D1001": "'Listes'!$B$2:$B$2",
        "J2:J1001": "'Listes'!$C$2:$C$6",
    }
