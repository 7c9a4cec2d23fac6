from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "arbj_portal.demo"
    label = "demo"
    verbose_name = "démonstration"
