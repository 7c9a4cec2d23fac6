"""Who looks at agreements: the partner sits in their committee, the outsider in another one."""

import pytest
from django.test import Client

from arbj_portal.core.roles import Role
from members.models import Committee, User
from tests.members.factories import (
    make_committee,
    make_membership,
    make_partner,
    make_portal,
    make_user,
)


@pytest.fixture(autouse=True)
def portal(db: None) -> None:
    make_portal()


@pytest.fixture
def committee() -> Committee:
    return make_committee()


@pytest.fixture
def partner(committee: Committee) -> User:
    return make_partner(make_membership(committee))


@pytest.fixture
def outsider() -> User:
    return make_partner(make_membership(make_committee()))


@pytest.fixture
def coordination() -> User:
    return make_user(Role.COORDINATION, name="Claire Coordination")


@pytest.fixture
def administration() -> User:
    return make_user(Role.ADMINISTRATION, name="Alain Administration")


def client_of(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client
