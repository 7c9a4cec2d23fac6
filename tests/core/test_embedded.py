"""The embedded server: started once, shared, stopped by the last, never left behind."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from arbj_portal.core.embedded import EmbeddedPostgres, embedded_url, guard, server
from arbj_portal.core.environment import ConfigurationError
from tests.embedded_database import memory_folder
from tests.faults.portal import is_alive, wait_until

USER_OF_A_SERVER = """
import sys, time
from pathlib import Path
from arbj_portal.core.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), throw_away=True):
    print("started", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A folder whose path is much longer than a socket's may be."""
    memory = memory_folder()
    folder = memory / ("données de l’été " * 8)
    yield folder
    shutil.rmtree(memory)
    postgres = EmbeddedPostgres(folder)
    assert not postgres.is_running()
    assert not postgres.sockets.exists()


def query(url: str) -> object:
    with psycopg.connect(url) as connection:
        (value,) = connection.execute("SELECT lower('ÉTÉ') || current_database()").fetchone() or ()
        return value


def start_elsewhere(data_dir: Path) -> subprocess.Popen[str]:
    """Another process that uses the server of a data folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", USER_OF_A_SERVER, str(data_dir)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as output:
        assert output.readline() == "started\n"
    return process


def test_address_is_pure_and_short(tmp_path: Path) -> None:
    folder = tmp_path / "absent"
    assert embedded_url(folder) == embedded_url(folder) != embedded_url(tmp_path)
    assert len(str(server.socket_folder(folder / ("long" * 100)))) < 40
    assert not folder.exists()


def test_server_keeps_its_data(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        assert query(postgres.url) == "étéportail"
        with psycopg.connect(postgres.url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    with EmbeddedPostgres(data_dir) as postgres, psycopg.connect(postgres.url) as connection:
        assert connection.execute("SELECT number FROM kept").fetchall() == [(1,)]


def test_thrown_away_server_leaves_no_folder(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        query(postgres.url)
    assert not data_dir.exists()


def test_server_listens_to_its_owner_alone(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        assert postgres.sockets.stat().st_mode & 0o777 == 0o700
        with psycopg.connect(postgres.url) as connection:
            assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_last_user_stops_the_server(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as first:
        started = guard.find_postmaster(first.cluster, first.sockets)
        with EmbeddedPostgres(data_dir) as second:
            assert guard.find_postmaster(second.cluster, second.sockets) == started
        query(first.url)
    assert started is not None
    assert not is_alive(started)


def test_killed_user_leaves_the_server_to_the_others(data_dir: Path) -> None:
    elsewhere = start_elsewhere(data_dir)
    with EmbeddedPostgres(data_dir) as postgres:
        elsewhere.kill()
        elsewhere.wait()
        time.sleep(0.2)
        query(postgres.url)


@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM])
def test_guard_ends_the_server_of_a_killed_user(data_dir: Path, sent: signal.Signals) -> None:
    elsewhere = start_elsewhere(data_dir)
    postgres = EmbeddedPostgres(data_dir)
    started = guard.find_postmaster(postgres.cluster, postgres.sockets)
    assert started is not None
    elsewhere.send_signal(sent)
    elsewhere.wait()
    wait_until(lambda: not is_alive(started))
    wait_until(lambda: not data_dir.exists())


def test_orphaned_server_is_adopted(data_dir: Path) -> None:
    """Its user and its guard were both killed."""
    elsewhere = start_elsewhere(data_dir)
    for process in psutil.Process(elsewhere.pid).children():
        if "guard.py" in " ".join(process.cmdline()):
            process.kill()
    elsewhere.kill()
    elsewhere.wait()
    with EmbeddedPostgres(data_dir) as postgres:
        assert postgres.process is None
        query(postgres.url)


def test_killed_server_starts_again(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        killed = guard.find_postmaster(postgres.cluster, postgres.sockets)
        assert killed is not None
        killed.kill()
        wait_until(lambda: not postgres.is_running())
        postgres.ensure_running()
        query(postgres.url)


def test_server_of_a_deleted_folder_is_replaced(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        postgres.cluster.rename(data_dir / "elsewhere")
        postgres.ensure_running()
        assert query(postgres.url) == "étéportail"


def test_half_made_cluster_is_made_again(data_dir: Path) -> None:
    half = data_dir / "postgresql.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        query(postgres.url)


def test_lock_file_of_a_stranger_harms_nobody(data_dir: Path) -> None:
    """A killed server's lock file may name a process that has nothing to do with it."""
    postgres = EmbeddedPostgres(data_dir, throw_away=True)
    postgres.sockets.mkdir(mode=0o700)
    lock = postgres.sockets / ".s.PGSQL.5432.lock"
    lock.write_text(f"{os.getpid()}\n{postgres.cluster}\n")
    guard.stop_postmaster(postgres.cluster, postgres.sockets)
    assert not postgres.is_running()
    lock.unlink()
    postgres.sockets.rmdir()


def test_cluster_of_another_version_is_refused(data_dir: Path) -> None:
    cluster = data_dir / "postgresql"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    with (
        pytest.raises(ConfigurationError, match="viennent de PostgreSQL 9"),
        EmbeddedPostgres(data_dir),
    ):
        pass


def test_broken_cluster_is_told_in_one_line(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with EmbeddedPostgres(data_dir) as postgres:
        pass
    (postgres.cluster / "postgresql.conf").write_text("shared_buffers = beaucoup\n")
    monkeypatch.setattr(server, "START_PATIENCE", 0)
    with pytest.raises(ConfigurationError) as refusal, postgres:
        pass
    assert "ne démarre pas" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_socket_folder_of_somebody_else_is_refused(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets = server.socket_folder(data_dir)
    sockets.symlink_to(data_dir.parent)
    with pytest.raises(ConfigurationError, match="appartient à quelqu’un d’autre"):
        server.prepare_private_folder(sockets)
    sockets.unlink()
    sockets.mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    with pytest.raises(ConfigurationError, match="appartient à quelqu’un d’autre"):
        server.prepare_private_folder(sockets)
    sockets.rmdir()


def test_files_are_for_the_one_who_is_alone(data_dir: Path) -> None:
    with EmbeddedPostgres(data_dir, throw_away=True) as postgres:
        with (
            pytest.raises(ConfigurationError, match="Une commande emploie encore"),
            postgres.alone(),
        ):
            pass
        query(postgres.url)
    data_dir.mkdir()
    with postgres.alone():
        pass


@pytest.fixture
def no_namespace(monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root has to become somebody else")
    monkeypatch.setattr(server, "NAMESPACE", ["false"])


def test_root_becomes_nobody_without_namespaces(no_namespace: None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        for _ in range(2):
            with EmbeddedPostgres(Path(folder)) as postgres:
                query(postgres.url)
                assert postgres.cluster.stat().st_uid == server.NOBODY
                assert postgres.process is not None
                assert psutil.Process(postgres.process.pid).uids().real == server.NOBODY


def test_root_is_told_of_a_folder_out_of_reach(no_namespace: None, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with (
        pytest.raises(ConfigurationError, match="ne peut pas tourner comme root"),
        EmbeddedPostgres(tmp_path),
    ):
        pass
