"""The demonstration started over: its database and its documents are deleted."""

import shutil
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from arbj_portal.core.embedded import EmbeddedPostgres
from arbj_portal.core.environment import ConfigurationError
from arbj_portal.core.serving.console import say
from arbj_portal.core.serving.locks import hold_run


class Command(BaseCommand):
    help = "Efface les données de la démonstration; la prochaine mise en marche les recharge."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        server = EmbeddedPostgres(settings.DATA_DIR)
        own = settings.DATABASES["default"]["HOST"] == str(server.sockets)
        if not (settings.DEMONSTRATION and own):
            raise ConfigurationError(
                "Seule une démonstration qui a sa propre base de données peut être "
                "recommencée : retirez DATABASE_URL et PORTAL_DEMONSTRATION, ou videz "
                "la base vous-même."
            )
        with hold_run(settings.DATA_DIR), server.alone():
            shutil.rmtree(server.cluster, ignore_errors=True)
            shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
        say("La démonstration est effacée ; « make run » la recharge.")
