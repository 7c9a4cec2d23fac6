"""The first meeting of the table: a fact; its agenda, attendance and minutes: fiction."""

from datetime import date

from django.utils import timezone

from arbj_portal.core.roles import Visibility
from arbj_portal.demo.data.agreements import Agreements
from arbj_portal.demo.data.minutes import add_point, agree, attend, follow, resolve
from arbj_portal.demo.data.people import People
from meetings.models import AgendaItem, Decision, FollowUp, Meeting, MeetingObjective, Minutes
from members.models import Committee, User


def make_first_meeting(committee: Committee, agreements: Agreements) -> Meeting:
    """What was published: that it was held, and on which day; not how, where or when."""
    meeting = Meeting.objects.create(
        committee=committee,
        agreement=agreements.first,
        number=1,
        title="Première rencontre de la table régionale de concertation en immigration",
        mode="",
        date=date(2014, 5, 29),
        status=Meeting.Status.HELD,
        visibility=Visibility.PUBLIC,
    )
    MeetingObjective.objects.create(meeting=meeting, objective=agreements.concertation)
    return meeting


def invent_first_minutes(meeting: Meeting, agreements: Agreements, people: People) -> Minutes:
    """Its minutes, still a projet: the second meeting adopts them."""
    kind, done = AgendaItem.Kind, FollowUp.Status.DONE
    there = attend(
        meeting,
        present=[people.chair, people.coordination, people.partner, people.sawmill_then],
        remote=[people.families],
        excused=[people.health],
    )
    opening = add_point(
        meeting,
        1,
        "Ouverture de la séance et adoption de l’ordre du jour",
        "La présidence souhaite la bienvenue à cette première rencontre. Chaque personne se "
        "présente et dit ce que son organisme attend de la Table.",
        kind=kind.DECISION,
        presenter=people.chair.person,
    )
    resolve(
        opening,
        1,
        "D’ADOPTER l’ordre du jour tel qu’il a été présenté.",
        moved_by=there[people.partner],
        seconded_by=there[people.sawmill_then],
    )
    working = add_point(
        meeting,
        2,
        "Fonctionnement de la Table",
        "Trois questions sont discutées :\n"
        "- la fréquence des rencontres;\n"
        "- la participation à distance, les localités étant éloignées les unes des autres;\n"
        "- la manière de rendre compte aux conseils des organismes.",
        kind=kind.DISCUSSION,
        objective=agreements.concertation,
        presenter=people.chair.person,
    )
    agreed = agree(working, 2, "Toute rencontre de la Table peut être suivie à distance.")
    follow(
        working,
        "Vérifier de quel équipement de visioconférence chaque organisme dispose",
        decision=agreed,
        person=people.coordination.person,
        due_on=date(2014, 6, 20),
        status=done,
    )
    training = add_point(
        meeting,
        3,
        "Retour sur la formation « Immigration 101 »",
        "Les personnes qui l’ont suivie la jugent utile. Elles aimeraient qu’un aide-mémoire en "
        "reprenne les grandes lignes.",
        presenter=people.coordination.person,
    )
    follow(
        training,
        "Rédiger un aide-mémoire de la formation",
        person=people.coordination.person,
        due_on=date(2014, 9, 30),
        status=done,
    )
    portrait = add_point(
        meeting,
        4,
        "Vers un portrait de l’immigration sur le territoire",
        "Un diagnostic territorial demandera des données que chaque organisme possède en partie. "
        "Il faut d’abord savoir lesquelles.",
        kind=kind.DISCUSSION,
        presenter=people.coordination.person,
    )
    follow(
        portrait,
        "Dresser la liste des données que l’organisme peut partager",
        organization=people.partner.membership.organization,
        due_on=date(2014, 7, 31),
        status=done,
    )
    add_point(
        meeting,
        5,
        "Tour de table et levée de la séance",
        "Les membres se disent satisfaits de ce premier échange. La séance est levée.",
        presenter=people.chair.person,
    )
    return Minutes.objects.create(
        meeting=meeting, state=Minutes.State.PROPOSED, is_demonstration=True
    )


def adopt(minutes: Minutes, decision: Decision, *, by: User) -> None:
    """Adopted by a later meeting's decision, then made public: two distinct acts."""
    minutes.state = Minutes.State.ADOPTED
    minutes.adopted_by = decision
    minutes.adopted_on = decision.day
    minutes.save()
    minutes.visibility = Visibility.PUBLIC
    minutes.published_at, minutes.published_by = timezone.now(), by
    minutes.save()
