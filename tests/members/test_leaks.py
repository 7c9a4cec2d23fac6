"""Internal contact data, notes and hidden members never reach who may not read them."""

import pytest
from django.urls import reverse

from members.models import Committee, Membership, User
from tests.members.conftest import client_of
from tests.members.factories import (
    COORDINATION,
    make_contact,
    make_mandate,
    make_membership,
    make_organization,
    make_partner,
    make_person_contact,
)

pytestmark = pytest.mark.django_db
CANARY = "819-555-0199"
ADDRESS = "canari@exemple.test"


@pytest.fixture
def neighbour(committee: Committee) -> Membership:
    """Somebody else's organisation, with everything that is internal about it."""
    membership = make_membership(
        committee, make_organization("Voisine"), invitation_note=CANARY, invitation="invited"
    )
    Membership.objects.filter(pk=membership.pk).update(invitation="accepted")
    contact = {"phone": CANARY, "email": ADDRESS}
    make_contact(membership.organization, address=CANARY, note=CANARY, **contact)
    make_person_contact(make_mandate(membership).person, **contact)
    return membership


def pages_about(membership: Membership) -> list[str]:
    person = membership.representatives.get().person
    return [
        reverse("organization_list"),
        reverse("organization_list") + "?q=0199",
        membership.organization.get_absolute_url(),
        membership.committee.get_absolute_url(),
        person.get_absolute_url(),
        reverse("person_list"),
        reverse("person_list") + "?q=canari",
        reverse("account"),
        reverse("organization_history", args=[membership.organization_id]),
        reverse("organization_contact", args=[membership.organization_id]),
        reverse("person_history", args=[person.pk]),
    ]


def leaks(user: User | None, pages: list[str]) -> list[str]:
    client = client_of(user)
    texts = {page: client.get(page).content.decode() for page in pages}
    return [page for page, text in texts.items() if CANARY in text or ADDRESS in text]


def test_contact_data_do_not_leak(neighbour: Membership, partner: User) -> None:
    Committee.objects.update(visibility="public")
    Membership.objects.update(visibility="public")
    type(neighbour.organization).objects.update(visibility="public")
    pages = pages_about(neighbour)
    assert leaks(None, pages) == []
    assert leaks(partner, pages) == []


def test_the_canary_is_where_it_may_be(neighbour: Membership, coordination: User) -> None:
    pages = pages_about(neighbour)
    assert set(leaks(coordination, pages)) == {pages[2], pages[4], pages[8], pages[9], pages[10]}


def test_a_representative_reads_their_own_contact_without_the_coordination_s_note(
    neighbour: Membership,
) -> None:
    user = make_partner(neighbour)
    organization = neighbour.organization
    organization.contact.note = "Note secrète"
    organization.contact.save()
    pages = [
        organization.get_absolute_url(),
        reverse("organization_contact", args=[organization.pk]),
    ]
    texts = [client_of(user).get(page).content.decode() for page in pages]
    assert [CANARY in text for text in texts] == [True, True]
    assert ["secrète" in text for text in texts] == [False, False]


def test_hidden_members_are_in_no_list_count_or_choice(committee: Committee, partner: User) -> None:
    Committee.objects.update(visibility="public")
    hidden = make_organization("Cachette", visibility=COORDINATION)
    membership = make_membership(committee, hidden)
    person = make_mandate(membership).person
    secret = Committee.objects.create(
        name="Comité secret",
        acronym="SECRET",
        kind="committee",
        parent=committee,
        visibility=COORDINATION,
    )
    own = partner.person.mandates.get().membership.organization
    pages = [
        reverse("organization_list"),
        f"{reverse('organization_list')}?q=cachette",
        f"{reverse('organization_list')}?instance={secret.pk}",
        committee.get_absolute_url(),
        f"{committee.get_absolute_url()}?date=2014-05-29",
        own.get_absolute_url(),
        reverse("person_list"),
        reverse("account"),
    ]
    for user in (None, partner):
        text = "".join(client_of(user).get(page).content.decode() for page in pages)
        for word in ("Cachette", "Comité secret", "SECRET", person.last_name):
            assert word not in text


def test_people_are_not_on_public_pages(membership: Membership, partner: User) -> None:
    Committee.objects.update(visibility="public")
    Membership.objects.update(visibility="public")
    type(membership.organization).objects.update(visibility="public")
    pages = [
        reverse("organization_list"),
        membership.organization.get_absolute_url(),
        membership.committee.get_absolute_url(),
    ]
    texts = [client_of(None).get(page).content.decode() for page in pages]
    assert [partner.person.last_name in text for text in texts] == [False] * 3
    assert [membership.organization.name in text for text in texts] == [True] * 3
