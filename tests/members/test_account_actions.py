"""Invitations that serve once, and an administration that cannot lose itself."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.roles import Role
from members.actions import accounts
from members.models import AccountInvitation, User
from tests.members.factories import PASSWORD, make_person, make_user

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


def accept(token: str, name: str = "Anne Roy", password: str = PASSWORD) -> User:
    return accounts.accept_invitation(by=None, token=token, name=name, password=password)


def test_an_invitation_opens_the_account_that_it_describes(administration: User) -> None:
    person = make_person()
    invitation, token = accounts.invite(
        by=administration,
        email="Anne@Exemple.test",
        roles=[Role.PARTNER, Role.COORDINATION],
        name="Anne",
        person=person,
    )
    opened = accept(token)
    invitation.refresh_from_db()
    assert (opened.email, opened.name, opened.roles, opened.person) == (
        "anne@exemple.test",
        "Anne Roy",
        [Role.PARTNER, Role.COORDINATION],
        person,
    )
    assert opened.check_password(PASSWORD)
    assert (invitation.accepted_by, invitation.created_by) == (opened, administration)


def test_the_token_is_stored_nowhere(administration: User) -> None:
    _, token = accounts.invite(by=administration, email="a@exemple.test", roles=[Role.PARTNER])
    with connection.cursor() as cursor:
        for table in ("members_accountinvitation", "members_accountinvitationevent"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{token}%"])  # noqa: S608
            assert cursor.fetchone() == (0,)
    event = AccountInvitation.pgh_event_model._meta.get_fields()
    assert "token_sha256" not in {field.name for field in event}


@pytest.mark.parametrize("spoil", ["used", "expired", "withdrawn", "replaced", "altered", "taken"])
def test_a_link_that_does_not_serve_is_refused(administration: User, spoil: str) -> None:
    offer = {"by": administration, "email": "a@exemple.test", "roles": [Role.PARTNER]}
    invitation, token = accounts.invite(**offer)
    if spoil == "used":
        accept(token)
    elif spoil == "expired":
        AccountInvitation.objects.update(expires_at=timezone.now())
    elif spoil == "withdrawn":
        accounts.withdraw_invitation(by=administration, invitation=invitation)
    elif spoil == "replaced":
        accounts.invite(**offer)
    elif spoil == "altered":
        token = token[:-1] + ("A" if token[-1] != "A" else "B")
    elif spoil == "taken":
        make_user(email="a@exemple.test")
    before = list(User.objects.order_by("pk").values())
    with pytest.raises(accounts.UnusableInvitation):
        accept(token, name="Autre", password="un-autre-mot-de-passe")
    assert list(User.objects.order_by("pk").values()) == before


def test_a_link_serves_for_seven_days(administration: User) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        _, token = accounts.invite(by=administration, email="a@exemple.test", roles=["partner"])
        clock.shift(WEEK - timedelta(seconds=1))
        assert AccountInvitation.objects.usable().count() == 1
        clock.shift(timedelta(seconds=1))
        with pytest.raises(accounts.UnusableInvitation):
            accept(token)


def test_one_does_not_invite_who_has_an_account(administration: User) -> None:
    with pytest.raises(ValidationError, match="Un compte porte déjà ce courriel"):
        accounts.invite(by=administration, email=administration.email, roles=["partner"])
    person = make_person()
    make_user(person=person)
    with pytest.raises(ValidationError, match="Cette personne a déjà un compte"):
        accounts.invite(by=administration, email="b@exemple.test", roles=["partner"], person=person)


def test_a_new_password_changes_nothing_else(administration: User) -> None:
    account = make_user(Role.PARTNER, password="l’ancien-mot-de-passe", name="Lou")
    _, token = accounts.offer_new_password(by=administration, account=account)
    assert accept(token, name="") == account
    account.refresh_from_db()
    assert account.check_password(PASSWORD)
    assert (account.name, account.roles) == ("Lou", [Role.PARTNER])


@pytest.mark.parametrize("reopened", [False, True])
def test_a_deactivated_account_takes_no_new_password(administration: User, reopened: bool) -> None:
    account = make_user(Role.PARTNER, password=PASSWORD)
    _, token = accounts.offer_new_password(by=administration, account=account)
    accounts.set_active(by=administration, account=account, active=False)
    if reopened:
        accounts.set_active(by=administration, account=account, active=True)
    with pytest.raises(accounts.UnusableInvitation):
        accept(token)


def test_a_closed_account_is_offered_no_link(administration: User) -> None:
    account = make_user(Role.PARTNER, is_active=False)
    with pytest.raises(ValidationError, match="Ce compte est désactivé"):
        accounts.offer_new_password(by=administration, account=account)


REMOVALS = [
    lambda by, account: accounts.set_active(by=by, account=account, active=False),
    lambda by, account: accounts.edit_account(
        by=by, account=account, version=1, name="N", roles=["coordination"], person=None
    ),
]


def test_roles_taken_away_do_not_come_back_from_an_older_page(administration: User) -> None:
    account = make_user(Role.PARTNER, Role.COORDINATION)
    edit = {"by": administration, "account": account, "version": 1, "name": "N", "person": None}
    accounts.edit_account(roles=[Role.PARTNER], **edit)
    with pytest.raises(StaleFormError):
        accounts.edit_account(roles=[Role.PARTNER, Role.COORDINATION], **edit)
    account.refresh_from_db()
    assert (account.roles, account.version) == ([Role.PARTNER], 2)


@pytest.mark.parametrize("remove", REMOVALS)
def test_the_last_administrator_stays(
    administration: User, remove: Callable[[User, User], Any]
) -> None:
    make_user(Role.ADMINISTRATION, is_active=False)
    make_user(Role.COORDINATION)
    with pytest.raises(ValidationError, match="garde le rôle d’administration"):
        remove(administration, administration)
    administration.refresh_from_db()
    assert (administration.is_active, administration.roles) == (True, [Role.ADMINISTRATION])


@pytest.mark.parametrize("remove", REMOVALS)
def test_an_administrator_among_others_may_go(
    administration: User, remove: Callable[[User, User], Any]
) -> None:
    other = make_user(Role.ADMINISTRATION)
    remove(administration, other)
    other.refresh_from_db()
    assert (other.is_active, other.roles) != (True, [Role.ADMINISTRATION])


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """What each call gives, or raises, when all start together, each on its own connection."""
    barrier = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


@pytest.mark.django_db(transaction=True)
def test_many_acceptances_at_once_make_one_account() -> None:
    administration = make_user(Role.ADMINISTRATION)
    _, token = accounts.invite(by=administration, email="a@exemple.test", roles=["partner"])
    names = [f"Nom {number}" for number in range(8)]
    answers = at_once([lambda name=name: accept(token, name) for name in names])
    opened = [answer for answer in answers if isinstance(answer, User)]
    refused = [answer for answer in answers if isinstance(answer, accounts.UnusableInvitation)]
    assert (len(opened), len(refused)) == (1, 7)
    account = User.objects.get(email="a@exemple.test")
    assert account.name == opened[0].name
    assert AccountInvitation.objects.get().accepted_by == account


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("remove", REMOVALS)
def test_two_administrators_do_not_remove_each_other_at_once(
    remove: Callable[[User, User], Any],
) -> None:
    one, two = make_user(Role.ADMINISTRATION), make_user(Role.ADMINISTRATION)
    answers = at_once([lambda: remove(one, two), lambda: remove(two, one)])
    assert [type(answer) for answer in answers].count(ValidationError) == 1
    left = User.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATION])
    assert left.count() == 1
