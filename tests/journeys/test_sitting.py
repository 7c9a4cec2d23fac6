"""A sitting recorded while it goes on: who comes and leaves, what is said, decided, then closed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit, Watch
from tests.journeys.demonstration import connect
from tests.journeys.keyboard import tab_to
from tests.journeys.test_accessibility import accessibility_faults, width_faults

TITLE = "Troisième rencontre de la Table"
UNDECIDED = re.compile(r"\d+\. Choix des priorités communes")
CHAIR, SAWMILL = "Réjean Castonguay-Proulx", "Carlos Ibarra-Lessard"
SECOND = 1000


@pytest.fixture
def quorum_of_three(demonstration: Path) -> None:
    """The table of the demonstration has no quorum; for this sitting it needs three voices."""
    with connect(demonstration) as database:
        database.execute(
            "UPDATE members_committee SET quorum_rule = 'number', quorum_value = 3"
            " WHERE acronym = 'TCJI'"
        )


def line_of(page: Page, person: str) -> Locator:
    return page.locator(".roll-line").filter(has_text=person)


def pick(page: Page, person: str, choice: str) -> Locator:
    toolbar = page.get_by_role("toolbar", name=f"Présence : {person}")
    return toolbar.get_by_role("button", name=choice, exact=True)


def bar(page: Page) -> Locator:
    return page.get_by_role("region", name="Quorum")


def point(page: Page, number: str) -> Locator:
    numbered = page.locator(".n", has_text=re.compile(rf"^{re.escape(number)}$"))
    return page.locator("section.point").filter(has=numbered)


def type_notes(page: Page, number: str, text: str) -> None:
    page.get_by_role("textbox", name=f"Notes du point {number}", exact=True).click()
    page.keyboard.type(text)


def open_sitting(page: Page) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    page.get_by_role("link", name="Ouvrir la séance").click()
    page.get_by_role("button", name="Ouvrir la séance").click()
    expect(page.get_by_role("alert").first).to_contain_text("attendez ce jour-là")
    page.get_by_label("Tenir la rencontre aujourd’hui").check()
    page.get_by_role("button", name="Ouvrir la séance").click()
    expect(page.get_by_text("La séance est ouverte.")).to_be_visible()


def take_attendance_by_keyboard(page: Page) -> None:
    expect(bar(page)).to_contain_text("Pas de quorum encore")
    tab_to(page, pick(page, CHAIR, "Présence"))
    page.keyboard.press("ArrowRight")
    expect(pick(page, CHAIR, "À distance")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(pick(page, CHAIR, "Présence")).to_have_attribute("aria-pressed", "true")
    expect(pick(page, CHAIR, "Présence")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(pick(page, "Josée Lamarre-Ouellet", "Présence")).to_be_focused()
    page.get_by_role("button", name=re.compile("^Prendre les réponses")).press("Enter")
    expect(pick(page, SAWMILL, "Présence")).to_have_attribute("aria-pressed", "true")
    expect(bar(page)).to_contain_text("Quorum atteint")


def decide_while_notes_are_typed(page: Page) -> None:
    point(page, "1").get_by_role("link", name=re.compile("^Décision")).click()
    text = page.get_by_label("Texte de la décision")
    text.fill("D’adopter l’ordre du jour.")
    type_notes(page, "2", "Personne ne demande de correction.")
    type_notes(page, "1", "La présidence ouvre la séance.")
    expect(text).to_have_value("D’adopter l’ordre du jour.")
    page.get_by_role("radio", name="Résolution").check()
    page.get_by_label("Proposée par").select_option(label=CHAIR)
    page.get_by_label("Appuyée par").select_option(label=CHAIR)
    page.get_by_role("button", name="Enregistrer la décision").click()
    expect(page.get_by_text("Une autre personne appuie la décision.")).to_be_visible()
    page.get_by_label("Appuyée par").select_option(label=SAWMILL)
    page.get_by_role("button", name="Enregistrer la décision").click()
    expect(point(page, "1")).to_contain_text("ADOPTÉE À L’UNANIMITÉ")
    expect(page.locator("[data-all]")).to_have_text("Tout est enregistré")


def lose_the_quorum_and_find_it_again(page: Page, other: Page) -> None:
    line_of(page, SAWMILL).get_by_role("button", name=re.compile("^Départ")).click()
    expect(bar(page)).to_contain_text(re.compile(r"Quorum perdu à \d"))
    expect(page.locator("[data-said]")).to_have_text(re.compile(r"Quorum perdu à \d"))
    expect(bar(other)).to_contain_text(re.compile(r"Quorum perdu à \d"), timeout=10 * SECOND)
    point(page, "2").get_by_role("link", name=re.compile("^Décision")).click()
    page.get_by_label("Texte de la décision").fill("D’adopter le procès-verbal.")
    offered = page.get_by_label("Proposée par").locator("option")
    page.get_by_role("radio", name="Résolution").check()
    expect(offered.filter(has_text=CHAIR)).to_have_count(1)
    page.get_by_role("radio", name="Consensus").check()
    page.get_by_role("button", name="Enregistrer la décision").click()
    expect(point(page, "2")).to_contain_text("prise sans quorum, à entériner")
    expect(point(page, "1")).not_to_contain_text("prise sans quorum")
    line_of(page, SAWMILL).get_by_role("button", name=re.compile("^Arrivée")).click()
    expect(bar(page)).to_contain_text(re.compile(r"Quorum retrouvé à \d"))
    expect(line_of(page, SAWMILL)).to_contain_text("Sortie de")


def tell_two_at_once(page: Page, other: Page, watch: Watch) -> None:
    """The second is told what stands, and overwrites nothing."""
    watch.expect("status of 409")
    expect(line_of(other, SAWMILL)).to_contain_text("Sortie de", timeout=10 * SECOND)
    other.evaluate("document.querySelector('[data-notes]').remove()")  # it is told no more
    pick(page, "Kofi Adjovi-Simard", "À distance").click()
    expect(pick(page, "Kofi Adjovi-Simard", "À distance")).to_have_attribute("aria-pressed", "true")
    pick(other, "Kofi Adjovi-Simard", "Absence").click()
    expect(other.get_by_role("alert").first).to_contain_text("vient de changer ceci")
    expect(pick(other, "Kofi Adjovi-Simard", "À distance")).to_have_attribute(
        "aria-pressed", "true"
    )


def follow_the_clock(page: Page) -> None:
    button = point(page, "4").get_by_role("button", name=re.compile("la montre du point 4$"))
    button.click()
    expect(bar(page)).to_contain_text("Point 4")
    page.reload()
    expect(bar(page)).to_contain_text("Point 4")
    expect(point(page, "4").locator(".clock")).to_contain_text(re.compile(r"[1-9]\d*\ss"))
    point(page, "3").get_by_role("button", name=re.compile("la montre du point 3$")).click()
    expect(bar(page)).to_contain_text("Point 3")
    expect(bar(page)).not_to_contain_text("Point 4")


def promise(page: Page) -> None:
    point(page, "3").get_by_role("link", name=re.compile("^Suivi")).click()
    page.get_by_label("Quoi").fill("Relancer les organismes")
    page.get_by_label("Qui", exact=True).select_option(
        label="Amina Belkhodja-Roy, Centre de formation des Épinettes"
    )
    page.get_by_role("button", name="Enregistrer le suivi").click()
    expect(point(page, "3")).to_contain_text("Relancer les organismes")


def adjourn_and_close(page: Page) -> None:
    page.get_by_role("button", name="Lever la séance").click()
    expect(page.get_by_text("La séance est levée.")).to_be_visible()
    bar(page).get_by_role("link", name="Clôturer la rencontre").click()
    page.get_by_role("button", name="Clôturer la rencontre").click()
    refusal = page.get_by_role("alert").first
    expect(refusal).to_contain_text(UNDECIDED)
    expect(refusal).not_to_contain_text("1. Ouverture")
    link = page.get_by_role("link", name=UNDECIDED)
    number = link.inner_text().split(".")[0]
    link.click()
    issue = page.get_by_role("toolbar", name=f"Issue du point {number}", exact=True)
    issue.get_by_text("Reporté").click()
    expect(page.locator("[id^=issue-][id$=-postponed][aria-pressed=true]")).to_have_count(1)
    bar(page).get_by_role("link", name="Clôturer la rencontre").click()
    expect(page.get_by_text("Tout ce qui était à décider l’est.")).to_be_visible()
    page.get_by_role("button", name="Clôturer la rencontre").click()
    expect(page.get_by_text("La rencontre est clôturée.")).to_be_visible()


def test_a_sitting_is_recorded_from_its_opening_to_its_closing(
    visit: Visit, watch: Watch, quorum_of_three: None
) -> None:
    page = visit("coordination", "/rencontres/")
    open_sitting(page)
    sitting = page.evaluate("location.pathname")
    take_attendance_by_keyboard(page)
    other = visit("coordination", sitting)
    expect(bar(other)).to_contain_text("Quorum atteint")
    decide_while_notes_are_typed(page)
    lose_the_quorum_and_find_it_again(page, other)
    tell_two_at_once(page, other, watch)
    follow_the_clock(page)
    promise(page)
    point(page, "5").get_by_role("link", name=re.compile("^Décision")).click()
    expect(page.get_by_label("Texte de la décision")).to_be_focused()
    assert [*accessibility_faults(page), *width_faults(page)] == []
    page.get_by_label("Texte de la décision").press("Escape")
    adjourn_and_close(page)


def test_a_sitting_is_recorded_without_javascript(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/", java_script_enabled=False)
    page.get_by_role("link", name="Reprise des travaux de la Table").first.click()
    page.get_by_role("link", name="Page de séance").click()
    line_of(page, SAWMILL).get_by_role("link", name=re.compile("^Heures")).click()
    page.get_by_label("Départ à").fill("10:30")
    page.get_by_role("button", name="Enregistrer les heures").click()
    expect(line_of(page, SAWMILL)).to_contain_text("départ à 10")
    point(page, "3").get_by_role("link", name=re.compile("^Suivi")).click()
    page.get_by_label("Quoi").fill("Sans script")
    page.get_by_role("button", name="Enregistrer le suivi").click()
    expect(page.get_by_text("Dites qui en répond").first).to_be_visible()
    page.get_by_label("Qui", exact=True).select_option(index=1)
    page.get_by_role("button", name="Enregistrer le suivi").click()
    expect(point(page, "3")).to_contain_text("Sans script")
    point(page, "3").get_by_role("button", name=re.compile("^Retirer")).last.click()
    expect(point(page, "3")).not_to_contain_text("Sans script")
