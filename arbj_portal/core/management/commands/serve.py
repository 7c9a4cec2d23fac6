"""The whole portal from one command: database, web server and background worker."""

from typing import Any

from django.core.management.base import BaseCommand

from arbj_portal.core.serving.supervisor import serve


class Command(BaseCommand):
    help = "Met le portail en marche : base de données, serveur web, tâches de fond."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        serve()
