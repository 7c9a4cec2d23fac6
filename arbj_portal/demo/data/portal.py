"""The installation, and the three accounts by which one looks around in it."""

from django.contrib.auth.hashers import make_password

from arbj_portal.core.models import Portal
from arbj_portal.core.roles import Role
from arbj_portal.demo.data.people import People
from members.models import User

COORDINATION = "coordination@portail.test"
PARTNER = "partenaire@portail.test"
ADMINISTRATION = "administration@portail.test"
PASSWORD = "demonstration"  # noqa: S105 (told to everybody; such accounts close a real portal)


def make_portal() -> None:
    Portal.objects.create(
        name="Table de concertation en immigration",
        subtitle="Accueillir, ensemble, à la Baie-James",
        body_name="Administration régionale Baie-James",
        privacy_officer="Dominique Fontaine-Leduc (personne fictive, données de démonstration)",
        privacy_email="renseignements@portail.test",
        privacy_phone="819 555-0100",
    )


def make_accounts(people: People) -> User:
    """The three accounts; returns the coordination's, which published the minutes."""
    password = make_password(PASSWORD)  # slow on purpose: once for the three
    coordination, *_ = User.objects.bulk_create(
        User(email=email, name=f"{name} (démonstration)", roles=[role], person=person)
        for email, name, role, person in (
            (COORDINATION, "Coordination", Role.COORDINATION, people.coordination.person),
            (PARTNER, str(people.partner.person), Role.PARTNER, people.partner.person),
            (ADMINISTRATION, "Administration", Role.ADMINISTRATION, None),
        )
    )
    User.objects.update(password=password)
    return coordination
