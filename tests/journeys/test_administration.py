"""The administration keeps the agreement: each section saves by itself, history tells."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.serving import next_page
from tests.journeys.test_accessibility import WIDE, width_faults


def section(page: Page, name: str) -> object:
    return page.get_by_role("region", name=name, exact=True)


def test_the_administration_edits_the_agreement_section_by_section(visit: Visit) -> None:
    page = visit("administration", "/ententes/")
    page.get_by_role("link", name="Entente spécifique en immigration").first.click()
    address = page.url
    page.get_by_role("link", name=re.compile("^Modifier")).first.click()

    sheet = section(page, "Fiche")
    sheet.get_by_label(re.compile("^Numéro")).fill("ES-2027-01")
    sheet.get_by_role("button", name="Enregistrer la fiche").click()
    expect(page.get_by_text("La fiche est enregistrée.")).to_be_visible()

    state = section(page, "État")
    options = state.get_by_label("Nouvel état").locator("option").all_inner_texts()
    assert [option for option in options if option[0] != "C"] == [
        "En négociation",
        "En attente de signature",
    ]
    state.get_by_label("Nouvel état").select_option(label="En négociation")
    state.get_by_label("Prend effet").fill("novembre 2026")
    state.get_by_label("Motif").fill("Le ministère accepte d’en discuter.")
    with next_page(page):
        state.get_by_role("button", name="Enregistrer le nouvel état").click()
    expect(state).to_contain_text("Le nouvel état est inscrit")

    parties = section(page, "Parties et contributions")
    parties.get_by_label("Promise").first.fill("75 000,50")
    parties.get_by_role("button", name="Enregistrer les parties").click()
    expect(
        page.get_by_text("Les parties et leurs contributions sont enregistrées.")
    ).to_be_visible()

    objectives = section(page, "Objectifs")
    objectives.get_by_role("button", name="Ajouter un objectif").click()
    objectives.get_by_label("Texte de l’objectif").last.fill("accueillir cent familles;")
    objectives.get_by_role("button", name="Enregistrer les objectifs").click()
    expect(page.get_by_text("Les objectifs sont enregistrés.")).to_be_visible()

    page.goto(address)
    main = page.get_by_role("main")
    for text in (
        "ES-2027-01",
        "75\u00a0000,50\u00a0$",
        "ccueillir cent familles",
        "En négociation",
    ):
        expect(main.get_by_text(text).first).to_be_visible()

    page.get_by_role("link", name=re.compile("[Hh]istori")).first.click()
    history = page.get_by_role("main").inner_text()
    assert "ES-2027-01" in history
    assert "En préparation" in history
    assert "En négociation" in history
    assert "Administration" in history


def test_a_word_longer_than_its_place_is_cut(visit: Visit) -> None:
    page = visit("administration", "/ententes/2/modifier/")
    word = "anticonstitutionnellement" * 8
    objectives = section(page, "Objectifs")
    objectives.get_by_role("button", name="Ajouter un objectif").click()
    objectives.get_by_label("Texte de l’objectif").last.fill(word)
    sheet = section(page, "Fiche")
    with next_page(page):
        objectives.get_by_role("button", name="Enregistrer les objectifs").click()
    sheet.get_by_label("Titre").fill(word)
    with next_page(page):
        sheet.get_by_role("button", name="Enregistrer la fiche").click()
    page.goto("/redditions/entente/2/")
    page.get_by_label("Période").fill("2026")
    page.get_by_role("button", name="Préparer la reddition").click()
    page.wait_for_url(re.compile(r"/redditions/\d+/$"))
    for address in (page.url, "/ententes/2/", "/ententes/2/modifier/", "/ententes/", "/"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == WIDE["width"], address
        assert list(width_faults(page)) == [], address


def test_a_rejected_section_keeps_what_was_typed(visit: Visit) -> None:
    page = visit("administration", "/ententes/2/modifier/")
    state = section(page, "État")
    state.get_by_label("Prend effet").fill("mars 2015 à janvier 2014")
    state.get_by_label("Motif").fill("Un motif à garder.")
    state.get_by_role("button", name="Enregistrer le nouvel état").click()
    expect(page).to_have_title(re.compile("^Erreur\u00a0: "))
    expect(section(page, "État").get_by_label("Motif")).to_have_value("Un motif à garder.")
    expect(section(page, "État").get_by_label("Prend effet")).to_have_value(
        "mars 2015 à janvier 2014"
    )


def test_a_period_says_at_once_how_it_was_understood(visit: Visit) -> None:
    page = visit("coordination", "/ententes/activites/ajouter/")
    period = page.get_by_label("Quand")
    period.press_sequentially("22 mai et 9 oct 2014")
    expect(page.get_by_text(re.compile("Compris"))).to_contain_text("22\u00a0mai et 9\u00a0octobre")
    page.get_by_label("Titre", exact=True).fill("Présentations du portail")
    page.get_by_label(re.compile("^Type")).select_option(label="Présentation")
    page.get_by_label(re.compile("^Entente")).select_option(
        label="Programme Mobilisation-Diversité"
    )
    page.get_by_role("checkbox", name=re.compile("^3. Informer")).check()
    page.get_by_role("button", name=re.compile("^Enregistrer")).click()
    page.wait_for_url(re.compile(r"/ententes/activites/\d+/$"))
    expect(page.get_by_role("main")).to_contain_text("22\u00a0mai et 9\u00a0octobre\u00a02014")
