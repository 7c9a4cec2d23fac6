"""One's own account, and the link by which one opens it."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.decorators import rate_limit
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page
from members.actions import accounts as actions
from members.forms.accounts import ChangePasswordForm, ChoosePasswordForm, OpenAccountForm
from members.models import AccountInvitation, Representative, User
from members.permissions import can_edit_portal, can_manage_accounts


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    mandates = Representative.objects.visible_to(request.user).of_user(request.user)
    context = {
        "mandates": mandates.select_related(
            "person", "membership__organization", "membership__committee"
        ),
        "can_manage_accounts": can_manage_accounts(request.user),
        "can_edit_portal": can_edit_portal(request.user),
    }
    return render(request, "members/account.html", context)


@require_safe
@never_cache
def session(request: HttpRequest) -> HttpResponse:
    """Whose session this is, and the token of its forms: asked before a form is sent."""
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


@form_page
@sensitive_post_parameters()
@rate_limit(action="change_password")
def change_password(request: HttpRequest) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, account=request.user)
    if form.is_valid():
        changed = actions.change_password(by=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, changed)
        messages.success(
            request, "Votre mot de passe est changé; vos autres sessions sont fermées."
        )
        return redirect("account")
    return render(request, "account/password_change.html", {"form": form})


@login_not_required
@form_page
@never_cache
@sensitive_post_parameters()
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Open an account, or choose its new password, and sign in; reading changes nothing."""
    digest = AccountInvitation.digest(token)
    waiting = AccountInvitation.objects.usable().select_related("account")
    invitation = waiting.filter(token_sha256=digest).first()
    if invitation is None:
        return refuse_link(request)
    form = acceptance_form(request.POST or None, invitation)
    if form.is_valid():
        try:
            opened = actions.accept_invitation(
                by=None,
                token=token,
                name=form.cleaned_data.get("name", ""),
                password=form.cleaned_data["password"],
            )
        except actions.UnusableInvitation:
            return refuse_link(request)
        get_adapter().login(request, opened)
        messages.success(request, f"Bienvenue, {opened.name}.")
        return redirect("home")
    context = {"form": form, "invitation": invitation}
    return render(request, "members/invitation_accept.html", context)


def acceptance_form(data: Any, invitation: AccountInvitation) -> ChoosePasswordForm:
    if invitation.account:
        return ChoosePasswordForm(data, account=invitation.account)
    owner = User(email=invitation.email, name=invitation.name)
    return OpenAccountForm(data, account=owner, initial={"name": invitation.name})


def refuse_link(request: HttpRequest) -> HttpResponse:
    """The same words for an unknown, used, expired or withdrawn link."""
    return render(request, "members/invitation_unusable.html", status=404)
