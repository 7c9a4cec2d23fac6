"""A third meeting, called for some weeks from now: fictitious."""

from datetime import time

from arbj_portal.core.roles import Visibility
from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.minutes import add_point
from arbj_portal.demo.data.people import People
from arbj_portal.demo.dates import Dates
from meetings.actions import convene_meeting
from meetings.models import AgendaItem, Meeting, Reply, Section
from members.models import Committee, User

KINDS = {
    Section.INFORMATION: AgendaItem.Kind.INFORMATION,
    Section.ROUND_TABLE: AgendaItem.Kind.INFORMATION,
}


def make_next_meeting(
    committee: Committee, agreements: Agreements, people: People, dates: Dates, *, by: User
) -> None:
    """Called by the portal itself: its messages are to be read under « Courriels ».

    What the second meeting left open stands on its agenda by itself.
    """
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
        ("Ouverture de la séance et adoption de l’ordre du jour", Section.OPENING, 10),
        ("Adoption du procès-verbal de la deuxième rencontre", Section.PREVIOUS_MINUTES, 10),
        ("Réponses aux invitations", Section.INFORMATION, 30),
        ("Choix des priorités communes", Section.DECISION, 75),
        ("Tour de table et prochaine rencontre", Section.ROUND_TABLE, 25),
    )
    for position, (title, section, minutes_planned) in enumerate(points, start=1):
        add_point(
            meeting,
            position,
            title,
            kind=KINDS.get(section, AgendaItem.Kind.DECISION),
            section=section,
            minutes_planned=minutes_planned,
        )
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
