"""Amounts: read from what people type, printed with non-breaking spaces."""

from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from arbj_portal.core.amounts import (
    LARGEST,
    AmountError,
    AmountFormField,
    format_amount,
    format_number,
    parse_amount,
)

amounts = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2)


@given(amounts)
def test_every_printed_amount_parses_back_to_itself(amount: Decimal) -> None:
    assert parse_amount(format_amount(amount), allow_negative=True) == amount


@pytest.mark.parametrize(
    "typed",
    ["50 000 $", "50000", "50 000,00 $", "50000.00", "50\xa0000\xa0$", "50\u202f000 $", "$ 50000",
     " 50000$ "],
)  # fmt: skip
def test_parse_amount_understands_what_people_type(typed: str) -> None:
    assert str(parse_amount(typed)) == "50000.00"


@pytest.mark.parametrize(("typed", "amount"), [("50.5", "50.50"), ("0", "0.00"), ("1,05", "1.05")])
def test_parse_amount_reads_cents(typed: str, amount: str) -> None:
    assert str(parse_amount(typed)) == amount


NOT_DIGITS = "Écrivez un montant en chiffres, comme 50\xa0000\xa0$ ou 1\xa0234,56\xa0$."
TOO_PRECISE = (
    "Un montant a deux décimales au plus; les milliers se séparent par une espace, "
    "comme dans 50\xa0000\xa0$."
)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", NOT_DIGITS),
        ("cinquante", NOT_DIGITS),
        ("5 0000", NOT_DIGITS),
        ("1e5", NOT_DIGITS),
        ("NaN", NOT_DIGITS),
        ("٥٠", NOT_DIGITS),
        ("5\x000", NOT_DIGITS),
        ("9" * 1_000_000, NOT_DIGITS),
        ("50,000", TOO_PRECISE),
        ("-5", "Ce montant ne peut pas être négatif."),
        ("−5", "Ce montant ne peut pas être négatif."),
        ("10 000 000 000", "Ce montant dépasse 9\xa0999\xa0999\xa0999,99\xa0$."),
    ],
)
def test_parse_amount_says_what_is_wrong(typed: str, sentence: str) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(typed)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal(50000), "50\xa0000\xa0$"),
        (Decimal("50000.00"), "50\xa0000\xa0$"),
        (Decimal("1234.56"), "1\xa0234,56\xa0$"),
        (Decimal("1234.5"), "1\xa0234,50\xa0$"),
        (Decimal("-12.05"), "−12,05\xa0$"),
        (Decimal("-0.001"), "0\xa0$"),
        (999, "999\xa0$"),
    ],
)
def test_format_amount(amount: Decimal, text: str) -> None:
    assert format_amount(amount) == text


def test_format_number() -> None:
    assert format_number(1_234_567) == "1\xa0234\xa0567"
    assert format_number(Decimal("0.125"), 2) == "0,13"


class ContributionForm(forms.Form):
    amount = AmountFormField(required=False)


def test_amount_field_shows_the_stored_amount_as_people_write_it() -> None:
    form = ContributionForm(initial={"amount": Decimal("50000.00")})
    assert str(form["amount"]) == (
        '<input type="text" name="amount" value="50\xa0000\xa0$" inputmode="decimal" '
        'autocomplete="off" id="id_amount">'
    )


def test_amount_field_keeps_what_was_typed_beside_its_error() -> None:
    form = ContributionForm({"amount": "50,000"})
    assert form.errors == {"amount": [TOO_PRECISE]}
    assert form["amount"].value() == "50,000"


def test_amount_field_sees_no_change_in_another_spelling() -> None:
    initial = {"amount": Decimal("50000.00")}
    assert not ContributionForm({"amount": "50000"}, initial=initial).has_changed()
    assert ContributionForm({"amount": "50001"}, initial=initial).has_changed()


def test_amount_field_may_be_empty_or_negative_when_told_so() -> None:
    assert AmountFormField(required=False).clean("  ") is None
    assert AmountFormField(allow_negative=True).clean("-5") == Decimal(-5)
    with pytest.raises(ValidationError):
        AmountFormField().clean("")


@given(st.text(max_size=60))
def test_amount_field_raises_nothing_but_validation_errors(text: str) -> None:
    form = ContributionForm({"amount": text})
    assert form.is_valid() == (not form.errors)
