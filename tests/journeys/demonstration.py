"""The demonstration as it was loaded, given back to each file of journeys."""

from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from arbj_portal.core.embedded import embedded_url

KEPT = "demonstration_as_loaded"
DISCONNECT = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"


def keep_as_loaded(folder: Path) -> None:
    """Keep a copy of the database of the portal that serves this folder."""
    _copy_database(_address(folder), _name(folder), KEPT)


def give_back(folder: Path) -> None:
    """Put the kept copy in place of the database; the portal connects to it by itself."""
    _copy_database(_address(folder), KEPT, _name(folder))


def connect(folder: Path) -> psycopg.Connection:
    """To the portal's own database, to change what no page can."""
    return psycopg.connect(_address(folder), autocommit=True)


def _address(folder: Path) -> str:
    return embedded_url(folder / "données")


def _name(folder: Path) -> str:
    return str(conninfo_to_dict(_address(folder))["dbname"])


def _copy_database(address: str, source: str, target: str) -> None:
    with psycopg.connect(make_conninfo(address, dbname="postgres"), autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_quoted(target)))
        allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        server.execute(allow.format(_quoted(source), sql.SQL("false")))
        server.execute(DISCONNECT, [source])
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
        server.execute(create.format(_quoted(target), _quoted(source)))
        server.execute(allow.format(_quoted(source), sql.SQL("true")))


def _quoted(name: str) -> sql.Identifier:
    return sql.Identifier(name)
