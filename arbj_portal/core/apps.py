from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "arbj_portal.core"
    label = "core"
    verbose_name = "socle"
