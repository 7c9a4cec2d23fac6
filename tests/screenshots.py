"""Remake the pictures of the documentation from a fresh demonstration: make screenshots."""

import sys
import tempfile
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.serving import chromium_options, serve_demonstration, sign_in
from tests.journeys.test_notes import differ
from tests.journeys.test_plan import import_plan, open_plan
from tests.journeys.test_sitting import open_sitting, point

DOCS = Path(__file__).resolve().parents[1] / "docs"
PICTURES, GUIDE = DOCS / "images", DOCS / "guide" / "images"
SCALE = 1.5  # of the 72 points an inch of a PDF


def open_page(browser: Browser, address: str, role: str | None = None, path: str = "/") -> Page:
    context = browser.new_context(
        base_url=address,
        locale="fr-CA",
        viewport={"width": 1280, "height": 900},
        reduced_motion="reduce",
    )
    page = context.new_page()
    if role:
        sign_in(page, role, path)
    else:
        page.goto(path)
    return page


def picture_home_and_agreement(browser: Browser, address: str) -> None:
    page = open_page(browser, address)
    page.screenshot(path=PICTURES / "accueil.png")
    page.goto("/ententes/")
    page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
    page.screenshot(path=PICTURES / "entente.png")


def picture_agenda(browser: Browser, address: str) -> None:
    page = open_page(browser, address, "coordination", "/rencontres/")
    page.get_by_role("link", name="Troisième rencontre de la Table").first.click()
    page.get_by_role("link", name="Ordre du jour", exact=True).click()
    page.screenshot(path=GUIDE / "ordre-du-jour.png")


def picture_sitting(browser: Browser, address: str) -> None:
    page = open_page(browser, address, "coordination", "/rencontres/")
    open_sitting(page)
    page.get_by_role("button", name="Prendre les réponses").click()
    point(page, "1").scroll_into_view_if_needed()
    page.screenshot(path=GUIDE / "seance.png")


def picture_conflict(browser: Browser, address: str) -> None:
    first = open_page(browser, address, "coordination", "/rencontres/")
    first.get_by_role("link", name="Reprise des travaux de la Table").first.click()
    first.get_by_role("link", name="Prendre les notes").click()
    first.wait_for_url("**/notes/")
    second = open_page(browser, address, "coordination", first.url.removeprefix(address))
    differ(first, second, "5")
    conflict = second.get_by_role("region", name="Deux textes pour le point 5")
    expect(conflict).to_be_visible()
    conflict.scroll_into_view_if_needed()
    second.screenshot(path=GUIDE / "deux-textes.png")


def picture_minutes(browser: Browser, address: str) -> None:
    page = open_page(browser, address, path="/rencontres/")
    page.get_by_role("link", name="Première rencontre de la table").first.click()
    link = page.get_by_role("link", name="Procès-verbal (PDF)").first.get_attribute("href")
    paper = pypdfium2.PdfDocument(page.request.get(str(link)).body())
    paper[0].render(scale=SCALE).to_pil().save(GUIDE / "proces-verbal.png")


def picture_agreement(browser: Browser, address: str) -> None:
    page = open_page(browser, address, "administration")
    page.get_by_role("region", name="Les ententes").screenshot(path=GUIDE / "tableau-de-bord.png")
    page.goto("/ententes/")
    page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
    page.locator("#parties").screenshot(path=GUIDE / "argent.png")
    page.locator("#image").screenshot(path=GUIDE / "en-image.png")
    page.get_by_role("link", name="Assurer la concertation").first.click()
    page.screenshot(path=GUIDE / "objectif.png")
    open_plan(page)
    import_plan(page)
    page.screenshot(path=GUIDE / "plan-d-action.png")


def picture_report(browser: Browser, address: str) -> None:
    page = open_page(browser, address, "administration", "/ententes/")
    page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
    page.locator("#redditions").get_by_role("link", name="Octobre 2013 à mars 2015").click()
    page.get_by_role("toolbar").first.wait_for()
    page.screenshot(path=GUIDE / "reddition.png")
    link = page.get_by_role("link", name="PDF du brouillon").get_attribute("href")
    paper = pypdfium2.PdfDocument(page.request.get(str(link)).body())
    paper[1].render(scale=SCALE).to_pil().save(GUIDE / "reddition-pdf.png")


def take_pictures(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options())
        for picture in (
            picture_home_and_agreement,
            picture_agenda,
            picture_conflict,
            picture_minutes,
            picture_sitting,
            picture_agreement,
            picture_report,
        ):
            picture(browser, address)
        browser.close()


if __name__ == "__main__":
    for folder in (PICTURES, GUIDE):
        folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serve_demonstration(Path(data)) as address:
        take_pictures(address)
    sys.stdout.write(f"{PICTURES}\n{GUIDE}\n")
