"""Closed by default: what every view uses to load an object, or to refuse."""

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse


class SignInRequired(Exception):
    """An anonymous visitor met something that is not public, whether it exists or not."""


class ClosedByDefaultMiddleware(LoginRequiredMiddleware):
    """Ask for signing in on every view not marked as public, and on SignInRequired."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SignInRequired):
            return redirect_to_login(request.get_full_path())
        return None


def get_visible[M: Model](request: HttpRequest, queryset: QuerySet[M], **lookup: Any) -> M:
    """The one object of a visible_to() queryset.

    Where there is none, the signed-in get a 404 and the anonymous are sent to sign in,
    so that nobody learns whether something hidden exists.
    """
    try:
        return queryset.get(**lookup)
    except queryset.model.DoesNotExist:
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
