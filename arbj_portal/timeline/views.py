"""The timeline's page, and its next lines."""

from datetime import date
from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from arbj_portal.core.periods import PartialDate, Period, Span
from arbj_portal.core.roles import reads_everything
from arbj_portal.timeline.forms import OLDEST_FIRST, TimelineFilter
from arbj_portal.timeline.models import TimelineEntry
from arbj_portal.timeline.paging import Cursor, Page


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def timeline(request: HttpRequest) -> HttpResponse:
    """GET /chronologie/; asked by htmx, only the lines that follow `apres`."""
    form = TimelineFilter(request.GET, user=request.user)
    entries = form.filter(TimelineEntry.objects.visible_to(request.user))
    after, is_lost = read_cursor(request.GET.get("apres", ""))
    tally = entries.tally()
    page = Page.read(
        entries.for_lines(request.user),
        after=after,
        oldest_first=form.oldest_first,
        are_few=tally["count"] <= entries.MOST_COUNTED,
    )
    context = {
        "filter_form": form,
        "years": [
            (year, list(lines))
            for year, lines in groupby(page.entries, key=lambda entry: entry.starts_on.year)
        ],
        "next_url": form.address(apres=str(page.end)) if page.end else "",
        "shows_visibility": reads_everything(request.user),
    }
    if request.htmx:
        return render(request, "timeline/_next_lines.html", context | {"after": after})
    return render(
        request,
        "timeline/timeline.html",
        context
        | {
            "after": after,
            "is_filtered": form.is_filtered,
            "is_lost": is_lost,
            "first_url": form.address(),
            "other_order_url": form.address(ordre="" if form.oldest_first else OLDEST_FIRST),
            "tally": tally,
            "stretch": told_stretch(tally["first"], tally["last"]),
        },
    )


def read_cursor(text: str) -> tuple[Cursor | None, bool]:
    """The place after which to go on, and whether the address names one that makes no sense."""
    if not text:
        return None, False
    try:
        return Cursor.parse(text), False
    except ValueError:
        return None, True


def told_stretch(first: date | None, last: date | None) -> str:
    """« d’octobre 2013 à novembre 2026 », « en mai 2014 »; nothing for nothing."""
    if not first or not last:
        return ""
    start, end = (PartialDate(day.year, day.month) for day in (first, last))
    months = Period((Span(start, end),)).html
    if start == end:
        return format_html("en {}", months)
    return format_html("d’{}" if months[0] in "ao" else "de {}", months)
