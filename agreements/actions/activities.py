"""Activities: entering one, correcting it, saying who may read it, taking back a mistake."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError

from agreements.actions.documents import (
    attach_document,
    narrow_documents,
    withdraw_documents,
)
from agreements.actions.submissions import receive
from agreements.models import Activity, Objective
from agreements.permissions import can_delete_activity
from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from members.models import Organization, User


@action
def create_activity(
    *,
    by: User,
    fields: Mapping[str, Any],
    objectives: Collection[Objective] = (),
    organizations: Collection[Organization] = (),
    document: Mapping[str, Any] | None = None,
    submission: UUID | None = None,
) -> Activity:
    """Enter an activity, with its first document (file, title) where there is one."""
    claim = submission and claim_submission(token=submission, by=by)
    activity = Activity.objects.create(created_by=by, **fields)
    tie(activity, objectives, organizations)
    if document:
        attach_document(by=by, owner=activity, visibility=activity.visibility, **document)
    if claim:
        lead_to(claim, activity.get_absolute_url())
    return activity


@action
def edit_activity(
    *,
    by: User,
    activity: Activity,
    version: int,
    fields: Mapping[str, Any],
    objectives: Collection[Objective],
    organizations: Collection[Organization],
    submission: UUID | None = None,
) -> Activity:
    receive(submission, by=by, url=activity.get_absolute_url())
    activity = lock(activity, version)
    # Objectives of the agreement that it leaves go first: the database refuses them afterwards.
    activity.objective_links.exclude(objective__in=objectives).delete()
    write(activity, fields)
    tie(activity, objectives, organizations)
    return activity


@action
def change_activity_visibility(
    *,
    by: User,
    activity: Activity,
    version: int,
    visibility: str,
    submission: UUID | None = None,
) -> Activity:
    """Say who may read an activity; its documents are never more open than it is."""
    receive(submission, by=by, url=activity.get_absolute_url())
    activity = write(lock(activity, version), {"visibility": visibility})
    narrow_documents(activity)
    return activity


@action
def delete_activity(*, by: User, activity: Activity) -> None:
    """Take back an entry made by mistake; its history stays, its documents become nobody's."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not can_delete_activity(by, activity):
        raise PermissionDenied
    withdraw_documents(activity.attachments.all())
    activity.delete()


def tie(
    activity: Activity,
    objectives: Collection[Objective],
    organizations: Collection[Organization],
) -> None:
    """The objectives it serves, which are those of its agreement, and who took part."""
    if any(objective.agreement_id != activity.agreement_id for objective in objectives):
        raise ValidationError({"objectives": "Choisissez des objectifs de l’entente choisie."})
    activity.objectives.set(objectives)
    activity.organizations.set(organizations)
