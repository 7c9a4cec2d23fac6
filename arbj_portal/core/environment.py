"""Strict readers of environment variables: a wrong value stops the start with one sentence."""

import os
from contextlib import suppress
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

YES, NO = {"1", "oui", "yes", "true"}, {"0", "non", "no", "false"}
SUBMISSION_PORT = 587
SMTP_PATIENCE = 10  # seconds for each answer of a mail server


class ConfigurationError(Exception):
    """A setting that cannot work; its French text names what to change."""


def read_text(name: str, default: str | None = None) -> str:
    """The variable's text; without a default it must be given and not empty."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise ConfigurationError(f"La variable {name} est requise : voir .env.example.")
    return value


def read_flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in YES | NO:
        return value in YES
    raise ConfigurationError(f"La variable {name} vaut « oui » ou « non » : voir .env.example.")


def read_integer(name: str, default: int, *, low: int, high: int) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if value.isdecimal() and len(value) < 10 and low <= int(value) <= high:
        return int(value)
    raise ConfigurationError(
        f"La variable {name} est un nombre de {low} à {high} : voir .env.example."
    )


def read_list(name: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


def read_folder(name: str, default: Path) -> Path:
    """A folder that can be written to, made where there is none."""
    folder = Path(os.environ.get(name, "").strip() or default).expanduser().resolve()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise ConfigurationError(
            f"Impossible d’écrire dans le dossier {folder} : donnez-en le droit à cet "
            f"utilisateur, ou changez la variable {name} (voir .env.example)."
        )
    return folder


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
        "CONN_HEALTH_CHECKS": True,  # a restart of the database costs nobody a page
        "OPTIONS": {**parts, "pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    }


def read_mailbox(name: str) -> str:
    """« Nom <adresse> », or an address alone."""
    display_name, address = parseaddr(read_text(name))
    try:
        validate_email(address)
        return str(Address(display_name, addr_spec=address))
    except (ValidationError, ValueError):
        raise ConfigurationError(
            f"La variable {name} n’est pas une adresse courriel, seule ou comme "
            "« Nom <adresse> » : voir .env.example."
        ) from None


def mailer_settings(url: str) -> dict[str, object]:
    """Django's MAILERS entry for an smtp:// or smtps:// address.

    A password is never sent in the clear: over smtp:// a user, or the port of submissions, asks
    for STARTTLS.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ConfigurationError(NO_MAILER) from None
    beyond = parts.path.strip("/") or parts.query or parts.fragment
    half_a_user = bool(parts.username) != bool(parts.password)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or beyond or half_a_user:
        raise ConfigurationError(NO_MAILER)
    is_encrypted = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": port,
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": is_encrypted,
            "use_tls": not is_encrypted and (bool(parts.username) or port == SUBMISSION_PORT),
            "timeout": SMTP_PATIENCE,
        },
    }


NO_MAILER = (
    "La variable PORTAL_SMTP_URL n’est pas une adresse smtp:// ou smtps://, avec un compte et son "
    "mot de passe ou sans compte : voir .env.example."
)


def load_env_file(path: Path) -> None:
    """Read NAME=value lines; what the environment already holds wins."""
    if not path.is_file():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        text = line.strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise ConfigurationError(f"La ligne {number} de {path} ne dit pas NOM=valeur.")
        value = value.strip()
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        os.environ.setdefault(name.strip(), value)
