"""manage.py rebuild_timeline: derive the timeline anew from the rooms below."""

from typing import Any

from django.core.management.base import BaseCommand

from arbj_portal.core.typography import number_text, plural
from arbj_portal.timeline.models import TimelineEntry


class Command(BaseCommand):
    help = "Recompose la chronologie à partir de ce dont elle découle."

    def handle(self, *args: Any, **options: Any) -> None:
        count = TimelineEntry.objects.rebuild()
        self.stdout.write(
            f"Chronologie recomposée\xa0: {number_text(count)} inscription{plural(count)}."
        )
