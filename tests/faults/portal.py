"""A real portal in its own processes, as « make run » starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

import psutil

from arbj_portal.core.embedded.server import NAMESPACE

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120  # seconds, for a machine that is busy with other things
SERVE = [sys.executable, "manage.py", "serve"]
# Root becomes what looks like an ordinary user, without root's power over files.
AS_ORDINARY_USER = NAMESPACE if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until[T](found: Callable[[], T], *, patience: float = PATIENCE) -> T:
    deadline = time.monotonic() + patience
    while not (value := found()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
    return value


def is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


class Portal:
    """One start of `manage.py serve` on a data folder."""

    def __init__(
        self,
        data_dir: Path,
        *,
        root: Path = ROOT,
        command: list[str] = SERVE,
        output: IO[bytes] | None = None,
        **variables: str,
    ) -> None:
        self.data_dir = data_dir
        self.port = int(variables.get("PORT", free_port()))
        self.log = data_dir.parent / f"portal-{time.monotonic_ns()}.log"
        environment = {
            name: value
            for name, value in os.environ.items()
            if name != "DATABASE_URL" and not name.startswith("PORTAL_")
        }
        environment |= {"PORTAL_DATA_DIR": str(data_dir), "PORT": str(self.port), **variables}
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=root,
                env=environment,
                stdin=output or subprocess.DEVNULL,
                stdout=output or log,
                stderr=output or log,
                start_new_session=output is None,
            )

    @property
    def output(self) -> str:
        return self.log.read_text()

    def wait_until_it_says(self, words: str) -> "Portal":
        """A failure that shows what it said where it ended before, or never says so."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.output:
            is_waiting = self.process.poll() is None and time.monotonic() < deadline
            assert is_waiting, self.output
            time.sleep(0.05)
        return self

    def wait_until_ready(self) -> "Portal":
        return self.wait_until_it_says("répond à")

    def answer(self) -> int | None:
        """The status of a page, or None where nobody answers."""
        try:
            address = f"http://127.0.0.1:{self.port}/sante/"
            with urllib.request.urlopen(address, timeout=10) as page:
                status: int = page.status
                return status
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return None

    def processes(self) -> dict[str, list[psutil.Process]]:
        """What belongs to the data folder, by what it is."""
        found: dict[str, list[psutil.Process]] = {
            name: [] for name in ("serve", "web", "worker", "guard", "postmaster", "backend")
        }
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                command = " ".join(process.cmdline())
                if str(self.data_dir) in command:
                    name = "guard" if "guard.py" in command else "postmaster"
                    found[name].append(process)
                    if name == "postmaster":
                        found["backend"] += process.children(recursive=True)
                elif process.environ().get("PORTAL_DATA_DIR") == str(self.data_dir):
                    for word, name in KINDS.items():
                        if word in command:
                            found[name].append(process)
        return found

    def living(self) -> list[psutil.Process]:
        return [
            process
            for processes in self.processes().values()
            for process in processes
            if is_alive(process)
        ]

    def end(self, sent: signal.Signals = signal.SIGTERM) -> int:
        """Stop it in order; its exit status."""
        self.process.send_signal(sent)
        return self.process.wait(PATIENCE)

    def sweep(self) -> None:
        """Leave nothing behind, whatever the test did; in order if it can still be had."""
        with suppress(subprocess.TimeoutExpired):
            self.end()
        deadline = time.monotonic() + 5
        while left := self.living():
            for process in left if time.monotonic() > deadline else []:
                with suppress(psutil.NoSuchProcess):
                    process.kill()
            time.sleep(0.05)
        self.process.kill()
        self.process.wait()


KINDS = {
    "manage.py serve": "serve",
    "manage.py web": "web",
    "manage.py worker": "worker",
}
