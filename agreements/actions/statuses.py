"""The status of an agreement: where it goes, and what was said of it by mistake."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils import timezone

from agreements.actions.dates import is_to_come
from agreements.actions.documents import attach_document
from agreements.actions.submissions import receive
from agreements.models import Agreement, StatusChange
from agreements.readiness import lacks
from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.models import Document
from arbj_portal.core.periods import Period
from members.models import User


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
    refuse_passage(agreement.status, status)
    refuse_unready(agreement, status)
    if before := agreement.status_changes.standing().first():
        refuse_disorder(before, effective)
    told: dict[str, Any] = {"status": status}
    if status == Agreement.Status.SIGNED:
        told["signed"] = signature(agreement.signed, effective)
    document = attach_proof(agreement, status, effective, file, by=by) if file else None
    enter_status(
        agreement, by=by, status=status, effective=effective, reason=reason, document=document
    )
    return write(agreement, told)


@action
def correct_status(
    *,
    by: User,
    change: StatusChange,
    version: int,
    status: str,
    effective: Period,
    reason: str,
    correction: str,
    file: File | None = None,
    submission: UUID | None = None,
) -> StatusChange:
    """Say of a change what it should have said; it keeps its place among the others.

    version: that of the agreement. correction: why; it is read wherever the change is. file: what
    proves it, where it was not there yet or was another.
    """
    change = take_to_correct(change, version, by=by, submission=submission)
    told: dict[str, Any] = {"status": status, "effective": effective, "reason": reason}
    if not file and all(getattr(change, name) == value for name, value in told.items()):
        raise ValidationError("Rien n’est changé : corrigez l’état, la date, le motif ou la pièce.")
    refuse_date(effective)
    before, after = neighbours(change)
    if before:
        refuse_disorder(before, effective)
    if after:
        refuse_overtaking(effective, after)
    if status != change.status:
        if before:
            refuse_passage(before.status, status)
        if after:
            refuse_passage(status, after.status)
        else:
            refuse_unready(change.agreement, status)
    if status == Agreement.Status.SIGNED and effective != change.effective:
        tell_signature(change, signature(None, effective))
    if file:
        told["document"] = attach_proof(change.agreement, status, effective, file, by=by)
    return write(change, told | corrected(by, correction))


@action
def withdraw_status(
    *,
    by: User,
    change: StatusChange,
    version: int,
    correction: str,
    submission: UUID | None = None,
) -> StatusChange:
    """Say that a change never took place; its row stays, and the one before it holds again."""
    change = take_to_correct(change, version, by=by, submission=submission)
    before, after = neighbours(change)
    if not before:
        raise ValidationError("C’est le premier état de l’entente : corrigez-le plutôt.")
    if after:
        refuse_passage(before.status, after.status)
    if change.status == Agreement.Status.SIGNED:
        tell_signature(change, None)
    return write(change, {"is_withdrawn": True} | corrected(by, correction))


def enter_status(
    agreement: Agreement,
    *,
    by: User,
    status: str,
    effective: Period,
    reason: str,
    document: Document | None = None,
) -> None:
    refuse_date(effective)
    StatusChange.objects.create(
        agreement=agreement,
        status=status,
        effective=effective,
        reason=reason,
        author=by,
        document=document,
    )


def attach_proof(
    agreement: Agreement, status: str, effective: Period, file: File, *, by: User
) -> Document:
    title = f"{Agreement.Status(status).label}, {effective.text}"
    return attach_document(by=by, owner=agreement, file=file, title=title)


def take_to_correct(
    change: StatusChange, version: int, *, by: User, submission: UUID | None
) -> StatusChange:
    """The change as it stands, its agreement locked and one version further."""
    agreement = change.agreement
    receive(submission, by=by, url=agreement.get_absolute_url())
    lock(agreement, version).save(update_fields=["version"])
    change = agreement.status_changes.get(pk=change.pk)
    if change.is_withdrawn:
        raise ValidationError("Ce changement est déjà retiré.")
    return change


def tell_signature(change: StatusChange, signed: Period | None) -> None:
    """The description follows the history."""
    Agreement.objects.filter(pk=change.agreement_id).update(signed=signed)


def corrected(by: User, correction: str) -> dict[str, Any]:
    return {"corrected_at": timezone.now(), "corrected_by": by, "correction": correction}


def neighbours(change: StatusChange) -> tuple[StatusChange | None, StatusChange | None]:
    """The changes that stand just before and just after it."""
    others = change.agreement.status_changes.standing()
    return (
        others.filter(pk__lt=change.pk).order_by("-pk").first(),
        others.filter(pk__gt=change.pk).order_by("pk").first(),
    )


def refuse_passage(before: str, after: str) -> None:
    if after not in Agreement.ALLOWED[Agreement.Status(before)]:
        raise ValidationError(
            {
                "status": f"De « {Agreement.Status(before).label} », "
                f"une entente ne passe pas à « {Agreement.Status(after).label} »."
            }
        )


def refuse_unready(agreement: Agreement, status: str) -> None:
    if missing := lacks(agreement, status):
        raise ValidationError({"status": [lack.text for lack in missing]})


def refuse_date(effective: Period) -> None:
    if not effective.starts_on:
        raise ValidationError({"effective": "Dites depuis quand, même à un an près."})
    if is_to_come(effective):
        raise ValidationError(
            {"effective": "Cette date est à venir : l’état change le jour où il prend effet."}
        )


def signature(signed: Period | None, effective: Period) -> Period:
    """When an agreement was signed, as its description says it, else as its history does: the two
    tell one day."""
    if effective.is_open:
        raise ValidationError({"effective": "Donnez le jour ou le mois de la signature."})
    if signed and not signed.overlaps(effective.starts_on, effective.ends_on):
        raise ValidationError(
            {
                "effective": "La fiche dit qu’elle fut signée à un autre moment : "
                f"{signed.text}. Donnez la même date, ou corrigez la fiche."
            }
        )
    return signed or effective


def refuse_disorder(before: StatusChange, effective: Period) -> None:
    if effective.ends_on and effective.ends_on < before.effective.starts_on:
        raise ValidationError(
            {
                "effective": f"L’état d’avant, « {before.get_status_display()} », a pris "
                f"effet plus tard : {before.effective.text}."
            }
        )


def refuse_overtaking(effective: Period, after: StatusChange) -> None:
    end = after.effective.ends_on
    if end and effective.starts_on and end < effective.starts_on:
        raise ValidationError(
            {
                "effective": f"L’état d’après, « {after.get_status_display()} », a pris "
                f"effet plus tôt : {after.effective.text}."
            }
        )
