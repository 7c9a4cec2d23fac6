"""The processes that the portal is made of: started, started again, stopped in order."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings

FOLLOW_PARENT = "PORTAL_FOLLOW_PARENT"
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)
STEADY = 60  # seconds after which a process counts as healthy
LONGEST_DELAY = 30  # seconds between two attempts
PATIENCE = 15  # seconds to end in order; gunicorn gives its requests 10


def follow_parent() -> None:
    """Stop when the process dies that started this one and named itself in the environment."""
    if parent := os.environ.pop(FOLLOW_PARENT, None):
        end_with_parent(signal.SIGTERM)
        if os.getppid() != int(parent):
            sys.exit()  # it died before it could be followed


def end_with_parent(sent: signal.Signals) -> None:
    """Have the kernel send this process a signal when its parent dies (Linux alone can)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, sent)


class Child:
    """A process of the portal; one that ends by itself is started again, ever more slowly."""

    def __init__(
        self, name: str, command: Sequence[str], *, keeps_open: Sequence[int] = ()
    ) -> None:
        self.name = name
        self.command = [sys.executable, *command]
        self.keeps_open = keeps_open
        self.process: subprocess.Popen[bytes] | None = None
        self.failures = 0
        self.started = self.next_start = 0.0

    def start(self) -> None:
        """In a session of its own: the terminal's Ctrl-C reaches the supervisor alone."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 (our own command)
            self.command,
            cwd=settings.BASE_DIR,
            env=os.environ | {FOLLOW_PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            pass_fds=self.keeps_open,
            start_new_session=True,
        )

    def has_ended(self) -> bool:
        """Whether the process has just ended by itself; its next start is then planned."""
        if self.process is None or self.process.poll() is None:
            return False
        now = time.monotonic()
        self.process = None
        self.failures = 0 if now - self.started > STEADY else self.failures + 1
        self.next_start = now + min(LONGEST_DELAY, 2**self.failures / 2)
        return True

    def keep_alive(self) -> None:
        if self.process is None and time.monotonic() >= self.next_start:
            self.start()


def stop(children: Sequence[Child]) -> None:
    """Ask all to end, wait, then end whatever is left with all its descendants."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        process.terminate()
    deadline = time.monotonic() + PATIENCE
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
