"""Organisations: their list, their page, what is written there."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Case, F, OuterRef, Prefetch, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from arbj_portal.core.history_pages import HISTORY_PER_PAGE, changes_of
from arbj_portal.core.sorting import alphabetical
from members.actions import organizations as actions
from members.forms.organizations import (
    ContactForm,
    FormerNameFormSet,
    OrganizationCreateForm,
    OrganizationEditForm,
    OrganizationFilter,
)
from members.history import organization_history
from members.models import (
    Membership,
    Organization,
    OrganizationContact,
    Representative,
)
from members.models.committees import LAST_RANK, TO_INVITE_RANK, MembershipQuerySet
from members.models.organizations import OrganizationQuerySet
from members.permissions import can_edit_committees, can_edit_contact, can_edit_members

PER_PAGE = 50
GROUPS = {
    Membership.Role.LEAD: "Organisme responsable",
    Membership.Role.FUNDER: "Partenaires financiers",
    Membership.Role.REGULAR: "Membres réguliers",
    Membership.Role.ADVISORY: "Membres conseillers",
    Membership.Role.OBSERVER: "Observateurs",
    Membership.Role.RESOURCE: "Personnes-ressources",
}
TITLES = {rank: GROUPS[role] for rank, role in enumerate(Membership.Role)} | {
    TO_INVITE_RANK: "Organismes à inviter",
    LAST_RANK: "Autres organismes",
}


@login_not_required
@require_safe
def organization_list(request: HttpRequest) -> HttpResponse:
    filters = OrganizationFilter(request.GET, user=request.user)
    found = filters.filter(Organization.objects.visible_to(request.user))
    memberships = Membership.objects.visible_to(request.user)
    if filters.committee:
        memberships = memberships.filter(committee=filters.committee)
        found = found.filter(pk__in=memberships.values("organization"))
    page = Paginator(in_groups(found, memberships), PER_PAGE).get_page(request.GET.get("page"))
    for organization in page:
        organization.group = TITLES[organization.rank]
    context = {
        "page": page,
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "committees": filters.committees,
        "can_edit": can_edit_members(request.user),
        "can_edit_committees": can_edit_committees(request.user),
    }
    return render(request, "members/organization_list.html", context)


def in_groups(found: OrganizationQuerySet, memberships: MembershipQuerySet) -> OrganizationQuerySet:
    """Members of a committee by role, then those to invite by category, then others."""
    ranked = memberships.ranked().order_by("rank", "pk")
    best = ranked.filter(organization=OuterRef("pk")).values("rank")[:1]
    seats = ranked.filter(rank__lt=LAST_RANK).select_related("committee")
    category = Case(When(rank=TO_INVITE_RANK, then=F("category__position")), default=Value(0))
    return (
        found.annotate(rank=Coalesce(Subquery(best), Value(LAST_RANK)))
        .select_related("category", "locality")
        .prefetch_related(Prefetch("memberships", seats, to_attr="seats"))
        .order_by("rank", category, alphabetical("name"), "pk")
    )


@login_not_required
@require_safe
def organization_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    organization = get_visible(request, described(user), pk=pk)
    reaches = can_edit_contact(user, organization)
    context = {
        "organization": organization,
        "memberships": Membership.objects.visible_to(user)
        .filter(organization=pk)
        .select_related("committee")
        .order_by("-started_on", "pk"),
        "mandates": Representative.objects.visible_to(user)
        .filter(membership__organization=pk)
        .select_related("person", "membership__committee")
        .order_by(F("ended_on").desc(nulls_first=True), "person__last_name", "pk"),
        "contact": OrganizationContact.objects.filter(organization=pk).first() if reaches else None,
        "can_edit": can_edit_members(user),
        "can_edit_contact": reaches,
    }
    return render(request, "members/organization_detail.html", context)


def described(user: Any) -> OrganizationQuerySet:
    organizations = Organization.objects.visible_to(user).select_related("category", "locality")
    return organizations.prefetch_related("former_names")


@sent_once
@form_page
def organization_create(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_members(request.user))
    form = OrganizationCreateForm(request.POST or None)
    names = FormerNameFormSet(request.POST or None, prefix="noms")
    if form.is_valid() and names.is_valid():
        with refusals_in(form):
            organization = actions.create_organization(
                by=request.user,
                fields=form.model_data,
                former_names=names.rows,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "L’organisme est inscrit.")
            return redirect(organization)
    return show_form(request, form, names)


@form_page
def organization_edit(request: HttpRequest, pk: int) -> HttpResponse:
    organization = get_visible(request, described(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    form = OrganizationEditForm(
        request.POST or None,
        instance=copy(organization),
        initial={"version": organization.version},
    )
    rows = organization.former_names.values("name", "acronym", "held")
    names = FormerNameFormSet(request.POST or None, prefix="noms", initial=rows)
    if form.is_valid() and names.is_valid():
        with refusals_in(form):
            actions.edit_organization(
                by=request.user,
                organization=organization,
                version=form.cleaned_data["version"],
                fields=form.model_data,
                former_names=names.rows,
            )
            messages.success(request, "L’organisme est modifié.")
            return redirect(organization)
    return show_form(request, form, names, organization)


def show_form(
    request: HttpRequest,
    form: BaseForm,
    names: BaseFormSet,
    organization: Organization | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "formsets": names,
        "organization": organization,
        "cancel_url": organization.get_absolute_url()
        if organization
        else reverse("organization_list"),
    }
    return render(request, "members/organization_form.html", context)


@form_page
def organization_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever edits members, and for those who sit for the organisation."""
    organization = get_visible(request, Organization.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_contact(request.user, organization))
    form = ContactForm(
        request.POST or None,
        instance=copy(organization),
        sees_note=can_edit_members(request.user),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_contact(
                by=request.user,
                organization=organization,
                version=form.cleaned_data["version"],
                public=form.model_data,
                internal=form.internal,
            )
            messages.success(request, "Les coordonnées sont modifiées.")
            return redirect(organization)
    context = {"form": form, "organization": organization}
    return render(request, "members/organization_contact.html", context)


@require_safe
def organization_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever edits members: it tells of contact data too."""
    organization = get_visible(request, Organization.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    changes = changes_of(*organization_history(organization))
    page = Paginator(changes, HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "organization": organization}
    return render(request, "members/organization_history.html", context)
