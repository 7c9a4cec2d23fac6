"""The portal's processes through what befalls them: signals, kill -9, a hostile environment."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest

from arbj_portal.core.embedded import EmbeddedPostgres
from tests.embedded_database import memory_folder
from tests.faults.portal import (
    AS_ORDINARY_USER,
    PATIENCE,
    ROOT,
    SERVE,
    Portal,
    is_alive,
    wait_until,
)

Start = Callable[..., Portal]
REAL = {"PORTAL_DEMONSTRATION": "non", "PORTAL_SECRET_KEY": "0123456789" * 6}


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A place in memory whose name holds a space and an accent."""
    memory = memory_folder()
    folder = memory / "un dossier d’été"
    folder.mkdir()
    yield folder
    shutil.rmtree(memory)


@pytest.fixture(scope="module")
def prepared(folder: Path) -> Path:
    """The data folder of a portal that was started once, and stopped."""
    portal = Portal(folder / "prepared")
    try:
        portal.wait_until_ready()
        assert portal.end() == 0
    finally:
        portal.sweep()
    return portal.data_dir


@pytest.fixture
def data_dir(folder: Path, prepared: Path) -> Iterator[Path]:
    copy = Path(tempfile.mkdtemp(dir=folder)) / "données"
    shutil.copytree(prepared, copy)
    yield copy
    shutil.rmtree(copy.parent)


@pytest.fixture(autouse=True)
def hears_hangups() -> None:
    """Tests that were begun under nohup would have the portal ignore a closed terminal."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture
def start(data_dir: Path) -> Iterator[Start]:
    """Starts portals on the test's data folder, and sweeps after them."""
    portals: list[Portal] = []

    def start(**options: Any) -> Portal:
        portals.append(Portal(data_dir, **options))
        return portals[-1]

    yield start
    for portal in portals:
        portal.sweep()


@pytest.fixture(scope="module")
def running(folder: Path, prepared: Path) -> Iterator[Portal]:
    """One portal for the tests that leave it as they found it."""
    copy = folder / "en marche"
    shutil.copytree(prepared, copy)
    portal = Portal(copy)
    try:
        yield portal.wait_until_ready()
    finally:
        portal.sweep()
        shutil.rmtree(copy)


def sentence(portal: Portal) -> str:
    """What a refused start says: its one line beside the steps that it announced."""
    assert portal.process.wait(PATIENCE) == 1, portal.output
    (line,) = [line for line in portal.output.splitlines() if not line.endswith("…")]
    return line


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_signal_stops_everything(start: Start, sent: signal.Signals) -> None:
    portal = start().wait_until_ready()
    assert portal.answer() == 200
    processes = portal.processes()
    assert {name: bool(found) for name, found in processes.items()} == {
        "serve": True,
        "web": True,
        "worker": True,
        "guard": True,
        "postmaster": True,
        "backend": True,
    }
    assert portal.end(sent) == 0
    assert [process for found in processes.values() for process in found if is_alive(process)] == []
    assert portal.living() == []
    assert portal.output.endswith("Le portail est arrêté.\n")
    assert "Traceback" not in portal.output


def test_signal_during_the_start_stops_everything(start: Start) -> None:
    portal = start()
    portal.wait_until_it_says("Serveur web")
    assert portal.end(signal.SIGINT) == 0
    # A child forked in that very instant is told by the kernel, a moment later.
    wait_until(lambda: not portal.living(), patience=5)
    assert "Traceback" not in portal.output


def test_closed_terminal_stops_everything(start: Start) -> None:
    """Even where the terminal's first process is make, which keeps the SIGHUP to itself."""
    terminal, its_end = os.openpty()
    with os.fdopen(its_end, "wb") as inside:
        portal = start(command=["setsid", "--ctty", "make", "run"], output=inside)
    seen = b""
    while "arrête tout".encode() not in seen:
        seen += os.read(terminal, 4096)
    assert portal.answer() == 200
    os.close(terminal)
    portal.process.wait(PATIENCE)
    assert portal.living() == []


@pytest.mark.parametrize("name", ["web", "worker", "guard", "postmaster", "backend"])
def test_killed_part_is_replaced(running: Portal, name: str) -> None:
    victim = running.processes()[name][0]
    victim.kill()
    wait_until(lambda: not is_alive(victim))
    wait_until(lambda: running.answer() == 200)
    wait_until(lambda: name == "guard" or running.processes()[name])
    assert is_alive(psutil.Process(running.process.pid))


def test_killed_web_worker_is_replaced(running: Portal) -> None:
    victim = running.processes()["web"][-1]
    assert victim.children() == []
    victim.kill()
    wait_until(lambda: len(running.processes()["web"]) == 3)
    assert running.answer() == 200


@pytest.mark.parametrize(
    "names", [["serve"], ["serve", "guard", "postmaster"], ["serve", "web", "guard", "worker"]]
)
def test_start_recovers_from_killed_run(start: Start, names: list[str]) -> None:
    """At once, on the same port, while some of the killed run's processes still live."""
    first = start().wait_until_ready()
    processes = first.processes()
    for name in names:
        for process in processes[name]:
            process.kill()
    second = start(PORT=str(first.port)).wait_until_ready()
    assert second.answer() == 200
    assert second.end() == 0
    wait_until(lambda: not first.living())


def test_start_recovers_from_killed_first_start(folder: Path) -> None:
    data_dir = folder / "neuf"
    first = Portal(data_dir)
    try:
        wait_until((data_dir / "postgresql.new").exists)
        first.process.kill()
        second = Portal(data_dir, PORT=str(first.port))
        try:
            second.wait_until_it_says("Tables")
            assert second.end() == 0
        finally:
            second.sweep()
    finally:
        first.sweep()
        shutil.rmtree(data_dir)


