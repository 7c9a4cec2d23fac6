"""Notes are taken by people whose network, tabs, sessions and server fail: nothing is lost."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit, Watch
from tests.journeys.demonstration import connect
from tests.journeys.serving import ACCOUNTS, PASSWORD

TITLE = "Reprise des travaux de la Table"
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
SECOND = 1000


@pytest.fixture
def notes_path(visit: Visit) -> str:
    page = visit("coordination", "/rencontres/")
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Prendre les notes").click()
    page.wait_for_url("**/notes/")
    path = page.evaluate("location.pathname")
    page.context.close()
    return str(path)


def notes_of(page: Page, number: str) -> Locator:
    return page.get_by_role("textbox", name=f"Notes du point {number}", exact=True)


def state_of(page: Page, number: str) -> Locator:
    return page.locator(f"form[data-number='{number}'] [data-state]")


def state(page: Page) -> Locator:
    return page.locator("[data-all]")


def type_at_the_end(page: Page, number: str, text: str) -> None:
    notes_of(page, number).click()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def saved(page: Page) -> None:
    expect(state(page)).to_have_text("Tout est enregistré")


def kept_here(page: Page) -> list[str]:
    keys = page.evaluate("Object.keys(localStorage)")
    return [key for key in keys if key.startswith("notes:")]


def test_what_is_typed_is_saved_by_itself_with_its_emphasis(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    type_at_the_end(page, "1", "")
    page.get_by_role("toolbar", name="Mise en forme, Notes du point 1").get_by_label("Gras").click()
    page.keyboard.type("Quorum constaté")
    assert len(kept_here(page)) == 1
    expect(state_of(page, "1")).to_have_text(re.compile("^Enregistré à"), timeout=4 * SECOND)
    saved(page)
    assert kept_here(page) == []
    page.reload()
    expect(notes_of(page, "1").locator("strong")).to_have_text("Quorum constaté")


def test_one_who_never_pauses_is_saved_every_two_seconds(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    notes_of(page, "2").click()
    with page.expect_request("**/points/*/notes/", timeout=4 * SECOND):
        page.keyboard.type("sans jamais reprendre son souffle ", delay=120)
    saved(page)


def test_the_toolbar_is_one_stop_of_the_keyboard_with_arrows_inside(
    visit: Visit, notes_path: str
) -> None:
    page = visit("coordination", notes_path)
    notes_of(page, "1").focus()
    page.keyboard.press("Shift+Tab")
    toolbar = page.get_by_role("toolbar", name="Mise en forme, Notes du point 1")
    expect(toolbar.get_by_label("Gras")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(toolbar.get_by_label("Rétablir la frappe")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(toolbar.get_by_label("Italique")).to_be_focused()


def test_a_cut_network_keeps_what_is_typed_and_sends_it_later(
    visit: Visit, watch: Watch, notes_path: str
) -> None:
    watch.expect(NO_NETWORK)
    page = visit("coordination", notes_path)
    page.context.set_offline(True)
    type_at_the_end(page, "2", "Écrit dans un tunnel.")
    type_at_the_end(page, "3", "Écrit plus loin dans le tunnel.")
    expect(state(page)).to_have_text("Hors ligne (2 modifications gardées ici)")
    page.context.set_offline(False)
    saved(page)
    page.reload()
    expect(notes_of(page, "2")).to_contain_text("Écrit dans un tunnel.")
    expect(notes_of(page, "3")).to_contain_text("Écrit plus loin dans le tunnel.")


def test_a_killed_tab_gives_back_what_was_typed(
    visit: Visit, watch: Watch, notes_path: str
) -> None:
    watch.expect(NO_NETWORK)
    page = visit("coordination", notes_path)
    page.context.set_offline(True)
    type_at_the_end(page, "4", "Le dernier mot avant la panne.")
    page.close()
    page.context.set_offline(False)
    page = page.context.new_page()
    watch.over(page)
    page.goto(notes_path)
    expect(notes_of(page, "4")).to_contain_text("Le dernier mot avant la panne.")
    saved(page)
    page.reload()
    expect(notes_of(page, "4")).to_contain_text("Le dernier mot avant la panne.")
    assert kept_here(page) == []


def test_an_expired_session_is_taken_up_again_in_place(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    page.context.clear_cookies(name="session")
    type_at_the_end(page, "4.1", "Écrit sans session.")
    dialog = page.get_by_role("dialog", name="Votre session est terminée")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("Courriel")).to_have_value(ACCOUNTS["coordination"])
    dialog.get_by_label("Mot de passe", exact=True).fill("mauvais mot de passe")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("incorrect")).to_be_visible()
    dialog.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    saved(page)
    type_at_the_end(page, "4.1", "Et après.")
    saved(page)
    page.reload()
    expect(notes_of(page, "4.1")).to_contain_text("Écrit sans session.")
    expect(notes_of(page, "4.1")).to_contain_text("Et après.")


def test_nothing_is_sent_in_the_name_of_another_person(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    other = page.context.new_page()
    page.context.clear_cookies()
    other.goto("/compte/connexion/")
    other.get_by_label("Courriel").fill(ACCOUNTS["administration"])
    other.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    other.keyboard.press("Enter")
    other.wait_for_url(lambda url: "connexion" not in url)
    type_at_the_end(page, "4.2", "À la coordination seule.")
    expect(page.get_by_role("dialog").get_by_text("une autre personne")).to_be_visible()
    assert len(kept_here(page)) == 1


def differ(first: Page, second: Page, number: str) -> None:
    """Both write at the same point; the second, whose network was cut, finds the other’s text."""
    second.context.set_offline(True)
    type_at_the_end(second, number, "La seconde ajoute le logement.")
    type_at_the_end(first, number, "La première ajoute le transport.")
    saved(first)
    second.context.set_offline(False)
    expect(state_of(second, number)).to_contain_text("Deux textes")


def test_two_texts_are_shown_side_by_side_and_united(
    visit: Visit, watch: Watch, notes_path: str
) -> None:
    watch.expect(NO_NETWORK)
    first, second = (visit("coordination", notes_path) for _ in range(2))
    differ(first, second, "5")
    conflict = second.get_by_role("region", name="Deux textes pour le point 5")
    expect(conflict.locator("del").filter(has_text="seconde")).to_have_count(1)
    expect(conflict.locator("ins").filter(has_text="première")).to_have_count(1)
    conflict.get_by_role("button", name="Réunir les deux").click()
    conflict.get_by_role("button", name="Enregistrer ce texte").click()
    saved(second)
    expect(conflict).to_be_hidden()
    for text in ("La première ajoute le transport.", "La seconde ajoute le logement."):
        expect(notes_of(second, "5")).to_contain_text(text)
    second.goto(notes_path.replace("/notes/", "/historique/"))
    expect(second.get_by_text("texte mis de côté").first).to_be_visible()


@pytest.mark.parametrize(
    ("choice", "number"), [("Garder mon texte", "4.3"), ("Prendre l’autre texte", "7")]
)
def test_one_of_two_texts_is_kept_and_the_other_stays_in_the_versions(
    visit: Visit, watch: Watch, notes_path: str, choice: str, number: str
) -> None:
    watch.expect(NO_NETWORK)
    texts = ["La première ajoute", "La seconde ajoute"]
    left, kept = texts if choice == "Garder mon texte" else reversed(texts)
    first, second = (visit("coordination", notes_path) for _ in range(2))
    differ(first, second, number)
    second.get_by_role("button", name=choice).click()
    saved(second)
    assert kept_here(second) == []
    second.reload()
    expect(notes_of(second, number)).to_contain_text(kept)
    expect(notes_of(second, number)).not_to_contain_text(left)
    second.get_by_role("link", name="Versions").click()
    second.get_by_role("link", name=re.compile(rf"^{re.escape(number)}\. ")).click()
    second.get_by_text("Lire ce texte").first.click()
    expect(second.get_by_text("La seconde ajoute le logement.").first).to_be_visible()


def test_each_sees_where_the_other_writes_and_reads_it(visit: Visit, notes_path: str) -> None:
    first, second = (visit("coordination", notes_path) for _ in range(2))
    type_at_the_end(first, "3", "Lu sans recharger.")
    expect(second.locator("[data-others]")).to_contain_text("au point 3", timeout=10 * SECOND)
    expect(notes_of(second, "3")).to_contain_text("Lu sans recharger.", timeout=10 * SECOND)


@contextmanager
def broken_database(folder: Path) -> Iterator[None]:
    """Every save is an error of the server: a column is missing."""
    with connect(folder) as database:
        database.execute("ALTER TABLE meetings_agendaitem RENAME COLUMN notes TO not_found")
        try:
            yield
        finally:
            database.execute("ALTER TABLE meetings_agendaitem RENAME COLUMN not_found TO notes")


def test_an_error_of_the_server_loses_nothing(
    visit: Visit, watch: Watch, notes_path: str, demonstration: Path
) -> None:
    watch.expect("status of 500")
    page = visit("coordination", notes_path)
    with broken_database(demonstration):
        type_at_the_end(page, "2", "Écrit pendant la panne.")
        expect(state(page)).to_have_text("Hors ligne (1 modification gardée ici)")
    saved(page)
    page.reload()
    expect(notes_of(page, "2")).to_contain_text("Écrit pendant la panne.")


def test_signing_out_warns_of_what_is_unsaved_then_erases_it(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    notes_of(page, "6").fill("trop " * 12_100)
    expect(state(page)).to_have_text("Refusé (1 modification gardée ici)")
    page.get_by_role("button", name="Compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    dialog = page.get_by_role("dialog", name="Des notes ne sont pas enregistrées")
    dialog.get_by_role("button", name="Ne pas se déconnecter").click()
    assert len(kept_here(page)) == 1
    page.get_by_role("button", name="Compte").click()
    page.get_by_role("button", name="Se déconnecter").click()
    dialog.get_by_role("button", name="Effacer et se déconnecter").click()
    expect(page.get_by_role("link", name="Se connecter").first).to_be_visible()
    assert kept_here(page) == []


def test_without_javascript_both_texts_stand_on_a_page(visit: Visit, notes_path: str) -> None:
    first, second = (visit("coordination", notes_path, java_script_enabled=False) for _ in range(2))
    for page, text in ((first, "Sans script, un."), (second, "Sans script, deux.")):
        form = page.locator("form[data-number='7']")
        form.get_by_role("textbox").fill(text)
        form.get_by_role("button", name="Enregistrer ce point").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Deux textes pour le point 7")
    expect(second.locator("ins").first).to_contain_text("un")
    second.get_by_role("button", name="Garder mon texte").click()
    expect(second.locator("form[data-number='7']").get_by_role("textbox")).to_have_value(
        "Sans script, deux."
    )


def test_two_versions_are_compared_and_one_restored(visit: Visit, notes_path: str) -> None:
    page = visit("coordination", notes_path)
    type_at_the_end(page, "6", "De trop.")
    saved(page)
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("link", name=re.compile(r"^6\. ")).click()
    page.get_by_role("button", name="Comparer").click()
    expect(page.locator("ins")).to_contain_text("De trop.")
    page.get_by_role("button", name="Restaurer la version 1", exact=True).click()
    expect(page.get_by_text("La version 1 est de nouveau le texte du point")).to_be_visible()
    page.goto(notes_path)
    expect(notes_of(page, "6")).not_to_contain_text("De trop.")
