"""Meetings: who came, what was said and decided, what must follow, and the minutes."""

from meetings.models.agenda import AgendaItem, AgendaItemDocument, Section
from meetings.models.agenda_models import AgendaModel, AgendaModelItem
from meetings.models.attendance import Attendance, TemporaryExit
from meetings.models.carrying import CarriedFollowUp, LeftOut
from meetings.models.chasing import FollowUpLink, FollowUpPostponement, FollowUpReminder
from meetings.models.consultations import (
    Consultation,
    ConsultationAnswer,
    ConsultationDocument,
    ConsultationLink,
)
from meetings.models.convocations import Convocation, MeetingMessage, PersonalLink
from meetings.models.decisions import Decision
from meetings.models.errata import Erratum
from meetings.models.follow_ups import FollowUp
from meetings.models.meetings import Meeting, MeetingDocument, MeetingObjective, Reply
from meetings.models.minutes import Comment, Minutes
from meetings.models.notes import EditingSession, SetAsideText
from meetings.models.projets import ProjetMessage
from meetings.models.proposals import PointProposal
from meetings.models.renderings import MinutesRendering
from meetings.models.stances import Stance

__all__ = [
    "AgendaItem",
    "AgendaItemDocument",
    "AgendaModel",
    "AgendaModelItem",
    "Attendance",
    "CarriedFollowUp",
    "Comment",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationDocument",
    "ConsultationLink",
    "Convocation",
    "Decision",
    "EditingSession",
    "Erratum",
    "FollowUp",
    "FollowUpLink",
    "FollowUpPostponement",
    "FollowUpReminder",
    "LeftOut",
    "Meeting",
    "MeetingDocument",
    "MeetingMessage",
    "MeetingObjective",
    "Minutes",
    "MinutesRendering",
    "PersonalLink",
    "PointProposal",
    "ProjetMessage",
    "Reply",
    "Section",
    "SetAsideText",
    "Stance",
    "TemporaryExit",
]