def test_second_start_on_the_same_data_is_refused(running: Portal) -> None:
    second = Portal(running.data_dir)
    assert sentence(second) == (
        f"Le portail est déjà en marche dans {running.data_dir} : arrêtez-le d’abord (Ctrl-C), "
        "ou donnez un autre dossier par PORTAL_DATA_DIR."
    )
    assert running.answer() == 200


def test_busy_port_is_named(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        portal = start(PORT=str(taken.getsockname()[1]))
        assert sentence(portal) == (
            f"Le port {portal.port} est déjà pris : arrêtez le programme qui l’occupe, ou "
            f"choisissez-en un autre, par exemple « make run PORT={portal.port + 1} »."
        )


def test_unwritable_folder_is_named(folder: Path) -> None:
    closed = folder / "fermé"
    closed.mkdir(mode=0o555)
    portal = Portal(closed / "var", command=[*AS_ORDINARY_USER, *SERVE])
    assert sentence(portal) == (
        f"Impossible d’écrire dans le dossier {closed}/var : donnez-en le droit à cet "
        "utilisateur, ou changez la variable PORTAL_DATA_DIR (voir .env.example)."
    )


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x", "La variable DATABASE_URL n’est pas une adresse postgresql://"),
        ("postgresql://a:b@127.0.0.1:1/c", "La base de données de DATABASE_URL ne répond pas"),
        ("postgresql://a:b@127.0.0.1:x/c", "La base de données de DATABASE_URL ne répond pas"),
    ],
)
def test_useless_database_address_is_named(start: Start, url: str, said: str) -> None:
    assert sentence(start(DATABASE_URL=url)).startswith(said)


def test_refused_password_is_named(start: Start, tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "locked", throw_away=True) as server:
        (server.cluster / "pg_hba.conf").write_text("local all all scram-sha-256\n")
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("ALTER USER portail PASSWORD 'juste'")
            connection.execute("SELECT pg_reload_conf()")
        faulty = server.url.replace("portail@", "portail:faux@")
        wait_until(lambda: not accepts(faulty))
        said = sentence(start(DATABASE_URL=faulty))
        assert said.startswith("Le mot de passe ou le nom d’utilisateur de DATABASE_URL est refusé")
        assert "faux" not in said


def accepts(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"PORTAL_DEMONSTRATION": "non"}, "La variable PORTAL_SECRET_KEY est requise"),
        ({"PORTAL_SECRET_KEY": "court"}, "La variable PORTAL_SECRET_KEY est requise"),
        (
            REAL,
            "La variable PORTAL_HOSTS est requise",
        ),
        (
            {**REAL, "PORTAL_SMTP_URL": "http://relais"},
            "La variable PORTAL_SMTP_URL n’est pas une adresse smtp://",
        ),
        (
            {**REAL, "PORTAL_SMTP_URL": "smtp://relais"},
            "La variable PORTAL_MAIL_FROM est requise",
        ),
        ({"PORT": "80000"}, "La variable PORT est un nombre de 1 à 65535"),
        ({"PORTAL_DEMONSTRATION": "peut-être"}, "La variable PORTAL_DEMONSTRATION vaut"),
        ({"PORTAL_BIND": "192.0.2.1"}, "L’adresse PORTAL_BIND=192.0.2.1 n’est pas une adresse"),
    ],
)
def test_wrong_setting_is_named(start: Start, variables: dict[str, str], said: str) -> None:
    assert sentence(start(**variables)).startswith(said)


def test_ordinary_user_and_another_place(folder: Path, prepared: Path) -> None:
    """The code itself under a path with a space and an accent; for root, without its powers."""
    place = folder / "le portail"
    shutil.copytree(
        ROOT, place, ignore=shutil.ignore_patterns(".*", "var", "tests", "docs", "__pycache__")
    )
    shutil.copytree(prepared, place / "var")
    portal = Portal(place / "var", root=place, command=[*AS_ORDINARY_USER, *SERVE])
    try:
        assert portal.wait_until_ready().answer() == 200
        assert portal.end() == 0
        assert portal.living() == []
    finally:
        portal.sweep()


def test_killed_make_stops_everything(start: Start) -> None:
    portal = start(command=["make", "run"]).wait_until_ready()
    portal.process.kill()
    wait_until(lambda: not portal.living())


def test_a_form_too_large_is_answered(running: Portal) -> None:
    """A browser that still sends when the connection closes shows no answer."""
    address = f"http://127.0.0.1:{running.port}/compte/connexion/"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, data=b"login=" + b"a" * 12_000_000, timeout=60)
    with refused.value as page:
        title = re.findall("<title>(.*)</title>", page.read().decode())
    assert (refused.value.code, title) == (403, ["Formulaire expiré"])


def on_small_disk(folder: Path, size: str) -> Portal:
    small = Path(tempfile.mkdtemp(dir=folder)) / "var"
    small.mkdir()
    space = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    mount = f'mount -t tmpfs -o size={size} tmpfs "$PORTAL_DATA_DIR"'
    if subprocess.run([*space, "mount -t tmpfs tmpfs /mnt"], check=False).returncode:
        pytest.skip("this machine gives nobody a small disk to fill")
    return Portal(small, command=[*space, f'{mount} && exec "$0" "$@"', *SERVE])


@pytest.mark.parametrize("size", ["8m", "42m", "60m"])
def test_full_disk_is_named(folder: Path, size: str) -> None:
    """While the cluster is made, while its tables are, and while the server writes its journal."""
    portal = on_small_disk(folder, size)
    try:
        assert "plein : libérez de l’espace" in sentence(portal)
        assert portal.living() == []
    finally:
        portal.sweep()
