"""Who looks at the pages of members: one fixture for each kind of person."""

import pytest
from django.test import Client

from arbj_portal.core.roles import Role
from members.models import Committee, Membership, User
from tests.members.factories import make_committee, make_membership, make_partner, make_user


@pytest.fixture
def committee(db: None) -> Committee:
    return make_committee()


@pytest.fixture
def membership(committee: Committee) -> Membership:
    return make_membership(committee)


@pytest.fixture
def partner(membership: Membership) -> User:
    return make_partner(membership)


@pytest.fixture
def coordination(db: None) -> User:
    return make_user(Role.COORDINATION)


@pytest.fixture
def administration(db: None) -> User:
    return make_user(Role.ADMINISTRATION)


def client_of(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client
