"""An agenda from its model to its paper; a point that a partner proposes, and what it becomes."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.keyboard import press, write
from tests.journeys.serving import next_page
from tests.paper_text import pdf_text

PRESENTER = "Amina Belkhodja-Roy"
SPACE = "\N{NO-BREAK SPACE}"


def plan(page: Page, title: str) -> None:
    """A meeting of an hour, from the model of every portal; after the one of the demonstration.

    That one may be 45 days away, over the holidays; what waits stands on its agenda.
    """
    page.get_by_label("Titre", exact=True).fill(title)
    page.get_by_label("Date", exact=True).fill(
        (timezone.localdate() + timedelta(days=60)).isoformat()
    )
    page.get_by_label("Début").fill("13:30")
    page.get_by_label("Fin", exact=False).first.fill("14:30")
    expect(page.get_by_label("Partir de").locator("option:checked")).to_have_text(
        re.compile("Séance ordinaire")
    )
    page.get_by_role("button", name="Enregistrer le brouillon").last.click()
    page.wait_for_url("**/ordre-du-jour/")


def row(page: Page, title: str) -> Locator:
    return page.locator(".agenda-line").filter(has_text=title)


def titles(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".agenda-title").all_inner_texts()]


def drag(page: Page, title: str, to: str) -> None:
    """By the grip of a point to the place of another one, as slowly as a hand."""
    row(page, to).evaluate("line => line.scrollIntoView({ block: 'center' })")
    row(page, title).locator(".grip").hover()
    page.mouse.down()
    place = row(page, to).locator(".grip").bounding_box()
    assert place
    page.mouse.move(place["x"] + 8, place["y"] + 4, steps=8)
    expect(page.locator(".is-moving + .agenda-row").filter(has_text=to)).to_be_attached()
    page.mouse.up()


def told(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("#agenda-told")).to_contain_text(text)


def test_an_agenda_is_built_from_the_model_and_printed(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/planifier/")
    plan(page, "Rencontre bâtie point par point")
    assert len(titles(page)) == 11

    write(page, page.get_by_label("Nouveau point"), "Accueil des familles")
    page.keyboard.press("Enter")
    told(page, "est ajouté")
    expect(page.get_by_label("Nouveau point")).to_be_focused()
    assert titles(page)[-1] == "12. Accueil des familles"

    press(page, page.get_by_role("button", name="Monter le point 12,"))
    told(page, "est maintenant le point 11.")
    expect(page.get_by_role("button", name="Monter le point 11,")).to_be_focused()
    page.keyboard.press("Enter")
    told(page, "est maintenant le point 10.")
    press(page, page.get_by_role("button", name=f"Sous le point précédent{SPACE}: 10,"))
    told(page, "est maintenant le point 9.1.")
    expect(page.get_by_role("button", name="Sortir Accueil des familles")).to_be_focused()

    drag(page, "Suivi de l’entente", "Points d’information")
    told(page, "nouvel ordre")
    assert titles(page)[4:6] == ["5. Suivi de l’entente", "6. Points d’information"]

    row(page, "Accueil des familles").get_by_role("link", name="Modifier").click()
    form = page.get_by_role("form", name="Modifier le point 9.1")
    expect(form.get_by_label("Titre")).to_be_focused()
    form.get_by_label("Durée (min)").fill("85")
    form.get_by_label("Présenté par").select_option(label=PRESENTER)
    form.get_by_role("button", name="Enregistrer le point").click()
    told(page, "Le point est enregistré.")
    expect(row(page, "Accueil des familles")).to_contain_text(f"dépasse de 25{SPACE}min")
    expect(page.get_by_role("main")).to_contain_text(f"Dépasse de 25{SPACE}min")
    expect(row(page, "Levée de la séance")).to_contain_text(f"14{SPACE}h{SPACE}55")

    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    text = " ".join(pdf_text(download.value.path().read_bytes()).split())
    for words in ("Accueil des familles", PRESENTER, "85 min", "13 h 30", "14 h 55"):
        assert words in text.replace(SPACE, " ")


def test_without_javascript_buttons_do_the_same(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/planifier/", java_script_enabled=False)
    plan(page, "Rencontre bâtie sans script")
    page.get_by_label("Nouveau point").fill("Logement")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("status").first).to_contain_text("est ajouté")
    with next_page(page):
        page.get_by_role("button", name="Monter le point 12,").click()
    assert titles(page)[-2] == "11. Logement"
    row(page, "Logement").get_by_role("link", name="Modifier").click()
    page.get_by_label("Durée (min)").fill("10")
    page.get_by_role("button", name="Enregistrer le point").click()
    expect(row(page, "Logement")).to_contain_text("10 min")


def test_what_is_typed_outlives_what_another_button_replaces(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/planifier/")
    plan(page, "Rencontre aux deux gestes")
    page.get_by_label("Nouveau point").fill("Un titre en cours")
    page.get_by_role("button", name="Descendre le point 1,").click()
    told(page, "est maintenant le point 2.")
    expect(page.get_by_label("Nouveau point")).to_have_value("Un titre en cours")

    second = page.context.new_page()
    second.goto(page.url)
    second.get_by_role("button", name="Descendre le point 1,").click()
    told(second, "est maintenant le point 2.")
    page.get_by_role("button", name="Descendre le point 1,").click()
    expect(page.get_by_role("alert")).to_contain_text("l’ordre du jour a changé entre-temps")
    assert titles(page) == titles(second)


def test_a_partner_s_point_comes_to_the_agenda(visit: Visit) -> None:
    partner = visit("partenaire", "/rencontres/")
    partner.get_by_role("link", name="Troisième rencontre de la Table").click()
    partner.get_by_role("link", name="Proposer un point").click()
    partner.get_by_label("Point proposé").fill("Cours du soir")
    partner.get_by_label("Pourquoi ce point").fill("Les quarts de travail ont changé.")
    partner.get_by_label("Durée souhaitée").fill("20")
    partner.get_by_role("button", name="Proposer le point").click()
    expect(partner.get_by_role("main")).to_contain_text("Cours du soir")

    page = visit("coordination")
    page.get_by_role("link", name=re.compile("Cours du soir")).click()
    page.get_by_role("radio", name="Accepter").check()
    page.get_by_label("Mot à la personne").fill("Bonne idée.")
    page.get_by_role("button", name="Répondre").click()
    page.wait_for_url("**/ordre-du-jour/#propositions")
    expect(row(page, "Cours du soir")).to_contain_text(f"proposé par {PRESENTER}")

    partner.reload()
    expect(partner.get_by_role("main")).to_contain_text("Bonne idée.")
    expect(partner.get_by_role("main")).to_contain_text("Acceptée")
