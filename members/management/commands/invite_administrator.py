"""The first account of an empty portal, or a new password for who administers it."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from arbj_portal.core.roles import Role, has_role
from arbj_portal.core.typography import datetime_text
from members.actions.accounts import invite, offer_new_password
from members.models import AccountInvitation, User


class Command(BaseCommand):
    help = "Donne un lien à usage unique pour ouvrir un compte d’administration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="COURRIEL")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            validate_email(email)
            invitation, token = self.link_for(email.lower())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        expiry = datetime_text(invitation.expires_at)
        self.stdout.write(f"Lien pour {invitation.email}, à usage unique, jusqu’au {expiry} :")
        self.stdout.write(settings.PORTAL_URL + reverse("accept_invitation", args=[token]))

    def link_for(self, email: str) -> tuple[AccountInvitation, str]:
        account = User.objects.filter(email=email).first()
        if account is None:
            return invite(by=None, email=email, roles=[Role.ADMINISTRATION])
        if not has_role(account, Role.ADMINISTRATION):
            raise ValidationError("Ce compte existe et n’a pas le rôle d’administration.")
        return offer_new_password(by=None, account=account)
