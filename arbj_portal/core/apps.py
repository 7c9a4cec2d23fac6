from django.apps import AppConfig
from django.db.models import fields


class CoreConfig(AppConfig):
    name = "arbj_portal.core"
    label = "core"
    verbose_name = "socle"

    def ready(self) -> None:
        """What a list says while nothing is chosen, in every form."""
        fields.BLANK_CHOICE_LABEL = "Choisir…"
