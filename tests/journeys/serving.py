"""A demonstration served as `make run` serves it, and the Chromium that reads it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "demonstration"
ACCOUNTS = {
    "coordination": "coordination@portail.test",
    "partenaire": "partenaire@portail.test",
    "administration": "administration@portail.test",
}
PATIENCE = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serve_demonstration(folder: Path) -> Iterator[str]:
    """Yield the address of a demonstration whose data stand in the folder."""
    port = free_port()
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PORTAL_")}
    kept.pop("DATABASE_URL", None)
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            env={**kept, "PORTAL_DATA_DIR": str(folder / "données"), "PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/sante/", server, folder / "serve.log")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise AssertionError(log.read_text())
        with suppress(OSError), urllib.request.urlopen(address, timeout=2):  # noqa: S310
            return
        time.sleep(0.2)
    raise AssertionError(log.read_text())


def chromium_options() -> dict[str, object]:
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    if executable is None:
        raise AssertionError("Chromium is missing: apt-get install chromium")
    arguments = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    return {"executable_path": executable, "args": arguments}


@contextmanager
def next_page(page: Page) -> Iterator[None]:
    """What is pressed within leads to another page, or to the same one again: here at the end.

    For answers that the page before might have given too.
    """
    with page.expect_navigation():
        yield


def sign_in(page: Page, role: str, path: str = "/") -> None:
    """By keyboard, as a person does."""
    page.goto(f"/compte/connexion/?next={path}")
    page.get_by_label("Courriel").fill(ACCOUNTS[role])
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/compte/connexion/" not in url)
