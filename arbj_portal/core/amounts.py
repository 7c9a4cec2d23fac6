"""Amounts of money in Canadian dollars, as people type and read them: « 50 000 $ »."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

LARGEST = Decimal("9999999999.99")  # max_digits=12, decimal_places=2
LONGEST_TEXT = 40
AMOUNT = re.compile(
    r"(?P<sign>[-−]?) ?\$? ?(?P<whole>[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
    r"(?:[.,](?P<cents>[0-9]+))? ?\$?"
)


class AmountError(ValueError):
    """Not an amount; its French sentence says why to the person who typed it."""


def parse_amount(text: str, *, allow_negative: bool = False) -> Decimal:
    """« 50 000 $ », « 50000 » or « 50 000,00 $ » in dollars, with two decimals."""
    typed = " ".join(text[: LONGEST_TEXT + 1].split())
    found = AMOUNT.fullmatch(typed)
    if not found or len(text) > LONGEST_TEXT:
        raise AmountError("Écrivez un montant en chiffres, comme 50 000 $ ou 1 234,56 $.")
    if found["sign"] and not allow_negative:
        raise AmountError("Ce montant ne peut pas être négatif.")
    cents = found["cents"] or ""
    if len(cents) > 2:
        raise AmountError(
            "Un montant a deux décimales au plus; les milliers se séparent par une espace, "
            "comme dans 50 000 $."
        )
    amount = Decimal(f"{found['whole'].replace(' ', '')}.{cents:0<2}")
    if amount > LARGEST:
        raise AmountError(f"Ce montant dépasse {format_amount(LARGEST)}.")
    return -amount if found["sign"] else amount


def format_number(value: Decimal | float, decimals: int = 0) -> str:
    """« 1 234,5 »: at most so many decimals, none of them a useless zero."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0
    whole, _, rest = f"{exact:,}".replace(",", "\xa0").replace("-", "−").partition(".")
    rest = rest.rstrip("0")
    return f"{whole},{rest}" if rest else whole


def format_amount(value: Decimal | float) -> str:
    """« 50 000 $ », « 1 234,50 $ »: the cents in full, or not at all."""
    whole, comma, cents = format_number(value, 2).partition(",")
    return f"{whole}{comma}{cents:0<2}\xa0$" if cents else f"{whole}\xa0$"


class AmountFormField(forms.Field):
    """An amount typed as text: « 50 000 $ » in, a Decimal of two decimals out."""

    widget = forms.TextInput

    def __init__(self, *, allow_negative: bool = False, **kwargs: Any) -> None:
        self.allow_negative = allow_negative
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value).strip() if value is not None else ""
        if not text:
            return None
        try:
            return parse_amount(text, allow_negative=self.allow_negative)
        except AmountError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        return value if value is None or isinstance(value, str) else format_amount(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}
