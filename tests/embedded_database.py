"""The tests' database: a throw-away server for each run, unless DATABASE_URL names one."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import database_settings


def memory_folder() -> Path:
    """A new private folder, in memory where the machine offers it."""
    memory = Path("/dev/shm")  # noqa: S108 (mkdtemp makes it private)
    return Path(tempfile.mkdtemp(prefix="portail-", dir=memory if memory.is_dir() else None))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Start the server with the first test that needs it.

    A guard process ends it and deletes its folder even when the run is killed.
    """
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with EmbeddedPostgres(memory_folder(), throw_away=True) as server:
        settings.DATABASES["default"].update(database_settings(server.url))
        yield
