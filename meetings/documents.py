"""Which documents a meeting opens to its readers."""

from typing import Any

from django.db.models import Q

from meetings.models import (
    AgendaItemDocument,
    Consultation,
    ConsultationDocument,
    MeetingDocument,
    Minutes,
    MinutesRendering,
)
from meetings.models.agenda import point_open_to
from meetings.models.meetings import meeting_open_to
from meetings.models.minutes import minutes_open_to


def attached_to_meetings(user: Any) -> Q:
    """What is attached to meetings, points and consultations one may see; papers of minutes."""
    attached = MeetingDocument.objects.filter(meeting_open_to(user, "meeting__"))
    of_points = AgendaItemDocument.objects.filter(point_open_to(user, "agenda_item__"))
    files = Minutes.objects.visible_to(user).filter(document__isnull=False)
    papers = MinutesRendering.objects.filter(
        minutes_open_to(user, meeting="minutes__meeting__", minutes="minutes__")
    )
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
