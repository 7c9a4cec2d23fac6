"""Accounts: who signs in, with which roles."""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from arbj_portal.core.constraints import together
from arbj_portal.core.history import recorded
from arbj_portal.core.roles import Role
from members.models.people import Person, Seats


def role_names(roles: list[str]) -> str:
    """« coordination, administration »"""
    return ", ".join(label for role, label in Role.choices if role in roles)


class UserManager(BaseUserManager["User"]):
    def create_user(
        self,
        email: str,
        password: str | None = None,
        *,
        roles: list[str] | None = None,
        **fields: Any,
    ) -> "User":
        """An account; without a password nobody can sign in to it yet."""
        user = self.model(
            email=self.normalize_email(email).lower(), roles=list(roles or []), **fields
        )
        user.set_password(password)
        user.save()
        return user


@recorded(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """The account of somebody who signs in with an e-mail address."""

    email = models.EmailField(
        "courriel",
        max_length=254,
        unique=True,
        error_messages={"unique": "Un compte porte déjà ce courriel."},
    )
    name = models.CharField("nom affiché", max_length=120)
    roles = ArrayField(
        models.CharField(max_length=16, choices=Role),
        default=list,
        blank=True,
        verbose_name="rôles",
    )
    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name="personne",
    )
    is_active = models.BooleanField("actif", default=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("créé le", auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "compte"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="members_user_email_lower",
                condition=Q(email=Lower("email")),
                violation_error_message="Le courriel d’un compte s’écrit en minuscules.",
            ),
            models.CheckConstraint(
                name="members_user_roles",
                condition=Q(roles__contained_by=Role.values),
                violation_error_message="Ce rôle n’existe pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django's admin, which holds reference lists only, is for the administration."""
        return Role.ADMINISTRATION in self.roles

    @property
    def role_names(self) -> str:
        return role_names(self.roles)

    @cached_property
    def seats(self) -> Seats:
        """Where they sit, as of the first time that this object is asked; see refresh_from_db."""
        return Seats.read(self)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("seats", None)
        super().refresh_from_db(*args, **kwargs)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_staff


class AccountInvitationQuerySet(models.QuerySet["AccountInvitation"]):
    def usable(self) -> "AccountInvitationQuerySet":
        """Not expired, not used; a deactivated account takes no new password."""
        return self.filter(
            Q(account=None) | Q(account__is_active=True),
            accepted_at=None,
            expires_at__gt=timezone.now(),
        )


@recorded(exclude=["token_sha256"])
class AccountInvitation(models.Model):
    """A link, good once and for a week, by which somebody makes their account.

    Where it names an account, it is for choosing a new password, and nothing else.
    """

    LIFETIME = timedelta(days=7)

    email = models.EmailField("courriel", max_length=254)
    name = models.CharField("nom affiché", max_length=120, blank=True)
    roles = ArrayField(
        models.CharField(max_length=16, choices=Role),
        default=list,
        blank=True,
        verbose_name="rôles",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="personne",
    )
    account = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="compte",
    )
    token_sha256 = models.CharField("empreinte du lien", max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField("expire le")
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    created_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="créée par"
    )
    accepted_at = models.DateTimeField("acceptée le", null=True, editable=False)
    accepted_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="acceptée par",
    )

    objects = AccountInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation à ouvrir un compte"
        verbose_name_plural = "invitations à ouvrir un compte"
        constraints = [
            models.CheckConstraint(
                name="members_accountinvitation_roles",
                condition=Q(roles__contained_by=Role.values)
                & (Q(account__isnull=False) | ~Q(roles=[])),
                violation_error_message="Choisissez au moins un rôle.",
            ),
            models.CheckConstraint(
                name="members_accountinvitation_email_lower",
                condition=Q(email=Lower("email")),
                violation_error_message="Le courriel d’une invitation s’écrit en minuscules.",
            ),
            together("members_accountinvitation_accepted", "accepted_at", "accepted_by"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def role_names(self) -> str:
        return role_names(self.roles)

    @staticmethod
    def new_token() -> str:
        return secrets.token_urlsafe(32)

    @staticmethod
    def digest(token: str) -> str:
        """What is stored of a token: a stolen table opens no account."""
        return hashlib.sha256(token.encode()).hexdigest()
