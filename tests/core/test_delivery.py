"""Mail as it leaves, over a real mail server; killed and rival workers are in tests/faults."""

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import LazySettings
from django.utils import timezone

from arbj_portal.core import delivery
from arbj_portal.core.delivery import run_round
from arbj_portal.core.models import OutgoingMessage, Portal
from arbj_portal.core.outbox import Recipient, keep_file, queue_message
from tests.core.mail_server import MailServer, mail_server, use

pytestmark = pytest.mark.django_db

State = OutgoingMessage.State
AMINA = Recipient("Roy, Amina", "amina@exemple.test")
KOFI = Recipient("", "kofi@exemple.test")
BROKEN = "La conversation avec le serveur de courrier est rompue\xa0: "
PDF, CALENDAR = b"%PDF-1.7\r\n\x00\xff", "BEGIN:VCALENDAR\r\nSUMMARY:Été\r\n".encode()


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    with mail_server() as server:
        use(settings, server.url)
        yield server


def queue(to: Recipient = AMINA, **fields: Any) -> OutgoingMessage:
    return queue_message(**{"by": None, "to": to, "subject": "Avis", "text": "Bonjour"} | fields)


def outcome(message: OutgoingMessage) -> tuple[str, int, str]:
    message.refresh_from_db()
    return message.state, message.attempts, message.last_error


def test_a_message_arrives_as_it_was_written(server: MailServer, settings: LazySettings) -> None:
    settings.PORTAL_URL = "https://portail.exemple.test"
    Portal.objects.create(name="Table, région", body_name="Organisme", privacy_officer="A. B.")
    text = "Bonjour,\n\nla séance s’ouvre à 13\xa0h\xa030.\n.\nÀ bientôt\xa0: l’équipe\n"
    subject = f"«\xa0Convocation\xa0»\xa0: {'troisième rencontre de la Table ' * 5}à Matagami"
    message = queue(subject=subject, text=text, reply_to="josee@exemple.test")
    assert run_round() == 1
    (received,) = server.messages
    assert received["Subject"] == subject
    assert received.get_body().get_content() == text.replace("\n", "\r\n")
    (sender,) = received["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Table, région", "portail@exemple.test")
    (recipient,) = received["To"].addresses
    assert (recipient.display_name, recipient.addr_spec) == AMINA
    assert received["Reply-To"] == "josee@exemple.test"
    assert received["Message-ID"] == message.message_id
    assert message.message_id.endswith("@portail.exemple.test>")
    assert received["Auto-Submitted"] == "auto-generated"
    assert abs(received["Date"].datetime - timezone.now()) < timedelta(minutes=1)
    assert outcome(message) == (State.SENT, 1, "")
    assert message.sent_at is not None


def test_the_sender_may_have_a_name_of_its_own(server: MailServer, settings: LazySettings) -> None:
    settings.DEFAULT_FROM_EMAIL = "Secrétariat <secretariat@exemple.test>"
    Portal.objects.create(name="Table", body_name="Organisme", privacy_officer="A. B.")
    queue()
    run_round()
    (sender,) = server.messages[0]["From"].addresses
    assert (sender.display_name, sender.username) == ("Secrétariat", "secretariat")


def test_files_arrive_byte_for_byte(server: MailServer) -> None:
    files = [
        keep_file(by=None, name="ordre du jour été.pdf", media_type="application/pdf", content=PDF),
        keep_file(
            by=None,
            name="rencontre.ics",
            media_type="text/calendar; charset=utf-8; method=REQUEST",
            content=CALENDAR,
        ),
    ]
    queue(files=files)
    run_round()
    pdf, calendar = server.messages[0].iter_attachments()
    assert (pdf.get_content_type(), pdf.get_filename()) == (
        "application/pdf",
        "ordre du jour été.pdf",
    )
    assert pdf.get_payload(decode=True) == PDF
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params == {"charset": "utf-8", "method": "REQUEST"}
    assert calendar.get_payload(decode=True) == CALENDAR


def test_a_refused_recipient_holds_up_nobody(server: MailServer) -> None:
    server.answer_to_recipient = lambda address: (
        "550 5.1.1 Inconnu ici" if address == AMINA.address else "250 OK"
    )
    refused, taken = queue(AMINA), queue(KOFI)
    assert run_round() == 2
    assert outcome(refused) == (
        State.FAILED,
        1,
        "Le serveur de courrier refuse cette adresse\xa0: 550 5.1.1 Inconnu ici",
    )
    assert outcome(taken) == (State.SENT, 1, "")
    assert [message["To"] for message in server.messages] == [KOFI.address]


def test_a_recipient_refused_for_now_is_tried_again(server: MailServer) -> None:
    server.answer_to_recipient = lambda address: "451 4.7.1 Revenez plus tard"
    message = queue()
    run_round()
    assert outcome(message) == (
        State.QUEUED,
        1,
        "Le serveur de courrier refuse cette adresse\xa0: 451 4.7.1 Revenez plus tard",
    )
    server.answer_to_recipient = lambda address: "250 OK"
    assert run_round() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=1)):
        assert run_round() == 1
    assert outcome(message) == (State.SENT, 2, "")


