"""From the recap of a call to the answer of somebody who has no account."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Visit

TITLE = "Rencontre convoquée par courriel"
PERSON = "Amina Belkhodja-Roy"
LINK = re.compile(r"http://127\.0\.0\.1:\d+/rencontres/convocation/\S+/")


def line_of(page: Page) -> Locator:
    return page.get_by_role("main").get_by_role("listitem").filter(has_text=PERSON)


def plan(page: Page) -> None:
    page.get_by_label("Titre", exact=True).first.fill(TITLE)
    page.get_by_label("Date", exact=True).fill(
        (timezone.localdate() + timedelta(days=20)).isoformat()
    )
    page.get_by_label("Début").fill("13:30")
    page.get_by_role("button", name="Enregistrer le brouillon").last.click()
    page.get_by_label("Nouveau point").fill("Accueil des familles")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d+\. Accueil des familles"))
    page.get_by_role("link", name="Convoquer", exact=True).click()


def test_somebody_without_an_account_answers_by_the_link_of_their_mail(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/planifier/")
    plan(page)
    expect(line_of(page)).to_contain_text("@portail.test")
    expect(page.get_by_role("main")).to_contain_text("Rencontre.ics")
    page.get_by_label("Mot de la coordination").fill("Au plaisir de vous y voir.")
    page.get_by_role("button", name="Convoquer et envoyer").click()
    page.wait_for_url("**/convocation/")
    calls = page.url
    expect(line_of(page)).to_contain_text("Sans réponse")

    line_of(page).get_by_role("link", name=re.compile("courriel du")).click()
    mail = page.get_by_role("main")
    expect(mail).to_contain_text("Au plaisir de vous y voir.")
    found = LINK.search(mail.inner_text())
    assert found

    holder = visit(None, found[0])
    expect(holder.get_by_role("main")).to_contain_text(PERSON)
    expect(holder.get_by_role("main")).to_contain_text("Accueil des familles")
    holder.get_by_role("radio", name="À distance").check()
    holder.get_by_role("button", name="Envoyer la réponse").click()
    expect(holder.get_by_role("status")).to_contain_text("Votre réponse est enregistrée.")

    page.goto(calls)
    expect(line_of(page)).to_contain_text("À distance")
