"""What every answer says to the browser, what the cookies are, and what is refused outright."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from arbj_portal.demo.data.portal import ADMINISTRATION, PARTNER, PASSWORD
from members.models import User
from tests.access_addresses import ADDRESSES, Address
from tests.access_hidden import whole_world
from tests.access_world import World

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
ELSEWHERE = [
    "https://ailleurs.test/",
    "http://ailleurs.test",
    "//ailleurs.test/",
    "///ailleurs.test/",
    "////ailleurs.test/",
    "\\\\ailleurs.test/",
    "/\\ailleurs.test/",
    "\\/ailleurs.test/",
    "http:///ailleurs.test/",
    "https:ailleurs.test",
    "https://testserver@ailleurs.test/",
    "https://testserver.ailleurs.test/",
    "https://ailleurs.test\\@testserver/",
    " //ailleurs.test/",
    "\t//ailleurs.test/",
    "/\t/ailleurs.test/",
    "javascript:alert(1)",
    "JavaScript://testserver/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "ftp://testserver/",
]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with django_db_blocker.unblock(), whole_world(tmp_path_factory.mktemp("media")) as world:
        yield world


@pytest.fixture
def client(world: World) -> Client:
    """A browser; the partner’s password is hashed again, as tests hash."""
    partner = world.users["partner"]
    partner.set_password(PASSWORD)
    partner.save()
    return Client(raise_request_exception=False)


def headers_of(response: Any) -> dict[str, str]:
    return {name: response.headers.get(name) for name in HEADERS}


@pytest.mark.parametrize(
    ("email", "path", "status"),
    [
        (None, "/", 200),
        (None, "/sante/", 200),
        (None, "/compte/", 302),
        (None, "/ententes", 301),
        (None, "/rien/", 404),
        (None, "/documents/1", 301),
        (PARTNER, "/compte/comptes/", 403),
        (PARTNER, "/documents/999999999/", 404),
        (ADMINISTRATION, "/administration/", 200),
    ],
)
def test_every_answer_carries_the_headers(
    client: Client, email: str | None, path: str, status: int
) -> None:
    if email:
        client.force_login(User.objects.get(email=email))
    response = client.get(path)
    assert (response.status_code, headers_of(response)) == (status, HEADERS)


def test_a_wrong_method_carries_the_headers(client: Client) -> None:
    response = client.delete("/sante/")
    assert (response.status_code, headers_of(response)) == (405, HEADERS)


def test_a_foreign_host_is_refused_with_the_headers(client: Client) -> None:
    response = client.get("/", headers={"host": "ailleurs.test"})
    assert (response.status_code, headers_of(response)) == (400, HEADERS)


def test_a_server_error_carries_the_headers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise RuntimeError("a fault that nobody foresaw")

    monkeypatch.setattr("arbj_portal.core.views.connection.cursor", fail)
    response = client.get("/sante/")
    assert (response.status_code, headers_of(response)) == (500, HEADERS)


def test_a_static_file_carries_the_headers(settings: Any, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "portal.css").write_text("a { color: red }")
    response = Client().get("/static/portal.css")
    assert b"".join(response) == b"a { color: red }"
    assert (response.status_code, headers_of(response)) == (200, HEADERS)


def test_a_page_is_another_for_another_session(client: Client) -> None:
    client.force_login(User.objects.get(email=PARTNER))
    response = client.get("/")
    assert "Cookie" in response["Vary"]


def test_cookies_are_out_of_reach(client: Client) -> None:
    client.post(reverse("account_login"), {"login": PARTNER, "password": PASSWORD})
    client.get(reverse("account_change_password"))
    assert set(client.cookies) >= {"session", "csrf"}
    for name in ("session", "csrf"):
        cookie = client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
            True,
            "Lax",
            "/",
            "",
        )


@pytest.mark.parametrize("https", [True, False])
def test_https_closes_the_cookies(tmp_path: Path, https: bool) -> None:
    asked = [
        "SESSION_COOKIE_NAME",
        "CSRF_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_HTTPONLY",
        "SESSION_COOKIE_DOMAIN",
        "CSRF_COOKIE_DOMAIN",
        "SESSION_COOKIE_PATH",
        "SECURE_SSL_REDIRECT",
    ]
    assert settings_with(tmp_path, asked, PORTAL_HTTPS="oui" if https else "non") == [
        "__Host-session" if https else "session",
        "__Host-csrf" if https else "csrf",
        https,
        https,
        True,
        True,
        None,
        None,
        "/",
        https,
    ]


@pytest.mark.parametrize(
    ("given", "found"), [("oui", [1, ["HTTP_X_FORWARDED_PROTO", "https"]]), ("non", [0, None])]
)
def test_a_proxy_is_believed_only_where_there_is_one(
    tmp_path: Path, given: str, found: list[Any]
) -> None:
    asked = ["ALLAUTH_TRUSTED_PROXY_COUNT", "SECURE_PROXY_SSL_HEADER"]
    assert settings_with(tmp_path, asked, PORTAL_BEHIND_PROXY=given) == found


def settings_with(data_dir: Path, names: list[str], **environment: str) -> list[Any]:
    program = (
        "import json, sys; from django.conf import settings;"
        "print(json.dumps([getattr(settings, name) for name in sys.argv[1:]]))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program, *names],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "arbj_portal.settings",
            "PORTAL_DATA_DIR": str(data_dir),
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[Any] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize(
    "address", [found for found in ADDRESSES if "POST" in found.methods], ids=str
)
def test_a_post_without_token_is_refused(world: World, address: Address) -> None:
    path = address.path_to(world, address.targets(world)[0])
    for role in ("anonymous", "partner", "administration"):
        client = Client(enforce_csrf_checks=True)
        if role != "anonymous":
            client.force_login(world.users[role])
        response = client.post(path)
        assert response.status_code == 403
        assert "<title>Formulaire expiré" in response.content.decode()


@pytest.mark.parametrize("target", ELSEWHERE)
def test_signing_in_leads_to_no_other_host(client: Client, target: str) -> None:
    sign_in = reverse("account_login")
    response = client.post(sign_in, {"login": PARTNER, "password": PASSWORD, "next": target})
    assert (response.status_code, response["Location"]) == (302, reverse("home"))
    response = client.get(sign_in, {"next": target})
    assert (response.status_code, response["Location"]) == (302, reverse("home"))


def test_signing_in_leads_back(client: Client) -> None:
    target = "/ententes/?etat=en-cours"
    response = client.post(
        reverse("account_login"), {"login": PARTNER, "password": PASSWORD, "next": target}
    )
    assert (response.status_code, response["Location"]) == (302, target)
