"""What one meeting leaves open stands at the next; what cannot wait is decided by e-mail."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.serving import next_page

NEXT = "Troisième rencontre de la Table"
PUT_OFF, PROMISED = "Transport des familles", "Appeler les transporteurs"
LINK = re.compile(r"/rencontres/consultation/\S+/")
QUESTION = "DE LOUER la salle de Chapais."


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def open_next(page: Page) -> None:
    page.goto("/rencontres/")
    page.get_by_role("link", name=NEXT).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NEXT)


def log_meeting(page: Page) -> None:
    """A meeting of yesterday that put a point off and promised something."""
    page.goto("/rencontres/consigner/")
    page.get_by_label("Date", exact=True).fill(
        (timezone.localdate() - timedelta(days=1)).isoformat()
    )
    page.get_by_label("Titre (facultatif)").fill("Rencontre qui reporte")
    for details in page.get_by_role("group", name="Point 1").locator("details").all():
        details.locator("summary").first.click()
    point = page.get_by_role("group", name="Point 1")
    point.get_by_label("Titre", exact=True).fill(PUT_OFF)
    point.get_by_label(re.compile("^Issue")).select_option("postponed")
    point.get_by_label("Quoi").fill(PROMISED)
    who = point.get_by_label("Qui", exact=True)
    partner = who.locator("option", has_text="Amina Belkhodja-Roy").first
    who.select_option(value=partner.get_attribute("value"))
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))


def test_what_was_left_open_stands_at_the_next_meeting(visit: Visit) -> None:
    page = visit("coordination")
    log_meeting(page)
    open_next(page)
    expect(main(page).get_by_role("heading", name=PUT_OFF)).to_be_visible()
    expect(main(page)).to_contain_text("Reporté de la rencontre")
    row = main(page).get_by_role("listitem").filter(has_text=PROMISED)
    row.get_by_role("button", name="Retirer").click()
    left = main(page).locator(".panel", has_text="Retiré de l’ordre du jour")
    expect(left).to_contain_text(PROMISED)
    left.get_by_role("button", name="Remettre").click()
    expect(row).to_contain_text("À faire")

    partner = visit("partenaire")
    open_next(partner)
    expect(main(partner)).to_contain_text("Nommer deux organismes de Chibougamau à inviter")
    expect(main(partner)).not_to_contain_text("Rencontrer les deux personnes candidates")
    visitor = visit(None)
    open_next(visitor)
    expect(main(visitor)).not_to_contain_text("Nommer deux organismes")


def write(page: Page) -> None:
    page.goto("/rencontres/consultations/")
    page.get_by_role("link", name="Consulter par courriel").first.click()
    page.get_by_label("Instance").select_option(index=1)
    page.get_by_label("Objet").fill("Location de la salle")
    page.get_by_label("Texte de la décision proposée").fill(QUESTION)
    page.get_by_label("Réponses jusqu’au").fill(
        (timezone.localdate() + timedelta(days=4)).isoformat()
    )
    page.get_by_role("button", name="Enregistrer le brouillon").click()
    page.get_by_role("link", name="Envoyer", exact=True).click()
    expect(main(page)).to_contain_text("Carlos Ibarra-Lessard")
    page.get_by_role("button", name="Envoyer la consultation").click()
    page.wait_for_url(re.compile(r"/consultations/\d+/$"))


def answer(page: Page, choice: str, button: str) -> None:
    page.get_by_role("radio", name=choice).check()
    with next_page(page):
        page.get_by_role("button", name=button).click()


def record(page: Page, organization: str) -> None:
    """What an organisation said by telephone."""
    voice = main(page).get_by_role("listitem").filter(has_text=organization)
    voice.get_by_role("link", name="Inscrire la réponse").first.click()
    answer(page, "Pour", "Inscrire la réponse")
    expect(main(page).get_by_role("listitem").filter(has_text=organization)).to_contain_text("Pour")


def test_members_decide_between_two_meetings(visit: Visit) -> None:
    page = visit("coordination")
    write(page)
    address = page.url
    voice = main(page).get_by_role("listitem").filter(has_text="Scierie de la Rivière-Perdue")
    voice.get_by_role("link", name=re.compile("courriel du")).click()
    found = LINK.search(main(page).inner_text())
    assert found
    holder = visit(None, found[0])
    expect(main(holder)).to_contain_text("Carlos Ibarra-Lessard")
    expect(main(holder)).to_contain_text(QUESTION)
    answer(holder, "Contre", "Répondre")
    expect(holder.get_by_role("status")).to_contain_text("Votre réponse est enregistrée.")

    partner = visit("partenaire", address)
    partner.get_by_role("link", name="Répondre").click()
    answer(partner, "Pour", "Répondre")
    expect(main(partner)).to_contain_text("Votre organisme")

    page.goto(address)
    for organization in ("Administration régionale", "Association des familles", "Boréal-Sud"):
        record(page, organization)
    page.get_by_role("link", name="Clore").click()
    answer(page, "Adoptée à la majorité", "Clore et numéroter la décision")
    expect(main(page)).to_contain_text("ADOPTÉE À LA MAJORITÉ (4 pour, 1 contre, 0 abstention)")
    number = re.search(r"TCJI-\d{4}-\d{2}-\d{2}-\d{2}", main(page).inner_text())
    assert number

    open_next(page)
    expect(main(page)).to_contain_text(f"Décision {number[0]}, prise par consultation par courriel")
    page.goto(f"/rencontres/decisions/?q={number[0]}")
    expect(main(page)).to_contain_text("Consultation par courriel du")
    expect(holder.get_by_text("Répondre").first).to_be_visible()
    holder.reload()
    expect(holder.get_by_role("heading", level=1)).to_have_text("Ce lien ne sert plus")
