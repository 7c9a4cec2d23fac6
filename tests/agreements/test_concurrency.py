"""What two people do to the same agreements at the same moment."""

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from agreements.actions.agreements import change_details
from agreements.models import Agreement
from arbj_portal.core.forms import constraint_error
from members.models import User
from tests.agreements.factories import make_agreement

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
