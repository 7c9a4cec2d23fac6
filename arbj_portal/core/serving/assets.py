"""Static files, collected and compressed when one of them changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def sources() -> Iterator[Path]:
    """Every file that finders know, and the code that turns them into what is served."""
    for finder in get_finders():
        for path, storage in finder.list([]):
            yield Path(storage.path(path))
    yield settings.BASE_DIR / "arbj_portal" / "core" / "static_files.py"
    yield settings.BASE_DIR / "uv.lock"


def fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(sources()):
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def assets_stamp() -> Path:
    """Holds the fingerprint of what stands collected, complete."""
    return settings.DATA_DIR / "static.stamp"


def assets_changed() -> bool:
    stamp = assets_stamp()
    return not stamp.exists() or stamp.read_text() != fingerprint()


def collect_assets() -> None:
    current = fingerprint()
    assets_stamp().unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    assets_stamp().write_text(current)
