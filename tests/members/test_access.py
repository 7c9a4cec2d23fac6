"""Every page of members and accounts, by everybody: who gets it, who signs in, who is refused."""

import pytest
from django.urls import reverse

from arbj_portal.core.roles import Role
from members.account_urls import urlpatterns as account_patterns
from members.models import Committee, Membership, User
from members.urls import urlpatterns as member_patterns
from tests.members.conftest import client_of
from tests.members.factories import (
    make_committee,
    make_membership,
    make_organization,
    make_partner,
    make_person,
    make_portal,
    make_user,
)

pytestmark = pytest.mark.django_db

# Of each page over GET: anonymous, partner of the committee, of another one, without a mandate,
# coordination, administration. « in » stands for the redirect to signing in.
GET = {
    "organization_list": (200, 200, 200, 200, 200, 200),
    "organization_detail": ("in", 200, 404, 404, 200, 200),
    "committee_detail": ("in", 200, 404, 404, 200, 200),
    "person_list": ("in", 200, 200, 200, 200, 200),
    "person_detail": ("in", 200, 404, 404, 200, 200),
    "organization_create": ("in", 403, 403, 403, 200, 200),
    "organization_edit": ("in", 403, 404, 404, 200, 200),
    "organization_contact": ("in", 200, 404, 404, 200, 200),
    "organization_visibility": ("in", 403, 404, 404, 200, 200),
    "organization_history": ("in", 403, 404, 404, 200, 200),
    "membership_create": ("in", 403, 403, 403, 200, 200),
    "membership_edit": ("in", 403, 404, 404, 200, 200),
    "membership_invitation": ("in", 403, 404, 404, 200, 200),
    "membership_end": ("in", 403, 404, 404, 200, 200),
    "membership_visibility": ("in", 403, 404, 404, 200, 200),
    "mandate_create": ("in", 403, 404, 404, 200, 200),
    "mandate_edit": ("in", 403, 404, 404, 200, 200),
    "mandate_end": ("in", 403, 404, 404, 200, 200),
    "committee_create": ("in", 403, 403, 403, 403, 200),
    "committee_edit": ("in", 403, 404, 404, 403, 200),
    "committee_visibility": ("in", 403, 404, 404, 403, 200),
    "committee_history": ("in", 403, 404, 404, 200, 200),
    "person_create": ("in", 403, 403, 403, 200, 200),
    "person_edit": ("in", 403, 404, 404, 200, 200),
    "person_history": ("in", 403, 404, 404, 200, 200),
    "account": ("in", 200, 200, 200, 200, 200),
    "account_change_password": ("in", 200, 200, 200, 200, 200),
    "account_session": ("in", 200, 200, 200, 200, 200),
    "accept_invitation": (404, 404, 404, 404, 404, 404),
    "account_list": ("in", 403, 403, 403, 403, 200),
    "account_invite": ("in", 403, 403, 403, 403, 200),
    "account_edit": ("in", 403, 403, 403, 403, 200),
    "portal_settings": ("in", 403, 403, 403, 403, 200),
    "account_link": ("in", 405, 405, 405, 405, 405),
    "account_deactivate": ("in", 405, 405, 405, 405, 405),
    "account_reactivate": ("in", 405, 405, 405, 405, 405),
    "invitation_withdraw": ("in", 405, 405, 405, 405, 405),
}
POSTED = ["account_link", "account_deactivate", "account_reactivate", "invitation_withdraw"]


def address(name: str, membership: Membership, account: User) -> str:
    mandate = membership.representatives.first()
    keys = {
        "organization": membership.organization_id,
        "membership": membership.pk,
        "committee": membership.committee_id,
        "person": mandate.person_id,
        "account": account.pk,
        "invitation": 1,
    }
    if name == "mandate_create":
        return reverse(name, args=[membership.pk])
    if name == "accept_invitation":
        return reverse(name, args=["rien"])
    if name.startswith("mandate"):
        return reverse(name, args=[mandate.pk])
    kind = name.split("_", maxsplit=1)[0]
    without = {
        "account_list",
        "account_invite",
        "account_change_password",
        "account_session",
        "account",
    }
    if name in without or name.endswith(("_list", "_create")) or kind == "portal":
        return reverse(name)
    return reverse(name, args=[keys[kind]])


@pytest.fixture
def people(partner: User, coordination: User, administration: User) -> list[User | None]:
    elsewhere = make_partner(make_membership(make_committee()))
    nowhere = make_user(Role.PARTNER, person=make_person())
    make_portal()
    return [None, partner, elsewhere, nowhere, coordination, administration]


def answer(user: User | None, method: str, url: str) -> int | str:
    response = getattr(client_of(user), method)(url)
    signs_in = response.status_code == 302 and response["Location"].startswith("/compte/connexion/")
    return "in" if signs_in else response.status_code


def test_every_page_has_its_row() -> None:
    assert {pattern.name for pattern in [*member_patterns, *account_patterns]} == set(GET)


def test_every_page_answers_as_declared(
    people: list[User | None], membership: Membership, partner: User
) -> None:
    urls = {name: address(name, membership, partner) for name in GET}
    found = {name: tuple(answer(user, "get", url) for user in people) for name, url in urls.items()}
    assert found == GET


def test_posting_asks_the_same_rights(
    people: list[User | None], membership: Membership, partner: User
) -> None:
    """Whoever may see a form may send it: empty, it comes back."""
    read_only = {
        name for name in GET if name.endswith(("_list", "_detail", "_history", "_session"))
    }
    for name, expected in GET.items():
        url = address(name, membership, partner)
        found = tuple(answer(user, "post", url) for user in people[:5])
        if name in POSTED:
            assert found == ("in", 403, 403, 403, 403), name
        elif name in read_only | {"account"}:
            assert found[1:] == (405,) * 4, name
        else:
            assert found == expected[:5], name


def test_what_does_not_exist_is_told_like_what_is_hidden(
    membership: Membership, people: list[User | None]
) -> None:
    for name in ("organization_detail", "committee_detail", "person_detail", "membership_edit"):
        url = reverse(name, args=[999999])
        assert [answer(user, "get", url) for user in people] == ["in", *[404] * 5]


def test_an_ended_mandate_closes_the_pages_at_once(partner: User, membership: Membership) -> None:
    client = client_of(partner)
    url = membership.organization.get_absolute_url()
    assert client.get(url).status_code == 200
    partner.person.mandates.update(ended_on="2015-01-01")
    assert client.get(url).status_code == 404


def test_public_things_are_read_by_all_and_written_by_few(
    committee: Committee, partner: User
) -> None:
    organization = make_organization(visibility="public")
    detail = organization.get_absolute_url()
    edit = reverse("organization_edit", args=[organization.pk])
    contact = reverse("organization_contact", args=[organization.pk])
    found = [
        [answer(user, "get", url) for url in (detail, edit, contact)] for user in (None, partner)
    ]
    assert found == [[200, "in", "in"], [200, 403, 403]]
