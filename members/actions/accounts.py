"""Accounts: the link by which one is opened, its roles, its closing.

A link is told once, to whoever made it, and only its digest is stored.
"""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from arbj_portal.core.actions import action, lock, write
from arbj_portal.core.roles import Role
from members.models import AccountInvitation, Person, User


class UnusableInvitation(Exception):
    """The link is unknown, used, expired or withdrawn; which of these is nobody's business."""


@action
def invite(
    *,
    by: User | None,
    email: str,
    roles: Iterable[str],
    name: str = "",
    person: Person | None = None,
) -> tuple[AccountInvitation, str]:
    """An invitation to open an account, and its token; by nobody from the command line."""
    email = email.lower()
    if User.objects.filter(email=email).exists():
        raise ValidationError({"email": "Un compte porte déjà ce courriel."})
    if person and User.objects.filter(person=person).exists():
        raise ValidationError({"person": "Cette personne a déjà un compte."})
    return issue(AccountInvitation(email=email, name=name, roles=list(roles), person=person), by)


@action
def offer_new_password(*, by: User | None, account: User) -> tuple[AccountInvitation, str]:
    """A link by which the owner of an account chooses a new password."""
    if not account.is_active:
        raise ValidationError("Ce compte est désactivé.")
    return issue(AccountInvitation(email=account.email, name=account.name, account=account), by)


def issue(invitation: AccountInvitation, by: User | None) -> tuple[AccountInvitation, str]:
    """Store the invitation in place of those that still wait for the same address.

    So a form sent twice leaves one link that works: the last, which is the one that is shown.
    """
    now = timezone.now()
    AccountInvitation.objects.usable().filter(email=invitation.email).update(expires_at=now)
    token = AccountInvitation.new_token()
    invitation.token_sha256 = AccountInvitation.digest(token)
    invitation.expires_at = now + AccountInvitation.LIFETIME
    invitation.created_by = by
    invitation.save()
    return invitation, token


@action
def withdraw_invitation(*, by: User, invitation: AccountInvitation) -> None:
    AccountInvitation.objects.usable().filter(pk=invitation.pk).update(expires_at=timezone.now())


@action
def accept_invitation(*, by: None, token: str, name: str, password: str) -> User:
    """Open the account, or give it its new password; only the first of many takes the link.

    Nobody is signed in: the link is all that its bearer shows.
    """
    invitation = (
        AccountInvitation.objects.usable()
        .select_for_update(of=("self",))
        .filter(token_sha256=AccountInvitation.digest(token))
        .first()
    )
    if invitation is None:
        raise UnusableInvitation
    account = invitation.account or open_account(invitation, name)
    account.set_password(password)
    account.save(update_fields=["password"])
    write(invitation, {"accepted_at": timezone.now(), "accepted_by": account})
    return account


def open_account(invitation: AccountInvitation, name: str) -> User:
    """An account made otherwise in the meantime, for the same address or person, voids the link."""
    try:
        with transaction.atomic():
            return User.objects.create_user(
                invitation.email, name=name, roles=invitation.roles, person=invitation.person
            )
    except IntegrityError:
        raise UnusableInvitation from None


@action
def edit_account(
    *,
    by: User,
    account: User,
    version: int,
    name: str,
    roles: Iterable[str],
    person: Person | None,
) -> User:
    lock_administrators()
    account = lock(account, version)
    write(account, {"name": name, "roles": list(roles), "person": person})
    require_an_administrator()
    return account


@action
def set_active(*, by: User, account: User, active: bool) -> User:
    """Close an account, from its next request on, or open it again."""
    lock_administrators()
    account = User.objects.select_for_update().get(pk=account.pk)
    waiting = AccountInvitation.objects.usable().filter(account=account)
    waiting.update(expires_at=timezone.now())
    write(account, {"is_active": active})
    require_an_administrator()
    return account


def lock_administrators() -> None:
    """Every active one, before the account that changes: two cannot remove each other at once."""
    administrators = User.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATION])
    list(administrators.select_for_update().order_by("pk"))


def require_an_administrator() -> None:
    administrators = User.objects.filter(is_active=True, roles__contains=[Role.ADMINISTRATION])
    if not administrators.exists():
        raise ValidationError("Il faut qu’un compte actif garde le rôle d’administration.")


@action
def change_password(*, by: User, password: str) -> User:
    by.set_password(password)
    by.save(update_fields=["password"])
    return by
