"""A second meeting, some weeks ago, with its projet of minutes: fictitious."""

from datetime import time

from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.minutes import (
    Attendances,
    add_point,
    agree,
    attend,
    follow,
    resolve,
)
from arbj_portal.demo.data.people import People
from arbj_portal.demo.dates import Dates
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting, Minutes
from members.models import Committee


def make_second_meeting(
    committee: Committee, agreements: Agreements, people: People, dates: Dates
) -> Decision:
    """Returns its decision to adopt the minutes of the first meeting."""
    meeting = Meeting.objects.create(
        committee=committee,
        agreement=agreements.hoped_for,
        number=2,
        title="Reprise des travaux de la Table",
        mode=Meeting.Mode.HYBRID,
        date=dates.last_meeting,
        starts_at=time(9),
        ends_at=time(11, 45),
        opened_at=time(9),
        adjourned_at=time(11, 45),
        place="Centre de formation des Épinettes, Chibougamau",
        status=Meeting.Status.HELD,
        is_demonstration=True,
    )
    there = attend(
        meeting,
        present=[people.chair, people.coordination, people.partner, people.sawmill],
        remote=[people.families, people.adviser],
        excused=[people.health],
    )
    there[people.sawmill].exits.create(
        left_at=time(10), returned_at=time(10, 20), is_demonstration=True
    )
    Attendance.objects.create(
        meeting=meeting,
        guest_name="Solène Beaumier-Kanté",
        guest_organization="Association des familles de la taïga",
        arrived_at=time(10, 15),
        is_demonstration=True,
    )
    adoption = add_opening(meeting, people, there)
    add_discussions(meeting, agreements, people, dates)
    add_closed_session(meeting, people, dates)
    add_point(
        meeting,
        7,
        "Besoins de logement dans les localités",
        kind=AgendaItem.Kind.DISCUSSION,
        presenter=people.sawmill.person,
        outcome=AgendaItem.Outcome.POSTPONED,
    )
    add_point(
        meeting,
        8,
        "Prochaine rencontre et levée de la séance",
        "La prochaine rencontre aura lieu à Matagami et à distance. La séance est levée à 11 h 45.",
        presenter=people.chair.person,
    )
    Minutes.objects.create(
        meeting=meeting,
        state=Minutes.State.PROPOSED,
        comments_until=dates.in_days(10),
        is_demonstration=True,
    )
    return adoption


def add_opening(meeting: Meeting, people: People, there: Attendances) -> Decision:
    """The first three points; returns the decision that adopts the earlier minutes."""
    opening = add_point(
        meeting,
        1,
        "Ouverture de la séance et adoption de l’ordre du jour",
        "La présidence ouvre la séance à 9 h et rappelle que la Table ne s’était pas réunie "
        "depuis longtemps.",
        kind=AgendaItem.Kind.DECISION,
        presenter=people.chair.person,
    )
    resolve(
        opening,
        1,
        "D’ADOPTER l’ordre du jour en y ajoutant, au tour de table, les besoins de logement.",
        moved_by=there[people.sawmill],
        seconded_by=there[people.families],
    )
    earlier_minutes = add_point(
        meeting,
        2,
        "Adoption du procès-verbal du 29 mai 2014",
        "Le procès-verbal a été transmis aux membres avec la convocation. Personne ne demande de "
        "correction.",
        kind=AgendaItem.Kind.DECISION,
        presenter=people.coordination.person,
    )
    decision = resolve(
        earlier_minutes,
        2,
        "D’ADOPTER le procès-verbal de la rencontre du 29 mai 2014 tel qu’il a été transmis.",
        moved_by=there[people.partner],
        seconded_by=there[people.sawmill],
    )
    add_point(
        meeting,
        3,
        "Suivis au procès-verbal",
        "Les suivis de la première rencontre ont été faits.",
        presenter=people.coordination.person,
    )
    return decision


def add_discussions(meeting: Meeting, agreements: Agreements, people: People, dates: Dates) -> None:
    invitations = add_point(
        meeting,
        4,
        "Organismes à inviter à la Table",
        "La Table veut s’ouvrir à trois catégories d’acteurs. Chaque membre nommera ceux qu’il "
        "connaît dans sa localité.",
        kind=AgendaItem.Kind.DISCUSSION,
        presenter=people.coordination.person,
    )
    for position, title, notes in (
        (1, "Du côté de la migration", "Deux organismes de Chibougamau sont mentionnés."),
        (2, "Du côté de la rétention", "À compléter par les membres de chaque localité."),
        (3, "Du côté des affaires", "La scierie offre de faire le premier appel à Chapais."),
    ):
        add_point(meeting, position, title, notes, parent=invitations)
    agreed = agree(
        invitations,
        3,
        "La coordination écrit aux organismes que les membres auront nommés, avant la prochaine "
        "rencontre.",
    )
    partner = people.partner.person
    for text, person, due_on, status in (
        (
            "Nommer deux organismes de Chibougamau à inviter",
            partner,
            dates.days_ago(9),
            FollowUp.Status.TO_DO,
        ),
        (
            "Préparer la lettre d’invitation aux organismes",
            people.coordination.person,
            dates.days_ago(2),
            FollowUp.Status.IN_PROGRESS,
        ),
        (
            "Appeler la chambre de commerce de Chapais",
            people.sawmill.person,
            dates.in_days(12),
            FollowUp.Status.TO_DO,
        ),
    ):
        follow(invitations, text, decision=agreed, person=person, due_on=due_on, status=status)
    conclusion = add_point(
        meeting,
        5,
        "Vers une entente spécifique",
        "Les membres veulent arrêter ensemble quelques priorités avant toute démarche auprès du "
        "ministère :\n- l’accueil des familles;\n- la francisation au travail;\n- le logement.",
        kind=AgendaItem.Kind.DISCUSSION,
        objective=agreements.conclusion,
        presenter=people.chair.person,
    )
    follow(
        conclusion,
        "Classer les trois priorités selon l’avis de l’équipe du centre",
        person=partner,
        due_on=dates.in_days(14),
    )


def add_closed_session(meeting: Meeting, people: People, dates: Dates) -> None:
    """What partners and public never see: not its title, not its decision, not its follow-up."""
    point = add_point(
        meeting,
        6,
        "Candidatures au soutien de la coordination",
        "Deux candidatures ont été reçues. Les membres entendent la présidence sur chacune.",
        kind=AgendaItem.Kind.DECISION,
        is_closed_session=True,
        presenter=people.chair.person,
    )
    agree(point, 4, "La présidence rencontre les deux personnes avant de faire une offre.")
    follow(
        point,
        "Rencontrer les deux personnes candidates",
        person=people.chair.person,
        due_on=dates.in_days(7),
    )
