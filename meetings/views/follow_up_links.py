"""The pages of a personal link to somebody’s follow-ups."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page
from arbj_portal.core.answers import refusals_in
from meetings import actions
from meetings.forms.follow_ups import OwnFollowUpForm
from meetings.models import FollowUpLink


def load_link(token: str) -> FollowUpLink | None:
    return FollowUpLink.objects.select_related("person").opened_by(token)


def refuse_link(request: HttpRequest) -> HttpResponse:
    """The same words for an altered, withdrawn or useless link, and for what it does not open."""
    return render(request, "meetings/followup_link_unusable.html", status=404)


def told(link: FollowUpLink) -> Any:
    rows = link.follow_ups.select_related("agenda_item__meeting", "person", "organization")
    return rows.pressing_first()


@login_not_required
@require_safe
@never_cache
def followup_link(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody has to do, and nothing else; reading changes nothing."""
    link = load_link(token)
    if link is None:
        return refuse_link(request)
    return render(request, "meetings/followup_link.html", {"link": link, "rows": told(link)})


@login_not_required
@form_page
@never_cache
def followup_link_update(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Where one of them stands, said without an account."""
    link = load_link(token)
    follow_up = told(link).filter(pk=pk).first() if link else None
    if link is None or follow_up is None:
        return refuse_link(request)
    form = OwnFollowUpForm(
        request.POST or None, follow_up=follow_up, cancel_url=link.get_absolute_url()
    )
    if form.is_valid():
        with refusals_in(form):
            actions.update_by_link(by=None, link=link, follow_up=follow_up, **form.said())
            messages.success(request, "C’est enregistré : la coordination le lira. Merci.")
            return redirect(link if link.serves else "followup_thanks")
    context = {"form": form, "link": link, "follow_up": follow_up}
    return render(request, "meetings/followup_link_form.html", context)


@login_not_required
@require_safe
@never_cache
def followup_thanks(request: HttpRequest) -> HttpResponse:
    """Where somebody arrives who has nothing left to do."""
    return render(request, "meetings/followup_thanks.html")
