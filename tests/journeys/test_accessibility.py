"""No page has a fault that axe can find, in either light; each has its frame, and fits 320 px."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.journeys.conftest import Visit
from tests.journeys.crawl import pages_from

ROLES = [None, "partenaire", "coordination", "administration"]
WIDE, NARROWEST = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
FRAME = ("html[lang=fr-CA]", "h1", "main", "header.site-head", "footer")


def accessibility_faults(page: Page) -> Iterator[str]:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        for rule in found:
            yield f"{rule['id']}: {json.dumps([node['target'] for node in rule['nodes']])}"


def frame_faults(page: Page) -> Iterator[str]:
    """One title, one main heading, the landmarks, the language."""
    for selector in FRAME:
        if page.locator(selector).count() != 1:
            yield f"{selector} ×{page.locator(selector).count()}"
    if "·" not in page.title():
        yield f"« {page.title()} »"


def width_faults(page: Page) -> Iterator[str]:
    page.set_viewport_size(NARROWEST)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDE)
    if width > NARROWEST["width"]:
        yield f"{width} px"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_can_be_read_by_everybody(visit: Visit, role: str | None) -> None:
    page = visit(role, viewport=WIDE)
    faults = [
        f"{page.url} {fault}"
        for _ in pages_from(page)
        for check in (frame_faults, accessibility_faults, width_faults)
        for fault in check(page)
    ]
    assert faults == []
