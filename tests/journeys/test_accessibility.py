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
SHAPE = """() => {
  const names = (part) => `${part.localName}.${[...part.classList].sort().join(".")}`
    + `[${part.getAttributeNames().sort()}]`;
  const paths = new Map([[document.body.parentElement, ""]]);
  for (const part of [document.body, ...document.body.querySelectorAll("*")]) {
    paths.set(part, `${paths.get(part.parentElement)}>${names(part)}`);
  }
  return [...new Set(paths.values())].sort().join(" ");
}"""
FRAME = ("html[lang=fr-CA]", "h1", "main", "header.site-head", "footer")


def accessibility_faults(page: Page) -> Iterator[str]:
    """All that axe tells in the light; of the dark, its colours."""
    for scheme, rules in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page, options={"resultTypes": ["violations"], **rules})
        for rule in found.response["violations"]:
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


@pytest.fixture(scope="module")
def shapes() -> set[int]:
    """The shapes of the pages that axe was shown, whoever read them."""
    return set()


def new_shape_faults(page: Page, shapes: set[int]) -> Iterator[str]:
    """What axe finds, where no page of the same elements, nested and named alike, was shown it."""
    shape = hash(page.evaluate(SHAPE))
    if shape not in shapes:
        shapes.add(shape)
        yield from accessibility_faults(page)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_can_be_read_by_everybody(
    visit: Visit, role: str | None, shapes: set[int]
) -> None:
    page = visit(role, viewport=WIDE)
    faults = [
        f"{page.url} {fault}"
        for _ in pages_from(page)
        for found in (frame_faults(page), new_shape_faults(page, shapes), width_faults(page))
        for fault in found
    ]
    assert faults == []
