"""What two people do to the same agreements at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from agreements.actions.agreements import change_details
from agreements.actions.plan import add_action, begin_import, take_import
from agreements.models import Agreement
from agreements.plan.changes import changes_of
from arbj_portal.core.forms import constraint_error
from members.models import User
from tests.agreements.factories import make_agreement, make_objective

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE, TOO_LONG = 0.4, 20


@pytest.fixture
def portal(transactional_db: None) -> None:
    """Rows that other connections see."""


def refusal_of_the_second(first: Callable[[], object], second: Callable[[], object]) -> str:
    """Begin the second before the first is committed; what it was refused, in French."""
    refusals: list[str] = []

    def run() -> None:
        try:
            second()
        except IntegrityError as error:
            refusals.append(constraint_error(error).message)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(A_WHILE)
    thread.join(TOO_LONG)
    assert not thread.is_alive()
    return "".join(refusals)


def test_two_actions_added_at_once_have_each_their_number(administration: User) -> None:
    objective = make_objective(make_agreement())

    def add() -> None:
        add_action(
            by=administration, objective=objective, fields={"text": "Écrire", "number": None}
        )

    assert refusal_of_the_second(add, add) == ""
    assert list(objective.actions.values_list("number", flat=True)) == [1, 2]


def test_an_import_is_taken_once_even_at_once(administration: User) -> None:
    objective = make_objective(make_agreement())
    row = dict.fromkeys(("number", "organization", "person", "period"))
    row |= dict.fromkeys(("partners", "means", "indicator", "progress"), "")
    row |= {"line": 2, "objective": objective.pk, "text": "Écrire", "status": "to_do"}
    kept = begin_import(
        by=administration, agreement=objective.agreement, filename="plan.xlsx", rows=[row]
    )
    seen = changes_of(objective.agreement, kept.rows).digest
    refusals: list[str] = []

    def take() -> None:
        try:
            take_import(by=administration, plan_import=kept, seen=seen)
        except ValidationError as error:
            refusals.extend(error.messages)

    refusal_of_the_second(take, take)
    assert refusals == ["Ce classeur est déjà importé."]
    assert objective.actions.count() == 1


def put_after(agreement: Agreement, earlier: Agreement, by: User) -> Callable[[], object]:
    fields = {"earlier": earlier, "earlier_link": "succeeds"}
    return lambda: change_details(by=by, agreement=agreement, version=1, fields=fields)


def test_two_agreements_are_not_put_after_each_other_at_once(administration: User) -> None:
    first, second = make_agreement(), make_agreement()
    refused = refusal_of_the_second(
        put_after(first, second, administration), put_after(second, first, administration)
    )
    assert refused == "Une entente ne peut pas venir avant elle-même, même par une autre."
    assert list(Agreement.objects.filter(earlier__isnull=False)) == [first]
