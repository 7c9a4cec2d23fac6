"""The portal as people meet it: served in production mode, read in a real Chromium.

Every journey fails, whatever it asserts, where the browser reported a breach of the content
security policy, a script error, or a request to any other host.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demonstration"
ACCOUNTS = {
    "coordination": "coordination@portail.test",
    "partenaire": "partenaire@portail.test",
    "administration": "administration@portail.test",
}
PATIENCE = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, server: subprocess.Popen) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise AssertionError(f"manage.py serve ended with {server.returncode}")
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310
            return
        time.sleep(0.2)
    raise AssertionError("manage.py serve did not answer in time")


@pytest.fixture(scope="session")
def portal_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration of its own, started as `make run` starts it."""
    port = free_port()
    folder = tmp_path_factory.mktemp("portail")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")},
        "PORTAL_DATA_DIR": str(folder / "données"),
        "PORT": str(port),
    }
    environment.pop("DATABASE_URL", None)
    log = (folder / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/sante/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    assert executable, "Chromium is missing: apt-get install chromium"
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield chromium
        chromium.close()


class Watch:
    """What the browser had to complain about."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []

    def over(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self.read_console)
        page.on("request", lambda request: self.read_request(request.url))

    def read_console(self, message: object) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def read_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != self.host:
            self.faults.append(f"another host: {url}")


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, portal_address: str) -> Iterator[Visit]:
    """Open a page as a role (None: nobody) in a context of its own; relative addresses work."""
    contexts: list[BrowserContext] = []
    watch = Watch(portal_address)

    def open_page(role: str | None = None, path: str = "/", **options: object) -> Page:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(base_url=portal_address, locale="fr-CA", **options)
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


def sign_in(page: Page, role: str, path: str = "/") -> None:
    """By keyboard, as a person does."""
    page.goto(f"/compte/connexion/?next={path}")
    page.get_by_label("Courriel").fill(ACCOUNTS[role])
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/compte/connexion/" not in url)
