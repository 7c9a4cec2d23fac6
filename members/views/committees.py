"""Committees: who sits there on a day, and the rules they follow."""

from copy import copy
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page, get_visible, nothing_there, require
from arbj_portal.core.answers import refusals_in, sent_once
from arbj_portal.core.history_pages import HISTORY_PER_PAGE, changes_of
from members.actions import committees as actions
from members.forms.committees import CommitteeCreateForm, CommitteeEditForm, CompositionForm
from members.history import committee_history
from members.models import Committee, Membership, Representative
from members.permissions import can_edit_committees, can_edit_members


@login_not_required
@require_safe
def committee_detail(request: HttpRequest, pk: int) -> HttpResponse:
    around = Q(pk=pk) | Q(subcommittees=pk) | Q(parent=pk)
    committees = Committee.objects.visible_to(request.user).filter(around)
    family = {committee.pk: committee for committee in committees}
    if pk not in family:
        raise nothing_there(request)
    committee = family[pk]
    today = timezone.localdate()
    when = CompositionForm(request.GET or {"date": today})
    when.is_valid()
    day = when.cleaned_data.get("date") or today
    context = {
        "committee": committee,
        "when_form": when,
        "day": day,
        "past": day < today,
        "memberships": composition(committee, day, request.user),
        "parent": family.get(committee.parent_id),
        "subcommittees": [other for other in family.values() if other.parent_id == pk],
        "can_edit": can_edit_committees(request.user),
        "can_edit_members": can_edit_members(request.user),
    }
    return render(request, "members/committee_detail.html", context)


def composition(committee: Committee, day: date, user: Any) -> list[Membership]:
    """The members of a day by role, each under the name it then held, with who sat for it."""
    seated = Representative.objects.visible_to(user).on(day).select_related("person")
    memberships = list(
        Membership.objects.visible_to(user)
        .on(day)
        .filter(committee=committee)
        .select_related("organization")
        .prefetch_related(
            "organization__former_names", Prefetch("representatives", seated, to_attr="seated")
        )
    )
    for membership in memberships:
        membership.name_then = membership.organization.name_on(day)
    ranks = Membership.Role.values
    return sorted(memberships, key=lambda membership: ranks.index(membership.role))


@sent_once
@form_page
def committee_create(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_committees(request.user))
    form = CommitteeCreateForm(request.POST or None, cancel_url=reverse("organization_list"))
    if form.is_valid():
        with refusals_in(form):
            committee = actions.create_committee(
                by=request.user,
                fields=form.model_data,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "L’instance est créée.")
            return redirect(committee)
    return render(request, "members/committee_form.html", {"form": form})


@form_page
def committee_edit(request: HttpRequest, pk: int) -> HttpResponse:
    committee = get_visible(request, Committee.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_committees(request.user))
    form = CommitteeEditForm(
        request.POST or None,
        instance=copy(committee),
        initial={"version": committee.version},
        cancel_url=committee.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_committee(
                by=request.user,
                committee=committee,
                version=form.cleaned_data["version"],
                fields=form.model_data,
            )
            messages.success(request, "L’instance est modifiée.")
            return redirect(committee)
    return render(request, "members/committee_form.html", {"form": form, "committee": committee})


@require_safe
def committee_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    committee = get_visible(request, Committee.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    changes = changes_of(*committee_history(committee))
    page = Paginator(changes, HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "committee": committee}
    return render(request, "members/committee_history.html", context)
