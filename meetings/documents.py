"""Which documents a meeting opens to its readers."""

from typing import Any

from django.db.models import Q

from meetings.models import (
    Consultation,
    ConsultationDocument,
    Meeting,
    MeetingDocument,
    Minutes,
    MinutesRendering,
)


def attached_to_meetings(user: Any) -> Q:
    """What is attached to meetings and consultations one may see; what minutes one may read."""
    attached = MeetingDocument.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    readable = Minutes.objects.visible_to(user)
    files = readable.filter(document__isnull=False)
    papers = MinutesRendering.objects.filter(minutes__in=readable)
    asked = ConsultationDocument.objects.filter(
        consultation__in=Consultation.objects.visible_to(user)
    )
    return (
        Q(pk__in=asked.values("document"))
        | Q(pk__in=attached.values("document"))
        | Q(pk__in=files.values("document"))
        | Q(pk__in=papers.values("document"))
    )
