"""Stops an embedded server once nobody uses it, even when its users were killed.

A process of its own, which outlives them: run by path, so that it loads next to nothing.
"""

import fcntl
import shutil
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil

FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN = signal.SIGINT, signal.SIGQUIT
PATIENCE = 20  # seconds


def find_postmaster(cluster: Path, sockets: Path) -> psutil.Process | None:
    """The living server of a cluster, by the lock file beside its socket.

    A lock file left by a killed server may name a stranger's process by now: it must
    carry the cluster's path in its command line.
    """
    with suppress(OSError, ValueError, IndexError, psutil.Error):
        first_line = (sockets / ".s.PGSQL.5432.lock").read_text().splitlines()[0]
        process = psutil.Process(int(first_line))
        if str(cluster) in process.cmdline():
            return process
    return None


def is_alive(process: psutil.Process) -> bool:
    """Running, and no zombie that a container without an init never buries."""
    with suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def stop_postmaster(cluster: Path, sockets: Path) -> None:
    """End the cluster's server, quickly if it does not end in order, and its socket's folder."""
    process = find_postmaster(cluster, sockets)
    for shutdown in (FAST_SHUTDOWN, IMMEDIATE_SHUTDOWN):
        if process is not None and is_alive(process):
            with suppress(psutil.NoSuchProcess):
                process.send_signal(shutdown)
            deadline = time.monotonic() + PATIENCE
            while is_alive(process) and time.monotonic() < deadline:
                time.sleep(0.02)
    with suppress(OSError):
        sockets.rmdir()


def main(lease: str, cluster: str, sockets: str, *throw_away: str) -> None:
    with Path(lease).open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        stop_postmaster(Path(cluster), Path(sockets))
        for folder in throw_away:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
