"""From a reminder to the answer of somebody who has no account."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visit

PROMISED = "Appeler la chambre de commerce de Chapais"
LINK = re.compile(r"/rencontres/suivis/lien/\S+/")


def test_somebody_without_an_account_says_where_they_are(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/suivis/")
    page.get_by_role("link", name=PROMISED, exact=True).click()
    follow_up = page.url
    page.get_by_role("button", name=re.compile("Rappeler maintenant")).click()
    expect(page.get_by_role("status")).to_contain_text("Un rappel part vers")
    page.get_by_role("link", name=re.compile("Courriel du")).click()
    found = LINK.search(page.get_by_role("main").inner_text())
    assert found

    holder = visit(None, found[0])
    expect(holder.get_by_role("main")).to_contain_text(PROMISED)
    holder.get_by_role("link", name=re.compile("Dire où j’en suis")).first.click()
    holder.get_by_label("Fait", exact=True).check()
    holder.get_by_label("Note").fill("Appelée jeudi : elle viendra.")
    holder.get_by_role("button", name="Enregistrer le suivi").click()
    expect(holder.get_by_role("heading", level=1)).to_contain_text("Merci, tout est fait")

    page.goto(follow_up)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Fait")
    expect(main).to_contain_text("Appelée jeudi")
    assert visit(None, found[0]).get_by_role("heading", level=1).inner_text() == (
        "Ce lien ne sert plus"
    )


def test_a_follow_up_put_off_often_stands_out(visit: Visit) -> None:
    page = visit("coordination", "/rencontres/suivis/")
    page.get_by_role("link", name=re.compile("reporté")).click()
    expect(page.get_by_role("main")).to_contain_text("Reporté 3 fois")
    page.get_by_role("link", name="Préparer la lettre d’invitation aux organismes").first.click()
    expect(page.get_by_role("main")).to_contain_text("Ce suivi a été reporté 3 fois.")
    expect(page.get_by_role("main")).to_contain_text("La présidence relit la lettre.")
