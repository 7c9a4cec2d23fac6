"""The process of what happens in the background: django-tasks' worker, mail, daily tasks."""

import logging
from contextlib import ExitStack
from threading import Event, Thread
from typing import Self

from django.db import close_old_connections
from django.tasks import DEFAULT_TASK_BACKEND_ALIAS
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from arbj_portal.core.daily import Calendar
from arbj_portal.core.delivery import run_round

logger = logging.getLogger(__name__)

MINUTE = 60
INTERVAL = 1  # seconds between two looks at a queue that was empty


class Helper(Thread):
    """Works beside the tasks, until it is asked to stop; it first ends what it has begun.

    As a daemon it stops no reload of the code.
    """

    def __init__(self) -> None:
        super().__init__(name=type(self).__name__.lower(), daemon=True)
        self.stopping = Event()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self.join()


class Postman(Helper):
    """Delivers what is due: a slow server holds up no task, nor a task the mail."""

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


class Clerk(Helper):
    """Sees to what is done once a day."""

    def run(self) -> None:
        calendar = Calendar()
        while not self.stopping.is_set():
            self.look_at(calendar)
            self.stopping.wait(MINUTE)

    def look_at(self, calendar: Calendar) -> None:
        close_old_connections()
        try:
            calendar.tick()
        finally:
            close_old_connections()


class BackgroundWorker(Worker):
    """The worker of every queue of tasks; while it runs, days are seen to and mail leaves."""

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
        with ExitStack() as helpers:
            helpers.enter_context(Clerk())
            if self.sends_mail:
                helpers.enter_context(Postman())
            super().run()
