"""Which rows make the history of an organisation, of a person, of a committee."""

from django.db.models import Q

from arbj_portal.core.history_pages import Source, events_of
from members.models import (
    Committee,
    FormerName,
    Membership,
    Organization,
    OrganizationContact,
    Person,
    PersonContact,
    Representative,
)

MEMBERSHIP = frozenset({"organization", "committee"})


def organization_history(organization: Organization) -> list[Source]:
    """What it is, how it is reached, where it sits and by whom."""
    own, told = Q(organization=organization.pk), frozenset({"organization"})
    return [
        Source(Organization, Q(pgh_obj=organization.pk)),
        Source(FormerName, own, "{name}", untold=told),
        Source(OrganizationContact, own, untold=told),
        Source(Membership, own, "{committee}", untold=MEMBERSHIP),
        mandates(own),
    ]


def committee_history(committee: Committee) -> list[Source]:
    """Its rules, who sits there and by whom."""
    own = Q(committee=committee.pk)
    return [
        Source(Committee, Q(pgh_obj=committee.pk)),
        Source(Membership, own, "{organization}", untold=MEMBERSHIP),
        mandates(own),
    ]


def person_history(person: Person) -> list[Source]:
    """Who they are, how they are reached, where they sit."""
    own, told = Q(person=person.pk), frozenset({"person"})
    return [
        Source(Person, Q(pgh_obj=person.pk)),
        Source(PersonContact, own, untold=told),
        Source(Representative, own, "{membership}", untold=told | {"membership"}),
    ]


def mandates(of_memberships: Q) -> Source:
    """Those that stand on some memberships, known by the events that these left."""
    memberships = events_of(Membership).filter(of_memberships).values("pgh_obj")
    return Source(
        Representative, Q(membership__in=memberships), "{person}", untold=frozenset({"person"})
    )
