"""gunicorn, in the process that prepared the portal: every app is loaded once."""

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi

from arbj_portal.core.serving.processes import end_with_parent

MEMORY = Path("/dev/shm")  # noqa: S108 (gunicorn's heartbeat must not wait for a disk)
PIECE, LARGEST_UNREAD = 2**16, 2**26  # bytes


def end_with_master(server: Any, worker: Any) -> None:
    """A worker whose master was killed would keep the port."""
    end_with_parent(signal.SIGKILL)


SETTINGS = {
    "worker_class": "gthread",
    "workers": 2,
    "threads": 4,
    "preload_app": True,
    "timeout": 60,
    "graceful_timeout": 10,
    "keepalive": 5,
    "worker_tmp_dir": str(MEMORY) if MEMORY.is_dir() else None,
    "control_socket_disable": True,
    "limit_request_line": 8190,
    "loglevel": "warning",
    "post_fork": end_with_master,
}


def read_to_the_end(application: Callable[..., Any]) -> Callable[..., Any]:
    """Read what a refused request still sends: its browser would show no answer else."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        response = application(environ, start_response)
        for _ in range(LARGEST_UNREAD // PIECE):
            if not environ["wsgi.input"].read(PIECE):
                break
        return response

    return answer


class WebServer(BaseApplication):
    def __init__(self, bind: str) -> None:
        self.bind = bind
        wsgi.SERVER = "portail"  # no setting hides the name of the software
        super().__init__()

    def load_config(self) -> None:
        for name, value in {**SETTINGS, "bind": self.bind}.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        get_resolver().url_patterns  # noqa: B018 (loads every view before the workers part)
        return read_to_the_end(get_wsgi_application())
