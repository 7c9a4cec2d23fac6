"""What a start prepares, step by step, and what it refuses."""

import subprocess
import sys

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from arbj_portal.core.environment import ConfigurationError
from arbj_portal.core.serving import assets
from arbj_portal.core.serving.console import say

DEMONSTRATION_DOMAIN = "@portail.test"


def prepare() -> None:
    """Bring tables, static files and the demonstration up to date."""
    migrate()
    if settings.DEMONSTRATION:
        load_demonstration()
    else:
        refuse_demonstration_accounts()
    if not settings.DEBUG and assets.assets_changed():
        say("Fichiers statiques : préparation…")
        assets.collect_assets()


def migrate() -> None:
    executor = MigrationExecutor(connection)
    refuse_other_versions(executor.loader)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(f"Tables : {len(plan)} migrations à appliquer…")
        call_command("migrate", interactive=False, verbosity=0)


def refuse_other_versions(loader: MigrationLoader) -> None:
    """Tables of another version of the portal are left as they are, rather than half changed."""
    ours = {config.label for config in apps.get_app_configs() if "site-packages" not in config.path}
    unknown = {*loader.applied_migrations} - {*loader.disk_migrations}
    if missing := sorted(key for key in unknown if key[0] in ours):
        raise ConfigurationError(
            f"La base vient d’une autre version du portail ({' '.join(missing[0])}) : "
            "reprenez cette version, ou partez d’une base vide (PORTAL_DATA_DIR ou DATABASE_URL; "
            "pour une démonstration, « make demo-reset »)."
        )


def load_demonstration() -> None:
    """Once: a portal that has an account already is left as it is."""
    if not get_user_model().objects.exists():
        say("Démonstration : chargement…")
        run_apart("load_demo")


def run_apart(name: str) -> None:
    """Run a command in a process of its own, and end with it where it failed: it said why.

    What typst starts to set papers does not survive the fork of the web server's workers: they
    would wait for it for ever.
    """
    command = [sys.executable, "manage.py", name, "--verbosity=0"]
    if status := subprocess.run(command, cwd=settings.BASE_DIR, check=False).returncode:  # noqa: S603 (ours)
        sys.exit(status)


def refuse_demonstration_accounts() -> None:
    accounts = get_user_model().objects.filter(email__endswith=DEMONSTRATION_DOMAIN, is_active=True)
    if names := ", ".join(accounts.values_list("email", flat=True)):
        raise ConfigurationError(
            f"Des comptes de démonstration sont actifs ({names}) : désactivez-les, ou partez "
            "d’une base vide (PORTAL_DATA_DIR ou DATABASE_URL)."
        )
