"""Meetings: who came, what was said and decided, what must follow, and the minutes."""

from meetings.models.agenda import AgendaItem, AgendaItemDocument, Section
from meetings.models.agenda_models import AgendaModel, AgendaModelItem
from meetings.models.attendance import Attendance
from meetings.models.convocations import Convocation, MeetingMessage, PersonalLink
from meetings.models.decisions import Decision, FollowUp
from meetings.models.errata import Erratum
from meetings.models.meetings import Meeting, MeetingDocument, MeetingObjective, Reply
from meetings.models.minutes import Comment, Minutes
from meetings.models.notes import EditingSession, SetAsideText
from meetings.models.proposals import PointProposal
from meetings.models.renderings import MinutesRendering

__all__ = [
    "AgendaItem",
    "AgendaItemDocument",
    "AgendaModel",
    "AgendaModelItem",
    "Attendance",
    "Comment",
    "Convocation",
    "Decision",
    "EditingSession",
    "Erratum",
    "FollowUp",
    "Meeting",
    "MeetingDocument",
    "MeetingMessage",
    "MeetingObjective",
    "Minutes",
    "MinutesRendering",
    "PersonalLink",
    "PointProposal",
    "Reply",
    "Section",
    "SetAsideText",
]
