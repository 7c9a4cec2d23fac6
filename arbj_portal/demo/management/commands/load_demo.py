"""manage.py load_demo"""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from arbj_portal.core.models import Portal
from arbj_portal.demo.data.portal import ADMINISTRATION, COORDINATION, PARTNER, PASSWORD
from arbj_portal.demo.loading import load_demonstration
from members.models import User


class Command(BaseCommand):
    help = "Charge les données de démonstration dans un portail vide."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError(
                "Ce portail n’est pas une démonstration : PORTAL_DEMONSTRATION=oui la permet "
                "(voir .env.example)."
            )
        if User.objects.filter(email=COORDINATION).exists():
            said = "La démonstration est déjà chargée : rien n’a changé."
        elif User.objects.exists() or Portal.objects.exists():
            said = "Le portail contient déjà des données : la démonstration n’y est pas chargée."
        else:
            load_demonstration()
            accounts = ", ".join((COORDINATION, PARTNER, ADMINISTRATION))
            said = f"Démonstration chargée. Comptes : {accounts}; mot de passe : {PASSWORD}."
        if options["verbosity"]:
            self.stdout.write(said)
