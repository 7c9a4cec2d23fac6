"""The background's process: tasks and mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.autoreload import run_with_reloader

from arbj_portal.core.serving.background import BackgroundWorker


class Command(BaseCommand):
    help = "Exécute les tâches de fond et remet les courriels; « serve » le lance."

    def handle(self, **options: Any) -> None:
        worker = BackgroundWorker(sends_mail=bool(settings.MAILERS))
        if settings.DEBUG:
            run_with_reloader(worker.run)
        else:
            worker.configure_signals()
            worker.run()
