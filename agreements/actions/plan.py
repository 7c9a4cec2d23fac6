"""The plan d'action: an action added, changed, removed; a whole plan imported."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone

from agreements.actions.submissions import receive
from agreements.models import Action, Agreement, Objective, PlanImport
from agreements.plan.changes import PlanRow, changes_of
from agreements.plan.workbook import MOST_ACTIONS, TOO_MANY
from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from members.models import User

MOVED_ON = (
    "Le plan a changé entre-temps : voici ce que l’import changerait maintenant. "
    "Relisez-le avant de l’accepter."
)


@action
def add_action(
    *, by: User, objective: Objective, fields: Mapping[str, Any], submission: UUID | None = None
) -> Action:
    """fields: those of the row; without a number it follows the last of its objective."""
    receive(submission, by=by, url=objective.plan_url)
    lock_plan(objective.agreement)
    number = fields["number"] or next_number(objective)
    refuse_too_many(objective.agreement, 1)
    return write(Action(objective=objective), {**fields, "number": number})


@action
def change_action(
    *,
    by: User,
    planned: Action,
    version: int,
    fields: Mapping[str, Any],
    submission: UUID | None = None,
) -> Action:
    """fields: all of those of the row, or how it goes alone; without a number it keeps its own."""
    receive(submission, by=by, url=planned.objective.plan_url)
    lock_plan(planned.objective.agreement)
    planned = lock(planned, version)
    return write(planned, {**fields, "number": fields.get("number") or planned.number})


@action
def remove_action(*, by: User, planned: Action, version: int) -> None:
    """An action entered by mistake goes; the history of the agreement keeps it."""
    lock(planned, version).delete()


@action
def begin_import(
    *,
    by: User,
    agreement: Agreement,
    filename: str,
    rows: list[PlanRow],
    submission: UUID | None = None,
) -> PlanImport:
    """Keep what a workbook says until somebody agrees to it; theirs that still waited goes."""
    claim = submission and claim_submission(token=submission, by=by)
    agreement.plan_imports.filter(created_by=by, taken_at=None).delete()
    plan_import = PlanImport.objects.create(
        agreement=agreement, filename=filename[:200], rows=rows, created_by=by
    )
    if claim:
        lead_to(claim, plan_import.get_absolute_url())
    return plan_import


@action
def take_import(
    *, by: User, plan_import: PlanImport, seen: str, submission: UUID | None = None
) -> PlanImport:
    """Write all that the workbook changes, or nothing.

    seen: the digest of the changes that were shown; where they are others by now, it is refused.
    """
    receive(submission, by=by, url=plan_import.agreement.plan_url)
    agreement = lock_plan(plan_import.agreement)
    plan_import = PlanImport.objects.select_for_update(no_key=True).get(pk=plan_import.pk)
    if plan_import.taken_at:
        raise ValidationError("Ce classeur est déjà importé.")
    changes = changes_of(agreement, plan_import.rows)
    if changes.digest != seen:
        raise ValidationError(MOVED_ON)
    refuse_too_many(agreement, len(changes.added))
    for change in changes.changed:
        write(change.action, {**change.fields, "version": change.action.version + 1})
    Action.objects.bulk_create(
        Action(objective=row.objective, number=row.number, **row.fields) for row in changes.added
    )
    return write(plan_import, {"taken_at": timezone.now(), "taken_by": by})


def lock_plan(agreement: Agreement) -> Agreement:
    """Whoever writes to a plan waits for the others; whoever edits the agreement does not."""
    return Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)


def next_number(objective: Objective) -> int:
    return 1 + objective.actions.aggregate(last=Max("number", default=0))["last"]


def refuse_too_many(agreement: Agreement, added: int) -> None:
    if Action.objects.of_agreement(agreement).count() + added > MOST_ACTIONS:
        raise ValidationError(TOO_MANY)
