"""Movements of the contributions of an agreement: recording, correcting, taking back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db.models import Sum

from agreements.actions.dates import is_to_come
from agreements.actions.documents import attach_document
from agreements.actions.submissions import receive
from agreements.models import Agreement, Contribution, Movement, Party
from agreements.money import is_of_one_fiscal_year
from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.amounts import format_amount
from arbj_portal.core.periods import Period
from members.models import User


@action
def record_movement(
    *,
    by: User,
    party: Party,
    form: str,
    fields: Mapping[str, Any],
    excess_reason: str = "",
    file: File | None = None,
    submission: UUID | None = None,
) -> Movement:
    """Enter an amount that is to be paid, or was engaged, paid or used.

    fields: kind, amount, period, note. More may be paid than was promised where excess_reason
    says why, here or before. file: what proves it, attached to the agreement.
    """
    receive(submission, by=by, url=party.agreement.get_section_url("mouvements"))
    Contribution.objects.get_or_create(party=party, form=form)
    contribution = party.contributions.select_for_update(no_key=True).get(form=form)
    movement = Movement(contribution=contribution)
    return write_movement(movement, fields, excess_reason, file, by=by)


@action
def correct_movement(
    *,
    by: User,
    movement: Movement,
    version: int,
    fields: Mapping[str, Any],
    excess_reason: str = "",
    file: File | None = None,
    submission: UUID | None = None,
) -> Movement:
    """A movement as it should have been entered; it stays that of its contribution."""
    agreement = movement.contribution.party.agreement
    receive(submission, by=by, url=agreement.get_section_url("mouvements"))
    return write_movement(lock(movement, version), fields, excess_reason, file, by=by)


@action
def take_back_movement(*, by: User, movement: Movement, version: int) -> None:
    """An entry made by mistake goes; the history of the agreement keeps it."""
    lock(movement, version).delete()


def write_movement(
    movement: Movement,
    fields: Mapping[str, Any],
    excess_reason: str,
    file: File | None,
    *,
    by: User,
) -> Movement:
    contribution = movement.contribution
    agreement = contribution.party.agreement
    refuse_period(fields["kind"], fields["period"], agreement)
    if excess_reason and fields["kind"] == Movement.Kind.PAID:
        write(contribution, {"excess_reason": excess_reason})
    refuse_beyond_promise(movement, fields["kind"], fields["amount"])
    if file:
        title = f"{Movement.Kind(fields['kind']).label.capitalize()}, {fields['period'].text}"
        movement.document = attach_document(by=by, owner=agreement, file=file, title=title)
    return write(movement, fields)


def refuse_period(kind: str, period: Period, agreement: Agreement) -> None:
    month = agreement.fiscal_year_month
    if not is_of_one_fiscal_year(period, month):
        start = agreement.get_fiscal_year_month_display()
        raise ValidationError(
            {
                "period": "Ce montant serait de plus d’un exercice : précisez le mois, ou "
                f"inscrivez-en un par exercice. L’exercice commence le {start}."
            }
        )
    if kind != Movement.Kind.PLANNED and is_to_come(period):
        raise ValidationError(
            {"period": "Cette date est à venir : inscrivez un versement prévu, ou attendez."}
        )


def refuse_beyond_promise(movement: Movement, kind: str, amount: Decimal) -> None:
    """The database refuses it too; here it is told beside its field, with the amounts."""
    contribution = movement.contribution
    if contribution.promised is None or kind not in {Movement.Kind.PLANNED, Movement.Kind.PAID}:
        return
    others = contribution.movements.filter(kind=kind).exclude(pk=movement.pk)
    total = amount + (others.aggregate(total=Sum("amount"))["total"] or 0)
    if total <= contribution.promised:
        return
    beyond = f"{format_amount(total)}, au-delà des {format_amount(contribution.promised)} promis"
    if kind == Movement.Kind.PLANNED:
        raise ValidationError({"amount": f"Il serait prévu en tout {beyond}."})
    if not contribution.excess_reason:
        raise ValidationError(
            {"excess_reason": f"Il serait versé en tout {beyond} : dites pourquoi."}
        )
