"""Agreements: entering one, its description, its status, who may read it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File

from agreements.actions.dates import is_to_come
from agreements.actions.documents import attach_document, narrow_documents
from agreements.actions.submissions import receive
from agreements.models import Agreement, StatusChange
from agreements.readiness import lacks
from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from arbj_portal.core.models import Document
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
    return write(lock(agreement, version), fields)


def refuse_signature_to_come(fields: Mapping[str, Any]) -> None:
    if is_to_come(fields.get("signed")):
        raise ValidationError({"signed": "Cette date est à venir."})


@action
def change_status(
    *,
    by: User,
    agreement: Agreement,
    version: int,
    status: str,
    effective: Period,
    reason: str,
    file: File | None = None,
    submission: UUID | None = None,
) -> Agreement:
    """Take a status that the present one allows, once nothing is missing for it.

    It takes effect after the one before. file: what proves it, the signed copy for example; it
    is attached to the agreement.
    """
    receive(submission, by=by, url=agreement.get_section_url("etat"))
    agreement = lock(agreement, version)
    if status not in agreement.allowed_statuses:
        raise ValidationError(
            {
                "status": f"De « {agreement.get_status_display()} », "
                f"une entente ne passe pas à « {Agreement.Status(status).label} »."
            }
        )
    if missing := lacks(agreement, status):
        raise ValidationError({"status": [lack.text for lack in missing]})
    before = agreement.status_changes.first()
    if before and effective.ends_on and effective.ends_on < before.effective.starts_on:
        raise ValidationError(
            {
                "effective": f"L’état d’avant, « {before.get_status_display()} », a pris "
                f"effet plus tard : {before.effective.text}."
            }
        )
    title = f"{Agreement.Status(status).label}, {effective.text}"
    document = attach_document(by=by, owner=agreement, file=file, title=title) if file else None
    enter_status(
        agreement, by=by, status=status, effective=effective, reason=reason, document=document
    )
    return write(agreement, {"status": status})


def enter_status(
    agreement: Agreement,
    *,
    by: User,
    status: str,
    effective: Period,
    reason: str,
    document: Document | None = None,
) -> None:
    if not effective.starts_on:
        raise ValidationError({"effective": "Dites depuis quand, même à un an près."})
    if is_to_come(effective):
        raise ValidationError(
            {"effective": "Cette date est à venir : l’état change le jour où il prend effet."}
        )
    StatusChange.objects.create(
        agreement=agreement,
        status=status,
        effective=effective,
        reason=reason,
        author=by,
        document=document,
    )


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
