"""Mail as it is written down: with its decision or not at all, in one line where headers ask."""

import hashlib
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.models import MessageFile, OutgoingMessage
from arbj_portal.core.outbox import Recipient, keep_file, queue_message, send_again, withdraw
from arbj_portal.core.roles import Role
from tests.members.factories import make_user

pytestmark = pytest.mark.django_db

State = OutgoingMessage.State
AMINA = Recipient("Amina Roy", "amina@exemple.test")


@pytest.fixture(autouse=True)
def real_portal(settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.exemple.test"


def queue(**fields: Any) -> OutgoingMessage:
    return queue_message(
        **{"by": None, "to": AMINA, "subject": "Convocation", "text": "Bonjour"} | fields
    )


def sent(**fields: Any) -> OutgoingMessage:
    message = queue(**fields)
    message.state, message.sent_at, message.next_attempt_at = State.SENT, timezone.now(), None
    message.attempts = 1
    message.save()
    return message


def test_a_message_is_due_at_once() -> None:
    by = make_user(Role.COORDINATION)
    message = queue(by=by, reply_to="josee@exemple.test", about="/rencontres/3/", about_title="R")
    assert list(OutgoingMessage.objects.due()) == [message]
    assert (message.state, message.queued_by, message.attempts) == (State.QUEUED, by, 0)
    assert (message.recipient_name, message.recipient_address) == AMINA
    assert message.reply_to == "josee@exemple.test"
    assert (message.about, message.about_title) == ("/rencontres/3/", "R")


def test_what_is_rolled_back_was_never_queued() -> None:
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutgoingMessage.objects.exists()


def test_a_demonstration_keeps_its_mail(settings: LazySettings) -> None:
    settings.DEMONSTRATION = True
    message = queue()
    assert (message.state, message.is_demonstration) == (State.KEPT, True)
    assert not OutgoingMessage.objects.due().exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutgoingMessage.objects.update(state=State.QUEUED, next_attempt_at=timezone.now())


def test_message_ids_are_unique_and_under_the_name_of_the_portal(settings: LazySettings) -> None:
    settings.PORTAL_URL = "https://portail.été.example:8443"
    ids = {queue().message_id for _ in range(3)}
    assert len(ids) == 3
    assert {message_id.split("@")[1] for message_id in ids} == {"portail.xn--t-9fab.example>"}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\x1d", "\x85", "\u2028"])
def test_headers_hold_no_line_break(line_break: str) -> None:
    message = queue(
        to=Recipient(f"Amina{line_break} Roy", AMINA.address),
        subject=f"«\xa0Avis\xa0»{line_break}Bcc: autre@exemple.test",
        about_title=f"a{line_break}b",
    )
    assert message.subject == "«\xa0Avis\xa0» Bcc: autre@exemple.test"
    assert (message.recipient_name, message.about_title) == ("Amina Roy", "a b")
    for field in ("subject", "recipient_name", "recipient_address", "reply_to", "message_id"):
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            OutgoingMessage.objects.create(
                **{
                    "recipient_address": AMINA.address,
                    "subject": "s",
                    "text": "t",
                    "message_id": "<1@exemple.test>",
                    "next_attempt_at": timezone.now(),
                }
                | {field: f"a{line_break}b"}
            )
        assert constraint_error(refusal.value).messages == ["Ce texte tient sur une ligne."]


def test_a_long_subject_is_cut() -> None:
    assert queue(subject="é" * 400).subject == "é" * 299 + "…"


@pytest.mark.parametrize("address", ["", "amina", "a@b@c.ca", "a@exemple.test\nBcc: x@y.ca"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        queue(to=Recipient("Amina", address))
    assert refusal.value.messages == [f"«\xa0{address}\xa0» n’est pas une adresse courriel."]
    if address:
        with pytest.raises(ValidationError):
            queue(reply_to=address)


def test_one_file_serves_many_messages() -> None:
    file = keep_file(by=None, name="ordre\ndu jour.pdf", media_type="application/pdf", content=b"%")
    assert file.name == "ordre du jour.pdf"
    assert (file.size, file.sha256) == (1, hashlib.sha256(b"%").hexdigest())
    for _ in range(3):
        queue(files=[file])
    again = keep_file(by=None, name=file.name, media_type="application/pdf", content=b"%")
    assert again == file
    assert file.messages.count() == 3
    assert MessageFile.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sha256": "0" * 64}, "L’empreinte et la taille sont celles du contenu."),
        ({"size": 3}, "L’empreinte et la taille sont celles du contenu."),
        ({"content": b"autre"}, "Un fichier joint reste comme il est parti."),
        ({"name": "autre.pdf"}, "Un fichier joint reste comme il est parti."),
    ],
)
def test_a_kept_file_stays_as_it_left(change: dict[str, Any], said: str) -> None:
    keep_file(by=None, name="a.pdf", media_type="application/pdf", content=b"%")
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        MessageFile.objects.update(**change)
    assert constraint_error(refusal.value).messages == [said]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": "Autre"}, "Un courriel garde le texte et le destinataire qui lui furent donnés."),
        (
            {"recipient_address": "autre@exemple.test"},
            "Un courriel garde le texte et le destinataire qui lui furent donnés.",
        ),
        ({"next_attempt_at": None}, "Un courriel en attente a un prochain essai, lui seul."),
        ({"state": "failed"}, "Un courriel en attente a un prochain essai, lui seul."),
        (
            {"state": "sent", "next_attempt_at": None},
            "Un courriel envoyé dit quand il est parti, lui seul.",
        ),
        (
            {"state": "kept", "next_attempt_at": None},
            "Un courriel de démonstration ne part pas, lui seul.",
        ),
        ({"is_demonstration": True}, "Un courriel de démonstration ne part pas, lui seul."),
    ],
)
def test_the_database_keeps_messages_consistent(change: dict[str, Any], said: str) -> None:
    queue()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        OutgoingMessage.objects.update(**change)
    assert constraint_error(refusal.value).messages == [said]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("recipient_address", "Donnez une adresse."),
        ("subject", "Donnez un sujet au courriel."),
        ("text", "Donnez un texte au courriel."),
    ],
)
def test_an_empty_message_is_refused(field: str, said: str) -> None:
    fields = {"recipient_address": AMINA.address, "subject": "s", "text": "t"} | {field: ""}
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        OutgoingMessage.objects.create(**fields, next_attempt_at=timezone.now())
    assert constraint_error(refusal.value).messages == [said]


