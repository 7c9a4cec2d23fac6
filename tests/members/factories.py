"""Members and accounts for tests: boring, public to nobody unless asked."""

from datetime import date
from itertools import count
from typing import Any

from arbj_portal.core.models import Portal
from arbj_portal.core.roles import Role, Visibility
from members.models import (
    Category,
    Committee,
    Locality,
    Membership,
    Organization,
    OrganizationContact,
    Person,
    PersonContact,
    Representative,
    User,
)

PUBLIC, PARTNERS, COORDINATION = Visibility
PASSWORD = "une-longue-phrase-de-passe"
SINCE = date(2014, 1, 1)
numbers = count(1)


def make_portal(**fields: Any) -> Portal:
    return Portal.objects.create(**{"name": "Portail", "privacy_officer": "Responsable"} | fields)


def make_user(*roles: Role, password: str | None = None, **fields: Any) -> User:
    number = next(numbers)
    fields = {"name": f"Compte {number}"} | fields
    email = fields.pop("email", f"compte{number}@exemple.test")
    return User.objects.create_user(email, password, roles=list(roles), **fields)


def make_category(name: str = "Employeur") -> Category:
    return Category.objects.get_or_create(name=name)[0]


def make_locality(name: str = "Chapais") -> Locality:
    return Locality.objects.get_or_create(name=name)[0]


def make_organization(name: str | None = None, **fields: Any) -> Organization:
    fields = {"category": make_category()} | fields
    return Organization.objects.create(name=name or f"Organisme {next(numbers)}", **fields)


def make_contact(organization: Organization, **fields: Any) -> OrganizationContact:
    return OrganizationContact.objects.create(organization=organization, **fields)


def make_committee(name: str | None = None, **fields: Any) -> Committee:
    number = next(numbers)
    fields = {"acronym": f"T{number}"} | fields
    return Committee.objects.create(name=name or f"Table {number}", **fields)


def make_membership(
    committee: Committee, organization: Organization | None = None, **fields: Any
) -> Membership:
    """A member since 2014, unless the fields say otherwise."""
    accepted = {"invitation": Membership.Invitation.ACCEPTED, "started_on": SINCE}
    fields = fields if "invitation" in fields else accepted | fields
    return Membership.objects.create(
        committee=committee, organization=organization or make_organization(), **fields
    )


def make_person(last_name: str | None = None, **fields: Any) -> Person:
    fields = {"first_name": "Camille"} | fields
    return Person.objects.create(last_name=last_name or f"Nom{next(numbers)}", **fields)


def make_person_contact(person: Person, **fields: Any) -> PersonContact:
    return PersonContact.objects.create(person=person, **fields)


def make_mandate(
    membership: Membership, person: Person | None = None, **fields: Any
) -> Representative:
    fields = {"started_on": SINCE} | fields
    return Representative.objects.create(
        membership=membership, person=person or make_person(), **fields
    )


def make_partner(membership: Membership, **fields: Any) -> User:
    """An account whose person sits by this membership."""
    return make_user(Role.PARTNER, person=make_mandate(membership, **fields).person)
