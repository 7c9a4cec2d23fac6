"""A list asks the database as often for one row as for two hundred, and at most eight times."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from arbj_portal.core.roles import Role
from members.actions import accounts
from members.models import Committee, User
from tests.members.conftest import client_of
from tests.members.factories import (
    PUBLIC,
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_partner,
    make_portal,
    make_user,
)

pytestmark = pytest.mark.django_db
MOST = 8


def fill(committee: Committee, administration: User, count: int) -> None:
    """So many members, each with its person, its former account and its committee."""
    for number in range(count):
        organization = make_organization(visibility=PUBLIC)
        membership = make_membership(committee, organization, visibility=PUBLIC)
        make_user(Role.PARTNER, person=make_mandate(membership).person)
        email = f"invitation{count}-{number}@exemple.test"
        accounts.invite(by=administration, email=email, roles=[Role.PARTNER])


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_lists_ask_the_same_for_one_row_and_for_two_hundred(administration: User) -> None:
    make_portal()
    committee = make_committee(visibility=PUBLIC)
    partner = make_partner(make_membership(committee))
    visitors = [None, partner, make_user(Role.COORDINATION), administration]
    pages = {
        reverse("organization_list"): visitors,
        f"{reverse('organization_list')}?q=organisme&instance={committee.pk}": visitors,
        committee.get_absolute_url(): visitors,
        f"{committee.get_absolute_url()}?date=2020-05-05": visitors,
        reverse("person_list"): visitors[1:],
        reverse("account_list"): [administration],
    }

    def counts() -> dict[str, list[int]]:
        return {
            url: [queries(client_of(user), url) for user in users] for url, users in pages.items()
        }

    fill(committee, administration, 1)
    for_one = counts()
    fill(committee, administration, 200)
    assert counts() == for_one
    assert max(max(row) for row in for_one.values()) <= MOST
