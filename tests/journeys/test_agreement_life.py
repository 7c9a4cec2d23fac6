"""An agreement from its signature to its accounts, by the administration, in the browser."""

import re
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.agreements.factories import PDF_BYTES
from tests.journeys.conftest import Visit
from tests.journeys.serving import next_page
from tests.paper_text import pdf_text, word_text


def section(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def begin_agreement(page: Page, title: str) -> None:
    page.goto("/ententes/ajouter/")
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Type d’entente").select_option(label="Entente spécifique")
    page.get_by_label("Signée").fill("mars 2024")
    page.get_by_label("Période visée").fill("avril 2024 à mars 2026")
    page.get_by_label(re.compile("^Règle de contribution")).select_option(
        label="Chaque partie promet autant"
    )
    page.get_by_label("État d’aujourd’hui").select_option(label="En attente de signature")
    page.get_by_label("Prend effet").fill("février 2024")
    page.get_by_label("Motif").fill("Le texte est prêt.")
    page.get_by_role("button", name="Inscrire l’entente").click()
    page.wait_for_url(re.compile(r"/ententes/\d+/modifier/"))


def add_parties(page: Page) -> None:
    parties = section(page, "Parties et contributions")
    for place, name in enumerate(("ARBJ", "MIFI")):
        parties.get_by_role("button", name="Ajouter une partie").click()
        line = parties.get_by_role("group", name="Nouvelle partie").nth(place)
        line.get_by_label("Organisme").select_option(index=place + 1)
        line.get_by_label(re.compile("^Nom affiché")).fill(name)
        line.get_by_label(re.compile("^Promise")).first.fill("30 000")
    with next_page(page):
        parties.get_by_role("button", name="Enregistrer les parties").click()
    expect(parties).to_contain_text("Les parties et leurs contributions sont enregistrées.")


def add_objectives(page: Page, *texts: str) -> None:
    objectives = section(page, "Objectifs")
    for text in texts:
        objectives.get_by_role("button", name="Ajouter un objectif").click()
        objectives.get_by_label("Texte de l’objectif").last.fill(text)
    with next_page(page):
        objectives.get_by_role("button", name="Enregistrer les objectifs").click()
    expect(objectives).to_contain_text("Les objectifs sont enregistrés.")


def take_status(page: Page, status: str, when: str, reason: str, file: bytes | None = None) -> None:
    state = section(page, "État")
    state.get_by_label("Nouvel état").select_option(label=status)
    state.get_by_label("Prend effet").fill(when)
    state.get_by_label("Motif").fill(reason)
    if file:
        state.get_by_label(re.compile("^Pièce")).set_input_files(
            {"name": "entente.pdf", "mimeType": "application/pdf", "buffer": file}
        )
    with next_page(page):
        state.get_by_role("button", name="Enregistrer le nouvel état").click()
    expect(state).to_contain_text("Le nouvel état est inscrit")


def record(page: Page, who: str, amount: str, when: str, kind: str = "Versement") -> None:
    money = section(page, "Versements et dépenses")
    money.get_by_label("De qui").select_option(label=f"{who}, en argent")
    money.get_by_label("Mouvement").select_option(label=kind)
    money.get_by_label("Montant").fill(amount)
    money.get_by_label("Quand").fill(when)
    with next_page(page):
        money.get_by_role("button", name="Inscrire le mouvement").click()


def conclude(page: Page) -> None:
    objectives = section(page, "Objectifs")
    first, second = (objectives.get_by_role("group", name=f"Objectif {place}") for place in (1, 2))
    first.get_by_label("État", exact=True).select_option(label="Atteint")
    second.get_by_label("État", exact=True).select_option(label="Non atteint")
    second.get_by_label(re.compile("^Cause")).fill("Le poste est resté vacant.")
    second.get_by_label(re.compile("^Suite donnée")).fill("À reprendre.")
    with next_page(page):
        objectives.get_by_role("button", name="Enregistrer les objectifs").click()
    expect(objectives).to_contain_text("Les objectifs sont enregistrés.")


def test_an_agreement_is_signed_paid_closed_carried_over_and_accounted_for(visit: Visit) -> None:
    page = visit("administration", "/ententes/")
    begin_agreement(page, "Entente d’essai")
    agreement = page.url.partition("modifier")[0]
    expect(section(page, "État")).to_contain_text("Nommez au moins deux parties.")
    add_parties(page)
    add_objectives(page, "accueillir", "retenir")
    take_status(page, "Signée", "mars 2024", "Signature par les deux parties.", PDF_BYTES)
    take_status(page, "En vigueur", "1er avril 2024", "Début de la période.")

    record(page, "ARBJ", "31 000", "mai 2024")
    money = section(page, "Versements et dépenses")
    expect(money).to_contain_text("au-delà des 30\u00a0000\u00a0$ promis\u00a0: dites pourquoi.")
    expect(money.get_by_label("Montant")).to_have_value("31 000")
    record(page, "ARBJ", "12 500", "mai 2024")
    expect(money).to_contain_text("Le mouvement est inscrit.")
    record(page, "ARBJ", "4 000,50", "juin 2025", "Utilisation")
    expect(money).to_contain_text("2 mouvements inscrits")

    conclude(page)
    take_status(page, "En clôture", "avril 2026", "Fin de la période.")
    take_status(page, "Terminée, mandat partiellement réalisé", "mai 2026", "Un objectif sur deux.")
    page.goto(agreement)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Règle respectée")
    expect(main.get_by_role("link", name="Signée, mars 2024").first).to_be_visible()

    carry_over(page)
    page.goto(agreement)
    account(page)


def carry_over(page: Page) -> None:
    begin_agreement(page, "Entente qui suit")
    sheet = section(page, "Fiche")
    sheet.get_by_label(re.compile("^Entente antérieure")).select_option(label="Entente d’essai")
    sheet.get_by_label(re.compile("^Lien avec")).select_option(label="succède à")
    sheet.get_by_role("button", name="Enregistrer la fiche").click()
    expect(sheet).to_contain_text("La fiche est enregistrée.")
    page.get_by_role("link", name="Reprendre des objectifs de l’entente antérieure").click()
    expect(page.get_by_label("2. Retenir (Non atteint)")).to_be_checked()
    page.get_by_role("button", name="Reprendre ces objectifs").click()
    expect(section(page, "Objectifs")).to_contain_text("Les objectifs sont repris.")
    expect(section(page, "Objectifs").get_by_label("Texte de l’objectif")).to_have_value("retenir")


def account(page: Page) -> None:
    """By one button; each format says the same numbers, before and once it is deposited."""
    page.get_by_role("link", name="Rendre des comptes").click()
    expect(page.get_by_label("Période")).to_have_value("mars 2024 à mai 2026")
    page.get_by_role("button", name="Préparer la reddition").click()
    page.wait_for_url(re.compile(r"/redditions/\d+/$"))
    page.get_by_role("textbox", name="Introduction, Suites").click()
    page.keyboard.type("Le ministère a été consulté.")
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    expect(page.get_by_text("Le brouillon est enregistré")).to_be_visible()
    page.get_by_role("link", name="Déposer").first.click()
    page.get_by_role("button", name="Déposer la reddition").click()
    expect(page.get_by_text("La reddition est déposée")).to_be_visible()
    files = page.get_by_role("complementary", name="Fichiers")
    for name, read in (("PDF", pdf_text), ("Word", word_text)):
        text = " ".join(read(downloaded(page, files, name)).split())
        for told in ("12 500 $", "Le poste est resté vacant.", "Le ministère a été consulté."):
            assert told in text
    book = load_workbook(BytesIO(downloaded(page, files, "Classeur")))
    assert book["Mouvements de la période"]["D2"].value == 12_500


def downloaded(page: Page, files: Locator, name: str) -> bytes:
    with page.expect_download() as download:
        files.get_by_role("link", name=name, exact=True).click()
    return download.value.path().read_bytes()
