"""Fictitious people who sit at the table; the person in charge of the agreement is real."""

from dataclasses import dataclass
from datetime import date

from arbj_portal.demo.data.organizations import MEMBERS_SINCE, Members
from members.models import Membership, Person, PersonContact, Representative

LAST_DAY, FIRST_DAY = date(2016, 6, 30), date(2016, 7, 1)


@dataclass(frozen=True)
class People:
    chair: Representative
    coordination: Representative
    partner: Representative
    substitute: Representative
    health: Representative
    sawmill_then: Representative
    sawmill: Representative
    families: Representative
    adviser: Representative


def make_person_in_charge() -> Person:
    """Named in the agreement as that, and nothing more: no mandate, no function, no act."""
    return Person.objects.create(first_name="Catherine", last_name="Lagacé")


def make_people(members: Members) -> People:
    office, civility = Representative.Office, Person.Civility
    return People(
        chair=sit(
            members.administration,
            civility.SIR,
            "Réjean",
            "Castonguay-Proulx",
            function="Membre du conseil",
            office=office.CHAIR,
        ),
        coordination=sit(
            members.administration,
            civility.MADAM,
            "Josée",
            "Lamarre-Ouellet",
            function="Agente de concertation",
            office=office.COORDINATION,
        ),
        partner=sit(
            members.school, civility.MADAM, "Amina", "Belkhodja-Roy", function="Directrice"
        ),
        substitute=sit(
            members.school,
            civility.SIR,
            "Yannick",
            "Doré-Mukendi",
            function="Conseiller pédagogique",
            office=office.SUBSTITUTE,
        ),
        health=sit(
            members.health,
            civility.MADAM,
            "Thi Lan",
            "Nguyen-Cormier",
            function="Organisatrice communautaire",
        ),
        sawmill_then=sit(
            members.sawmill,
            civility.SIR,
            "Gilles",
            "Arsenault-Vachon",
            function="Directeur d’usine",
            ended_on=LAST_DAY,
        ),
        sawmill=sit(
            members.sawmill,
            civility.SIR,
            "Carlos",
            "Ibarra-Lessard",
            function="Chef du recrutement",
            started_on=FIRST_DAY,
        ),
        families=sit(members.families, civility.NONE, "Kofi", "Adjovi-Simard"),
        adviser=sit(
            members.ministry,
            civility.MADAM,
            "Mireille",
            "Grandbois-Sévigny",
            function="Conseillère",
        ),
    )


def sit(
    membership: Membership,
    civility: Person.Civility,
    first_name: str,
    last_name: str,
    *,
    function: str = "",
    office: Representative.Office = Representative.Office.DELEGATE,
    started_on: date = MEMBERS_SINCE,
    ended_on: date | None = None,
) -> Representative:
    """A person who does not exist, how to reach them, and their mandate."""
    person = Person.objects.create(
        civility=civility,
        first_name=first_name,
        last_name=last_name,
        function=function,
        is_demonstration=True,
    )
    PersonContact.objects.create(
        person=person, email=f"personne-{person.pk}@portail.test", phone="819 555-0130"
    )
    return Representative.objects.create(
        person=person,
        membership=membership,
        office=office,
        started_on=started_on,
        ended_on=ended_on,
        is_demonstration=True,
    )
