"""How people sign in: allauth's form and adapter, in the portal's words and by invitation only."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest


class SignInForm(LoginForm):
    """The address and the password of an account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Adresse courriel"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Ce compte est fermé.",
        "email_password_mismatch": "L’adresse courriel ou le mot de passe est incorrect.",
        "too_many_login_attempts": (
            "Trop de tentatives. Attendez quelques minutes, puis essayez de nouveau."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
