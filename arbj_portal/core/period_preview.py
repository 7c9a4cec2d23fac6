"""How a period being typed is understood, for the script beside its field."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from arbj_portal.core.periods import Period, PeriodError


@login_not_required
@require_safe
def preview_period(request: HttpRequest) -> HttpResponse:
    """GET /periode/?texte=…&seule=1&bornee=1: an HTML fragment, public because it tells nothing."""
    asked = request.GET
    try:
        period = Period.parse(
            asked.get("texte", ""),
            single=asked.get("seule") == "1",
            bounded=asked.get("bornee") == "1",
        )
    except PeriodError as error:
        return HttpResponse(format_html('<span class="period-error">{}</span>', str(error)))
    return HttpResponse(
        format_html('<span class="period-understood">Compris\xa0: {}</span>', period.html)
    )
