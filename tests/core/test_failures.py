"""Failures that a person can mend, in one sentence; the others keep their traceback."""

import errno
import logging

import psycopg
import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.template.loader import render_to_string
from django.test import RequestFactory

from arbj_portal.core import database
from arbj_portal.core.database import check_database, refusal
from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import ConfigurationError
from arbj_portal.core.failures import OneSentence, explain
from arbj_portal.core.views import server_error
from tests.embedded_database import memory_folder


def caused(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConfigurationError("Une phrase."), "Une phrase."),
        (
            OSError(errno.ENOSPC, "No space left on device", "/a/b"),
            "Le disque est plein : impossible d’écrire dans /a/b. Libérez de l’espace.",
        ),
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "Le disque est plein : impossible d’écrire. Libérez de l’espace.",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "/a/b"),
            "Impossible d’écrire dans /a/b : donnez-en le droit à cet utilisateur, "
            "ou changez PORTAL_DATA_DIR.",
        ),
        (
            caused(OperationalError("x"), psycopg.errors.DiskFull("x")),
            "Le disque de la base de données est plein : libérez de l’espace.",
        ),
        (
            caused(OperationalError("x"), psycopg.OperationalError("perdue\n  en route")),
            "La base de données ne répond plus (perdue en route).",
        ),
        (
            psycopg.errors.InsufficientPrivilege("permission denied"),
            "L’utilisateur de DATABASE_URL n’a pas tous les droits sur sa base de données : "
            "faites-en le propriétaire (permission denied).",
        ),
    ],
)
def test_failure_is_told_in_one_sentence(error: Exception, said: str) -> None:
    assert explain(error) == said


@pytest.mark.parametrize(
    "error",
    [
        ValueError("x"),
        FileNotFoundError(errno.ENOENT, "x"),
        psycopg.errors.DeadlockDetected("x"),
        psycopg.errors.UndefinedTable("x"),
    ],
)
def test_programming_error_is_left_alone(error: Exception) -> None:
    assert explain(error) is None


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (caused(OperationalError("x"), psycopg.errors.DiskFull("x")), 507),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (caused(OperationalError("x"), psycopg.OperationalError("perdue")), 503),
        (ValueError("x"), 500),
    ],
)
def test_a_page_says_what_failed(rf: RequestFactory, error: Exception, status: int) -> None:
    try:
        raise error
    except Exception:
        answer = server_error(rf.post("/rencontres/consigner/"))
    assert (answer.status_code, answer.get("Retry-After")) == (
        status,
        None if status == 500 else "60",
    )
    assert answer.content.decode() == render_to_string(f"{status}.html")


def test_what_somebody_can_mend_is_logged_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    caplog.handler.addFilter(OneSentence())
    for error in (OSError(errno.ENOSPC, "x"), PermissionDenied(), ValueError("x")):
        try:
            raise error
        except (OSError, PermissionDenied, ValueError):
            logging.getLogger("essai").exception("Internal Server Error: %s", "/membres/")
    assert [(record.getMessage(), bool(record.exc_info)) for record in caplog.records] == [
        ("Le disque est plein : impossible d’écrire. Libérez de l’espace.", False),
        ("Internal Server Error: /membres/", False),
        ("Internal Server Error: /membres/", True),
    ]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ('FATAL: password authentication failed for user "a"', "Le mot de passe ou le nom"),
        ("FATAL: authentification par mot de passe échouée pour", "Le mot de passe ou le nom"),
        ('FATAL: database "b" does not exist', "La base de données ou l’utilisateur"),
        ("FATAL: la base de données « b » n'existe pas", "La base de données ou l’utilisateur"),
        ("Connection refused", "La base de données de DATABASE_URL ne répond pas"),
    ],
)
def test_refused_connection_is_told(reason: str, said: str) -> None:
    assert refusal(reason).startswith(said)


def test_old_database_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedPostgres(memory_folder(), throw_away=True) as server:
        check_database(server.url)
        monkeypatch.setattr(database, "OLDEST", 99)
        with pytest.raises(ConfigurationError, match="PostgreSQL 18 est trop ancien"):
            check_database(server.url)
