"""The page where everybody arrives."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agreements.permissions import can_record_progress, can_write_activities
from arbj_portal.core.context import read_portal
from arbj_portal.core.roles import Role, has_role
from arbj_portal.home import desk
from arbj_portal.home.late import what_is_late
from arbj_portal.home.news import what_is_new
from meetings.expectations import expected_of, what_is_next
from meetings.permissions import can_write_meetings
from members.permissions import can_edit_portal, can_manage_accounts


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    portal = read_portal()
    if portal._state.adding and can_edit_portal(request.user):
        return redirect("first_run")
    return render(request, "home/home.html", {"portal": portal, **shown_to(request.user)})


def shown_to(user: Any) -> dict[str, Any]:
    """What the page holds for the roles of a user; where they have none, what the public gets."""
    if not has_role(user, *Role):
        return {
            "meetings": what_is_next(user, 1),
            "agreement": desk.agreement_at_a_glance(user),
            "news": what_is_new(user),
            "to_invite": desk.organizations_to_invite(user),
        }
    shown = {
        "at_work": True,
        "meetings": what_is_next(user, 2),
        "news": what_is_new(user),
        "can_write_meetings": can_write_meetings(user),
        "can_write_activities": can_write_activities(user),
    }
    if has_role(user, Role.PARTNER):
        shown["expected"] = expected_of(user)
    if can_record_progress(user):
        shown["late"] = what_is_late(user, follow_ups=can_write_meetings(user))
    if can_write_meetings(user):
        shown["minutes_in_hand"] = desk.minutes_in_hand(user)
    if can_manage_accounts(user):
        shown["agreements"] = desk.agreements_in_hand(user)
        shown["accounts"] = desk.accounts()
        shown["pending_invitations"] = desk.pending_invitations()
    return shown
