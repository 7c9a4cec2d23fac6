"""Which run of the portal owns a data folder; the kernel drops these locks with their holders."""

import fcntl
import time
from pathlib import Path
from typing import IO

from arbj_portal.core.environment import ConfigurationError

PATIENCE = 20  # seconds for the web processes of a killed run to end


def hold_run(data_dir: Path) -> IO[bytes]:
    """The lock of the one run of a data folder; closing it gives it up."""
    held = (data_dir / "serve.lock").open("wb")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise ConfigurationError(
            f"Le portail est déjà en marche dans {data_dir} : arrêtez-le d’abord (Ctrl-C), "
            "ou donnez un autre dossier par PORTAL_DATA_DIR."
        ) from None
    return held


def hold_web(data_dir: Path) -> IO[bytes]:
    """A lock that the web processes inherit: it is free once the last of an earlier run ended."""
    held = (data_dir / "web.lock").open("wb")
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                held.close()
                raise ConfigurationError(
                    f"Le serveur web d’une exécution précédente de {data_dir} ne s’arrête pas : "
                    "terminez les processus « manage.py web » de cet utilisateur."
                ) from None
            time.sleep(0.2)
        else:
            return held
