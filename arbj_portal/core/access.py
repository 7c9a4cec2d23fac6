"""Closed by default: what every view uses to load an object, or to refuse."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.views.decorators.http import require_http_methods

form_page = require_http_methods(["GET", "HEAD", "POST"])
"""Decorate a view that shows a form (GET) and takes what it sends (POST)."""


class SignInRequired(Exception):
    """An anonymous visitor met something that is not public, whether it exists or not."""


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Ask for signing in on every view not marked as public, and on SignInRequired."""

    def handle_no_permission(  # type: ignore[override]  # the stubs know redirections alone
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        return to_signing_in(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return to_signing_in(request) if isinstance(exception, SignInRequired) else None


class MethodNotAllowedPage:
    """Says in French that an address is only reached by the button of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            response.content = render_to_string("405.html")
        return response


def wants_json(request: HttpRequest) -> bool:
    """Whether a module of ours asks, rather than a page."""
    return request.get_preferred_type(["text/html", "application/json"]) == "application/json"


def to_signing_in(request: HttpRequest) -> HttpResponse:
    """Redirect to signing in and back; a fragment asked for by htmx moves the whole page.

    A module that asks for JSON is told, and signs its person in again in place.
    """
    if wants_json(request):
        return JsonResponse({"error": "Votre session est terminée."}, status=401)
    answer = redirect_to_login(page_of(request))
    if "HX-Request" not in request.headers:
        return answer
    return HttpResponse(headers={"HX-Redirect": answer.url})


def page_of(request: HttpRequest) -> str:
    """The page to come back to: the one asked for, or the one that sent a form or a fragment."""
    sender = request.headers.get("HX-Current-URL")
    if sender is None and request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    try:
        page = urlsplit(sender or request.headers.get("Referer", ""))
    except ValueError:  # anybody may send anything
        return "/"
    path = f"/{page.path.lstrip('/')}"
    return f"{path}?{page.query}" if page.query else path


def get_visible[M: Model](request: HttpRequest, queryset: QuerySet[M], **lookup: Any) -> M:
    """The one object of a visible_to() queryset.

    Where there is none, the signed-in get a 404 and the anonymous are sent to sign in,
    so that nobody learns whether something hidden exists.
    """
    try:
        return queryset.get(**lookup)
    except ObjectDoesNotExist:
        raise nothing_there(request) from None


def nothing_there(request: HttpRequest) -> Exception:
    """What to raise where one sees nothing: see get_visible."""
    return Http404() if request.user.is_authenticated else SignInRequired()


def require(request: HttpRequest, allowed: bool) -> None:
    """Refuse what one may not do: the anonymous sign in first, others get a 403."""
    if allowed:
        return
    if request.user.is_authenticated:
        raise PermissionDenied
    raise SignInRequired
