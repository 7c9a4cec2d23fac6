"""The process of what happens in the background: django-tasks' worker, and the mail."""

import logging
from threading import Event, Thread

from django.db import close_old_connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from arbj_portal.core.delivery import run_round

logger = logging.getLogger(__name__)

INTERVAL = 1  # seconds between two looks at a queue that was empty


class Postman(Thread):
    """Delivers what is due, beside the tasks: a slow server holds up no task, nor a task the mail.

    As a daemon it stops no reload of the code; asked to stop, it first ends its conversation.
    """

    def __init__(self) -> None:
        super().__init__(name="postman", daemon=True)
        self.stopping = Event()

    def __enter__(self) -> "Postman":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.join()

    def run(self) -> None:
        while not self.stopping.is_set():
            if not self.deliver():
                self.stopping.wait(INTERVAL)

    def deliver(self) -> int:
        """A round; what no message accounts for (the database is gone) is told and tried again."""
        close_old_connections()
        try:
            return run_round(self.stopping.is_set)
        except Exception:
            logger.exception("Mail could not be delivered")
            return 0
        finally:
            close_old_connections()


class BackgroundWorker(Worker):
    """The worker of every queue of tasks; while it runs, mail leaves."""

    def __init__(self, *, sends_mail: bool) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=INTERVAL,
            batch=False,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.sends_mail = sends_mail

    def run(self) -> None:
        if not self.sends_mail:
            super().run()
            return
        with Postman():
            super().run()
