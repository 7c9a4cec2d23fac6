"""Settings from the environment: read strictly, refused in a French sentence, all documented."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from arbj_portal.core.environment import (
    ConfigurationError,
    database_settings,
    load_env_file,
    mailer_settings,
    read_flag,
    read_folder,
    read_integer,
    read_list,
    read_mailbox,
    read_text,
)
from arbj_portal.core.secret import read_secret_key

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r'(?:read_\w+|environ\.get)\(\s*"([A-Z_]+)"')
KEY = "0123456789" * 5


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORTAL_X", raising=False)


def set_to(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORTAL_X", value)


def test_text_is_stripped_or_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_text("PORTAL_X", "défaut") == "défaut"
    set_to(monkeypatch, "   ")
    assert read_text("PORTAL_X", "défaut") == "défaut"
    set_to(monkeypatch, " valeur ")
    assert read_text("PORTAL_X") == "valeur"


def test_missing_text_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="La variable PORTAL_X est requise"):
        read_text("PORTAL_X")


@pytest.mark.parametrize(
    ("value", "read"),
    [("oui", True), ("1", True), ("TRUE", True), ("non", False), ("0", False), ("", True)],
)
def test_flag(monkeypatch: pytest.MonkeyPatch, value: str, read: bool) -> None:
    set_to(monkeypatch, value)
    assert read_flag("PORTAL_X", default=True) is read


@pytest.mark.parametrize("value", ["peut-être", "2", "o"])
def test_unclear_flag_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    set_to(monkeypatch, value)
    with pytest.raises(ConfigurationError, match="oui"):
        read_flag("PORTAL_X", default=False)


@pytest.mark.parametrize(("value", "read"), [("", 5), ("1", 1), (" 9 ", 9)])
def test_integer(monkeypatch: pytest.MonkeyPatch, value: str, read: int) -> None:
    set_to(monkeypatch, value)
    assert read_integer("PORTAL_X", 5, low=1, high=9) == read


@pytest.mark.parametrize("value", ["0", "10", "-1", "1.5", "²", "cinq", "9" * 5000])
def test_integer_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    set_to(monkeypatch, value)
    with pytest.raises(ConfigurationError, match="un nombre de 1 à 9"):
        read_integer("PORTAL_X", 5, low=1, high=9)


def test_list(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_list("PORTAL_X") == []
    set_to(monkeypatch, "a.test, b.test,,")
    assert read_list("PORTAL_X") == ["a.test", "b.test"]


def test_folder_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert read_folder("PORTAL_X", tmp_path / "a" / "b").is_dir()
    set_to(monkeypatch, str(tmp_path / "c"))
    assert read_folder("PORTAL_X", tmp_path) == tmp_path / "c"


def test_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ConfigurationError, match="changez la variable PORTAL_X"):
            read_folder("PORTAL_X", path)


def test_database_address_becomes_settings() -> None:
    found = database_settings("postgresql://moi:mot@hôte:5433/base?sslmode=require")
    options = found.pop("OPTIONS")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "base",
        "USER": "moi",
        "PASSWORD": "mot",
        "HOST": "hôte",
        "PORT": "5433",
        "CONN_HEALTH_CHECKS": True,
    }
    assert isinstance(options, dict)
    assert options["sslmode"] == "require"


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://hôte", "n’importe quoi", "a=b"])
def test_other_address_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="DATABASE_URL"):
        database_settings(url)


def test_env_file_yields_to_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "environ", {"PORTAL_X": "déjà là"})
    file = tmp_path / ".env"
    load_env_file(file)
    file.write_text(
        '# commentaire\n\nPORTAL_X=du fichier\n PORTAL_Y = "a = b # c" \nPORTAL_Z=\n',
        encoding="utf-8",
    )
    load_env_file(file)
    assert os.environ == {"PORTAL_X": "déjà là", "PORTAL_Y": "a = b # c", "PORTAL_Z": ""}


@pytest.mark.parametrize("line", ["PORTAL_X", "export PORTAL_X=1", "=1", "PORTAL X=1"])
def test_line_that_says_nothing_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / ".env"
    file.write_text(f"# un\n{line}\n")
    with pytest.raises(ConfigurationError, match="La ligne 2 de "):
        load_env_file(file)


def test_demonstration_keeps_its_own_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PORTAL_SECRET_KEY", raising=False)
    key = read_secret_key(tmp_path, demonstration=True)
    assert len(key) >= 50
    assert read_secret_key(tmp_path, demonstration=True) == key
    assert [path.name for path in tmp_path.iterdir()] == ["demonstration.key"]
    assert (tmp_path / "demonstration.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("demonstration", [True, False])
def test_given_key_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, demonstration: bool
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", KEY)
    assert read_secret_key(tmp_path, demonstration=demonstration) == KEY


@pytest.mark.parametrize(
    ("key", "demonstration"), [("", False), ("court", False), ("court", True), ("a" * 60, False)]
)
def test_key_that_protects_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, key: str, demonstration: bool
) -> None:
    monkeypatch.setenv("PORTAL_SECRET_KEY", key)
    with pytest.raises(ConfigurationError, match="PORTAL_SECRET_KEY est requise"):
        read_secret_key(tmp_path, demonstration=demonstration)


def test_every_variable_is_explained() -> None:
    """What the code reads is in .env.example, each after a line of comment, and nothing else."""
    sources = [
        path
        for folder in ("arbj_portal", "members", "agreements", "meetings")
        for path in (ROOT / folder).rglob("*.py")
    ]
    read = {name for path in sources for name in READ.findall(path.read_text(encoding="utf-8"))}
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    given = {}
    for above, line in pairwise(lines):
        if setting := re.fullmatch(r"#([A-Z_]+)=.*", line):
            given[setting[1]] = above
    assert set(given) == read
    assert all(re.match(r"# \S", above) for above in given.values())


@pytest.mark.parametrize(
    ("url", "options"),
    [
        ("smtp://relais", {"host": "relais", "port": None, "use_ssl": False, "use_tls": False}),
        ("smtp://relais:2525/", {"port": 2525, "use_tls": False}),
        ("smtp://relais:587", {"port": 587, "use_tls": True}),
        (
            "smtp://portail%40exemple.test:a%2Fb%25@relais",
            {"username": "portail@exemple.test", "password": "a/b%", "use_tls": True},
        ),
        ("smtps://a:b@relais:465", {"use_ssl": True, "use_tls": False, "username": "a"}),
    ],
)
def test_mail_server_is_read(url: str, options: dict[str, object]) -> None:
    found = mailer_settings(url)["OPTIONS"]
    assert isinstance(found, dict)
    assert {name: found[name] for name in options} == options
    assert found["timeout"] == 10


@pytest.mark.parametrize(
    "url",
    [
        "relais",
        "http://relais",
        "smtp://",
        "smtp://relais:99999",
        "smtp://relais:x",
        "smtp://compte@relais",
        "smtp://:secret@relais",
        "smtp://relais/dossier",
        "smtp://relais?tls=1",
        "smtp://[relais",
    ],
)
def test_unclear_mail_server_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="La variable PORTAL_SMTP_URL") as refusal:
        mailer_settings(url)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("portail@exemple.test", "portail@exemple.test"),
        ("Table régionale <portail@exemple.test>", "Table régionale <portail@exemple.test>"),
        ('"Table, région" <portail@exemple.test>', '"Table, région" <portail@exemple.test>'),
    ],
)
def test_mailbox_is_read(monkeypatch: pytest.MonkeyPatch, value: str, read: str) -> None:
    set_to(monkeypatch, value)
    assert read_mailbox("PORTAL_X") == read


@pytest.mark.parametrize("value", ["portail", "Table <portail>", "a@b.ca\nBcc: c@d.ca"])
def test_unclear_mailbox_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    set_to(monkeypatch, value)
    with pytest.raises(ConfigurationError, match="La variable PORTAL_X n’est pas une adresse"):
        read_mailbox("PORTAL_X")
