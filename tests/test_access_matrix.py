"""Every address × everybody × every method answers what tests/access_table.py declares."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from tests.access_addresses import ADDRESSES, EVERYBODY, NOTHING, ROWS, SEEN, Address, kind_of
from tests.access_hidden import whole_world
from tests.access_table import METHODS
from tests.access_world import ROLES, Answer, World

pytestmark = pytest.mark.django_db

NOWHERE = (999_999_999, 10**20)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with django_db_blocker.unblock(), whole_world(tmp_path_factory.mktemp("media")) as world:
        yield world


@pytest.fixture(autouse=True)
def documents_of_the_world(kept_apart: None, settings: Any, world: World) -> None:
    settings.MEDIA_ROOT = world.media


def in_words(answer: Answer, method: str, path: str) -> str:
    """What was answered, in the words of the table; a form that came from nowhere leads home."""
    if answer.status == 302:
        back = path if method in {"GET", "HEAD"} else "/"
        sign_in = f"{reverse('account_login')}?next={quote(back)}"
        return "login" if answer.headers["Location"] == sign_in else "302"
    return str(answer.status)


def wrong_answers(
    world: World,
    address: Address,
    target: str,
    path: str,
    methods: Iterable[str],
    *,
    roles: Iterable[str] = EVERYBODY,
) -> list[str]:
    wrong = []
    for role in roles:
        for method in methods:
            wanted = address.expected(target, role, method)
            found = in_words(world.fetch(role, method, path), method, path)
            if found != wanted:
                wrong.append(f"{path} ({target}) {method} {role}: {found}, not {wanted}")
    return wrong


def test_every_address_has_a_row() -> None:
    assert [address for address in ADDRESSES if not address.rows] == []


def test_every_row_has_an_address() -> None:
    used = {row for address in ADDRESSES for row in address.rows}
    assert [row for row in ROWS if row not in used] == []


def test_rows_are_whole_and_unique(world: World) -> None:
    assert [row for row in ROWS if len(row.answers) != len(ROLES)] == []
    claimed = [(row.name, row.object, method) for row in ROWS for method in row.methods]
    assert sorted(claimed) == sorted(set(claimed))


def test_every_object_is_said_to_be_seen_or_not(world: World) -> None:
    assert [name for name, marks in SEEN.items() if len(marks) != len(ROLES)] == []
    kinds = {kind_of(name) for name in SEEN}
    assert sorted(SEEN) == sorted(name for name in world.objects if kind_of(name) in kinds)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_answers_as_declared(world: World, address: Address) -> None:
    """All methods by everybody on one object; on every other one, what says something new."""
    methods = [method for method in address.methods if method != "HEAD"]
    first, *others = address.targets(world)
    wrong = wrong_answers(world, address, first, address.path_to(world, first), METHODS)
    for target in others:
        path = address.path_to(world, target)
        wrong += wrong_answers(world, address, target, path, methods, roles=ROLES)
    assert wrong == []


@pytest.mark.parametrize(
    "address",
    [found for found in ADDRESSES if found.parameters and not found.is_of_the_admin],
    ids=str,
)
def test_nowhere_answers_as_hidden(world: World, address: Address) -> None:
    """What does not exist answers as what is hidden: nobody learns which of the two it is.

    Django's admin, where nothing is hidden, leads the administration back to its list.
    """
    for pk in NOWHERE:
        path = address.path(dict.fromkeys(address.parameters, pk))
        assert wrong_answers(world, address, NOTHING, path, address.methods) == []


def test_a_path_that_no_page_answers_is_a_404_for_everyone(world: World) -> None:
    for role in EVERYBODY:
        for path in ("/rien/", "/ententes/rien/", "/rencontres/rien/", "/administration/rien/"):
            assert world.fetch(role, "GET", path).status == 404


def test_a_refusal_tells_nothing(world: World) -> None:
    """The 404 of a hidden object is, byte for byte, that of nothing at all."""
    path = reverse("document_download", args=[world.objects["document.coordination"].pk])
    assert world.fetch("stranger", "GET", path).text == render_to_string("404.html")
