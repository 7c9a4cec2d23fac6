"""Agreements: entering one, its description, who may read it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError

from agreements.actions.dates import is_to_come
from agreements.actions.documents import narrow_documents
from agreements.actions.statuses import enter_status, signature
from agreements.actions.submissions import receive
from agreements.models import Agreement, Movement
from agreements.money import is_of_one_fiscal_year
from agreements.permissions import can_take_back_agreement
from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from arbj_portal.core.periods import Period
from members.models import User


@action
def create_agreement(
    *,
    by: User,
    fields: Mapping[str, Any],
    status: str,
    effective: Period,
    reason: str,
    submission: UUID | None = None,
) -> Agreement:
    """Enter an agreement as it stands: one that began before the portal has any status."""
    claim = submission and claim_submission(token=submission, by=by)
    refuse_signature_to_come(fields)
    if status == Agreement.Status.SIGNED:
        fields = {**fields, "signed": signature(fields.get("signed"), effective)}
    agreement = Agreement.objects.create(status=status, **fields)
    enter_status(agreement, by=by, status=status, effective=effective, reason=reason)
    if claim:
        lead_to(claim, agreement.get_absolute_url())
    return agreement


@action
def change_details(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    fields: Mapping[str, Any],
    submission: UUID | None = None,
) -> Agreement:
    receive(submission, by=by, url=agreement.get_section_url("fiche"))
    refuse_signature_to_come(fields)
    agreement = lock(agreement, version)
    month = fields.get("fiscal_year_month", agreement.fiscal_year_month)
    if month != agreement.fiscal_year_month:
        refuse_split_years(agreement, month)
    told = told_signature(agreement)
    if told and "signed" in fields:
        refuse_other_signature(fields["signed"], told)
        fields = {**fields, "signed": fields["signed"] or told}
    return write(agreement, fields)


def refuse_split_years(agreement: Agreement, month: int) -> None:
    """Each movement is of one fiscal year, whenever these begin."""
    for move in Movement.objects.of_agreement(agreement).order_by("pk"):
        if not is_of_one_fiscal_year(move.period, month):
            raise ValidationError(
                {
                    "fiscal_year_month": f"Un mouvement serait de deux exercices : {move.period}. "
                    "Précisez-en d’abord le mois."
                }
            )


def told_signature(agreement: Agreement) -> Period | None:
    """When its history says that it was signed."""
    changes = agreement.status_changes.standing().filter(status=Agreement.Status.SIGNED)
    return changes.values_list("effective", flat=True).first()


def refuse_other_signature(signed: Period | None, told: Period) -> None:
    if signed and not signed.overlaps(told.starts_on, told.ends_on):
        raise ValidationError(
            {"signed": f"L’historique dit : signée, {told.text}. Corrigez-le, la fiche suivra."}
        )


def refuse_signature_to_come(fields: Mapping[str, Any]) -> None:
    if is_to_come(fields.get("signed")):
        raise ValidationError({"signed": "Cette date est à venir."})


@action
def take_back_agreement(*, by: User, agreement: Agreement, version: int) -> None:
    """An entry made by mistake goes, where nothing depends on it; its history stays."""
    agreement = lock(agreement, version)
    if not can_take_back_agreement(by, agreement):
        raise PermissionDenied
    if agreement.parties.exists() or agreement.attachments.exists():
        raise ValidationError("Retirez d’abord ses parties et ses documents.")
    agreement.status_changes.all().delete()
    agreement.delete()


@action
def change_visibility(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    visibility: str,
    submission: UUID | None = None,
) -> Agreement:
    """Say who may read an agreement; its documents are never more open than it is."""
    receive(submission, by=by, url=agreement.get_absolute_url())
    agreement = write(lock(agreement, version), {"visibility": visibility})
    narrow_documents(agreement)
    return agreement
