"""Who may read a document is decided by what it is attached to, which core does not know.

Each room that attaches documents registers its rule once, from its AppConfig.ready().
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

OwnerRule = Callable[[Any], Q]
_rules: list[OwnerRule] = []


def register_owner(rule: OwnerRule) -> None:
    """Add a rule: given a user, the condition on documents whose owner they may see."""
    if rule not in _rules:
        _rules.append(rule)


def owner_visible_to(user: Any) -> Q:
    """The documents of which at least one owner is visible to the user."""
    condition = Q(pk__in=[])
    for rule in _rules:
        condition |= rule(user)
    return condition
