"""Indicators of an objective: what is aimed at, and how far one is."""

from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.models import Objective
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_agreement, make_indicator, make_objective, period
from tests.agreements.pages import filled, part_of, text_of

pytestmark = pytest.mark.django_db
FIRST = "indicateurs-0-"


@pytest.fixture
def objective() -> Objective:
    return make_objective(make_agreement("Mobilisation", visibility="public"), position=2)


@pytest.mark.parametrize(
    ("target", "actual", "share"),
    [
        (20, 5, Decimal(25)),
        (20, 40, Decimal(100)),
        (20, None, None),
        (None, 5, None),
        (0, 5, None),
    ],
)
def test_a_share_is_known_where_both_numbers_are(
    target: int | None, actual: int | None, share: Decimal | None
) -> None:
    indicator = make_indicator(target=target and Decimal(target), actual=actual and Decimal(actual))
    assert indicator.share == share


def test_the_administration_says_what_is_aimed_at(
    objective: Objective, administration: User
) -> None:
    client = client_of(administration)
    address = reverse("indicators_edit", args=[objective.pk])
    typed = filled(client.get(address), "indicateurs-version")
    typed |= {
        "indicateurs-TOTAL_FORMS": "1",
        f"{FIRST}name": "Personnes rejointes",
        f"{FIRST}unit": "personnes",
        f"{FIRST}target": "1200,5",
        f"{FIRST}actual": "600,25",
        f"{FIRST}measured": "mars 2014",
    }
    assert client.post(address, typed).url == objective.get_absolute_url()
    indicator = objective.indicators.get()
    assert (indicator.target, indicator.actual, indicator.measured) == (
        Decimal("1200.5"),
        Decimal("600.25"),
        period("2014-03"),
    )
    assert part_of(client_of(None).get(objective.get_absolute_url()), "<tbody>", "</tbody>") == (
        "Personnes rejointes mesuré : mars 2014 600,25 personnes 1 200,5 personnes 50 %"
    )
    page = client_of(None).get(objective.agreement.get_absolute_url())
    assert "Personnes rejointes : 600,25 sur 1 200,5 personnes" in text_of(page)


def test_the_coordination_says_how_far_one_is(objective: Objective, coordination: User) -> None:
    make_indicator(objective, name="Rencontres", target=4)
    client = client_of(coordination)
    address = reverse("indicators_edit", args=[objective.pk])
    typed = filled(client.get(address), "indicateurs-version")
    assert f"{FIRST}target" not in typed
    client.post(address, typed | {f"{FIRST}actual": "3", f"{FIRST}target": "99"})
    indicator = objective.indicators.get()
    assert (indicator.target, indicator.actual) == (4, 3)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("target", "-1", "Assurez-vous que cette valeur est supérieure ou égale à 0."),
        ("target", "beaucoup", "Saisissez un nombre."),
        ("actual", "99999999999999", "Assurez-vous qu’il n’y a pas plus de 12 chiffres au total."),
        ("measured", "mars 2014", "Donnez le résultat mesuré, ou videz la date."),
        ("measured", "mars 2190", "Cette date est à venir : rien n’y est encore mesuré."),
    ],
)
def test_what_is_no_number_is_refused_beside_its_field(
    field: str, value: str, message: str, objective: Objective, administration: User
) -> None:
    make_indicator(objective, name="Rencontres")
    client = client_of(administration)
    address = reverse("indicators_edit", args=[objective.pk])
    typed = filled(client.get(address), "indicateurs-version", **{FIRST + field: value})
    response = client.post(address, typed)
    assert message in text_of(response)
    assert filled(response, "indicateurs-version")[FIRST + field] == [value]
