"""Which documents a meeting opens to its readers."""

from typing import Any

from django.db.models import Q

from meetings.models import Meeting, MeetingDocument, Minutes


def attached_to_meetings(user: Any) -> Q:
    """What is attached to a meeting one may see, and the file of minutes one may read."""
    attached = MeetingDocument.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    minutes = Minutes.objects.visible_to(user).filter(document__isnull=False)
    return Q(pk__in=attached.values("document")) | Q(pk__in=minutes.values("document"))
