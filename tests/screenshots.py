"""Remake the pictures of the documentation from a fresh demonstration: make screenshots."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.journeys.serving import chromium_options, serve_demonstration

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "images"


def take_pictures(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium_options())
        page = browser.new_page(
            base_url=address, locale="fr-CA", viewport={"width": 1280, "height": 900}
        )
        page.goto("/")
        page.screenshot(path=PICTURES / "accueil.png")
        page.goto("/ententes/")
        page.get_by_role("link", name="Programme Mobilisation-Diversité").first.click()
        page.screenshot(path=PICTURES / "entente.png")
        browser.close()


if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serve_demonstration(Path(data)) as address:
        take_pictures(address)
    sys.stdout.write(f"{PICTURES}\n")
