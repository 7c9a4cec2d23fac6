"""Minutes like real ones go in through the pages, and come out whole on each page and paper."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.real_minutes import LINK, enter_minutes, plain, read_minutes, texts_of
from tests.paper_text import missing_words, pdf_text, word_text

FIRST_NAME, LAST_NAME = "Solveig", "Taschereau-Mbaye"
OBSERVATORY = "Observatoire boréal des migrations"


def save(page: Page) -> None:
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.wait_for_url(lambda address: "ajouter" not in address)


def seat_an_observer(page: Page) -> None:
    """An organisation that sits without a vote, and who sits for it; once for all journeys."""
    page.goto(f"/membres/personnes/?q={LAST_NAME}")
    if page.get_by_role("main").get_by_role("link", name=LAST_NAME).count():
        return
    page.goto("/membres/organismes/ajouter/")
    page.get_by_label("Nom d’aujourd’hui").fill(OBSERVATORY)
    page.get_by_label("Catégorie").select_option(label="Autre")
    save(page)
    page.goto("/membres/personnes/ajouter/")
    page.get_by_label("Prénom").fill(FIRST_NAME)
    page.get_by_label("Nom", exact=True).fill(LAST_NAME)
    save(page)
    page.goto("/membres/adhesions/ajouter/")
    page.get_by_label("Instance").select_option(
        label="Table de concertation jamésienne en immigration"
    )
    page.get_by_label("Organisme").select_option(label=OBSERVATORY)
    page.get_by_label("Rôle").select_option(label="observateur")
    page.get_by_label("A droit de vote").uncheck()
    page.get_by_label("Invitation", exact=True).select_option(label="Acceptée")
    page.get_by_label(re.compile("^Membre depuis")).fill("2026-01-01")
    save(page)
    page.get_by_role("link", name=re.compile("mandat", re.IGNORECASE)).first.click()
    page.get_by_label("Personne").select_option(label=f"{FIRST_NAME} {LAST_NAME}")
    page.get_by_label(re.compile("^Depuis")).fill("2026-01-01")
    save(page)


def everything(minutes: dict[str, Any]) -> list[str]:
    people = [person["name"] for person in minutes["people"]]
    guests = [
        text for guest in minutes["guests"] for text in guest.values() if isinstance(text, str)
    ]
    return [*people, *guests, *texts_of(minutes), *texts_of(minutes, closed=True)]


def lost(texts: Iterable[str], found: str) -> dict[str, list[str]]:
    """The words that are not told, by text."""
    told = found.casefold()
    missing = {text: missing_words(text.casefold(), told) for text in texts}
    return {text: words for text, words in missing.items() if words}


def fetch(page: Page, link: str) -> bytes:
    address = page.get_by_role("link", name=link).first.get_attribute("href")
    return page.request.get(str(address)).body()


@pytest.mark.parametrize("name", ["ordinary", "extraordinary", "long"])
def test_minutes_come_out_as_they_went_in(visit: Visit, name: str) -> None:
    minutes = read_minutes(name)
    page = visit("coordination", "/")
    seat_an_observer(page)
    page.goto("/rencontres/consigner/")
    enter_minutes(page, minutes)
    typed = " ".join(page.get_by_role("textbox", name="Notes").all_text_contents())
    assert (
        lost((text for point in minutes["points"] for text in plain(point["notes"])), typed) == {}
    )
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))
    said = everything(minutes)

    read = page.get_by_role("main").text_content() or ""
    assert lost(said, read) == {}
    assert lost(said, pdf_text(fetch(page, "Procès-verbal (PDF)"))) == {}
    assert lost(said, word_text(fetch(page, "Word"))) == {}
    told_by_all = {
        (link["text"], link["address"])
        for point in minutes["points"]
        for link in LINK.finditer(point["notes"])
    }
    links = page.get_by_role("main").locator(".prose a").all()
    assert {(link.text_content(), link.get_attribute("href")) for link in links} == told_by_all

    page.get_by_role("link", name="Soumettre le projet").click()
    page.get_by_role("button", name=re.compile("^Soumettre")).click()
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))
    partner = visit("partenaire", page.url)
    read = partner.get_by_role("main").text_content() or ""
    behind_closed_doors = [text for text in texts_of(minutes, closed=True) if text]
    assert lost([text for text in said if text not in behind_closed_doors], read) == {}
    assert [text for text in behind_closed_doors if text in read] == []
