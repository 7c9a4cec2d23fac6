"""The coordination logs a meeting, by keyboard alone; the partners read it, then the public."""

import re

from playwright.sync_api import Locator, Page, Route, expect

from tests.journeys.conftest import Visit
from tests.journeys.keyboard import choose, press, tab_to, write

TITLE = "Rencontre consignée au clavier"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def title_of(page: Page) -> Locator:
    return page.get_by_label("Titre (facultatif)")


def log_meeting(page: Page) -> str:
    """From the home page to the saved meeting; its address."""
    press(page, page.get_by_role("link", name="Consigner une rencontre"))
    page.wait_for_url("**/rencontres/consigner/")
    tab_to(page, page.get_by_label("Date", exact=True)).fill("2026-11-19")
    write(page, title_of(page), TITLE)
    write(page, page.get_by_label(re.compile("^Lieu")), "Chapais")
    press(page, page.get_by_role("button", name="Cocher"))
    write(page, page.get_by_label("Prénom et nom").first, "Alice Invitée")
    point = page.get_by_role("group", name="Point 1")
    write(page, point.get_by_label("Titre", exact=True), "Accueil des familles")
    write(page, point.get_by_role("textbox", name="Notes"), "Deux constats :")
    for line in ("- le logement manque", "les classes sont pleines"):
        page.keyboard.press("Enter")
        page.keyboard.type(line)
    press(page, point.locator("summary", has_text="Décision"))
    write(page, point.get_by_label("Texte de la décision"), "D’écrire aux municipalités.")
    press(page, point.get_by_role("radio", name="Consensus"), "ArrowDown")
    choose(page, point.get_by_label("Proposée par"), "Amina Belkhodja-Roy")
    choose(page, point.get_by_label("Appuyée par"), "Carlos Ibarra-Lessard")
    press(page, point.locator("summary", has_text="Suivi"))
    write(page, point.get_by_label("Quoi"), "Rédiger la lettre")
    choose(page, point.get_by_label("Qui", exact=True), "Amina Belkhodja-Roy")
    tab_to(page, point.get_by_label("Pour le")).fill("2026-12-18")
    press(page, page.get_by_role("button", name="Enregistrer la rencontre"))
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))
    return page.url


def test_a_meeting_is_logged_by_keyboard_and_made_public_by_a_second_act(visit: Visit) -> None:
    page = visit("coordination")
    address = log_meeting(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    main = page.get_by_role("main")
    for text in (
        "Sur proposition de Mme Belkhodja-Roy, dûment appuyée par M. Ibarra-Lessard",
        "D’écrire aux municipalités.",
        "le logement manque",
        "Rédiger la lettre",
        "Alice Invitée",
    ):
        expect(main.get_by_text(text).first).to_be_visible()

    partner = visit("partenaire", "/chronologie/")
    expect(partner.get_by_role("link", name=TITLE)).to_be_visible()
    visitor = visit(None, "/chronologie/")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)
    visitor.goto(address)
    expect(visitor).to_have_url(re.compile("/compte/connexion/"))

    press(page, page.get_by_role("link", name="Rendre la rencontre publique"))
    press(page, page.get_by_role("button", name="Changer la visibilité"))
    page.wait_for_url(address)
    visitor.goto("/chronologie/")
    visitor.get_by_role("link", name=TITLE).click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(visitor.get_by_text("le logement manque")).to_have_count(0)


def test_ticks_stay_when_the_list_of_the_day_comes_after_them(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/consigner/")
    on_its_way: list[Route] = []

    def hold_the_first(route: Route) -> None:
        # Leaving the field may ask once more, and the newest answer replaces the one on its way.
        if on_its_way:
            route.continue_()
        on_its_way.append(route)

    page.route("**/consigner/presences/", hold_the_first)
    with page.expect_request("**/consigner/presences/"):
        page.get_by_label("Date", exact=True).fill("2026-11-19")
    page.get_by_role("button", name="Cocher").click()
    chair = page.get_by_role("group", name=re.compile("^Réjean Castonguay-Proulx"))
    chair.get_by_role("radio", name="Absence motivée").check()
    on_its_way[0].continue_()
    expect(page.get_by_text("Liste des présences mise à jour")).to_be_attached()
    expect(chair.get_by_role("radio", name="Absence motivée")).to_be_checked()
    partner = page.get_by_role("group", name=re.compile("^Amina Belkhodja-Roy"))
    expect(partner.get_by_role("radio", name="Présence")).to_be_checked()
    movers = page.get_by_label("Proposée par").first.locator("option")
    expect(movers.filter(has_text="Amina Belkhodja-Roy")).to_have_count(1)
    expect(movers.filter(has_text="Réjean Castonguay-Proulx")).to_have_count(0)


def test_minutes_that_exist_already_are_kept_as_the_record(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/consigner/")
    page.get_by_label("Date", exact=True).fill("2015-02-12")
    title_of(page).fill("Rencontre d’archives")
    page.locator("summary", has_text="Joindre le fichier").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "pv.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    page.get_by_label(re.compile("[Aa]dopté")).fill("2015-03-12")
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))
    expect(page.get_by_text("Adopté le 12 mars 2015")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role(
            "link", name="Procès-verbal de la rencontre du 12 février 2015"
        ).first.click()
    assert download.value.path().read_bytes() == PDF


def test_a_rejected_form_loses_nothing_and_says_where(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/consigner/")
    title_of(page).fill("Rencontre refusée")
    page.get_by_label(re.compile("^Début")).fill("16:00")
    page.get_by_label(re.compile("^Fin")).fill("13:30")
    point = page.get_by_role("group", name="Point 1")
    point.get_by_role("textbox", name="Notes").fill("Des notes sans titre.")
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    expect(page).to_have_title(re.compile("^Erreur\u00a0: "))
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    assert summary.get_by_role("link").count() == 2
    expect(title_of(page)).to_have_value("Rencontre refusée")
    notes = page.get_by_role("group", name="Point 1").get_by_role("textbox", name="Notes")
    expect(notes).to_have_text("Des notes sans titre.")
    summary.get_by_role("link").first.press("Enter")
    expect(page.locator("[aria-invalid=true]").first).to_be_focused()


def test_without_javascript_rows_are_added_and_nothing_is_lost(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/consigner/", java_script_enabled=False)
    title_of(page).fill("Rencontre sans script")
    points = page.get_by_role("group", name=re.compile(r"^Point \d"))
    before = points.count()
    points.first.get_by_label("Titre").fill("Mot de bienvenue")
    page.get_by_role("button", name="Ajouter un point").click()
    expect(points).to_have_count(before + 1)
    expect(points.first.get_by_label("Titre")).to_have_value("Mot de bienvenue")
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    page.wait_for_url(re.compile(r"/rencontres/\d+/$"))
    expect(page.get_by_text("Mot de bienvenue")).to_be_visible()
