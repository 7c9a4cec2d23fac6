"""The web server's process: prepares the portal, then answers."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from arbj_portal.core.serving.preparation import prepare
from arbj_portal.core.serving.web_server import WebServer


class Command(BaseCommand):
    help = "Serveur web du portail; « serve » le lance, avec la base de données."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("bind", help="adresse:port, ou fd://N d’une prise déjà ouverte")

    def handle(self, *, bind: str, **options: Any) -> None:
        prepare()
        connection.close()
        # The pool's threads would not survive the workers' fork.
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's alone
        if settings.DEBUG:
            call_command("runserver", bind)
        else:
            WebServer(bind).run()
