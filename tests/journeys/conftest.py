"""The portal as people meet it: served in production mode, read in a real Chromium.

Every journey fails, whatever it asserts, where the browser reported a breach of the content
security policy, a script error, or a request to any other host.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.journeys.demonstration import give_back, keep_as_loaded
from tests.journeys.serving import chromium_options, serve_demonstration, sign_in

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def portal_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("portail")


@pytest.fixture(scope="session")
def portal_address(portal_folder: Path) -> Iterator[str]:
    with serve_demonstration(portal_folder) as address:
        keep_as_loaded(portal_folder)
        yield address


@pytest.fixture(scope="module", autouse=True)
def demonstration(portal_address: str, portal_folder: Path) -> Path:
    """The portal’s folder; each file of journeys finds the demonstration as it was loaded."""
    give_back(portal_folder)
    return portal_folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Closed with its module: where Playwright runs, Django refuses to reach the database."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(**chromium_options())
        yield chromium
        chromium.close()


class Watch:
    """What the browser had to complain about."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        self.expected: list[str] = []

    def expect(self, complaint: str) -> None:
        """What the journey causes on purpose: a cut network, an error of the server."""
        self.expected.append(complaint)

    def over(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self.read_console)
        page.on("request", lambda request: self.read_request(request.url))

    def read_console(self, message: ConsoleMessage) -> None:
        is_expected = any(complaint in message.text for complaint in self.expected)
        if message.type == "error" and "status of 4" not in message.text and not is_expected:
            self.faults.append(f"console: {message.text}")

    def read_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.faults.append(f"another host: {url}")


@pytest.fixture
def watch(portal_address: str) -> Watch:
    return Watch(portal_address)


@pytest.fixture
def visit(browser: Browser, portal_address: str, watch: Watch) -> Iterator[Visit]:
    """Open a page as a role (None: nobody) in a context of its own; relative addresses work."""
    contexts: list[BrowserContext] = []

    def open_page(role: str | None = None, path: str = "/", **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(
            base_url=portal_address, locale="fr-CA", reduced_motion="reduce", **options
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        watch.over(page)
        if role:
            sign_in(page, role, path)
        else:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.faults == []
