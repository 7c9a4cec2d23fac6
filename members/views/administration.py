"""What the administration alone does: accounts, and the settings of the portal."""

from copy import copy

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import form_page, require
from arbj_portal.core.answers import refusals_in
from arbj_portal.core.models import Portal
from arbj_portal.core.portal_setup.actions import edit_portal
from arbj_portal.core.portal_setup.forms import PortalEditForm
from members.actions import accounts as actions
from members.forms.accounts import AccountEditForm, InviteForm
from members.models import AccountInvitation, User
from members.permissions import can_edit_portal, can_manage_accounts

PER_PAGE = 50


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    require(request, can_manage_accounts(request.user))
    accounts = User.objects.select_related("person").order_by("-is_active", *User._meta.ordering)
    context = {
        "page": Paginator(accounts, PER_PAGE).get_page(request.GET.get("page")),
        "invitations": AccountInvitation.objects.usable().order_by("expires_at"),
    }
    return render(request, "members/account_list.html", context)


@form_page
@never_cache
def account_invite(request: HttpRequest) -> HttpResponse:
    require(request, can_manage_accounts(request.user))
    form = InviteForm(request.POST or None, cancel_url=reverse("account_list"))
    if form.is_valid():
        with refusals_in(form):
            invitation, token = actions.invite(by=request.user, **form.cleaned_data)
            return show_link(request, invitation, token)
    return render(request, "members/account_invite.html", {"form": form})


@require_POST
@never_cache
def account_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new password for somebody who lost theirs."""
    require(request, can_manage_accounts(request.user))
    account = get_object_or_404(User, pk=pk)
    try:
        invitation, token = actions.offer_new_password(by=request.user, account=account)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("account_edit", pk)
    return show_link(request, invitation, token)


def show_link(request: HttpRequest, invitation: AccountInvitation, token: str) -> HttpResponse:
    """Answer with the link itself: kept for a next page, it would have to be stored somewhere."""
    link = request.build_absolute_uri(reverse("accept_invitation", args=[token]))
    context = {"invitation": invitation, "link": link}
    return render(request, "members/invitation_link.html", context)


@require_POST
def invitation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, can_manage_accounts(request.user))
    invitation = get_object_or_404(AccountInvitation, pk=pk)
    actions.withdraw_invitation(by=request.user, invitation=invitation)
    messages.success(request, f"Le lien donné à {invitation.email} ne sert plus.")
    return redirect("account_list")


@form_page
def account_edit(request: HttpRequest, pk: int) -> HttpResponse:
    require(request, can_manage_accounts(request.user))
    account = get_object_or_404(User, pk=pk)
    form = AccountEditForm(
        request.POST or None,
        account=account,
        initial={
            "version": account.version,
            "name": account.name,
            "roles": account.roles,
            "person": account.person_id,
        },
        cancel_url=reverse("account_list"),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_account(by=request.user, account=account, **form.cleaned_data)
            messages.success(request, f"Le compte de {account.email} est modifié.")
            return redirect("account_list")
    return render(request, "members/account_form.html", {"form": form, "account": account})


@require_POST
def account_activation(request: HttpRequest, pk: int, *, active: bool) -> HttpResponse:
    require(request, can_manage_accounts(request.user))
    account = get_object_or_404(User, pk=pk)
    try:
        actions.set_active(by=request.user, account=account, active=active)
    except ValidationError as error:
        messages.error(request, error.message)
        return redirect("account_edit", pk)
    done = "réactivé" if active else "désactivé"
    messages.success(request, f"Le compte de {account.email} est {done}.")
    return redirect("account_list")


@form_page
def portal_settings(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_portal(request.user))
    portal = Portal.objects.first()
    if portal is None:
        return redirect("first_run")
    form = PortalEditForm(
        request.POST or None,
        request.FILES or None,
        instance=copy(portal),
        initial={"version": portal.version},
        cancel_url=reverse("account"),
    )
    if form.is_valid():
        with refusals_in(form):
            edit_portal(
                by=request.user,
                portal=portal,
                version=form.cleaned_data["version"],
                fields=form.model_data,
                logo=form.cleaned_data["logo"],
                remove_logo=form.cleaned_data.get("remove_logo", False),
            )
            messages.success(request, "Les réglages du portail sont modifiés.")
            return redirect("account")
    return render(request, "members/portal_settings.html", {"form": form})
