"""Movements of the contributions of an agreement: an amount, what it is, when."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst

from agreements.forms.documents import FILE_HELP
from agreements.models import Agreement, Contribution, Movement, Party
from arbj_portal.core.amounts import AmountFormField
from arbj_portal.core.documents import UploadField
from arbj_portal.core.form_layout import PortalFormHelper, Row
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin
from arbj_portal.core.period_fields import PeriodFormField


def more_than_nothing(amount: Decimal) -> None:
    """What the database says too, beside the field."""
    if not amount:
        raise ValidationError("Un montant est plus grand que zéro.")


class MovementFields(PortalForm):
    """What a movement says of itself."""

    kind = forms.ChoiceField(
        label="Mouvement",
        choices=[(value, capfirst(label)) for value, label in Movement.Kind.choices],
        initial=Movement.Kind.PAID,
    )
    amount = AmountFormField(label="Montant", validators=[more_than_nothing])
    period = PeriodFormField(
        label="Quand",
        single=True,
        bounded=True,
        help_text="Un jour ou un mois : « 14 mars 2014 », « mars 2014 ».",
    )
    note = forms.CharField(label="Précision", max_length=300, required=False)
    file = UploadField(
        label="Pièce",
        required=False,
        help_text=f"Elle se joint aussi à l’entente. {FILE_HELP}",
    )
    excess_reason = forms.CharField(
        label="Pourquoi plus que promis",
        max_length=300,
        required=False,
        help_text="Demandé seulement où le total versé dépasse la promesse.",
    )

    @property
    def described(self) -> dict[str, Any]:
        """What an action takes of it."""
        names = ("kind", "amount", "period", "note")
        return {
            "fields": {name: self.cleaned_data[name] for name in names},
            "excess_reason": self.cleaned_data["excess_reason"],
            "file": self.cleaned_data["file"],
        }


LAYOUT = (Row("kind", "amount", "period"), "note", "excess_reason", "file")


class MovementForm(MovementFields, SubmissionMixin):
    """A movement to enter, of a party and in cash or in kind."""

    of = forms.ChoiceField(label="De qui")

    def __init__(self, *args: Any, agreement: Agreement, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = {
            str(party.pk): party for party in agreement.parties.select_related("organization")
        }
        self.fields["of"].choices = [
            (f"{key}-{form}", f"{party}, {label}")
            for key, party in self.parties.items()
            for form, label in Contribution.Form.choices
        ]
        self.helper = PortalFormHelper("of", *LAYOUT, form_tag=False)

    @property
    def contribution(self) -> dict[str, Party | str]:
        """Whose movement it is, as the action takes it."""
        key, _, form = self.cleaned_data["of"].partition("-")
        return {"party": self.parties[key], "form": form}


class MovementEditForm(MovementFields, VersionedMixin, SubmissionMixin):
    """A movement, corrected."""

    def __init__(self, *args: Any, movement: Movement, **kwargs: Any) -> None:
        initial = {
            name: getattr(movement, name)
            for name in ("version", "kind", "amount", "period", "note")
        }
        initial["excess_reason"] = movement.contribution.excess_reason
        super().__init__(*args, initial=initial, **kwargs)
        self.helper = PortalFormHelper(
            *LAYOUT,
            submit="Enregistrer le mouvement",
            cancel_url=movement.contribution.party.agreement.get_section_url("mouvements"),
        )
