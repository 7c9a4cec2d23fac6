"""The plan d'action of an agreement, imported from a workbook and kept, in the browser."""

import io
import re
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

FIRST_ROWS: list[dict[str, Any]] = [
    {
        "Objectif": 2,
        "Action": "Inviter à la Table les acteurs de la migration",
        "Organisme responsable": "ARBJ",
        "Avec qui": "les municipalités",
        "Échéancier": "avril à juin 2100",
        "Moyens": "Une lettre et un appel à chacun",
        "Indicateur": "six organismes invités",
        "État": "En cours",
        "Avancement": "Quatre lettres sont parties.",
    },
    {
        "Objectif": 2,
        "Action": "Inviter les chambres de commerce de la région",
        "Organisme responsable": "ARBJ",
        "Échéancier": "octobre 2020",
        "Indicateur": "deux adhésions",
    },
    {
        "Objectif": 5,
        "Action": "Transmettre une proposition d’entente spécifique",
        "Avec qui": "le ministère",
        "État": "Reportée",
        "Avancement": "Le ministère revoit ses programmes.",
    },
]


def open_plan(page: Page) -> None:
    page.goto("/ententes/")
    page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
    page.get_by_role("link", name=re.compile("plan d’action$")).click()


def fill_in(page: Page, *rows: dict[str, Any]) -> dict[str, Any]:
    """The workbook that the portal gives, with rows more, as the browser sends it."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Classeur à remplir").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    sheet = book["Plan d’action"]
    labels = [cell.value for cell in sheet[1]]
    for row in rows:
        sheet.append([row.get(label) for label in labels])
    written = io.BytesIO()
    book.save(written)
    return {
        "name": "plan.xlsx",
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "buffer": written.getvalue(),
    }


def send(page: Page, file: dict[str, Any]) -> None:
    page.get_by_label("Classeur").set_input_files(file)
    page.get_by_role("button", name="Lire le classeur").click()


def import_plan(page: Page) -> None:
    """A first plan, from the page of the plan to the same page."""
    file = fill_in(page, *FIRST_ROWS)
    page.get_by_role("link", name="Importer un classeur").click()
    send(page, file)
    page.get_by_role("button", name="Importer ces changements").click()
    expect(page.get_by_text("Le plan d’action est importé.")).to_be_visible()


def test_a_plan_is_imported_corrected_and_kept(visit: Visit) -> None:
    page = visit("administration")
    open_plan(page)
    wrong = fill_in(page, *FIRST_ROWS, {"Objectif": 9, "Action": "=1+1"})
    page.get_by_role("link", name="Importer un classeur").click()
    send(page, wrong)
    faults = page.get_by_role("region", name="À corriger dans le classeur")
    expect(faults.get_by_role("row")).to_have_text(
        [
            re.compile("^Ligne"),
            re.compile("^5.*A, Objectif.*L’entente n’a pas d’objectif 9"),
            re.compile("^5.*C, Action.*Cette cellule contient une formule"),
        ]
    )
    page.get_by_role("link", name="Plan d’action").click()
    import_plan(page)
    plan = page.get_by_role("region", name="Objectif 2")
    expect(plan.get_by_role("row").nth(1)).to_contain_text("2.1")
    expect(plan.get_by_role("row").nth(2)).to_contain_text("En retard")

    coordination = visit("coordination")
    open_plan(coordination)
    coordination.get_by_role("link", name="Modifier l’action 2.2").click()
    expect(coordination.get_by_label("Moyens")).to_have_count(0)
    coordination.get_by_label("État").select_option(label="Faite")
    coordination.get_by_label("Avancement").fill("Trois adhésions.")
    coordination.get_by_role("button", name="Enregistrer l’action").click()
    expect(coordination.get_by_text("L’action 2.2 est enregistrée.")).to_be_visible()

    reader = visit()
    open_plan(reader)
    row = reader.get_by_role("region", name="Objectif 2").get_by_role("row").nth(2)
    expect(row).to_contain_text("Faite")
    expect(row).to_contain_text("Trois adhésions.")
    expect(reader.get_by_role("link", name="Importer un classeur")).to_have_count(0)
