from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "arbj_portal.reports"
    label = "reports"
    verbose_name = "reddition de comptes"
