"""Signing in is asked for in a way that the visitor can come back from."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from arbj_portal.core.access import ClosedByDefaultMiddleware, SignInRequired, to_signing_in

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


@pytest.mark.parametrize(
    ("exception", "status"), [(SignInRequired(), 302), (ValueError("autre"), None)]
)
def test_only_the_asked_exception_leads_to_signing_in(
    rf: RequestFactory, exception: Exception, status: int | None
) -> None:
    middleware = ClosedByDefaultMiddleware(lambda request: HttpResponse())
    response = middleware.process_exception(rf.get("/membres/"), exception)
    assert getattr(response, "status_code", None) == status
