"""A third meeting, called for some weeks from now: fictitious."""

from datetime import time

from arbj_portal.core.roles import Visibility
from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.minutes import add_point
from arbj_portal.demo.data.people import People
from arbj_portal.demo.dates import Dates
from meetings.actions import convene_meeting
from meetings.models import AgendaItem, Meeting, Reply
from members.models import Committee, User


def make_next_meeting(
    committee: Committee, agreements: Agreements, people: People, dates: Dates, *, by: User
) -> None:
    """Called by the portal itself: its messages are to be read under « Courriels »."""
    meeting = Meeting.objects.create(
        committee=committee,
        agreement=agreements.hoped_for,
        title="Troisième rencontre de la Table",
        mode=Meeting.Mode.HYBRID,
        date=dates.next_meeting,
        starts_at=time(13, 30),
        ends_at=time(16),
        place="Salle de l’Association des familles de la taïga, Matagami",
        link="https://visio.portail.test/table",
        visibility=Visibility.PUBLIC,
        is_demonstration=True,
    )
    points = (
        ("Ouverture de la séance et adoption de l’ordre du jour", AgendaItem.Kind.DECISION, 10),
        ("Adoption du procès-verbal de la deuxième rencontre", AgendaItem.Kind.DECISION, 10),
        ("Réponses aux invitations", AgendaItem.Kind.INFORMATION, 30),
        ("Choix des priorités communes", AgendaItem.Kind.DECISION, 75),
        ("Tour de table et prochaine rencontre", AgendaItem.Kind.INFORMATION, 25),
    )
    for position, (title, kind, minutes_planned) in enumerate(points, start=1):
        add_point(meeting, position, title, kind=kind, minutes_planned=minutes_planned)
    convene_meeting(by=by, meeting=meeting, version=meeting.version)
    Reply.objects.create(
        meeting=meeting, representative=people.sawmill, answer=Reply.Answer.PRESENT
    )
    Reply.objects.create(
        meeting=meeting,
        representative=people.health,
        answer=Reply.Answer.REMOTE,
        note="Je me joindrai à distance à partir de 14 h.",
    )
