"""The roles of access, the three levels of visibility, and who reads which level."""

from typing import Any

from django.db import models


class Role(models.TextChoices):
    PARTNER = "partner", "partenaire"
    COORDINATION = "coordination", "coordination"
    ADMINISTRATION = "administration", "administration"


class Visibility(models.TextChoices):
    """Who may read a thing; the default of anything new is the partners."""

    PUBLIC = "public", "Public"
    PARTNERS = "partners", "Partenaires"
    COORDINATION = "coordination", "Coordination"


SHARED = (Visibility.PUBLIC, Visibility.PARTNERS)
READ_EVERYTHING = (Role.COORDINATION, Role.ADMINISTRATION)


def levels_under(level: str) -> list[str]:
    """The level and the narrower ones, from the most open: what a part of such a thing may have."""
    return Visibility.values[Visibility.values.index(level) :]


def has_role(user: Any, *roles: Role) -> bool:
    """Whether a signed-in, active user holds one of the roles (anonymous: never)."""
    return bool(user.is_authenticated and user.is_active and set(roles) & set(user.roles))


def reads_everything(user: Any) -> bool:
    """The coordination and the administration read all, closed sessions included."""
    return has_role(user, *READ_EVERYTHING)
