"""What one may not see is nowhere: not in a page, a list, a choice of a form, nor a count.

Two proofs. The canaries of tests/access_hidden.py are looked for in all that each role can fetch.
And what others alone may read is added to the portal: for whoever may not read it, not one byte
of one page may change.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db.models import Model
from django.urls import reverse

from agreements.models import Objective
from tests.access_addresses import ADDRESSES, EVERYBODY, column
from tests.access_hidden import (
    add_what_the_partner_reads,
    add_what_the_staff_reads,
    add_what_the_stranger_reads,
)
from tests.access_world import DEACTIVATED, Answer, World, demonstration, name_parts

pytestmark = pytest.mark.django_db

LINK = re.compile(rb'(?:href|src|hx-get|action)="(/[^"#]*)')
QUERIES_OF_A_PATH = 5
CHANGING = re.compile(
    r'name="(?:csrfmiddlewaretoken|submission)" value="[^"]*"|X-CSRFToken": "[^"]*'
)
OUTSIDERS = ("anonymous", "partner", "stranger", "former")
LEVELS = (
    (add_what_the_stranger_reads, {"stranger"}),
    (add_what_the_partner_reads, {"partner"}),
    (add_what_the_staff_reads, set()),
)
CANARY = re.compile(r"canari\d{3}")
UNKNOWN_WORD = "introuvable"

type Pages = dict[str, Answer]


@dataclass
class Growth:
    """The world as it grew, and what each outsider could reach from home at each step."""

    world: World
    steps: list[dict[str, Pages]]


@pytest.fixture(scope="module")
def growth(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Growth]:
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), demonstration(media) as world:
        steps = [{role: crawl(world, role, ["/"]) for role in OUTSIDERS}]
        for add, _ in LEVELS:
            add(world)
            steps.append({role: crawl(world, role, ["/"]) for role in OUTSIDERS})
        name_parts(world)
        yield Growth(world, steps)


@pytest.fixture(scope="module")
def world(growth: Growth) -> World:
    return growth.world


@pytest.fixture(scope="module")
def fetched(world: World) -> dict[str, Pages]:
    """What each role reaches by links from home; an outsider also by identifier and by filter."""
    found = {}
    filters = list(filters_of_the_timeline(world))
    with world.apart():
        for role in EVERYBODY:
            more = [*pages_by_id(world, role), *filters] if role in OUTSIDERS else []
            found[role] = crawl(world, role, ["/", *more])
    return found


def crawl(world: World, role: str, start: list[str]) -> Pages:
    """The pages from which to start, and all that follows from them by links."""
    waiting, known = deque(start), set(start)
    queries = Counter()
    pages = {}
    while waiting:
        url = waiting.popleft()
        pages[url] = page = world.fetch(role, "GET", url)
        assert page.status < 500, f"{role} {url}"
        if "html" not in page.headers.get("Content-Type", ""):
            continue
        for link in LINK.findall(page.body):
            address = link.decode().replace("&amp;", "&")
            path = urlsplit(address).path
            if address in known or path.startswith(("/static/", "/administration/")):
                continue
            queries[path] += 1
            if queries[path] <= QUERIES_OF_A_PATH:
                known.add(address)
                waiting.append(address)
    return pages


def pages_by_id(world: World, role: str) -> Iterator[str]:
    """Each page that some object opens to the role, for every object of its kind that exists."""
    for address in ADDRESSES:
        answers = {row.answers[column(role)] for row in address.rows if "GET" in row.methods}
        if "200" not in answers or len(address.parameters) != 1:
            continue
        objects = (world.objects[target] for target in address.targets(world))
        for model in {type(found) for found in objects if isinstance(found, Model)}:
            for pk in model._default_manager.values_list("pk", flat=True):
                yield address.path({address.parameters[0]: pk})


def filters_of_the_timeline(world: World) -> Iterator[str]:
    """Each filter with each thing that could be hidden, and with one that does not exist."""
    for name, kind in (
        ("entente", "agreement.public"),
        ("organisme", "organization.public"),
        ("instance", "committee.public"),
    ):
        for pk in type(world.objects[kind])._default_manager.values_list("pk", flat=True):
            yield f"{reverse('timeline')}?{name}={pk}"
    for pk in Objective.objects.values_list("pk", flat=True):
        yield f"{reverse('timeline')}?objectif={pk}"
    for query in ("ordre=asc", "du=2014-06&au=2014-06", "annee=2014", "du=2015", "au=2014"):
        yield f"{reverse('timeline')}?{query}"


def readers_of(role: str) -> str:
    return "anonymous" if role == DEACTIVATED else role


def plain(answer: Answer) -> str:
    """A page without what changes from one request to the next."""
    return CHANGING.sub("", answer.text)


@pytest.mark.parametrize("role", EVERYBODY)
def test_canaries_are_seen_by_their_readers_alone(
    world: World, fetched: dict[str, Pages], role: str
) -> None:
    leaks = [
        f"{canary.what} in {url}"
        for url, page in fetched[role].items()
        for word in set(CANARY.findall(page.text.lower()))
        if readers_of(role) not in (canary := world.canaries[word]).readers
    ]
    assert leaks == []


@pytest.mark.parametrize("role", ["partner", "stranger", "coordination", "administration"])
def test_canaries_can_be_seen(world: World, fetched: dict[str, Pages], role: str) -> None:
    """Else the test above could not fail."""
    seen = {word for page in fetched[role].values() for word in CANARY.findall(page.text.lower())}
    unseen = {
        canary.what
        for word, canary in world.canaries.items()
        if role in canary.readers and word not in seen
    }
    assert unseen == set()


@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_search_for_hidden_words_finds_what_no_word_finds(
    world: World, fetched: dict[str, Pages], role: str
) -> None:
    url = f"{reverse('timeline')}?q="
    told = set(CANARY.findall(fetched["coordination"][reverse("timeline")].text))
    hidden = {word for word in told if role not in world.canaries[word].readers}
    nothing = plain(world.fetch(role, "GET", url + UNKNOWN_WORD))
    assert hidden
    for word in hidden:
        found = plain(world.fetch(role, "GET", url + word)).replace(word, UNKNOWN_WORD)
        assert found == nothing, world.canaries[word].what


@pytest.mark.parametrize("step", range(len(LEVELS)))
def test_what_is_hidden_changes_no_page(growth: Growth, step: int) -> None:
    before, after = growth.steps[step : step + 2]
    _, insiders = LEVELS[step]
    changed = {
        f"{role} {url}"
        for role in OUTSIDERS
        if role not in insiders
        for url in before[role].keys() | after[role].keys()
        if url not in before[role]
        or url not in after[role]
        or plain(before[role][url]) != plain(after[role][url])
    }
    assert changed == set()


@pytest.mark.parametrize("step", range(len(LEVELS)))
def test_what_is_shown_changes_pages(growth: Growth, step: int) -> None:
    """Else the test above could not fail."""
    before, after = growth.steps[step : step + 2]
    _, insiders = LEVELS[step]
    for role in insiders:
        assert {url: plain(page) for url, page in before[role].items()} != {
            url: plain(page) for url, page in after[role].items()
        }
