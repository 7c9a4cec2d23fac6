"""Builders of database constraints that several rooms need; each speaks French."""

from django.db.models import CheckConstraint, F, Q


def ordered_dates(name: str, first: str, last: str) -> CheckConstraint:
    """The end, where there is one, does not precede the start."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__gte": F(first)}),
        violation_error_message="La fin précède le début.",
    )


def together(name: str, first: str, second: str) -> CheckConstraint:
    """Two fields are given together or not at all (a moment and its author)."""
    return CheckConstraint(
        name=name,
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
        violation_error_message="Ces deux renseignements vont ensemble.",
    )


def not_blank(name: str, field: str, message: str) -> CheckConstraint:
    """The text holds more than nothing."""
    return CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message=message)
