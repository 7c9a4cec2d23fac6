"""What was typed in a form outlives the session, and a server that does not answer."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visit, Watch
from tests.journeys.serving import PASSWORD, chromium_options, sign_in

TITLE = "Rencontre que rien n’efface"


def start_planning(visit: Visit) -> Page:
    page = visit("coordination", "/rencontres/planifier/")
    page.get_by_label("Titre").first.fill(TITLE)
    page.get_by_label("Date").fill("2027-03-04")
    return page


def save(page: Page) -> None:
    page.get_by_label("Titre").first.press("Enter")


def is_saved(page: Page) -> None:
    page.wait_for_url("**/ordre-du-jour/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()


def test_a_form_is_sent_once_signed_in_again(visit: Visit) -> None:
    page = start_planning(visit)
    page.context.clear_cookies()
    save(page)
    dialog = page.get_by_role("dialog", name="Votre session est terminée")
    dialog.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    is_saved(page)


def test_a_form_left_unsent_keeps_what_was_typed(visit: Visit) -> None:
    page = start_planning(visit)
    page.context.clear_cookies()
    save(page)
    expect(page.get_by_role("dialog", name="Votre session est terminée")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Titre").first).to_have_value(TITLE)
    save(page)
    expect(page.get_by_role("dialog", name="Votre session est terminée")).to_be_visible()


def test_a_form_waits_for_a_server_that_does_not_answer(visit: Visit, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED")
    page = start_planning(visit)
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Le portail ne répond pas.")
    expect(page.get_by_label("Titre").first).to_have_value(TITLE)
    page.context.set_offline(False)
    save(page)
    is_saved(page)


@pytest.fixture
def remembering(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps the pages it leaves, as people's own do."""
    forgetful = ["--disable-back-forward-cache"]
    chromium = browser.browser_type.launch(**chromium_options(), ignore_default_args=forgetful)
    yield chromium
    chromium.close()


def test_nobody_reads_by_going_back_what_another_read(
    remembering: Browser, portal_address: str
) -> None:
    page = remembering.new_page(base_url=portal_address, locale="fr-CA")
    sign_in(page, "coordination", "/courriels/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Courriels")
    page.goto("/chronologie/")
    page.get_by_role("button", name="Compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter").first).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Chronologie")
    expect(page.get_by_role("link", name="Se connecter").first).to_be_visible()
    page.evaluate("history.back()")
    expect(page.get_by_role("heading", level=1)).to_have_text("Se connecter")
