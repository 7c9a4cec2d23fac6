"""Failures that the person at the keyboard can mend, told in one plain sentence."""

import errno
import logging
import os
from collections.abc import Iterator

import psycopg
from django.conf import settings
from django.core.exceptions import PermissionDenied

from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import ConfigurationError

FULL = {errno.ENOSPC, errno.EDQUOT}
LOST = {None, "57P01", "57P02", "57P03"}  # without an answer, stopping, starting
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def explain(error: BaseException) -> str | None:
    """What to change, or None where only a programmer can tell."""
    return next(filter(None, map(explain_cause, causes(error))), None)


def explain_cause(error: BaseException) -> str | None:
    if isinstance(error, ConfigurationError):
        return str(error)
    if isinstance(error, psycopg.Error):
        return explain_database_error(error)
    return explain_os_error(error) if isinstance(error, OSError) else None


def explain_database_error(error: psycopg.Error) -> str | None:
    words = " ".join(str(error).split())
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return (
            "L’utilisateur de DATABASE_URL n’a pas tous les droits sur sa base de données : "
            f"faites-en le propriétaire ({words})."
        )
    is_lost = isinstance(error, psycopg.OperationalError) and error.sqlstate in LOST
    if isinstance(error, psycopg.errors.DiskFull) or (is_lost and is_full_server()):
        return "Le disque de la base de données est plein : libérez de l’espace."
    return f"La base de données ne répond plus ({words})." if is_lost else None


def is_full_server() -> bool:
    """Whether the embedded server stopped for want of space: it has nobody to tell but its log."""
    return "DATABASE_URL" not in os.environ and EmbeddedPostgres(settings.DATA_DIR).is_out_of_space


def is_full_disk(error: BaseException | None) -> bool:
    return any(
        isinstance(cause, psycopg.errors.DiskFull)
        or (isinstance(cause, OSError) and cause.errno in FULL)
        for cause in causes(error)
    )


class OneSentence(logging.Filter):
    """A failure that somebody can mend is logged as its sentence, a refusal as its line: neither
    needs a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, PermissionDenied):
            record.exc_info = None
        elif error and (sentence := explain(error)):
            record.msg, record.args, record.exc_info = sentence, (), None
        return True


def causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def explain_os_error(error: OSError) -> str | None:
    place = f" dans {error.filename}" if error.filename else ""
    if error.errno in FULL:
        return f"Le disque est plein : impossible d’écrire{place}. Libérez de l’espace."
    if error.errno in REFUSED:
        return (
            f"Impossible d’écrire{place} : donnez-en le droit à cet utilisateur, "
            "ou changez PORTAL_DATA_DIR."
        )
    return None
