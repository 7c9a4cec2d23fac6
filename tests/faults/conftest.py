"""Background workers in processes of their own, on the tests’ database."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.faults.portal import ROOT

Start = Callable[..., subprocess.Popen[bytes]]


def database_url() -> str:
    """The tests’ own database, as another process finds it."""
    to = connection.settings_dict
    password = f":{quote(to['PASSWORD'])}" if to["PASSWORD"] else ""
    host = f"host={quote(to['HOST'], safe='')}&port={to['PORT']}"
    return f"postgresql://{quote(to['USER'])}{password}@/{to['NAME']}?{host}"


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Start]:
    """Starts workers of a real portal, and kills what the test leaves of them."""
    started: list[subprocess.Popen[bytes]] = []

    def start(**variables: str) -> subprocess.Popen[bytes]:
        kept = {name: value for name, value in os.environ.items() if "PORTAL" not in name}
        portal = {
            "DATABASE_URL": database_url(),
            "PORTAL_DATA_DIR": str(tmp_path),
            "PORTAL_DEMONSTRATION": "non",
            "PORTAL_HOSTS": "portail.exemple.test",
            "PORTAL_SECRET_KEY": "0123456789" * 6,
            "PORTAL_MAIL_FROM": "portail@exemple.test",
        }
        command = [sys.executable, "manage.py", "worker"]
        started.append(subprocess.Popen(command, cwd=ROOT, env={**kept, **portal, **variables}))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()
        worker.wait()
