"""What was promised at meetings, and where it stands."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in
from meetings.actions import update_follow_up
from meetings.forms.filters import FollowUpFilterForm
from meetings.forms.follow_ups import FollowUpForm, OwnFollowUpForm
from meetings.models import FollowUp
from meetings.permissions import can_update_follow_up, can_write_meetings

PER_PAGE = 25


@require_safe
def followup_list(request: HttpRequest) -> HttpResponse:
    filters = FollowUpFilterForm(request.GET, user=request.user)
    rows = filters.filter(FollowUp.objects.visible_to(request.user).told_to(request.user))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "page": page,
        "can_write": can_write_meetings(request.user),
    }
    return render(request, "meetings/followup_list.html", context)


@form_page
def followup_update(request: HttpRequest, pk: int) -> HttpResponse:
    follow_ups = FollowUp.objects.visible_to(request.user).select_related(
        "agenda_item__meeting", "person", "organization"
    )
    follow_up = get_visible(request, follow_ups, pk=pk)
    require(request, can_update_follow_up(request.user, follow_up))
    form_class = FollowUpForm if can_write_meetings(request.user) else OwnFollowUpForm
    form = form_class(
        request.POST or None, follow_up=follow_up, cancel_url=follow_up.get_absolute_url()
    )
    if form.is_valid():
        with refusals_in(form):
            update_follow_up(
                by=request.user,
                follow_up=follow_up,
                version=form.cleaned_data["version"],
                values=form.values(),
            )
            messages.success(request, "Le suivi est enregistré.")
            return redirect("followup_list")
    return render(request, "meetings/followup_form.html", {"form": form, "follow_up": follow_up})
