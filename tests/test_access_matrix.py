"""Every address × everybody × every method answers what tests/access_table.py declares."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.urls import URLResolver, get_resolver, reverse

from tests.access_hidden import whole_world
from tests.access_table import METHODS, Row, rows, seen
from tests.access_world import DEACTIVATED, ROLES, Answer, World

pytestmark = pytest.mark.django_db

NOWHERE = (999_999_999, 10**20)


def addresses(
    resolver: URLResolver, namespace: str = "", prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address that the portal answers: its qualified name and its route."""
    for pattern in resolver.url_patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, route)
        else:
            yield f"{namespace}{pattern.name or route}", route


ADDRESSES = dict(addresses(get_resolver(), prefix="/"))
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
ROWS, SEEN = list(rows()), seen()
EVERYBODY = (*ROLES, DEACTIVATED)


def rows_of(name: str) -> list[Row]:
    """The lines of an address: its own, else those of the narrowest family that it falls in."""
    families = [row.name for row in ROWS if fnmatchcase(name, row.name)]
    closest = max(families, key=len, default=None)
    return [row for row in ROWS if row.name == closest]


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with django_db_blocker.unblock(), whole_world(tmp_path_factory.mktemp("media")) as world:
        yield world


@pytest.fixture(autouse=True)
def documents_of_the_world(kept_apart: None, settings: Any, world: World) -> None:
    settings.MEDIA_ROOT = world.media


def parameters(name: str) -> list[str]:
    return PARAMETER.findall(ADDRESSES[name])


def filled(name: str, values: dict[str, Any]) -> str:
    return PARAMETER.sub(lambda found: str(values[found[1]]), ADDRESSES[name])


def kind_of(target: str) -> str:
    return target.partition(".")[0]


def targets(world: World, name: str) -> list[str]:
    """The objects for which an address is asked: those named, and all of the kinds named."""
    named = {row.object for row in rows_of(name)}
    return [target for target in ("-", *world.objects) if named & {target, kind_of(target)}]


def address(world: World, name: str, target: str) -> str:
    """The path of an address for a named object, which may give each parameter by its name."""
    found = world.objects.get(target)
    values = found if isinstance(found, dict) else {}
    return filled(name, {key: values.get(key) or found.pk for key in parameters(name)})


def in_words(answer: Answer, path: str) -> str:
    """What was answered, in the words of the table."""
    if answer.status == 302:
        sign_in = f"{reverse('account_login')}?next={quote(path)}"
        return "login" if answer.headers["Location"] == sign_in else "302"
    return str(answer.status)


def column(role: str) -> int:
    return ROLES.index("anonymous" if role == DEACTIVATED else role)


def expected(name: str, target: str, role: str, method: str) -> str:
    """The declared answer for a target, which is empty for what does not exist."""
    closed = "login" if column(role) == 0 else "404"
    lines = [row for row in rows_of(name) if method in row.methods]
    own = [row for row in lines if row.object == target]
    own = own or [row for row in lines if not target or row.object == kind_of(target)]
    if not own:
        opened = any(row.answers[0] != "login" for row in rows_of(name))
        return "405" if opened else closed.replace("404", "405")
    if target in SEEN:
        return own[0].answers[column(role)] if SEEN[target][column(role)] else closed
    if target:
        return own[0].answers[column(role)]
    looked_for_first = {kind_of(row.object) for row in own} & {kind_of(name) for name in SEEN}
    answers = {row.answers[column(role)] for row in own} & {"login", "403"}
    return closed if looked_for_first else answers.pop() if answers else "404"


def test_every_address_has_a_row() -> None:
    assert [name for name in ADDRESSES if not rows_of(name)] == []


def test_every_row_has_an_address() -> None:
    used = {row.name for name in ADDRESSES for row in rows_of(name)}
    assert [row.name for row in ROWS if row.name not in used] == []


def test_rows_are_whole_and_unique(world: World) -> None:
    assert [row for row in ROWS if len(row.answers) != len(ROLES)] == []
    claimed = [(row.name, row.object, method) for row in ROWS for method in row.methods]
    assert sorted(claimed) == sorted(set(claimed))
    kinds = {kind_of(name) for name in SEEN}
    objects = [name for name in world.objects if kind_of(name) in kinds]
    assert sorted(SEEN) == sorted(objects)


def wrong_answers(
    world: World, name: str, target: str, path: str, methods: Iterable[str]
) -> list[str]:
    wrong = []
    for role in EVERYBODY:
        for method in methods:
            wanted = expected(name, target, role, method)
            found = in_words(world.fetch(role, method, path), path)
            if found != wanted:
                wrong.append(f"{path} ({target}) {method} {role}: {found}, not {wanted}")
    return wrong


def declared_methods(name: str) -> list[str]:
    return [method for method in METHODS if any(method in row.methods for row in rows_of(name))]


@pytest.mark.parametrize("name", ADDRESSES)
def test_answers_as_declared(world: World, name: str) -> None:
    """All methods on one object; those that some line names on every other object."""
    first, *others = targets(world, name)
    wrong = wrong_answers(world, name, first, address(world, name, first), METHODS)
    for target in others:
        path = address(world, name, target)
        wrong += wrong_answers(world, name, target, path, declared_methods(name))
    assert wrong == []


@pytest.mark.parametrize("name", [name for name in ADDRESSES if parameters(name)])
def test_nowhere_answers_as_hidden(world: World, name: str) -> None:
    """What does not exist answers as what is hidden: nobody learns which of the two it is."""
    for pk in NOWHERE:
        path = filled(name, dict.fromkeys(parameters(name), pk))
        assert wrong_answers(world, name, "", path, declared_methods(name)) == []


def test_a_path_that_no_page_answers_is_a_404_for_everyone(world: World) -> None:
    for role in EVERYBODY:
        for path in ("/rien/", "/ententes/rien/", "/rencontres/rien/", "/membres/1/2/3/"):
            assert world.fetch(role, "GET", path).status == 404


def test_a_refusal_tells_nothing(world: World) -> None:
    """The 404 of a hidden object is, byte for byte, that of nothing at all."""
    path = reverse("document_download", args=[world.objects["document.coordination"].pk])
    assert world.fetch("stranger", "GET", path).text == render_to_string("404.html")
