"""A portal with circles: who sits where, and accounts that look at it."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from agreements.models import Agreement, Party
from arbj_portal.core.roles import Role, Visibility
from members.models import Committee, Organization, User
from tests.timeline.factories import (
    make_agreement,
    make_committee,
    make_mandate,
    make_organization,
    make_user,
)


@dataclass
class Circles:
    """Two committees with their agreements; the second agreement has a party from the first."""

    committee: Committee
    other_committee: Committee
    agreement: Agreement
    other_agreement: Agreement
    party: Organization
    viewers: dict[str, Any] = field(default_factory=dict)

    @property
    def partner(self) -> User:
        return self.viewers["partner"]

    @property
    def stranger(self) -> User:
        return self.viewers["stranger"]

    @property
    def coordination(self) -> User:
        return self.viewers["coordination"]


@pytest.fixture
def circles(db: None) -> Circles:
    yesterday: date = timezone.localdate() - timedelta(days=1)
    committee, other_committee, third = (
        make_committee(visibility=visibility)
        for visibility in (Visibility.PUBLIC, Visibility.PARTNERS, Visibility.PARTNERS)
    )
    party = make_organization(visibility=Visibility.PUBLIC)
    circles = Circles(
        committee,
        other_committee,
        make_agreement(committee=committee, visibility=Visibility.PUBLIC),
        make_agreement(committee=other_committee),
        party,
    )
    Party.objects.create(agreement=circles.other_agreement, organization=party)
    circles.viewers = {
        "anonymous": AnonymousUser(),
        "outsider": make_user(Role.PARTNER),
        "partner": make_user(Role.PARTNER, mandate=make_mandate(committee)),
        "stranger": make_user(Role.PARTNER, mandate=make_mandate(other_committee)),
        "party": make_user(Role.PARTNER, mandate=make_mandate(third, party)),
        "former": make_user(Role.PARTNER, mandate=make_mandate(committee, ended_on=yesterday)),
        "coordination": make_user(Role.COORDINATION),
        "administration": make_user(Role.ADMINISTRATION),
    }
    return circles
