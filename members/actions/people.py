"""People, and how to reach them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from members.models import Person, PersonContact, User


@action
def create_person(
    *, by: User, fields: Mapping[str, Any], contact: Mapping[str, Any], submission: UUID
) -> Person:
    claim = claim_submission(token=submission, by=by)
    person = Person.objects.create(**fields)
    write_contact(person, contact)
    lead_to(claim, person.get_absolute_url())
    return person


@action
def edit_person(
    *,
    by: User,
    person: Person,
    version: int,
    fields: Mapping[str, Any],
    contact: Mapping[str, Any],
) -> Person:
    person = write(lock(person, version), fields)
    write_contact(person, contact)
    return person


def write_contact(person: Person, contact: Mapping[str, Any]) -> None:
    known = PersonContact.objects.filter(person=person).first()
    if known or any(contact.values()):
        write(known or PersonContact(person=person), contact)
