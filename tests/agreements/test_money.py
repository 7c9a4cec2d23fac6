"""What moves of the contributions of an agreement: written, refused, added up."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.actions.agreements import change_details
from agreements.actions.money import correct_movement, record_movement, take_back_movement
from agreements.models import Agreement, Contribution, Movement, Party
from agreements.money import LABELS, Money, fiscal_year, fiscal_year_text
from agreements.readiness import lacks
from arbj_portal.core.actions import StaleFormError
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    PDF_BYTES,
    make_agreement,
    make_contribution,
    make_movement,
    make_party,
    make_ready,
    period,
)
from tests.agreements.pages import filled, part_of, text_of

pytestmark = pytest.mark.django_db

ONCE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.fixture
def party() -> Party:
    party = make_party(make_agreement("Mobilisation"), shown_as="ARBJ")
    make_contribution(party, promised=100)
    return party


def record(party: Party, by: User, kind: str, amount: object, when: str, **told: Any) -> Movement:
    fields = {"kind": kind, "amount": Decimal(str(amount)), "period": period(when), "note": ""}
    return record_movement(by=by, party=party, form="cash", fields=fields, **told)


def told(party: Party) -> list[tuple[str, str, str]]:
    movements = Movement.objects.of_agreement(party.agreement)
    return [(row.kind, str(row.amount), row.period.text) for row in movements]


def test_movements_are_recorded_in_the_order_of_their_dates(
    party: Party, administration: User
) -> None:
    record(party, administration, "used", "12.5", "2014-05")
    record(party, administration, "paid", 60, "2014-03-14")
    record(party, administration, "planned", 100, "2190-04")
    assert told(party) == [
        ("paid", "60.00", "14 mars 2014"),
        ("used", "12.50", "mai 2014"),
        ("planned", "100.00", "avril 2190"),
    ]


def test_what_proves_a_movement_is_attached_to_the_agreement(
    party: Party, administration: User
) -> None:
    file = ContentFile(PDF_BYTES, name="recu.pdf")
    movement = record(party, administration, "paid", 60, "2014-03-14", file=file)
    assert str(movement.document) == "Versement, 14 mars 2014"
    assert [link.document for link in party.agreement.attachments.all()] == [movement.document]


def test_a_party_without_a_promise_may_pay(administration: User) -> None:
    party = make_party(make_agreement())
    record(party, administration, "paid", 60, "2014-03")
    contribution = party.contributions.get()
    assert (contribution.form, contribution.promised) == ("cash", None)


@pytest.mark.parametrize(
    ("kind", "amount", "when", "refused"),
    [
        (
            "paid",
            "100.01",
            "2014-03",
            {"excess_reason": "Il serait versé en tout 100,01 $, au-delà des 100 $ promis : "
             "dites pourquoi."},
        ),
        (
            "planned",
            101,
            "2014-03",
            {"amount": "Il serait prévu en tout 101 $, au-delà des 100 $ promis."},
        ),
        (
            "paid",
            1,
            "2014",
            {"period": "Ce montant serait de plus d’un exercice : précisez le mois, ou "
             "inscrivez-en un par exercice. L’exercice commence le 1er avril."},
        ),
        (
            "used",
            1,
            "2190-01",
            {"period": "Cette date est à venir : inscrivez un versement prévu, ou attendez."},
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_recorded_says_why(
    kind: str, amount: object, when: str, refused: dict[str, str], administration: User
) -> None:
    party = make_party(make_agreement())
    make_contribution(party, promised=100)
    with pytest.raises(ValidationError) as refusal:
        record(party, administration, kind, amount, when)
    assert refusal.value.message_dict == {name: [text] for name, text in refused.items()}
    assert told(party) == []


def test_more_is_paid_than_promised_for_a_reason(party: Party, administration: User) -> None:
    record(party, administration, "paid", 100, "2014-03")
    record(party, administration, "paid", 20, "2014-04", excess_reason="Ajout du ministère")
    assert party.contributions.get().excess_reason == "Ajout du ministère"
    page = client_of(administration).get(party.agreement.get_absolute_url())
    assert "Versé au-delà de la promesse : Ajout du ministère" in text_of(page)
    assert "Total 100 $ 120 $ −20 $" in part_of(page, 'id="parties">')


def test_a_movement_is_corrected_over_the_version_that_was_read(
    party: Party, administration: User
) -> None:
    movement = record(party, administration, "paid", 100, "2014-03")
    fields = {"kind": "paid", "amount": Decimal(90), "period": period("2014-04"), "note": "Reçu"}
    correct_movement(by=administration, movement=movement, version=1, fields=fields)
    assert told(party) == [("paid", "90.00", "avril 2014")]
    with pytest.raises(StaleFormError):
        correct_movement(by=administration, movement=movement, version=1, fields=fields)
    with pytest.raises(StaleFormError):
        take_back_movement(by=administration, movement=movement, version=1)
    take_back_movement(by=administration, movement=movement, version=2)
    assert told(party) == []


def test_the_section_records_and_the_page_corrects_and_takes_back(
    party: Party, administration: User
) -> None:
    client = client_of(administration)
    agreement = party.agreement
    page = client.get(reverse("agreement_edit", args=[agreement.pk]))
    address = reverse("agreement_section", args=[agreement.pk, "mouvements"])
    typed = filled(
        page,
        "mouvements-amount",
        **{
            "mouvements-of": f"{party.pk}-cash",
            "mouvements-kind": "paid",
            "mouvements-amount": "60 $",
            "mouvements-period": "mars 2014",
        },
    )
    assert client.post(address, typed).url == agreement.get_section_url("mouvements")
    movement = Movement.objects.get()
    edit = reverse("movement_edit", args=[movement.pk])
    client.post(edit, filled(client.get(edit), "amount", amount="70,50"))
    assert told(party) == [("paid", "70.50", "mars 2014")]
    address = reverse("movement_take_back", args=[movement.pk])
    assert "a été corrigé entre-temps" in text_of(client.post(address, {"version": 1}, follow=True))
    assert "Le mouvement est retiré." in text_of(client.post(address, {"version": 2}, follow=True))
    assert told(party) == []


def test_a_contribution_of_which_something_moved_stays(party: Party, administration: User) -> None:
    record(party, administration, "paid", 60, "2014-03")
    client = client_of(administration)
    address = reverse("agreement_section", args=[party.agreement_id, "parties"])
    page = client.get(reverse("agreement_edit", args=[party.agreement_id]))
    client.post(address, filled(page, "parties-0-cash_promised", **{"parties-0-cash_promised": ""}))
    assert party.contributions.get().promised is None
    page = client.get(reverse("agreement_edit", args=[party.agreement_id]))
    typed = filled(page, "parties-0-cash_promised", **{"parties-0-DELETE": "on"})
    assert "« ARBJ » ne peut pas être retiré" in text_of(client.post(address, typed))


def test_an_uneven_promise_is_missing_before_the_signature(party: Party) -> None:
    agreement = make_ready(make_agreement(status="awaiting_signature", matching="equal"))
    agreement = Agreement.objects.get(pk=agreement.pk)
    Contribution.objects.filter(party=agreement.parties.first()).update(promised=1)
    first, last = agreement.parties.all()
    assert [lack.text for lack in lacks(agreement, "signed")] == [
        "Accordez les promesses à la règle\xa0: chaque partie promet autant "
        f"({first}, 1\xa0$; {last}, rien)."
    ]


def test_a_reason_excuses_payments_alone(party: Party, administration: User) -> None:
    record(party, administration, "committed", 200, "2014-01", excess_reason="Avenant verbal.")
    with pytest.raises(ValidationError) as refused:
        record(party, administration, "paid", 101, "2014-02")
    assert refused.value.message_dict.keys() == {"excess_reason"}


def test_a_fiscal_year_begins_where_it_splits_no_movement(
    party: Party, administration: User
) -> None:
    party.agreement.fiscal_year_month = 1
    party.agreement.save()
    record(party, administration, "committed", 10, "2014")
    act = {"by": administration, "agreement": party.agreement, "version": 1}
    with pytest.raises(ValidationError) as refused:
        change_details(**act, fields={"fiscal_year_month": 4})
    assert refused.value.message_dict == {
        "fiscal_year_month": [
            "Un mouvement serait de deux exercices\xa0: 2014. Précisez-en d’abord le mois."
        ]
    }
    Movement.objects.update(period=period("2014-02"))
    assert change_details(**act, fields={"fiscal_year_month": 4}).fiscal_year_month == 4


def test_fiscal_years_begin_on_the_first_of_their_month() -> None:
    ends, starts = period("2014-03-31").starts_on, period("2014-04-01").starts_on
    assert [fiscal_year(day, 4) for day in (ends, starts)] == [2013, 2014]
    assert [fiscal_year(day, 1) for day in (ends, starts)] == [2014, 2014]
    assert [fiscal_year_text(2013, month) for month in (4, 1)] == ["2013-2014", "2013"]


AMOUNTS = st.decimals("0.01", "99999.99", places=2)
MOVEMENTS = st.lists(
    st.tuples(
        st.sampled_from(["committed", "paid", "used"]),
        AMOUNTS,
        st.dates(period("2010").starts_on, period("2020").ends_on),
    ),
    max_size=12,
)
PROMISES = st.lists(st.one_of(st.none(), AMOUNTS), min_size=1, max_size=4)


@ONCE
@given(promises=PROMISES, moved=MOVEMENTS, month=st.integers(1, 12))
@pytest.mark.hypothesis
def test_sums_always_add_up(
    promises: list[Decimal | None], moved: list[tuple[str, Decimal, Any]], month: int
) -> None:
    agreement = make_agreement(fiscal_year_month=month)
    rows = [
        make_contribution(make_party(agreement), promised=promise, excess_reason="…")
        for promise in promises
    ]
    for number, (kind, amount, day) in enumerate(moved):
        make_movement(rows[number % len(rows)], kind, amount, day.isoformat())
    money = Money.of(Agreement.objects.get(pk=agreement.pk))
    for table in (money.by_contribution, money.by_fiscal_year):
        for column, total in money.total.sums.items():
            assert sum(row.sums.get(column, 0) for row in table) == total
    expected = {"promised": [promise for promise in promises if promise is not None]}
    for kind, amount, _ in moved:
        expected.setdefault(kind, []).append(amount)
    for column, amounts in expected.items():
        assert money.total.sums.get(column, 0) == sum(amounts)
    assert set(money.columns) <= set(LABELS)


def test_the_picture_says_when_it_adds_what_was_given_in_kind(
    party: Party, administration: User
) -> None:
    record(party, administration, "paid", 10, "2014-01")
    client = client_of(administration)

    def caption() -> str:
        page = client.get(party.agreement.get_absolute_url())
        return part_of(page, '<figure class="bars">', "</figcaption>")

    assert caption() == "De chaque partie, à la même échelle"
    make_contribution(party, form="in_kind", promised=5)
    assert caption() == "De chaque partie, en argent et en nature, à la même échelle"
