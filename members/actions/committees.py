"""Committees, the organisations that sit in them, and the mandates of their people."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q

from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from members.models import Committee, Membership, Person, Representative, User


@action
def create_committee(*, by: User, fields: Mapping[str, Any], submission: UUID) -> Committee:
    claim = claim_submission(token=submission, by=by)
    committee = Committee.objects.create(**fields)
    lead_to(claim, committee.get_absolute_url())
    return committee


@action
def edit_committee(
    *, by: User, committee: Committee, version: int, fields: Mapping[str, Any]
) -> Committee:
    return write(lock(committee, version), fields)


@action
def add_membership(*, by: User, fields: Mapping[str, Any], submission: UUID) -> Membership:
    """An organisation to invite, or one that was a member before the portal."""
    claim = claim_submission(token=submission, by=by)
    membership = Membership.objects.create(**fields)
    lead_to(claim, membership.organization.get_absolute_url())
    return membership


@action
def edit_membership(
    *, by: User, membership: Membership, version: int, fields: Mapping[str, Any]
) -> Membership:
    return write(lock(membership, version), fields)


@action
def change_invitation(
    *,
    by: User,
    membership: Membership,
    version: int,
    invitation: str,
    note: str,
    started_on: date | None = None,
) -> Membership:
    """The next step of an invitation; once accepted, the organisation is a member from a day."""
    membership = lock(membership, version)
    if invitation not in Membership.ALLOWED[Membership.Invitation(membership.invitation)]:
        raise ValidationError("L’invitation n’en est plus là : choisissez un autre état.")
    accepted = invitation == Membership.Invitation.ACCEPTED
    fields = {"invitation": invitation, "invitation_note": note}
    return write(membership, fields | {"started_on": started_on if accepted else None})


@action
def end_membership(*, by: User, membership: Membership, version: int, ended_on: date) -> Membership:
    """The organisation leaves, and the mandates of its people end that day with it."""
    membership = lock(membership, version)
    later = Q(ended_on=None) | Q(ended_on__gt=ended_on)
    mandates = membership.representatives.filter(later).select_for_update(of=("self",))
    if any(mandate.started_on and mandate.started_on > ended_on for mandate in mandates):
        raise ValidationError("Le mandat d’une de ses personnes commence après ce jour.")
    for mandate in mandates:
        write(mandate, {"ended_on": ended_on, "version": mandate.version + 1})
    return write(membership, {"ended_on": ended_on})


@action
def add_mandate(*, by: User, fields: Mapping[str, Any], submission: UUID) -> Representative:
    claim = claim_submission(token=submission, by=by)
    mandate = Representative.objects.create(**fields)
    lead_to(claim, mandate.person.get_absolute_url())
    return mandate


@action
def edit_mandate(
    *, by: User, mandate: Representative, version: int, fields: Mapping[str, Any]
) -> Representative:
    return write(lock(mandate, version), fields)


@action
def end_mandate(
    *,
    by: User,
    mandate: Representative,
    version: int,
    ended_on: date,
    successor: Person | None = None,
) -> Representative | None:
    """Give a mandate its last day; who follows, if known, sits from the day after."""
    mandate = write(lock(mandate, version), {"ended_on": ended_on})
    if successor is None:
        return None
    return Representative.objects.create(
        person=successor,
        membership=mandate.membership,
        office=mandate.office,
        started_on=ended_on + timedelta(days=1),
    )
