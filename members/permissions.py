"""Who may do what with committees, members and accounts."""

from typing import Any

from arbj_portal.core.roles import Role, has_role, reads_everything
from members.models import Organization, Seats


def can_edit_members(user: Any) -> bool:
    """Organisations, people, memberships and mandates: the coordination, the administration."""
    return reads_everything(user)


def can_edit_contact(user: Any, organization: Organization) -> bool:
    """See and correct how to reach it: whoever edits members, and those who sit for it today."""
    return can_edit_members(user) or organization.pk in Seats.of(user).organizations


def can_see_person_contact(user: Any, person_id: int) -> bool:
    """The coordination, the administration, and the person themself."""
    own = user.is_authenticated and user.is_active and user.person_id == person_id
    return reads_everything(user) or own


def can_edit_committees(user: Any) -> bool:
    """Committees and their rules: the administration."""
    return has_role(user, Role.ADMINISTRATION)


def can_manage_accounts(user: Any) -> bool:
    """Accounts and their invitations: the administration."""
    return has_role(user, Role.ADMINISTRATION)


def can_edit_portal(user: Any) -> bool:
    """The settings of the portal: the administration."""
    return has_role(user, Role.ADMINISTRATION)
