"""A third meeting, called for some weeks from now: fictitious."""

from datetime import time, timedelta

from django.utils import timezone

from arbj_portal.core.roles import Visibility
from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.minutes import add_point
from arbj_portal.demo.data.people import People
from arbj_portal.demo.dates import Dates
from meetings.actions import convene_meeting
from meetings.models import AgendaItem, Meeting, PointProposal, Reply, Section
from members.models import Committee, User


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
    information, decision = AgendaItem.Kind.INFORMATION, AgendaItem.Kind.DECISION
    points = (
        (
            "Ouverture de la séance et adoption de l’ordre du jour",
            decision,
            10,
            Section.AGENDA,
            people.chair,
        ),
        (
            "Adoption du procès-verbal de la deuxième rencontre",
            decision,
            10,
            Section.PREVIOUS_MINUTES,
            people.coordination,
        ),
        ("Réponses aux invitations", information, 30, Section.INFORMATION, people.coordination),
        ("Choix des priorités communes", decision, 75, Section.DECISION, people.chair),
        ("Tour de table et prochaine rencontre", information, 25, Section.ROUND_TABLE, None),
    )
    for position, (title, kind, minutes_planned, section, mandate) in enumerate(points, start=1):
        add_point(
            meeting,
            position,
            title,
            kind=kind,
            minutes_planned=minutes_planned,
            section=section,
            presenter=mandate.person if mandate else None,
        )
    convene_meeting(
        by=by,
        meeting=meeting,
        version=meeting.version,
        proposals_until=dates.next_meeting - timedelta(days=7),
    )
    propose_points(meeting, people, by)
    Reply.objects.create(
        meeting=meeting, representative=people.sawmill, answer=Reply.Answer.PRESENT
    )
    Reply.objects.create(
        meeting=meeting,
        representative=people.health,
        answer=Reply.Answer.REMOTE,
        note="Je me joindrai à distance à partir de 14 h.",
    )


def propose_points(meeting: Meeting, people: People, by: User) -> None:
    """One that waits for an answer, and the partner’s, which had its answer."""
    PointProposal.objects.create(
        meeting=meeting,
        representative=people.families,
        title="Places en garderie pour les familles qui arrivent",
        reason="Trois familles ont repoussé leur arrivée, faute de place. Nous aimerions savoir "
        "ce que vivent les autres localités.",
        minutes_wanted=15,
        is_demonstration=True,
    )
    PointProposal.objects.create(
        meeting=meeting,
        representative=people.partner,
        title="Visite du centre de formation",
        reason="Le centre peut recevoir la Table le matin même.",
        proposed_by=people.partner.person.user,
        state=PointProposal.State.DECLINED,
        answer="La matinée est déjà prise; gardons l’idée pour la rencontre suivante.",
        answered_at=timezone.now(),
        answered_by=by,
        is_demonstration=True,
    )
