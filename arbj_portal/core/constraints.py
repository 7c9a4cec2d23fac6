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


def exactly_one(name: str, *fields: str, message: str) -> CheckConstraint:
    """One of these fields is given, and no other."""
    ways = [Q(**{f"{field}__isnull": field != given for field in fields}) for given in fields]
    return CheckConstraint(
        name=name, condition=Q(*ways, _connector=Q.OR), violation_error_message=message
    )


def not_blank(name: str, field: str, message: str) -> CheckConstraint:
    """The text holds more than nothing."""
    return CheckConstraint(name=name, condition=~Q(**{field: ""}), violation_error_message=message)


# All that str.splitlines() breaks at; in Python's regular expressions and in PostgreSQL's.
LINE_BREAK = r"[\n\v\f\r\u001c-\u001e\u0085\u2028\u2029]"


def one_line(name: str, *fields: str) -> CheckConstraint:
    """None of these texts breaks into lines, as headers of e-mail must not."""
    broken = Q(*((f"{field}__regex", LINE_BREAK) for field in fields), _connector=Q.OR)
    return CheckConstraint(
        name=name, condition=~broken, violation_error_message="Ce texte tient sur une ligne."
    )
