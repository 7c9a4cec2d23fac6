"""Strict readers of environment variables: a wrong value stops the start with one sentence."""

import os
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

YES, NO = {"1", "oui", "yes", "true"}, {"0", "non", "no", "false"}


class ConfigurationError(Exception):
    """A setting that cannot work; its French text names what to change."""


def read_text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be given and not empty."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ConfigurationError(f"La variable {name} est requise : voir .env.example.")
    return value


def read_flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ConfigurationError(f"La variable {name} vaut « oui » ou « non » : voir .env.example.")


def read_integer(name: str, default: int, *, low: int, high: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if value.isdecimal() and low <= int(value) <= high:
        return int(value)
    raise ConfigurationError(
        f"La variable {name} est un nombre de {low} à {high} : voir .env.example."
    )


def read_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def read_folder(name: str, default: Path) -> Path:
    return Path(os.environ.get(name, "").strip() or default).expanduser().resolve()


def database_settings(url: str) -> dict[str, object]:
    """Django's DATABASES entry for a postgresql:// address (libpq's own syntax)."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        parts = {}
    if not parts.get("dbname"):
        raise ConfigurationError(
            "La variable DATABASE_URL n’est pas une adresse postgresql:// : voir .env.example."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {**parts, "pool": True},
    }
