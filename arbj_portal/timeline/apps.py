from django.apps import AppConfig


class TimelineConfig(AppConfig):
    name = "arbj_portal.timeline"
    label = "timeline"
    verbose_name = "chronologie"
