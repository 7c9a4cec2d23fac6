"""How people sign in and out: allauth's, in the portal's words and by invitation only."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.forms import LoginForm
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from arbj_portal.core.forms import CleanTextMixin


class PasswordBackend(AuthenticationBackend):
    """An address and a password; a deactivated account is answered like an unknown one.

    allauth would keep such an account aside to say that it is closed.
    """

    def authenticate(
        self, request: HttpRequest | None, **credentials: Any
    ) -> AbstractBaseUser | None:
        user = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()
        return user


class SignInForm(CleanTextMixin, LoginForm):
    """The address and the password of an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Adresse courriel"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "L’adresse courriel ou le mot de passe est incorrect.",
        "too_many_login_attempts": (
            "Trop de tentatives. Attendez quelques minutes, puis essayez de nouveau."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


@login_not_required
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; the browser forgets the pages, which « back » would show to whoever comes next."""
    response = account_views.logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache"'
    return response