def test_only_what_waits_is_withdrawn() -> None:
    gone, waiting, other = sent(about="/a/"), queue(about="/a/"), queue(about="/b/")
    assert withdraw(by=None, messages=OutgoingMessage.objects.filter(about="/a/")) == 1
    states = dict(OutgoingMessage.objects.values_list("pk", "state"))
    assert states == {gone.pk: State.SENT, waiting.pk: State.WITHDRAWN, other.pk: State.QUEUED}
    assert list(OutgoingMessage.objects.due()) == [other]


def test_what_was_withdrawn_never_leaves() -> None:
    message = queue()
    withdraw(by=None, messages=OutgoingMessage.objects.all())
    with pytest.raises(ValidationError) as refusal:
        send_again(by=None, message=message, version=1)
    assert refusal.value.messages == ["Ce courriel ne peut pas être envoyé de nouveau."]
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        OutgoingMessage.objects.update(state=State.QUEUED, next_attempt_at=timezone.now())
    said = constraint_error(broken.value).messages
    assert said == ["Un courriel retiré ou gardé ici ne part plus."]


def test_what_was_sent_leaves_again_under_another_id() -> None:
    by = make_user(Role.COORDINATION)
    first = sent()
    again = send_again(by=by, message=first, version=1)
    assert (again.pk, again.state, again.queued_by) == (first.pk, State.QUEUED, by)
    assert (again.attempts, again.sent_at) == (0, None)
    assert again.message_id != first.message_id
    assert list(OutgoingMessage.objects.due()) == [first]


def test_what_failed_leaves_again_under_its_id() -> None:
    """It may have arrived though its server never said so: the mailbox then drops the second."""
    first = queue()
    first.state, first.next_attempt_at, first.attempts, first.last_error = "failed", None, 9, "550"
    first.save()
    again = send_again(by=None, message=first, version=1)
    assert (again.state, again.attempts, again.last_error) == (State.QUEUED, 0, "")
    assert again.message_id == first.message_id


def test_a_second_click_sends_nothing() -> None:
    """Not even where the worker was faster than the hand."""
    message = sent()
    again = send_again(by=None, message=message, version=1)
    again.state, again.sent_at, again.next_attempt_at, again.attempts = (
        State.SENT,
        timezone.now(),
        None,
        1,
    )
    again.save()
    with pytest.raises(StaleFormError):
        send_again(by=None, message=message, version=1)


def test_words_are_looked_for_where_people_remember_them() -> None:
    first = queue(subject="Convocation à Matagami", text="La séance débute à 13 h 30.")
    queue(to=Recipient("Kofi", "kofi@exemple.test"))
    for words in ("matagami seance", "AMINA convocation", "amina@exemple"):
        found = OutgoingMessage.objects.holding(words)
        assert list(found.filter(subject__startswith="Convocation à")) == [first]
        assert OutgoingMessage.objects.holding(f"{words} kofi").count() == 0
    assert OutgoingMessage.objects.holding("kofi").count() == 1


def test_five_hundred_messages_ask_little_of_the_database() -> None:
    file = keep_file(by=None, name="a.pdf", media_type="application/pdf", content=b"%")
    with CaptureQueriesContext(connection) as captured:
        queue(files=[file])
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 3
