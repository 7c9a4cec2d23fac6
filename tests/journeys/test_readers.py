"""A partner reads the timeline and answers; the public reads what is public, and nothing else."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visit

SEED = [
    "Octobre 2013",
    "Janvier à mars 2014",
    "23 avril 2014",
    "22 mai et 9 octobre 2014",
    "29 mai 2014",
    "Juillet 2014 à mars 2015",
]


def test_the_public_reads_the_lines_of_the_page_as_people_write_them(visit: Visit) -> None:
    page = visit(None, "/chronologie/?ordre=ancien&entente=1")
    whens = [
        text.replace("\u00a0", " ").split(" · ")[0].strip()
        for text in page.locator(".trail .when").all_inner_texts()
    ]
    assert whens[: len(SEED)] == SEED
    for line in page.locator(".trail h3 a").all():
        assert line.get_attribute("href").startswith(("/ententes/", "/rencontres/"))


def test_filters_live_in_the_address_and_leave_by_one_click(visit: Visit) -> None:
    page = visit("partenaire", "/chronologie/")
    page.get_by_label("Mots").fill("immigration 101")
    page.get_by_label("Année").select_option("2014")
    page.get_by_role("button", name="Filtrer").click()
    expect(page).to_have_url(re.compile(r"q=immigration\+101"))
    expect(page).to_have_url(re.compile("annee=2014"))
    expect(page.locator(".trail h3")).to_have_text(["Formation «\u00a0Immigration 101\u00a0»"])
    address = page.url
    page.goto("/")
    page.goto(address)
    expect(page.locator(".trail h3")).to_have_count(1)


def test_what_ran_over_two_years_is_found_under_both(visit: Visit) -> None:
    for year in ("2014", "2015"):
        page = visit(None, f"/chronologie/?annee={year}")
        expect(
            page.get_by_role("link", name="Diagnostic territorial en immigration")
        ).to_be_visible()


def test_a_partner_sees_what_is_expected_and_answers(visit: Visit) -> None:
    page = visit("partenaire", "/")
    expected = page.locator("section", has=page.get_by_role("heading", name="Ce qu’on attend"))
    expect(expected).to_be_visible()
    expected.get_by_role("link", name=re.compile("Troisième rencontre")).click()
    page.get_by_role("link", name="Répondre").click()
    page.get_by_role("radio", name="À distance").check()
    page.get_by_role("button", name=re.compile("[Rr]épon")).click()
    expect(page.get_by_role("status")).to_contain_text("réponse")
    page.goto("/")
    expect(expected.get_by_role("link", name=re.compile("Troisième rencontre"))).to_have_count(0)


def test_the_public_reads_the_agreement_and_the_public_minutes(visit: Visit) -> None:
    page = visit(None, "/ententes/")
    page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
    main = page.get_by_role("main")
    text = main.inner_text().replace("\u00a0", " ")
    assert text.count("à hauteur de 50 000 $") == 2
    assert "100 000 $" in text
    for state in ("Atteint", "Partiellement atteint", "Non amorcé", "Non atteint"):
        assert state in text
    assert "Terminée, mandat partiellement réalisé" in text
    assert "Catherine Lagacé" in text
    for hidden in ("/modifier/", "/historique/"):
        assert main.locator(f"a[href*='{hidden}']").count() == 0


def test_a_page_that_is_not_public_asks_for_signing_in_and_leads_back(visit: Visit) -> None:
    page = visit(None, "/rencontres/suivis/")
    expect(page).to_have_url(re.compile(r"/compte/connexion/\?next=/rencontres/suivis/"))
    page.get_by_label("Courriel").fill("partenaire@portail.test")
    page.get_by_label("Mot de passe", exact=True).fill("demonstration")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rencontres/suivis/")