def test_a_refused_content_is_final(server: MailServer) -> None:
    server.answer_to_message = lambda address: "554 5.6.0 Trop gros"
    message = queue()
    run_round()
    assert outcome(message) == (
        State.FAILED,
        1,
        "Le serveur de courrier refuse ce courriel\xa0: 554 5.6.0 Trop gros",
    )


def test_a_round_goes_over_one_connection(server: MailServer) -> None:
    for _ in range(5):
        queue()
    assert run_round() == 5
    assert server.connections == 1
    assert len({*server.message_ids}) == 5


def test_a_round_ends_when_one_stops(server: MailServer) -> None:
    for _ in range(3):
        queue()
    assert run_round(lambda: bool(server.messages)) == 1
    assert OutgoingMessage.objects.due().count() == 2


def test_a_server_that_is_down_is_asked_once_a_round(settings: LazySettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    use(settings, f"smtp://127.0.0.1:{port}")
    messages = [queue() for _ in range(3)]
    now = timezone.now()
    assert run_round() == 3
    for message in messages:
        state, attempts, error = outcome(message)
        assert (state, attempts) == (State.QUEUED, 1)
        assert error.startswith("Le serveur de courrier ne répond pas\xa0: ")
        assert message.next_attempt_at > now + timedelta(seconds=59)
    assert run_round() == 0


def test_a_silent_server_is_left(settings: LazySettings) -> None:
    """One timeout for all that is due, not one each."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, f"smtp://127.0.0.1:{silent.getsockname()[1]}", patience=0.5)
        messages = [queue() for _ in range(20)]
        before = time.monotonic()
        assert run_round() == 20
        assert time.monotonic() - before < 5
    assert {outcome(message) for message in messages} == {
        (State.QUEUED, 1, f"{BROKEN}Connection unexpectedly closed: timed out")
    }


def test_a_server_that_stalls_in_the_middle_is_left(
    server: MailServer, settings: LazySettings
) -> None:
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = 0.3

    def stall(address: str) -> str:
        time.sleep(1)
        return "250 OK"

    server.answer_to_message = stall
    message = queue()
    run_round()
    assert outcome(message) == (
        State.QUEUED,
        1,
        f"{BROKEN}Connection unexpectedly closed: timed out",
    )


def test_pauses_grow_until_three_days_have_passed(server: MailServer) -> None:
    server.answer_to_recipient = lambda address: "451 Plus tard"
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    waits = []
    with time_machine.travel(start, tick=False) as clock:
        message = queue()
        while outcome(message)[0] == State.QUEUED:
            waits.append((message.next_attempt_at - timezone.now()).total_seconds() / 60)
            clock.move_to(message.next_attempt_at)
            assert run_round() == 1
        assert timezone.now() - start <= timedelta(days=3)
    assert waits[:7] == [0, 1, 5, 15, 60, 240, 240]
    assert {*waits[5:]} == {240}
    assert len(waits) == 5 + 17
    assert outcome(message)[0] == State.FAILED


def test_a_message_that_cannot_be_composed_holds_up_nobody(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """An address that the portal takes and no header can hold, from a table filled by hand."""
    broken = OutgoingMessage.objects.create(
        recipient_address="pas une adresse",
        subject="s",
        text="t",
        message_id="<1@exemple.test>",
        next_attempt_at=timezone.now() - timedelta(hours=1),
    )
    taken = queue()
    assert run_round() == 2
    state, attempts, error = outcome(broken)
    assert (state, attempts) == (State.FAILED, 1)
    assert error.startswith("Ce courriel ne se compose pas\xa0: ")
    assert outcome(taken)[0] == State.SENT
    assert [record.message for record in caplog.records] == [
        f"Message {broken.pk} cannot be composed: InvalidHeaderDefect"
    ]


def test_a_demonstration_touches_no_server(server: MailServer, settings: LazySettings) -> None:
    """Not even where a server is named, and a worker runs."""
    settings.DEMONSTRATION = True
    message = queue()
    assert run_round() == 0
    assert outcome(message) == (State.KEPT, 0, "")
    assert (server.connections, server.messages) == (0, [])


def test_refused_credentials_are_told_without_the_password(settings: LazySettings) -> None:
    with mail_server() as server:
        use(settings, server.url)
        settings.MAILERS["default"]["OPTIONS"] |= {"username": "portail", "password": "secret"}
        message = queue()
        run_round()
    state, _, error = outcome(message)
    assert state == State.QUEUED
    assert error.startswith(BROKEN)
    assert "secret" not in error


def test_an_attempt_leaves_its_trace_in_the_history(server: MailServer) -> None:
    server.answer_to_recipient = lambda address: "451 Plus tard"
    message = queue()
    run_round()
    events = delivery.OutgoingMessage.pgh_event_model.objects.filter(pgh_obj=message.pk)
    assert list(events.order_by("pgh_id").values_list("pgh_label", "attempts", "last_error")) == [
        ("insert", 0, ""),
        ("update", 1, "Le serveur de courrier refuse cette adresse\xa0: 451 Plus tard"),
    ]
