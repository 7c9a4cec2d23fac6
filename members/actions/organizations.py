"""Organisations, the names they held, how to reach them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from members.models import FormerName, Organization, OrganizationContact, User

Rows = Iterable[Mapping[str, Any]]


@action
def create_organization(
    *, by: User, fields: Mapping[str, Any], former_names: Rows, submission: UUID
) -> Organization:
    claim = claim_submission(token=submission, by=by)
    organization = Organization.objects.create(**fields)
    write_former_names(organization, former_names)
    lead_to(claim, organization.get_absolute_url())
    return organization


@action
def edit_organization(
    *,
    by: User,
    organization: Organization,
    version: int,
    fields: Mapping[str, Any],
    former_names: Rows,
) -> Organization:
    organization = write(lock(organization, version), fields)
    write_former_names(organization, former_names)
    return organization


def write_former_names(organization: Organization, rows: Rows) -> None:
    """Make the former names these; a row that says the same stays untouched, history included."""
    wanted = {row["name"]: row for row in rows}
    for former in organization.former_names.all():
        row = wanted.pop(former.name, None)
        if row is None:
            former.delete()
        elif (former.acronym, former.held) != (row["acronym"], row["held"]):
            write(former, row)
    for row in wanted.values():
        FormerName.objects.create(organization=organization, **row)


@action
def edit_contact(
    *,
    by: User,
    organization: Organization,
    version: int,
    public: Mapping[str, Any],
    internal: Mapping[str, Any],
) -> Organization:
    """How to reach it: what everybody may know, and what stays between it and the coordination."""
    organization = write(lock(organization, version), public)
    contact = OrganizationContact.objects.filter(organization=organization).first()
    if contact or any(internal.values()):
        write(contact or OrganizationContact(organization=organization), internal)
    return organization


@action
def change_visibility[M: Any](*, by: User, row: M, version: int, visibility: str) -> M:
    """Who may read an organisation, a committee or a membership: always an act of its own."""
    return write(lock(row, version), {"visibility": visibility})
