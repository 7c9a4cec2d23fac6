"""The portal's database, there or explained: DATABASE_URL's, else the embedded one."""

import os
from contextlib import AbstractContextManager, nullcontext

import psycopg
from django.conf import settings

from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import ConfigurationError

OLDEST = 15  # Django 6.1 supports no older PostgreSQL


def portal_database() -> AbstractContextManager[EmbeddedPostgres | None]:
    """Within it the database answers; the embedded one is started unless it runs already."""
    if url := os.environ.get("DATABASE_URL", "").strip():
        check_database(url)
        return nullcontext()
    return EmbeddedPostgres(settings.DATA_DIR)


def check_database(url: str) -> None:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        raise ConfigurationError(refusal(str(error))) from error
    if version < OLDEST:
        raise ConfigurationError(
            f"PostgreSQL {version} est trop ancien : DATABASE_URL doit mener à une version "
            f"{OLDEST} ou plus récente."
        )


def refusal(reason: str) -> str:
    """Why libpq could not connect, in French; its own words follow, which hold no password."""
    if "password" in reason or "mot de passe" in reason:
        what = "Le mot de passe ou le nom d’utilisateur de DATABASE_URL est refusé"
    elif "does not exist" in reason or "existe pas" in reason:
        what = "La base de données ou l’utilisateur de DATABASE_URL n’existe pas"
    else:
        what = "La base de données de DATABASE_URL ne répond pas"
    return f"{what} : corrigez DATABASE_URL, ou retirez-la ({' '.join(reason.split())})."
