"""Failures that the person at the keyboard can mend, told in one plain sentence."""

import errno
from collections.abc import Iterator

import psycopg

from arbj_portal.core.environment import ConfigurationError

FULL = {errno.ENOSPC, errno.EDQUOT}
LOST = {None, "57P01", "57P02", "57P03"}  # without an answer, stopping, starting
REFUSED = {errno.EACCES, errno.EPERM, errno.EROFS}


def explain(error: BaseException) -> str | None:
    """What to change, or None where only a programmer can tell."""
    for cause in causes(error):
        if isinstance(cause, ConfigurationError):
            return str(cause)
        if isinstance(cause, psycopg.errors.DiskFull):
            return "Le disque de la base de données est plein : libérez de l’espace."
        if isinstance(cause, psycopg.errors.InsufficientPrivilege):
            return (
                "L’utilisateur de DATABASE_URL n’a pas tous les droits sur sa base de données : "
                f"faites-en le propriétaire ({' '.join(str(cause).split())})."
            )
        if isinstance(cause, psycopg.OperationalError) and cause.sqlstate in LOST:
            return f"La base de données ne répond plus ({' '.join(str(cause).split())})."
        if isinstance(cause, OSError) and (sentence := explain_os_error(cause)):
            return sentence
    return None


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
