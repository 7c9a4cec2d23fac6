"""Which documents a meeting opens to its readers."""

from typing import Any

from django.db.models import Q

from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Consultation,
    ConsultationDocument,
    Meeting,
    MeetingDocument,
    Minutes,
    MinutesRendering,
)


def attached_to_meetings(user: Any) -> Q:
    """What is attached to meetings, points and consultations one may see; papers of minutes."""
    attached = MeetingDocument.objects.filter(meeting__in=Meeting.objects.visible_to(user))
    of_points = AgendaItemDocument.objects.filter(
        agenda_item__in=AgendaItem.objects.visible_to(user)
    )
    readable = Minutes.objects.visible_to(user)
    files = readable.filter(document__isnull=False)
    papers = MinutesRendering.objects.filter(minutes__in=readable)
    asked = ConsultationDocument.objects.filter(
        consultation__in=Consultation.objects.visible_to(user)
    )
    return (
        Q(pk__in=asked.values("document"))
        | Q(pk__in=attached.values("document"))
        | Q(pk__in=of_points.values("document"))
        | Q(pk__in=files.values("document"))
        | Q(pk__in=papers.values("document"))
    )
