"""The table, the organisations that were published with it, and fictitious members."""

from dataclasses import dataclass
from datetime import date

from arbj_portal.core.periods import Period
from arbj_portal.core.roles import Visibility
from members.models import (
    Category,
    Committee,
    FormerName,
    Locality,
    Membership,
    Organization,
    OrganizationContact,
)

MEMBERS_SINCE = date(2014, 4, 1)


@dataclass(frozen=True)
class Organizations:
    administration: Organization
    ministry: Organization
    national_library: Organization


@dataclass(frozen=True)
class Members:
    """The fictitious memberships of the table, those of real organisations included."""

    administration: Membership
    ministry: Membership
    school: Membership
    health: Membership
    sawmill: Membership
    families: Membership


def make_committee() -> Committee:
    return Committee.objects.create(
        name="Table de concertation jamésienne en immigration",
        acronym="TCJI",
        kind=Committee.Kind.TABLE,
        visibility=Visibility.PUBLIC,
    )


def make_organizations() -> Organizations:
    administration = make_organization(
        "Administration régionale Baie-James", "Administration régionale", acronym="ARBJ"
    )
    ministry = make_organization(
        "Ministère de l’Immigration, de la Francisation et de l’Intégration",
        "Ministère ou organisme public",
        acronym="MIFI",
    )
    national_library = make_organization(
        "Bibliothèque et Archives nationales du Québec",
        "Ministère ou organisme public",
        acronym="BAnQ",
    )
    for organization, name, acronym, held in (
        (administration, "Conférence régionale des élus de la Baie-James", "", "../2013-12-31"),
        (
            ministry,
            "Ministère de l’Immigration et des Communautés culturelles",
            "MICC",
            "../2014-04",
        ),
        (
            ministry,
            "Ministère de l’Immigration, de la Diversité et de l’Inclusion",
            "MIDI",
            "2014-04/2019-06",
        ),
    ):
        FormerName.objects.create(
            organization=organization, name=name, acronym=acronym, held=Period.from_edtf(held)
        )
    return Organizations(administration, ministry, national_library)


def make_organization(name: str, category: str, **fields: object) -> Organization:
    return Organization.objects.create(
        name=name,
        category=Category.objects.get(name=category),
        visibility=Visibility.PUBLIC,
        **fields,
    )


def list_categories_to_invite(committee: Committee) -> None:
    """The three kinds of actors that the table means to invite: categories, not organisations."""
    for name, category in (
        ("Acteurs de la migration", "Acteur en migration"),
        (
            "Organismes locaux voués à la rétention des personnes immigrantes",
            "Organisme local voué à la rétention",
        ),
        ("Chambres de commerce de la région", "Chambre de commerce"),
    ):
        Membership.objects.create(
            committee=committee,
            organization=make_organization(f"{name} (catégorie)", category),
            invitation=Membership.Invitation.TO_INVITE,
            visibility=Visibility.PUBLIC,
        )


def make_members(committee: Committee, organizations: Organizations) -> Members:
    role = Membership.Role

    def member(
        organization: Organization, role: Membership.Role = role.REGULAR, *, votes: bool = True
    ) -> Membership:
        return Membership.objects.create(
            committee=committee,
            organization=organization,
            role=role,
            votes=votes,
            invitation=Membership.Invitation.ACCEPTED,
            started_on=MEMBERS_SINCE,
            visibility=Visibility.PUBLIC,
            is_demonstration=True,
        )

    return Members(
        administration=member(organizations.administration, role.LEAD),
        ministry=member(organizations.ministry, role.FUNDER, votes=False),
        school=member(
            invent(
                "Centre de formation des Épinettes",
                "Établissement d’enseignement",
                locality="Chibougamau",
                domain="epinettes.test",
            )
        ),
        health=member(
            invent(
                "Services de proximité Boréal-Sud",
                "Santé et services sociaux",
                locality="Lebel-sur-Quévillon",
                domain="boreal-sud.test",
            )
        ),
        sawmill=member(
            invent(
                "Scierie de la Rivière-Perdue",
                "Employeur",
                locality="Chapais",
                domain="riviere-perdue.test",
            )
        ),
        families=member(
            invent(
                "Association des familles de la taïga",
                "Autre",
                locality="Matagami",
                domain="familles-taiga.test",
            )
        ),
    )


def invent(name: str, category: str, *, locality: str, domain: str) -> Organization:
    """An organisation that does not exist; nobody can own a domain that ends in .test."""
    organization = make_organization(
        name,
        category,
        locality=Locality.objects.get(name=locality),
        public_email=f"bonjour@{domain}",
        public_phone="819 555-0110",
        is_demonstration=True,
    )
    OrganizationContact.objects.create(
        organization=organization,
        email=f"direction@{domain}",
        phone="819 555-0120",
        address=f"1, rue de l’Exemple\n{locality} (Québec)  X0X 0X0",
        note="Coordonnées fictives (données de démonstration).",
    )
    return organization
