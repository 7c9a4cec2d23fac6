"""« Courriels »: what the coordination reads of the mail, and what it may do about it."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.models import MessageFile, OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message
from arbj_portal.core.permissions import can_read_messages, can_send_again
from arbj_portal.core.roles import Role
from members.models import User
from tests.members.conftest import client_of
from tests.members.factories import make_portal, make_user

pytestmark = pytest.mark.django_db

State = OutgoingMessage.State
LIST = "/courriels/"
MOST_QUERIES = 8
STALE = "Ce courriel était déjà reparti."


@pytest.fixture(autouse=True)
def real_portal(db: None, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    make_portal()


@pytest.fixture
def coordination(real_portal: None) -> User:
    return make_user(Role.COORDINATION)


@pytest.fixture
def client(coordination: User) -> Client:
    return client_of(coordination)


@pytest.fixture
def file(real_portal: None) -> MessageFile:
    return keep_file(
        by=None, name="ordre du jour été.pdf", media_type="application/pdf", content=b"%PDF-1.7"
    )


def make_message(state: State = State.QUEUED, **fields: Any) -> OutgoingMessage:
    given = {
        "by": None,
        "to": Recipient("Amina Roy", "amina@exemple.test"),
        "subject": "Convocation",
        "text": "Bonjour",
    }
    message = queue_message(**{**given, **fields})
    if state != State.QUEUED:
        message.state, message.next_attempt_at, message.attempts = state, None, 1
        message.sent_at = timezone.now() if state == State.SENT else None
        message.last_error = "550 Inconnu" if state == State.FAILED else ""
        message.save()
    return message


def listed(client: Client, query: str = "") -> list[str]:
    page = client.get(LIST + query).content.decode()
    return re.findall(r'<a class="title" href="/courriels/\d+/">([^<]*)</a>', page)


def said(client: Client, url: str) -> list[str]:
    region = client.get(url).content.decode().split('id="messages"')[1].split("{% block")[0]
    return re.findall(r"<p>([^<]*)</p>", region.split('<div class="cols')[0])


def test_newest_first(client: Client) -> None:
    for subject in ("Premier", "Deuxième", "Troisième"):
        make_message(subject=subject)
    assert listed(client) == ["Troisième", "Deuxième", "Premier"]


def test_filters_of_the_address(client: Client) -> None:
    make_message(State.FAILED, subject="Échec", about="/rencontres/1/", about_title="La première")
    make_message(State.SENT, subject="Parti", about="/rencontres/2/", about_title="La deuxième")
    make_message(subject="En file", to=Recipient("Kofi", "kofi@exemple.test"))
    assert listed(client, "?etat=failed") == ["Échec"]
    assert listed(client, "?q=kofi") == ["En file"]
    assert listed(client, "?objet=/rencontres/2/") == ["Parti"]
    assert listed(client, "?objet=/rencontres/2/&etat=failed") == []
    page = client.get(f"{LIST}?etat=failed&q=rien").content.decode()
    assert "Aucun courriel ne répond à ces filtres" in page


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?etat=zzz", "etat"),
        ("?objet=/nulle/part/", "objet"),
        ("?q=%00", "q"),
        ("?objet=%00", "objet"),
    ],
)
def test_filters_that_cannot_be_read_are_told(client: Client, query: str, field: str) -> None:
    make_message()
    response = client.get(LIST + query)
    assert list(response.context["filter_form"].errors) == [field]
    assert listed(client, query) == ["Convocation"]


def test_the_filter_offers_the_page_that_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_message(about="/rencontres/1/", about_title="La première", subject="Ancien")
    for number in range(2, 53):
        make_message(about=f"/rencontres/{number}/", about_title=f"Rencontre {number}")
    assert "La première" not in client.get(LIST).content.decode()
    assert listed(client, "?objet=/rencontres/1/") == ["Ancien"]
    page = client.get(f"{LIST}?objet=/rencontres/1/").content.decode()
    assert '<option value="/rencontres/1/" selected>La première</option>' in page


def test_a_message_says_all_that_is_known_of_it(client: Client, file: MessageFile) -> None:
    author = make_user(Role.COORDINATION, name="Josée Lamarre")
    message = make_message(
        State.FAILED,
        by=author,
        text="Bonjour <Amina>,\n\nà jeudi.",
        reply_to="josee@exemple.test",
        about="/rencontres/3/",
        about_title="Troisième rencontre",
        files=[file],
    )
    page = client.get(message.get_absolute_url()).content.decode()
    for told in (
        "<p>Bonjour &lt;Amina&gt;,</p>\n\n<p>à jeudi.</p>",
        "Amina Roy<br>amina@exemple.test",
        "josee@exemple.test",
        '<a href="/rencontres/3/">Troisième rencontre</a>',
        "Josée Lamarre",
        "550 Inconnu",
        "ordre du jour été.pdf",
        message.message_id.strip("<>"),
    ):
        assert told in page


def test_a_file_is_downloaded_as_it_left(client: Client, file: MessageFile) -> None:
    message = make_message(files=[file])
    response = client.get(reverse("message_file", args=[message.pk, file.pk]))
    assert (response.content, response["Content-Type"]) == (b"%PDF-1.7", "application/pdf")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''ordre%20du%20jour%20%C3%A9t%C3%A9.pdf"
    )


def test_a_file_is_reached_by_its_own_messages_alone(client: Client, file: MessageFile) -> None:
    other = make_message()
    assert client.get(reverse("message_file", args=[other.pk, file.pk])).status_code == 404


def test_send_again_puts_it_back_in_the_queue(client: Client, coordination: User) -> None:
    message = make_message(State.FAILED)
    url = reverse("message_again", args=[message.pk])
    assert f'action="{url}"' in client.get(message.get_absolute_url()).content.decode()
    response = client.post(url, {"version": 1})
    assert response["Location"] == message.get_absolute_url()
    message.refresh_from_db()
    assert (message.state, message.attempts, message.queued_by) == (State.QUEUED, 0, coordination)
    assert said(client, message.get_absolute_url()) == [
        "Le courriel repart\xa0: il est de nouveau dans la file."
    ]


def test_a_second_click_is_told_and_does_nothing(client: Client) -> None:
    message = make_message(State.SENT)
    url = reverse("message_again", args=[message.pk])
    client.post(url, {"version": 1})
    message.refresh_from_db()
    message.state, message.sent_at, message.next_attempt_at = State.SENT, timezone.now(), None
    message.attempts = 1
    message.save()
    client.post(url, {"version": 1})
    message.refresh_from_db()
    assert message.state == State.SENT
    assert STALE in said(client, message.get_absolute_url())


@pytest.mark.parametrize("state", [State.QUEUED, State.WITHDRAWN])
def test_what_waits_or_was_withdrawn_has_no_button(client: Client, state: State) -> None:
    message = make_message(state)
    url = reverse("message_again", args=[message.pk])
    assert url not in client.get(message.get_absolute_url()).content.decode()
    assert client.post(url, {"version": 1}).status_code == 403


@pytest.mark.parametrize(
    ("roles", "reads"),
    [
        ([], False),
        ([Role.PARTNER], False),
        ([Role.COORDINATION], True),
        ([Role.ADMINISTRATION], True),
    ],
)
def test_who_reads_and_who_sends_again(roles: list[Role], reads: bool) -> None:
    user = make_user(*roles)
    failed = make_message(State.FAILED)
    assert can_read_messages(user) is reads
    assert can_send_again(user, failed) is reads
    assert list(OutgoingMessage.objects.visible_to(user)) == ([failed] if reads else [])
    page = client_of(user).get("/compte/").content.decode()
    assert (f'href="{LIST}"' in page) is reads


def test_the_home_page_counts_what_could_not_leave(client: Client) -> None:
    assert "pu partir" not in client.get("/").content.decode()
    make_message(State.FAILED)
    link = '<a href="/courriels/?etat=failed">'
    assert f"{link}1 courriel n’a pas pu partir</a>" in client.get("/").content.decode()
    make_message(State.FAILED)
    make_message(State.SENT)
    assert f"{link}2 courriels n’ont pas pu partir</a>" in client.get("/").content.decode()
    assert "pu partir" not in client_of(make_user(Role.PARTNER)).get("/").content.decode()


def test_a_portal_without_a_server_says_that_mail_waits(
    client: Client, settings: LazySettings
) -> None:
    waits = "Aucun serveur de courrier n’est réglé"
    settings.MAILERS = {}
    assert waits in client.get(LIST).content.decode()
    settings.MAILERS = {"default": {}}
    assert waits not in client.get(LIST).content.decode()


def test_a_demonstration_says_that_nothing_leaves(client: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    message = make_message(subject="Fictif")
    page = client.get(LIST).content.decode()
    assert "aucun ne quitte cette machine" in page
    assert "Gardé ici, sans envoi" in page
    assert "données de démonstration" in page.split('class="rows"')[1]
    assert message.state == State.KEPT


def test_pages_ask_the_same_for_one_message_and_for_many(client: Client, file: MessageFile) -> None:
    def counts(message: OutgoingMessage) -> list[int]:
        asked = []
        for url in (LIST, f"{LIST}?q=convocation&etat=sent", message.get_absolute_url()):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(url).status_code == 200
            asked.append(len(captured))
        return asked

    author = make_user(Role.COORDINATION)
    message = make_message(State.SENT, by=author, files=[file], about="/a/")
    few = counts(message)
    for number in range(40):
        make_message(State.SENT, by=author, files=[file], about=f"/a/{number}/")
    assert counts(message) == few
    assert max(few[:2]) <= MOST_QUERIES
