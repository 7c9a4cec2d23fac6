"""Closed by default: what every view uses to load an object, or to refuse."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


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


def to_signing_in(request: HttpRequest) -> HttpResponse:
    """Redirect to signing in and back; a fragment asked for by htmx moves the whole page."""
    if "HX-Request" not in request.headers:
        return redirect_to_login(request.get_full_path())
    page = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = f"{page.path or '/'}?{page.query}" if page.query else page.path or "/"
    response = HttpResponse()
    response["HX-Redirect"] = redirect_to_login(back).url
    return response


def get_visible[M: Model](request: HttpRequest, queryset: QuerySet[M], **lookup: Any) -> M:
    """The one object of a visible_to() queryset.

    Where there is none, the signed-in get a 404 and the anonymous are sent to sign in,
    so that nobody learns whether something hidden exists.
    """
    try:
        return queryset.get(**lookup)
    except ObjectDoesNotExist:
        if request.user.is_authenticated:
            raise Http404 from None
        raise SignInRequired from None


def require(request: HttpRequest, allowed: bool) -> None:
    """Refuse what one may not do: the anonymous sign in first, others get a 403."""
    if allowed:
        return
    if request.user.is_authenticated:
        raise PermissionDenied
    raise SignInRequired
