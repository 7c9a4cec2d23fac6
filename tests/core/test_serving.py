"""What a start prepares, and what it refuses; the processes themselves are in tests/faults."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from arbj_portal.core.environment import ConfigurationError
from arbj_portal.core.serving import assets, preparation, supervisor
from arbj_portal.core.serving.listening import listen, page_address
from arbj_portal.core.serving.processes import Child, stop
from tests.faults.portal import is_alive, wait_until

Called = list[str]
STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.fork()
time.sleep(60)
"""


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> Called:
    """The names of the commands that a preparation runs, which are not run."""
    names: Called = []

    def record(name: str, **options: object) -> None:
        names.append(name)

    monkeypatch.setattr(preparation, "call_command", record)
    monkeypatch.setattr(preparation, "run_apart", record)
    monkeypatch.setattr(assets, "call_command", record)
    return names


@pytest.fixture
def account(db: None) -> Callable[..., object]:
    return lambda email, **fields: get_user_model().objects.create(email=email, **fields)


def test_tables_are_up_to_date_once(db: None, called: Called) -> None:
    preparation.migrate()
    assert called == []


def test_tables_of_another_version_are_left_as_they_are(db: None) -> None:
    MigrationRecorder(connection).record_applied("meetings", "0999_of_tomorrow")
    told = r"^La base vient d’une autre version du portail \(meetings 0999_of_tomorrow\) : "
    with pytest.raises(ConfigurationError, match=told):
        preparation.migrate()


def test_demonstration_is_loaded_into_an_empty_portal(db: None, called: Called) -> None:
    preparation.load_demonstration()
    assert called == ["load_demo"]


def test_demonstration_is_loaded_once(called: Called, account: Callable[..., object]) -> None:
    account("quelquun@example.org")
    preparation.load_demonstration()
    assert called == []


def test_active_demonstration_account_is_refused(account: Callable[..., object]) -> None:
    account("quelquun@example.org")
    account("partenaire@portail.test", is_active=False)
    preparation.refuse_demonstration_accounts()
    account("coordination@portail.test")
    with pytest.raises(ConfigurationError) as refusal:
        preparation.refuse_demonstration_accounts()
    assert "(coordination@portail.test)" in str(refusal.value)


@pytest.fixture
def static_file(settings: LazySettings, tmp_path: Path) -> Path:
    """The one file that finders know, in a portal with its own data folder."""
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    file = tmp_path / "static" / "a.css"
    file.parent.mkdir()
    file.write_text("a {}")
    return file


def test_static_files_are_collected_when_they_change(static_file: Path, called: Called) -> None:
    assert assets.assets_changed()
    assets.collect_assets()
    assert called == ["collectstatic"]
    assert not assets.assets_changed()
    static_file.write_text("a { color: red }")
    assert assets.assets_changed()
    assets.collect_assets()
    assert not assets.assets_changed()
    static_file.with_name("b.css").touch()
    assert assets.assets_changed()


def test_interrupted_collection_is_done_again(
    static_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assets.assets_stamp().write_text(assets.fingerprint())

    def interrupted(*args: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(assets, "call_command", interrupted)
    with pytest.raises(KeyboardInterrupt):
        assets.collect_assets()
    assert assets.assets_changed()


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000"),
        ("0.0.0.0", "http://127.0.0.1:8000"),  # noqa: S104
        ("::", "http://[::1]:8000"),
    ],
)
def test_address_is_one_that_a_browser_opens(host: str, address: str) -> None:
    assert page_address(host, 8000) == address


def test_name_of_no_machine_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="PORTAL_BIND=nulle-part"):
        listen("nulle-part.invalid", 0)


def test_process_that_keeps_failing_is_started_ever_more_slowly(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now)
    child = Child("Un processus", ["-c", "raise SystemExit(1)"])
    delays = []
    for _ in range(3):
        child.start()
        assert child.process is not None
        child.process.wait()
        assert child.has_ended()
        assert not child.has_ended()
        delays.append(child.next_start - now)
        child.keep_alive()
        assert child.process is None
    assert delays == [1, 2, 4]
    child.failures = 50
    child.start()
    stop([child])
    assert child.has_ended()
    assert child.next_start - now == 30


def test_stubborn_process_is_ended_with_its_descendants(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arbj_portal.core.serving.processes.PATIENCE", 0.5)
    child = Child("Un processus", ["-c", STUBBORN])
    child.start()
    assert child.process is not None
    started = psutil.Process(child.process.pid)
    wait_until(started.children)
    family = [started, *started.children()]
    stop([child])
    wait_until(lambda: not any(is_alive(process) for process in family))


def test_demonstration_elsewhere_is_not_reset() -> None:
    """The tests' database is not the data folder's own."""
    with pytest.raises(ConfigurationError, match="Seule une démonstration"):
        call_command("reset_demo")


@pytest.mark.parametrize(
    ("mailers", "waits"),
    [
        (
            {},
            "Aucun serveur de courrier n’est réglé\xa0: "
            "les courriels attendent (PORTAL_SMTP_URL).\n",
        ),
        ({"default": {}}, ""),
    ],
)
def test_a_start_says_whether_mail_waits(
    settings: LazySettings, capsys: pytest.CaptureFixture[str], mailers: dict, waits: str
) -> None:
    settings.DEMONSTRATION = False
    settings.MAILERS = mailers
    supervisor.announce("http://127.0.0.1:8000", 1.24)
    assert capsys.readouterr().out == (
        "\nLe portail répond à http://127.0.0.1:8000 (prêt en 1,2 s).\n"
        f"{waits}Ctrl-C arrête tout.\n\n"
    )
