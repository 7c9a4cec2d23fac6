"""Whatever is sent to any form of the portal, it answers: never a server error.

The forms are found in the pages that the coordination and the administration can reach in the
demonstration; what is sent mixes what a browser would send with what it never should.
`make test` tries 50 cases a form, `make fuzz` 1,000.
"""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from members.models import User
from tests.forms_in_pages import Field, PageForm, forms_of, links_of

pytestmark = pytest.mark.django_db

NASTY = [
    "",
    " ",
    "\x00",
    "\ud800",
    "é" * 400,
    "a" * 1_000_000,
    "<script>alert(1)</script>",
    "’; DROP TABLE members_user; --",
    "-1",
    "0",
    "99999999999999999999",
    "NaN",
    "1e400",
    "0000-01-01",
    "10000-01-01",
    "2014-02-30",
    "25:61",
    "mars 2015 à janvier 2014",
    "{2014-05-22,2014-10-09}",
    "\u202e\u2066",
]
FILES = [b"", b"%PDF-1.7\n%%EOF", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"MZ\x00", b"<svg/>"]
EXAMPLES_OF_A_PAGE = 2


@dataclass
class Target:
    """A form to fuzz: where it is sent, by whom."""

    role: str
    url: str
    form: PageForm

    def __str__(self) -> str:
        return f"{self.role} {self.url}"


def reachable_pages(client: Client) -> Iterator[tuple[str, str]]:
    """Address and HTML of the pages that follow from home, a few examples of each kind."""
    seen: Counter[str] = Counter()
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        address = waiting.popleft()
        try:
            match = resolve(urlsplit(address).path)
        except Resolver404:
            continue
        if match.app_names == ["admin"] or seen[match.url_name] >= EXAMPLES_OF_A_PAGE:
            continue
        seen[match.url_name] += 1
        response = client.get(address)
        if response.status_code != 200 or "html" not in response["Content-Type"]:
            continue
        html = response.content.decode()
        yield address, html
        for link in links_of(html):
            if link.startswith("/") and link not in known:
                known.add(link)
                waiting.append(link)


def targets() -> Iterator[Target]:
    """Each shape of form once."""
    found = set()
    for role in ("coordination", "administration", "partenaire"):
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@portail.test"))
        for address, html in reachable_pages(client):
            for form in forms_of(html):
                url = form.action or address
                key = (form.method, resolve(urlsplit(url).path).url_name, form.shape)
                if key not in found:
                    found.add(key)
                    yield Target(role, url, form)


def value_of(item: Field) -> st.SearchStrategy:
    if item.kind == "file":
        return st.sampled_from(FILES).map(lambda content: SimpleUploadedFile("f.pdf", content))
    natural = [*item.values, *item.offered]
    choices = [st.sampled_from(NASTY), st.text(max_size=40)]
    if natural:
        choices = [st.sampled_from(natural)] * 3 + choices
    return st.one_of(choices)


@st.composite
def submissions(draw: st.DrawFn, form: PageForm) -> dict[str, object]:
    """The form as it stands, with a few of its fields changed, and perhaps one left out."""
    sent: dict[str, object] = dict(form.filled())
    names = sorted(form.fields)
    if names:
        for name in draw(st.lists(st.sampled_from(names), max_size=8, unique=True)):
            sent[name] = draw(value_of(form.fields[name]))
        sent.pop(draw(st.sampled_from([*names, ""])), None)
    return sent


@pytest.fixture(scope="module")
def demonstration(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def send(target: Target, data: dict[str, object]) -> int:
    client = Client()
    client.force_login(User.objects.get(email=f"{target.role}@portail.test"))
    method = client.post if target.form.method == "post" else client.get
    return method(target.url, encodable(data)).status_code


def encodable(data: dict[str, object]) -> dict[str, object]:
    """Lone surrogates travel as a browser or a hostile client may send them: replaced bytes."""

    def clean(value: object) -> object:
        return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value

    return {
        name: [clean(item) for item in value] if isinstance(value, list) else clean(value)
        for name, value in data.items()
    }


def fuzz(target: Target) -> None:
    @settings(suppress_health_check=list(HealthCheck), deadline=None)
    @given(data=submissions(target.form))
    def try_form(data: dict[str, object]) -> None:
        with transaction.atomic():
            status = send(target, data)
            transaction.set_rollback(True)
        assert status < 500, str(target)

    try_form()


@pytest.mark.hypothesis
def test_no_form_answers_with_a_server_error(demonstration: None) -> None:
    tried = 0
    for target in targets():
        fuzz(target)
        tried += 1
    assert tried >= 20
