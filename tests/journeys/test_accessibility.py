"""No page of the portal has a fault that axe can find, for any role, in both lights."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.crawl import pages_from

ROLES = [None, "partenaire", "coordination", "administration"]
NARROWEST = 320


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url} {rule['id']}: " + json.dumps([node["target"] for node in rule["nodes"]])
        for rule in found
    ]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_passes_axe_in_light_and_dark(visit: Visit, role: str | None) -> None:
    page = visit(role)
    faults = []
    for _ in pages_from(page):
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults += violations(page)
    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_no_page_scrolls_sideways_on_the_narrowest_screen(visit: Visit, role: str | None) -> None:
    page = visit(role, viewport={"width": NARROWEST, "height": 700})
    faults = []
    for _ in pages_from(page):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST:
            faults.append(f"{page.url}: {width} px")
    assert faults == []


@pytest.mark.parametrize("role", ROLES)
def test_every_page_has_its_frame(visit: Visit, role: str | None) -> None:
    """One title, one main heading, landmarks, the language, the banner of the demonstration."""
    page = visit(role)
    faults = []
    for _ in pages_from(page):
        counts = {
            selector: page.locator(selector).count()
            for selector in ("html[lang=fr-CA]", "h1", "main", "header.site-head", "footer")
        }
        if set(counts.values()) != {1} or "·" not in page.title():
            faults.append(f"{page.url}: {counts} « {page.title()} »")
    assert faults == []
