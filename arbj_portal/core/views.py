"""Pages that belong to no room: documents, health, privacy, and what went wrong."""

import sys

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.db.utils import DatabaseError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from arbj_portal.core.access import get_visible
from arbj_portal.core.documents import send_document
from arbj_portal.core.failures import explain, is_full_disk
from arbj_portal.core.models import Document, Portal


@login_not_required
@require_safe
def download_document(request: HttpRequest, pk: int) -> FileResponse:
    document = get_visible(request, Document.objects.visible_to(request.user), pk=pk)
    return send_document(document)


@login_not_required
@require_safe
@cache_control(max_age=3600)
def logo(request: HttpRequest) -> FileResponse:
    portal = Portal.objects.exclude(logo="").first()
    if portal is None:
        raise Http404
    return FileResponse(portal.logo.open(), content_type="image/png")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "core/privacy.html")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For monitors: 200 where the portal and its database answer, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("hors service", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("en service", content_type="text/plain; charset=utf-8")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.render_to_string("403.html"), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(loader.render_to_string("404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the exception is handled: what somebody can mend is not called a fault."""
    error = sys.exception()
    status = 507 if is_full_disk(error) else 503 if error and explain(error) else 500
    answer = HttpResponse(loader.render_to_string(f"{status}.html"), status=status)
    if status != 500:
        answer["Retry-After"] = "60"
    return answer
