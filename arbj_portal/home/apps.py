from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "arbj_portal.home"
    label = "home"
    verbose_name = "accueil"
