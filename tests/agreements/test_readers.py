"""Who reads agreements, activities and their documents."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from agreements.models import (
    Activity,
    Agreement,
)
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from members.models import Committee, User
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_document,
    make_party,
)
from tests.members.factories import (
    make_membership,
    make_partner,
)


def as_the_next_request_finds(user: Any) -> None:
    """What somebody is a partner of is read once for each object of their account."""
    if user.is_authenticated:
        user.refresh_from_db()


def readers(level: Visibility, committee: Committee, users: dict[str, object]) -> set[str]:
    agreement = make_agreement(committee=committee, visibility=level)
    for user in users.values():
        as_the_next_request_finds(user)
    return {
        name
        for name, user in users.items()
        if Agreement.objects.visible_to(user).filter(pk=agreement.pk).exists()
    }


def test_who_reads_an_agreement_of_each_level(
    committee: Committee,
    partner: User,
    outsider: User,
    coordination: User,
    administration: User,
) -> None:
    users = {
        "anonymous": AnonymousUser(),
        "partner": partner,
        "outsider": outsider,
        "coordination": coordination,
        "administration": administration,
    }
    office = {"coordination", "administration"}
    assert readers(Visibility.PUBLIC, committee, users) == set(users)
    assert readers(Visibility.PARTNERS, committee, users) == office | {"partner"}
    assert readers(Visibility.COORDINATION, committee, users) == office


def test_a_party_s_people_are_partners_of_the_agreement(outsider: User) -> None:
    agreement = make_agreement()
    assert not Agreement.objects.visible_to(outsider).exists()
    mandate = outsider.person.mandates.get()
    make_party(agreement, organization=mandate.membership.organization)
    as_the_next_request_finds(outsider)
    assert list(Agreement.objects.visible_to(outsider)) == [agreement]


def test_activities_follow_their_own_level(
    committee: Committee, partner: User, outsider: User
) -> None:
    agreement = make_agreement(committee=committee)
    public = make_activity(agreement, visibility="public")
    own = make_activity(agreement)
    of_committee = make_activity(committee=committee)
    make_activity(agreement, visibility="coordination")
    assert set(Activity.objects.visible_to(partner)) == {public, own, of_committee}
    assert set(Activity.objects.visible_to(outsider)) == {public}
    assert set(Activity.objects.visible_to(AnonymousUser())) == {public}
    assert set(Activity.objects.of_partner(partner)) == set(Activity.objects.all())
    assert not Activity.objects.of_partner(AnonymousUser()).exists()


@pytest.mark.parametrize("kind", ["agreement", "activity"])
def test_documents_for_partners_are_for_those_of_their_owner(
    kind: str, committee: Committee, partner: User, outsider: User, coordination: User
) -> None:
    """Everybody reads a public agreement, which does not make partners of them."""
    agreement = make_agreement(committee=committee, visibility="public")
    owner = agreement if kind == "agreement" else make_activity(agreement, visibility="public")
    public = make_document(owner, visibility="public")
    reserved = make_document(owner)
    hidden = make_document(owner, visibility="coordination")
    make_document()
    assert set(Document.objects.visible_to(AnonymousUser())) == {public}
    assert set(Document.objects.visible_to(outsider)) == {public}
    assert set(Document.objects.visible_to(partner)) == {public, reserved}
    assert {public, reserved, hidden} < set(Document.objects.visible_to(coordination))


@pytest.mark.parametrize("kind", ["agreement", "activity"])
def test_documents_of_what_one_may_not_see_are_hidden(
    kind: str, committee: Committee, partner: User
) -> None:
    agreement = make_agreement(committee=committee, visibility="coordination")
    owner = agreement
    if kind == "activity":
        owner = make_activity(agreement, visibility="coordination")
    make_document(owner, visibility="public")
    make_document(owner)
    assert not Document.objects.visible_to(partner).exists()
    assert not Document.objects.visible_to(AnonymousUser()).exists()


def test_a_former_member_is_no_partner_any_more(committee: Committee) -> None:
    ended = {"started_on": date(2014, 1, 1), "ended_on": date(2015, 1, 1)}
    former = make_partner(make_membership(committee, **ended), **ended)
    make_agreement(committee=committee)
    assert not Agreement.objects.visible_to(former).exists()
