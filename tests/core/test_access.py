"""Signing in is asked for in a way that the visitor can come back from."""

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from arbj_portal.core.access import ClosedByDefaultMiddleware, SignInRequired, to_signing_in
from arbj_portal.core.roles import Role
from tests.members.factories import make_user

SIGN_IN = "/compte/connexion/?next="


def test_signing_in_leads_back_to_the_page(rf: RequestFactory) -> None:
    response = to_signing_in(rf.get("/rencontres/7/?vue=tout"))
    assert (response.status_code, response.url) == (
        302,
        f"{SIGN_IN}/rencontres/7/%3Fvue%3Dtout",
    )


def test_a_fragment_moves_the_whole_page_to_signing_in(rf: RequestFactory) -> None:
    response = to_signing_in(
        rf.get(
            "/chronologie/",
            headers={"HX-Request": "true", "HX-Current-URL": "http://autre.test/ententes/3/?a=1"},
        )
    )
    assert (response.status_code, response["HX-Redirect"]) == (
        200,
        f"{SIGN_IN}/ententes/3/%3Fa%3D1",
    )


def test_a_form_sent_too_late_leads_back_to_its_page(rf: RequestFactory) -> None:
    page = {"Referer": "http://testserver/rencontres/7/?vue=tout"}
    response = to_signing_in(rf.post("/rencontres/7/convoquer/", headers=page))
    assert response.url == f"{SIGN_IN}/rencontres/7/%3Fvue%3Dtout"
    assert to_signing_in(rf.post("/rencontres/7/convoquer/")).url == f"{SIGN_IN}/"


@pytest.mark.parametrize(
    ("sender", "back"),
    [("http://[bad", "/"), ("http://a.test//b.test/x", "/b.test/x"), ("", "/")],
)
def test_what_anybody_may_send_leads_to_a_page_of_ours(
    rf: RequestFactory, sender: str, back: str
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": sender}
    assert to_signing_in(rf.get("/membres/", headers=headers))["HX-Redirect"] == f"{SIGN_IN}{back}"


@pytest.mark.django_db
def test_an_address_of_a_button_says_so_to_its_visitors(client: Client) -> None:
    client.force_login(make_user(Role.COORDINATION))
    response = client.get("/rencontres/7/proces-verbal/brouillon/")
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert response.content.decode() == render_to_string("405.html")


@pytest.mark.parametrize(
    ("exception", "status"), [(SignInRequired(), 302), (ValueError("autre"), None)]
)
def test_only_the_asked_exception_leads_to_signing_in(
    rf: RequestFactory, exception: Exception, status: int | None
) -> None:
    middleware = ClosedByDefaultMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(rf.get("/membres/"), exception)
    assert getattr(response, "status_code", None) == status
