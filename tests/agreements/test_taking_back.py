"""An agreement entered by mistake: taken back while nothing depends on it."""

import pytest
from django.urls import reverse

from agreements.actions.agreements import create_agreement
from agreements.models import Agreement
from arbj_portal.timeline.models import TimelineEntry
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_agreement,
    make_document,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.agreements.pages import text_of

pytestmark = pytest.mark.django_db


def test_an_entry_made_by_mistake_is_taken_back(administration: User) -> None:
    agreement = create_agreement(
        by=administration,
        fields={"title": "Doublon", "kind": "specific"},
        status=Agreement.Status.IN_PREPARATION,
        effective=period("2014"),
        reason="Saisie.",
    )
    objective = make_objective(agreement)
    client = client_of(administration)
    address = reverse("agreement_take_back", args=[agreement.pk])
    page = client.get(agreement.get_absolute_url())
    assert address in page.content.decode()
    refused = client.post(address, {"version": agreement.version}, follow=True)
    assert f"« {objective} » s’y rattache encore" in text_of(refused)
    objective.delete()
    party = make_party(agreement)
    refused = client.post(address, {"version": agreement.version}, follow=True)
    assert "Retirez d’abord ses parties et ses documents." in text_of(refused)
    party.delete()
    make_document(agreement)
    refused = client.post(address, {"version": agreement.version}, follow=True)
    assert "Retirez d’abord ses parties et ses documents." in text_of(refused)
    agreement.attachments.all().delete()
    done = client.post(address, {"version": agreement.version}, follow=True)
    assert "L’entente « Doublon » est retirée." in text_of(done)
    assert not Agreement.objects.exists()
    assert not TimelineEntry.objects.exists()


@pytest.mark.parametrize(
    ("visibility", "steps"), [("public", ["in_preparation"]), ("partners", ["signed", "in_force"])]
)
def test_what_is_public_or_moved_on_is_not_taken_back(
    visibility: str, steps: list[str], administration: User
) -> None:
    agreement = make_agreement(visibility=visibility)
    for status in steps:
        make_status_change(agreement, status)
    address = reverse("agreement_take_back", args=[agreement.pk])
    client = client_of(administration)
    assert address not in client.get(agreement.get_absolute_url()).content.decode()
    assert client.post(address, {"version": 1}).status_code == 403
