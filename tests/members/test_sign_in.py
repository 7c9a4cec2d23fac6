"""Signing in and out: one answer for every failure, limits, safe ways back."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.roles import Role
from members.models import User
from tests.members.conftest import client_of
from tests.members.factories import PASSWORD, make_portal, make_user

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"
WRONG = "L’adresse courriel ou le mot de passe est incorrect."
TOO_MANY = "Trop de tentatives. Attendez quelques minutes, puis essayez de nouveau."


@pytest.fixture
def account() -> User:
    return make_user(Role.PARTNER, email="anne@exemple.test", password=PASSWORD)


def errors(client: Client, email: str, password: str = "pas-le-bon") -> list[str]:  # noqa: S107
    response = client.post(SIGN_IN, {"login": email, "password": password})
    return [] if response.status_code == 302 else response.context["form"].non_field_errors()


def test_an_address_in_any_case_and_a_password_sign_in(account: User) -> None:
    client = Client()
    response = client.post(SIGN_IN, {"login": "Anne@Exemple.TEST", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)
    assert client.session.get_expire_at_browser_close()


def test_every_failure_is_answered_alike(account: User) -> None:
    make_user(email="fermé@exemple.test".replace("é", "e"), password=PASSWORD, is_active=False)
    make_user(email="sans@exemple.test")
    pages = set()
    for email, password in (
        ("inconnue@exemple.test", PASSWORD),
        (account.email, "pas-le-bon"),
        ("ferme@exemple.test", PASSWORD),
        ("sans@exemple.test", ""),
    ):
        client = Client()
        response = client.post(SIGN_IN, {"login": email, "password": password or "x"})
        assert response.context["form"].non_field_errors() == [WRONG]
        token = response.context["csrf_token"]
        pages.add(response.content.decode().replace(email, "").replace(str(token), ""))
        assert "_auth_user_id" not in client.session
    assert len(pages) == 1


@pytest.mark.parametrize("email", ["anne@exemple.test", "inconnue@exemple.test"])
def test_the_sixth_failure_in_five_minutes_is_refused(account: User, email: str) -> None:
    with time_machine.travel(timezone.now(), tick=True) as clock:
        found = [errors(Client(), email) for _ in range(6)]
        assert found == [[WRONG]] * 5 + [[TOO_MANY]]
        assert errors(Client(), email.upper(), PASSWORD) == [TOO_MANY]
        assert errors(Client(), "une-autre@exemple.test") == [WRONG]
        clock.shift(timedelta(minutes=5, seconds=1))
        assert errors(Client(), email, PASSWORD) == ([] if email == account.email else [WRONG])


def failures(forwarded: str) -> list[int]:
    """The answers to 31 failures in a row, each told to be forwarded from somewhere."""
    return [
        Client()
        .post(
            SIGN_IN,
            {"login": f"x{number}@exemple.test", "password": "pas-le-bon"},
            headers={"x-forwarded-for": forwarded.format(number)},
        )
        .status_code
        for number in range(31)
    ]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "last"),
    [
        (0, "10.0.0.{}", 429),
        (1, "10.0.0.{}, 203.0.113.5", 429),
        (1, "203.0.113.5, 10.0.0.{}", 200),
    ],
    ids=["no proxy, forged", "a proxy, forged before it", "a proxy, many visitors"],
)
def test_failures_are_counted_by_the_address_that_nobody_forges(
    settings: LazySettings, proxies: int, forwarded: str, last: int
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert failures(forwarded) == [200] * 30 + [last]


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/membres/?q=a", "/membres/?q=a"),
        ("https://ailleurs.test/", "/"),
        ("//ailleurs.test/", "/"),
        ("/\\ailleurs.test/", "/"),
        ("javascript:alert(1)", "/"),
        ("http:ailleurs.test", "/"),
        ("\x00//ailleurs.test", "/"),
        ("", "/"),
    ],
)
def test_one_returns_where_one_was_going_and_nowhere_else(
    account: User, wanted: str, reached: str
) -> None:
    data = {"login": account.email, "password": PASSWORD, "next": wanted}
    assert Client().post(SIGN_IN, data)["Location"] == reached


def test_a_page_that_asks_for_signing_in_is_reached_after_it(account: User) -> None:
    client = Client()
    redirect = client.get(reverse("person_list"))["Location"]
    assert redirect == f"{SIGN_IN}?next=/membres/personnes/"
    page = client.get(redirect).content.decode()
    assert '<input type="hidden" name="next" value="/membres/personnes/">' in page


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"login": "", "password": "x"}, "login", "Ce champ est obligatoire."),
        ({"login": "anne", "password": "x"}, "login", "Saisissez une adresse de courriel valide."),
        ({"login": "a@b.test", "password": ""}, "password", "Ce champ est obligatoire."),
        (
            {"login": "a@b.test", "password": "a\x00b"},
            "password",
            "Le caractère nul n’est pas autorisé.",
        ),
    ],
)
def test_sign_in_speaks_french(data: dict[str, str], field: str, words: str) -> None:
    assert Client().post(SIGN_IN, data).context["form"].errors[field] == [words]


def test_sign_in_says_whom_to_ask_for_a_lost_password() -> None:
    make_portal(privacy_email="aide@exemple.test")
    assert "mailto:aide@exemple.test" in Client().get(SIGN_IN).content.decode()


def test_signing_out_asks_and_then_ends_the_session(account: User) -> None:
    client = client_of(account)
    page = client.get("/compte/deconnexion/")
    assert (page.status_code, "_auth_user_id" in client.session) == (200, True)
    response = client.post("/compte/deconnexion/")
    assert response["Clear-Site-Data"] == '"cache"'
    response = client.get(response["Location"])
    assert "_auth_user_id" not in client.session
    assert [str(message) for message in response.context["messages"]] == [
        "Votre session est fermée."
    ]


def test_signing_out_twice_goes_home() -> None:
    response = Client().post("/compte/deconnexion/")
    assert (response.status_code, response["Location"]) == (302, "/")


def test_deactivation_and_a_lost_role_hold_from_the_next_request(administration: User) -> None:
    make_user(Role.ADMINISTRATION)
    client = client_of(administration)
    url = reverse("account_list")
    assert client.get(url).status_code == 200
    User.objects.filter(pk=administration.pk).update(roles=[Role.COORDINATION])
    assert client.get(url).status_code == 403
    User.objects.filter(pk=administration.pk).update(is_active=False)
    assert client.get(url)["Location"].startswith(SIGN_IN)


def test_a_new_session_key_is_given_at_sign_in(account: User) -> None:
    client = Client()
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key
    client.post(SIGN_IN, {"login": account.email, "password": PASSWORD})
    assert client.session.session_key != before


def test_only_session_and_csrf_cookies_are_set(account: User) -> None:
    client = Client()
    client.get(SIGN_IN)
    client.post(SIGN_IN, {"login": account.email, "password": PASSWORD})
    client.post("/compte/deconnexion/", follow=True)
    assert set(client.cookies) == {"session", "csrf"}
