"""Mail through what befalls it: workers killed with -9 or told to stop, rivals, a dead server.

The workers are real processes on the tests' database, the mail server is real too.
"""

import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import psutil
import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import timezone

from arbj_portal.core.delivery import run_round
from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.outbox import Recipient, queue_message, send_again, withdraw
from meetings.models import FollowUpReminder
from tests.core.mail_server import TAKEN, MailServer, mail_server, use
from tests.faults.conftest import Start
from tests.faults.portal import free_port, wait_until
from tests.meetings.factories import Table, make_follow_up, make_meeting, make_point
from tests.members.factories import make_person, make_person_contact

pytestmark = pytest.mark.django_db(transaction=True)

State = OutgoingMessage.State
MANY = 500


@pytest.fixture(autouse=True)
def real_portal(transactional_db: None, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture
def start(server: MailServer, workers: Start) -> Start:
    """Starts workers that deliver to the server."""
    return partial(workers, PORTAL_SMTP_URL=server.url)


def queue(count: int = 1, **fields: Any) -> list[OutgoingMessage]:
    given = {"by": None, "subject": "Avis", "text": "Bonjour"} | fields
    return [
        queue_message(to=Recipient("", f"personne-{number}@exemple.test"), **given)
        for number in range(count)
    ]


def all_left() -> bool:
    return not OutgoingMessage.objects.exclude(state=State.SENT).exists()


def states() -> Counter[str]:
    return Counter(OutgoingMessage.objects.values_list("state", flat=True))


class KillOnce:
    """At the n-th call, kill what runs and see it dead before the server goes on."""

    def __init__(self, victim: subprocess.Popen[bytes], *, at: int = 1) -> None:
        self.victim, self.left = victim, at
        self.lock = threading.Lock()

    def __call__(self, address: str) -> str:
        with self.lock:
            self.left -= 1
            if self.left == 0:
                self.victim.kill()
                self.victim.wait()
        return TAKEN


def test_a_message_leaves_as_soon_as_it_is_committed(server: MailServer, start: Start) -> None:
    start()
    queue()
    wait_until(lambda: server.messages)
    before = time.monotonic()
    queue()
    wait_until(lambda: len(server.messages) == 2)
    assert time.monotonic() - before < 5
    wait_until(all_left)


def test_two_workers_deliver_five_hundred_messages_once_each(
    server: MailServer, start: Start
) -> None:
    ids = {message.message_id for message in queue(MANY)}
    start()
    start()
    wait_until(all_left)
    assert len(server.messages) == MANY
    assert {*server.message_ids} == ids
    assert set(OutgoingMessage.objects.values_list("attempts", flat=True)) == {1}


def test_a_kill_at_the_worst_moment_costs_one_duplicate_at_most(
    server: MailServer, start: Start
) -> None:
    """The server has taken the message; the worker dies before it can say so."""
    ids = {message.message_id for message in queue(MANY)}
    server.answer_to_message = KillOnce(start(), at=50)
    start()
    wait_until(all_left)
    assert {*server.message_ids} == ids
    assert len(server.messages) in {MANY, MANY + 1}


def test_what_was_taken_before_the_kill_leaves_again_under_its_id(
    server: MailServer, start: Start
) -> None:
    first, second = queue(2)
    worker = start()
    server.answer_to_message = KillOnce(worker)
    wait_until(lambda: worker.poll() is not None)
    wait_until(lambda: server.messages)
    assert states() == {State.QUEUED: 2}
    start()
    wait_until(all_left)
    assert server.message_ids == [first.message_id, first.message_id, second.message_id]


def test_what_was_not_taken_before_the_kill_leaves_once(server: MailServer, start: Start) -> None:
    (message,) = queue()
    worker = start()
    server.answer_to_recipient = KillOnce(worker)
    wait_until(lambda: worker.poll() is not None)
    start()
    wait_until(all_left)
    assert server.message_ids == [message.message_id]


def test_a_worker_told_to_stop_ends_its_conversation(server: MailServer, start: Start) -> None:
    queue(3)
    worker = start()

    def stop_the_worker(address: str) -> str:
        worker.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        return TAKEN

    server.answer_to_message = stop_the_worker
    assert worker.wait(20) == 0
    assert len(server.messages) == 1
    assert states() == {State.SENT: 1, State.QUEUED: 2}


def test_a_server_that_comes_back_is_asked_again(start: Start) -> None:
    port = free_port()
    (message,) = queue()
    worker = start(PORTAL_SMTP_URL=f"smtp://127.0.0.1:{port}")
    wait_until(lambda: OutgoingMessage.objects.filter(attempts=1).exists())
    message.refresh_from_db()
    assert message.state == State.QUEUED
    assert message.last_error.startswith("Le serveur de courrier ne répond pas")
    with mail_server(port) as server:
        send_again(by=None, message=message, version=message.version)
        wait_until(all_left)
        assert server.message_ids == [message.message_id]
    assert worker.poll() is None


def test_the_worker_of_a_demonstration_touches_no_server(server: MailServer, start: Start) -> None:
    """Not even for a message that some real portal had left in its table."""
    queue()
    worker = start(PORTAL_DEMONSTRATION="oui")
    wait_until(lambda: connections_of(worker))
    time.sleep(3)
    assert worker.poll() is None
    assert (server.connections, states()) == (0, {State.QUEUED: 1})


def connections_of(worker: subprocess.Popen[bytes]) -> list[Any]:
    """The sockets by which the worker holds the database: it is then at work."""
    return psutil.Process(worker.pid).net_connections(kind="unix")


@pytest.mark.parametrize(
    ("answer", "withdrawn", "state"),
    [(TAKEN, 0, State.SENT), ("451 Plus tard", 1, State.WITHDRAWN)],
)
def test_withdrawing_waits_for_what_is_being_handed_over(
    server: MailServer, settings: LazySettings, answer: str, withdrawn: int, state: State
) -> None:
    """Else what the server refuses for now would come back to the queue, and leave late."""
    use(settings, server.url)
    handing_over, may_answer = threading.Event(), threading.Event()

    def wait_for_it(address: str) -> str:
        handing_over.set()
        may_answer.wait(20)
        return answer

    def deliver() -> None:
        try:
            run_round()
        finally:
            connection.close()

    server.answer_to_message = wait_for_it
    queue()
    worker = threading.Thread(target=deliver)
    worker.start()
    handing_over.wait(20)
    threading.Timer(0.5, may_answer.set).start()
    assert withdraw(by=None, messages=OutgoingMessage.objects.all()) == withdrawn
    worker.join()
    assert states() == {state: 1}


def test_a_worker_killed_in_the_middle_of_the_reminders(server: MailServer, start: Start) -> None:
    """Whoever had no reminder yet gets theirs from the next worker, or from one of two."""
    table = Table()
    point = make_point(make_meeting(table.committee))
    for number in range(150):
        person = make_person(f"Personne {number}")
        make_person_contact(person, email=f"personne-{number}@exemple.test")
        make_follow_up(point, person, due_on=timezone.localdate() - timedelta(days=1))
    victim = start(PORTAL_DAILY_HOUR="0")
    wait_until(lambda: FollowUpReminder.objects.count() >= 10)
    victim.kill()
    victim.wait()
    assert FollowUpReminder.objects.count() < 150
    for _ in range(2):
        start(PORTAL_DAILY_HOUR="0")
    wait_until(lambda: FollowUpReminder.objects.count() == 150)
    wait_until(all_left)
    people = OutgoingMessage.objects.values_list("recipient_address", flat=True)
    assert len(people) == len(set(people)) == 150
    assert len({*server.message_ids}) == 150
    assert len(server.messages) in {150, 151}
