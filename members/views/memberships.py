"""The steps of a membership and of the mandates that stand on it, each a small form."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from members.actions import committees as actions
from members.forms.committees import (
    EndForm,
    EndMandateForm,
    InvitationForm,
    MandateCreateForm,
    MandateEditForm,
    MembershipCreateForm,
    MembershipEditForm,
)
from members.models import Membership, Representative
from members.permissions import can_edit_members


@form_page
@sent_once
def membership_create(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_members(request.user))
    form = MembershipCreateForm(
        request.POST or None,
        initial={
            "committee": request.GET.get("instance"),
            "organization": request.GET.get("organisme"),
        },
        cancel_url=reverse("organization_list"),
    )
    if form.is_valid():
        with refusals_in(form):
            membership = actions.add_membership(
                by=request.user,
                fields=form.model_data,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "L’adhésion est inscrite.")
            return redirect(membership.organization)
    context = {"form": form, "title": "Inscrire une adhésion"}
    return render(request, "members/membership_form.html", context)


def load_membership(request: HttpRequest, pk: int) -> Membership:
    """The membership of a page of changes; for whoever edits members."""
    memberships = Membership.objects.visible_to(request.user)
    membership = get_visible(
        request, memberships.select_related("organization", "committee"), pk=pk
    )
    require(request, can_edit_members(request.user))
    return membership


def load_mandate(request: HttpRequest, pk: int) -> Representative:
    """The mandate of a page of changes; for whoever edits members."""
    mandates = Representative.objects.visible_to(request.user).select_related(
        "person", "membership__organization", "membership__committee"
    )
    mandate = get_visible(request, mandates, pk=pk)
    require(request, can_edit_members(request.user))
    return mandate


def show_step(
    request: HttpRequest, title: str, form: BaseForm, membership: Membership, **context: Any
) -> HttpResponse:
    context |= {"title": title, "form": form, "membership": membership}
    return render(request, "members/membership_form.html", context)


@form_page
def membership_edit(request: HttpRequest, pk: int) -> HttpResponse:
    membership = load_membership(request, pk)
    form = MembershipEditForm(
        request.POST or None,
        instance=membership,
        initial={"version": membership.version},
        cancel_url=membership.organization.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_membership(
                by=request.user,
                membership=membership,
                version=form.cleaned_data["version"],
                fields=form.model_data,
            )
            messages.success(request, "L’adhésion est modifiée.")
            return redirect(membership.organization)
    return show_step(request, "Modifier l’adhésion", form, membership)


@form_page
def membership_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    membership = load_membership(request, pk)
    form = InvitationForm(
        request.POST or None,
        membership=membership,
        cancel_url=membership.organization.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.change_invitation(by=request.user, membership=membership, **form.cleaned_data)
            messages.success(request, "L’état de l’invitation est noté.")
            return redirect(membership.organization)
    return show_step(request, "Faire avancer l’invitation", form, membership)


@form_page
def membership_end(request: HttpRequest, pk: int) -> HttpResponse:
    membership = load_membership(request, pk)
    require(request, membership.invitation == Membership.Invitation.ACCEPTED)
    cancel_url = membership.organization.get_absolute_url()
    form = EndForm(request.POST or None, row=membership, cancel_url=cancel_url)
    if form.is_valid():
        with refusals_in(form):
            actions.end_membership(by=request.user, membership=membership, **form.cleaned_data)
            messages.success(request, "L’adhésion a pris fin; rien n’est effacé.")
            return redirect(membership.organization)
    return show_step(request, "Mettre fin à l’adhésion", form, membership, ends_mandates=True)


@form_page
@sent_once
def mandate_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who sits for the organisation of the membership."""
    membership = load_membership(request, pk)
    form = MandateCreateForm(
        request.POST or None,
        instance=Representative(membership=membership),
        cancel_url=membership.organization.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.add_mandate(
                by=request.user,
                fields=form.model_data | {"membership": membership},
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "Le mandat est inscrit.")
            return redirect(membership.organization)
    return show_step(request, "Inscrire un mandat", form, membership, chooses_person=True)


@form_page
def mandate_edit(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = load_mandate(request, pk)
    form = MandateEditForm(
        request.POST or None,
        instance=mandate,
        initial={"version": mandate.version},
        cancel_url=mandate.person.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_mandate(
                by=request.user,
                mandate=mandate,
                version=form.cleaned_data["version"],
                fields=form.model_data,
            )
            messages.success(request, "Le mandat est modifié.")
            return redirect(mandate.person)
    return show_step(request, "Modifier le mandat", form, mandate.membership, mandate=mandate)


@form_page
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    mandate = load_mandate(request, pk)
    cancel_url = mandate.person.get_absolute_url()
    form = EndMandateForm(request.POST or None, row=mandate, cancel_url=cancel_url)
    if form.is_valid():
        with refusals_in(form):
            following = actions.end_mandate(by=request.user, mandate=mandate, **form.cleaned_data)
            followed = f" {following.person} siège dès le lendemain." if following else ""
            messages.success(request, f"Le mandat a pris fin; rien n’est effacé.{followed}")
            return redirect(mandate.membership.organization)
    return show_step(
        request,
        "Mettre fin au mandat",
        form,
        mandate.membership,
        mandate=mandate,
        chooses_person=True,
    )
