"""Which rows make the history of a meeting."""

from django.db.models import Q

from arbj_portal.core.history_pages import Source, events_of
from arbj_portal.core.models import Document
from meetings.models import (
    AgendaItem,
    AgendaItemDocument,
    Attendance,
    CarriedFollowUp,
    Comment,
    Convocation,
    Decision,
    Erratum,
    FollowUp,
    FollowUpPostponement,
    LeftOut,
    Meeting,
    MeetingDocument,
    MeetingObjective,
    Minutes,
    PersonalLink,
    PointProposal,
    Reply,
    SetAsideText,
    Stance,
    TemporaryExit,
)
from meetings.models.carrying import SOURCES
from meetings.versions import changes_told

FILE_FIELDS = frozenset({"file", "sha256", "size", "media_type", "uploaded_at", "uploaded_by"})
OWN = frozenset({"meeting"})


def meeting_history(meeting: Meeting) -> list[Source]:
    """The meeting and its parts; those taken away are found by the events they left."""
    own = Q(meeting=meeting.pk)
    points = events_of(AgendaItem).filter(own).values("pgh_obj")
    at_points = Q(agenda_item__in=points)
    people = events_of(Attendance).filter(own).values("pgh_obj")
    decisions = events_of(Decision).filter(at_points).values("pgh_obj")
    promised = events_of(FollowUp).filter(at_points).values("pgh_obj")
    attached = events_of(MeetingDocument).filter(own).values("document")
    files = events_of(Minutes).filter(own, document__isnull=False).values("document")
    of_points = events_of(AgendaItemDocument).filter(at_points).values("document")
    documents = Q(pgh_obj__in=attached) | Q(pgh_obj__in=files) | Q(pgh_obj__in=of_points)
    return [
        Source(
            Meeting,
            Q(pgh_obj=meeting.pk),
            untold=frozenset({"created_at", "created_by", "time_zone"}),
        ),
        Source(MeetingObjective, own, "{objective}", untold=frozenset({"meeting", "objective"})),
        Source(
            AgendaItem,
            own & changes_told(meeting),
            "{title}",
            untold=frozenset({"meeting", "notes_version", "notes_stretch"}),
        ),
        Source(AgendaItemDocument, at_points, "{document}", untold=frozenset({"document"})),
        Source(PointProposal, own, "{title}", untold=frozenset({"meeting", "proposed_at"})),
        Source(
            SetAsideText,
            at_points,
            "{agenda_item}",
            untold=frozenset({"agenda_item", "session", "set_aside_at"}),
        ),
        Source(Attendance, own, "{person}{guest_name}", untold=OWN),
        Source(
            TemporaryExit,
            Q(attendance__in=people),
            "{attendance}",
            untold=frozenset({"attendance"}),
        ),
        Source(Decision, at_points, "{number}", untold=frozenset({"agenda_item"})),
        Source(Stance, Q(decision__in=decisions), "{attendance}", untold=frozenset({"decision"})),
        Source(FollowUp, at_points, "{text}", untold=frozenset({"agenda_item"})),
        Source(
            FollowUpPostponement,
            Q(follow_up__in=promised),
            "{follow_up}",
            untold=frozenset({"follow_up", "postponed_at", "postponed_by"}),
        ),
        Source(
            CarriedFollowUp,
            at_points,
            "{follow_up}",
            untold=frozenset({"agenda_item", "follow_up"}),
        ),
        Source(
            LeftOut,
            own,
            "{carried_from}{adopts_minutes}{about_decision}{follow_up}",
            untold=frozenset({"meeting", *SOURCES}),
        ),
        Source(Minutes, own, untold=OWN),
        Source(Comment, Q(minutes=meeting.pk), "{agenda_item}", untold=frozenset({"minutes"})),
        Source(Convocation, own, "{words}", untold=frozenset({"meeting", "sequence", "sent_at"})),
        Source(PersonalLink, own, "{representative}", untold=OWN),
        Source(Erratum, Q(minutes=meeting.pk), "{agenda_item}", untold=frozenset({"minutes"})),
        Source(Reply, own, "{representative}", untold=OWN),
        Source(MeetingDocument, own, "{document}", untold=frozenset({"meeting", "document"})),
        Source(Document, documents, "{title}", untold=FILE_FIELDS),
    ]
