"""The addresses that the resolver knows, each with its lines of tests/access_table.py."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any

from django.urls import URLResolver, get_resolver

from tests.access_table import METHODS, Row, rows, seen
from tests.access_world import DEACTIVATED, ROLES, World

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
FIXED = re.compile(r"\^\(\?P<\w+>(\w+)\)/\$")
"""The list of an app in Django's admin: a regular expression that holds one word."""
ROWS, SEEN = list(rows()), seen()
EVERYBODY = (*ROLES, DEACTIVATED)
NOTHING = ""
"""The target of an address that asks for an object that does not exist."""


def kind_of(target: str) -> str:
    return target.partition(".")[0]


KINDS_WITH_LEVELS = {kind_of(name) for name in SEEN}


def column(role: str) -> int:
    return ROLES.index("anonymous" if role == DEACTIVATED else role)


@dataclass(frozen=True)
class Address:
    """One address: its qualified name, and its route with the parameters in it."""

    name: str
    route: str

    def __str__(self) -> str:
        return self.route

    @cached_property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.route)

    @cached_property
    def rows(self) -> list[Row]:
        """Its own lines, else those of the narrowest family that its name falls in."""
        fitting = [
            row
            for row in ROWS
            if fnmatchcase(self.name, row.name) and (row.object != "-") == bool(self.parameters)
        ]
        closest = max((row.name for row in fitting), key=len, default=None)
        return [row for row in fitting if row.name == closest]

    @property
    def methods(self) -> list[str]:
        return [method for method in METHODS if any(method in row.methods for row in self.rows)]

    def targets(self, world: World) -> list[str]:
        """The objects for which it is asked: those named, and all of the kinds named."""
        named = {row.object for row in self.rows}
        return [target for target in ("-", *world.objects) if named & {target, kind_of(target)}]

    def path(self, values: dict[str, Any]) -> str:
        return PARAMETER.sub(lambda found: str(values[found[1]]), self.route)

    def path_to(self, world: World, target: str) -> str:
        """Its path for a named object, which may give each parameter by its name."""
        found = world.objects.get(target)
        values = found if isinstance(found, dict) else {}
        return self.path({key: values.get(key) or found.pk for key in self.parameters})

    def expected(self, target: str, role: str, method: str) -> str:
        """The declared answer."""
        is_anonymous = column(role) == 0
        asked = [row for row in self.rows if method in row.methods]
        if target:
            own = [row for row in asked if row.object == target]
            asked = own or [row for row in asked if row.object == kind_of(target)]
        if not asked:
            return self.answer_to_a_wrong_method(role)
        answers = {row.answers[column(role)] for row in asked}
        if SEEN[target][column(role)] if target in SEEN else target:
            return answers.pop()
        refused = answers & {"login", "403"}
        if refused and not target and not self.has_levels:
            return refused.pop()
        return "login" if is_anonymous and self.has_levels else "404"

    def answer_to_a_wrong_method(self, role: str) -> str:
        """Django's admin refuses people before it looks at the method."""
        answers = {row.answers[column(role)] for row in self.rows}
        if answers == {"login"}:
            return "login"
        return "403" if self.is_of_the_admin and role != "administration" else "405"

    @property
    def is_of_the_admin(self) -> bool:
        return self.name.startswith("admin:")

    @property
    def has_levels(self) -> bool:
        """Whether its objects are seen by some and hidden from others."""
        return any(kind_of(row.object) in KINDS_WITH_LEVELS for row in self.rows)


def addresses(resolver: URLResolver, namespace: str = "", prefix: str = "/") -> Iterator[Address]:
    """Every address that the portal answers."""
    for pattern in resolver.url_patterns:
        route = FIXED.sub(r"\1/", f"{prefix}{pattern.pattern}")
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, route)
        else:
            yield Address(f"{namespace}{pattern.name}", route)


ADDRESSES = list(addresses(get_resolver()))
