"""The signing key: given by the environment, or made once for a demonstration."""

import os
import secrets
from pathlib import Path

from arbj_portal.core.environment import ConfigurationError

SHORTEST_KEY = 50
FEWEST_CHARACTERS = 10  # different ones; 50 random letters and digits hold some 30


def read_secret_key(data_dir: Path, *, demonstration: bool) -> str:
    """PORTAL_SECRET_KEY; in a demonstration, else a random key kept in the data folder."""
    key = os.environ.get("PORTAL_SECRET_KEY", "").strip()
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_CHARACTERS:
        return key
    if key or not demonstration:
        raise ConfigurationError(
            "La variable PORTAL_SECRET_KEY est requise, d’au moins "
            f"{SHORTEST_KEY} caractères au hasard : voir .env.example."
        )
    return demonstration_key(data_dir / "demonstration.key")


def demonstration_key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")  # complete or not there, even when the disk is full
        new.touch(mode=0o600)
        new.write_text(secrets.token_urlsafe(64))
        new.rename(path)
    return path.read_text().strip()
