"""Who sees which committees, organisations, memberships, people and mandates."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from arbj_portal.core.roles import Role
from members.models import (
    Committee,
    Membership,
    Organization,
    Person,
    Representative,
    Seats,
    User,
)
from members.permissions import can_edit_contact, can_see_person_contact
from tests.members.conftest import client_of
from tests.members.factories import (
    COORDINATION,
    PARTNERS,
    PUBLIC,
    make_committee,
    make_mandate,
    make_membership,
    make_organization,
    make_partner,
    make_person,
    make_user,
)

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()
YESTERDAY = timezone.localdate() - timedelta(days=1)


def names(rows: QuerySet) -> set[str]:
    return {row.name for row in rows}


@pytest.fixture
def ours() -> Committee:
    return make_committee("Notre table")


@pytest.fixture
def theirs() -> Committee:
    return make_committee("Leur table")


@pytest.fixture
def partner(ours: Committee) -> User:
    return make_partner(make_membership(ours, make_organization("Chez nous")))


def people_who_may_not(ours: Committee, theirs: Committee) -> dict[str, Any]:
    """Everybody whom a thing of our table is not for, each for a reason of their own."""
    organization = make_organization("Partie", visibility=COORDINATION)
    left = make_membership(ours, organization, ended_on=YESTERDAY)
    invited = make_membership(ours, make_organization("Invitée"), invitation="invited")
    closed = make_partner(make_membership(ours, make_organization("Fermée")))
    closed.is_active = False
    return {
        "anonymous": NOBODY,
        "no role, no person": make_user(),
        "partner without a mandate": make_user(Role.PARTNER, person=make_person()),
        "other committee": make_partner(make_membership(theirs, make_organization("Autre"))),
        "ended mandate": make_partner(
            make_membership(ours, make_organization("Sortie")), ended_on=YESTERDAY
        ),
        "mandate to come": make_partner(
            make_membership(ours, make_organization("À venir")), started_on=date(2100, 1, 1)
        ),
        "ended membership": make_partner(left),
        "membership not accepted": make_partner(invited),
        "deactivated": closed,
    }


def test_committees_of_the_partners_are_theirs_alone(
    ours: Committee, theirs: Committee, partner: User
) -> None:
    make_committee("Public", visibility=PUBLIC)
    make_committee("Réservé", visibility=COORDINATION)
    assert names(Committee.objects.visible_to(partner)) == {"Public", "Notre table"}
    for who, user in people_who_may_not(ours, theirs).items():
        seen = names(Committee.objects.visible_to(user))
        expected = {"Public", "Leur table"} if who == "other committee" else {"Public"}
        assert seen == expected, who
    for role in (Role.COORDINATION, Role.ADMINISTRATION):
        assert names(Committee.objects.visible_to(make_user(role))) == {
            "Public",
            "Réservé",
            "Notre table",
            "Leur table",
        }


def test_committees_one_sits_in_stay_hidden_at_the_level_of_the_coordination(
    ours: Committee, partner: User
) -> None:
    Committee.objects.update(visibility=COORDINATION)
    assert names(Committee.objects.visible_to(partner)) == set()


def test_organizations_are_shared_between_those_who_sit_together(
    ours: Committee, theirs: Committee, partner: User
) -> None:
    make_organization("Publique", visibility=PUBLIC)
    make_organization("Sans instance")
    make_membership(ours, make_organization("Voisine"))
    make_membership(ours, make_organization("À inviter"), invitation="to_invite")
    make_membership(ours, make_organization("Discrète", visibility=COORDINATION))
    make_membership(ours, make_organization("Tue"), visibility=COORDINATION)
    make_membership(theirs, make_organization("Ailleurs"))
    assert names(Organization.objects.visible_to(partner)) == {
        "Publique",
        "Chez nous",
        "Voisine",
        "À inviter",
    }
    for who, user in people_who_may_not(ours, theirs).items():
        seen = names(Organization.objects.visible_to(user))
        expected = {"Publique", "Ailleurs", "Autre"} if who == "other committee" else {"Publique"}
        assert seen == expected, who


def test_own_organization_is_seen_whatever_its_level(ours: Committee) -> None:
    user = make_partner(make_membership(ours, make_organization("Moi", visibility=COORDINATION)))
    assert names(Organization.objects.visible_to(user)) == {"Moi"}


def test_memberships_follow_their_committee_their_organization_and_their_level(
    theirs: Committee, ours: Committee, partner: User
) -> None:
    public = make_committee(visibility=PUBLIC)
    shown = make_organization(visibility=PUBLIC)
    told = make_membership(public, shown, visibility=PUBLIC)
    make_membership(public, make_organization(visibility=PUBLIC))
    make_membership(public, visibility=PUBLIC)
    make_membership(theirs, shown, visibility=PUBLIC)
    make_membership(ours, visibility=COORDINATION)
    neighbour = make_membership(ours)
    own = partner.person.mandates.get().membership
    assert set(Membership.objects.visible_to(NOBODY)) == {told}
    assert set(Membership.objects.visible_to(partner)) == {told, own, neighbour}


def test_people_are_never_public_and_are_shared_by_committee(
    ours: Committee, theirs: Committee, partner: User
) -> None:
    Committee.objects.update(visibility=PUBLIC)
    Organization.objects.update(visibility=PUBLIC)
    colleague = make_mandate(make_membership(ours)).person
    former = make_mandate(make_membership(ours), ended_on=YESTERDAY).person
    make_mandate(make_membership(ours, make_organization(visibility=COORDINATION)))
    make_mandate(make_membership(ours, visibility=COORDINATION))
    make_mandate(make_membership(theirs))
    make_person()
    assert set(Person.objects.visible_to(partner)) == {partner.person, colleague, former}
    assert set(Person.objects.visible_to(NOBODY)) == set()
    for who, user in people_who_may_not(ours, theirs).items():
        if who not in {"other committee", "deactivated"}:
            own = {user.person} if getattr(user, "person", None) else set()
            assert set(Person.objects.visible_to(user)) == own, who


def test_mandates_elsewhere_of_a_colleague_are_not_told(
    ours: Committee, theirs: Committee, partner: User
) -> None:
    colleague = make_person()
    here = make_mandate(make_membership(ours), colleague)
    make_mandate(make_membership(theirs), colleague)
    own = partner.person.mandates.get()
    assert set(Representative.objects.visible_to(partner)) == {own, here}


def test_own_past_mandates_stay_visible(ours: Committee) -> None:
    user = make_partner(make_membership(ours), ended_on=YESTERDAY)
    assert set(Representative.objects.visible_to(user)) == set(user.person.mandates.all())
    assert Seats.of(user) == Seats()


def test_seats_are_those_of_today(ours: Committee, theirs: Committee, partner: User) -> None:
    here = partner.person.mandates.get().membership
    there = make_mandate(make_membership(theirs), partner.person).membership
    assert Seats.of(partner) == Seats(
        committees=frozenset({ours.pk, theirs.pk}),
        organizations=frozenset({here.organization_id, there.organization_id}),
    )
    for who, user in people_who_may_not(ours, theirs).items():
        expected = {theirs.pk} if who == "other committee" else set()
        assert Seats.of(user).committees == expected, who


def test_seats_are_read_once_until_the_account_is_read_anew(
    partner: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        before = [Seats.of(partner), Seats.of(partner)]
    Representative.objects.update(ended_on=YESTERDAY)
    assert before == [Seats.of(partner)] * 2
    partner.refresh_from_db()
    assert Seats.of(partner) == Seats()


@pytest.mark.parametrize("taken", ["mandate", "membership"])
def test_a_seat_taken_away_holds_from_the_next_request(
    ours: Committee, partner: User, taken: str
) -> None:
    client = client_of(partner)
    url = ours.get_absolute_url()
    before = client.get(url).status_code
    rows = {"mandate": Representative, "membership": Membership}[taken]
    rows.objects.update(ended_on=YESTERDAY)
    assert (before, client.get(url).status_code) == (200, 404)


@pytest.mark.parametrize(
    ("day", "sits"),
    [
        (date(2014, 3, 31), False),
        (date(2014, 4, 1), True),
        (date(2015, 12, 31), True),
        (date(2016, 1, 1), False),
    ],
)
def test_who_sat_on_a_day_includes_both_ends(ours: Committee, day: date, sits: bool) -> None:
    membership = make_membership(ours, ended_on=date(2015, 12, 31))
    make_mandate(membership, started_on=date(2014, 4, 1), ended_on=None)
    assert Representative.objects.on(day).exists() is sits
    assert Membership.objects.on(day).exists() is (day <= date(2015, 12, 31))


def test_contact_of_an_organization_is_for_those_who_sit_for_it(
    ours: Committee, theirs: Committee, partner: User
) -> None:
    organization = partner.person.mandates.get().membership.organization
    allowed = [partner, make_user(Role.COORDINATION), make_user(Role.ADMINISTRATION)]
    assert [can_edit_contact(user, organization) for user in allowed] == [True] * 3
    neighbour = make_partner(make_membership(ours))
    former = make_partner(partner.person.mandates.get().membership, ended_on=YESTERDAY)
    refused = [neighbour, former, *people_who_may_not(ours, theirs).values()]
    assert [can_edit_contact(user, organization) for user in refused] == [False] * len(refused)


def test_contact_of_a_person_is_theirs_and_the_coordination_s(
    ours: Committee, partner: User
) -> None:
    neighbour = make_partner(make_membership(ours))
    seen = {
        user: can_see_person_contact(user, partner.person_id)
        for user in (partner, make_user(Role.COORDINATION), neighbour, NOBODY)
    }
    assert list(seen.values()) == [True, True, False, False]


def test_levels_are_those_of_the_portal() -> None:
    assert (PUBLIC, PARTNERS, COORDINATION) == ("public", "partners", "coordination")
