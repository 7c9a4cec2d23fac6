"""Committees, the organisations that sit there, their people, and the accounts."""

from members.models.accounts import AccountInvitation, User
from members.models.committees import Committee, Membership
from members.models.organizations import (
    Category,
    FormerName,
    Locality,
    Organization,
    OrganizationContact,
)
from members.models.people import Person, PersonContact, Representative, Seats

__all__ = [
    "AccountInvitation",
    "Category",
    "Committee",
    "FormerName",
    "Locality",
    "Membership",
    "Organization",
    "OrganizationContact",
    "Person",
    "PersonContact",
    "Representative",
    "Seats",
    "User",
]
