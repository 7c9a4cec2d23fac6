"""The page where everybody arrives, and the first one of an empty portal."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agreements.permissions import (
    can_record_progress,
    can_write_activities,
    can_write_agreements,
)
from arbj_portal.core.access import form_page, require
from arbj_portal.core.answers import refusals_in, sent_once
from arbj_portal.core.context import read_portal
from arbj_portal.core.models import OutgoingMessage, Portal
from arbj_portal.core.permissions import can_read_messages
from arbj_portal.core.portal_setup.forms import PortalFirstForm
from arbj_portal.core.roles import Role, has_role
from arbj_portal.home import desk
from arbj_portal.home.actions import open_portal
from arbj_portal.home.board import board
from arbj_portal.home.forms import FirstCommitteeForm
from arbj_portal.home.late import what_is_late
from arbj_portal.home.news import what_is_new
from meetings.expectations import expected_of, what_is_next
from meetings.permissions import can_write_meetings
from members.permissions import can_edit_members, can_edit_portal, can_manage_accounts


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
        "can_write_agreements": can_write_agreements(user),
        "can_edit_members": can_edit_members(user),
    }
    shown["own_milestones"] = desk.own_milestones(user)
    if has_role(user, Role.PARTNER):
        shown["expected"] = expected_of(user)
    if can_record_progress(user):
        shown["late"] = what_is_late(user, follow_ups=can_write_meetings(user))
    if can_write_meetings(user):
        shown["minutes_in_hand"] = desk.minutes_in_hand(user)
        shown["unreached"] = desk.follow_ups_to_recall(user)
        shown["proposals_in_hand"] = desk.proposals_in_hand(user)
    if can_read_messages(user):
        shown["failed_messages"] = OutgoingMessage.objects.visible_to(user).failed().count()
    if can_write_agreements(user):
        shown["board"] = board(user)
    if can_manage_accounts(user):
        shown["accounts"] = desk.accounts()
        shown["pending_invitations"] = desk.pending_invitations()
    return shown


@sent_once
@form_page
def first_run(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_portal(request.user))
    if Portal.objects.exists():
        messages.info(request, "Le portail est déjà réglé; ses réglages se modifient ici.")
        return redirect("portal_settings")
    form = PortalFirstForm(request.POST or None, request.FILES or None, form_tag=False)
    committee = FirstCommitteeForm(request.POST or None, prefix="instance")
    if form.is_valid() and committee.is_valid():
        with refusals_in(form):
            open_portal(
                by=request.user,
                settings=form.model_data,
                logo=form.cleaned_data["logo"],
                committee=committee.model_data,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "Le portail est prêt. Inscrivez maintenant ses membres.")
            return redirect("organization_list")
    context = {"form": form, "formsets": [committee], "committee_form": committee}
    return render(request, "home/first_run.html", context)
