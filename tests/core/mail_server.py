"""A real mail server on this machine, as bad as a test wants it."""

import email
import email.policy
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from arbj_portal.core.environment import mailer_settings
from tests.faults.portal import free_port

logging.getLogger("mail.log").setLevel(logging.ERROR)  # aiosmtpd's own

Answer = Callable[[str], str]
TAKEN = "250 OK"


class MailServer:
    """What it received; its answers to a recipient and to a message may be replaced."""

    def __init__(self, port: int) -> None:
        self.messages: list[EmailMessage] = []
        self.connections = 0
        self.answer_to_recipient: Answer = lambda address: TAKEN
        self.answer_to_message: Answer = lambda address: TAKEN
        self.controller = Controller(self, hostname="127.0.0.1", port=port, ready_timeout=30)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.controller.port}"

    @property
    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.messages]

    async def handle_EHLO(  # noqa: N802 (named by aiosmtpd)
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, answers: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return answers

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answer = self.answer_to_recipient(address)
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)

        def take() -> str:
            """In a thread: what was begun goes on when the client is gone."""
            answer = self.answer_to_message(envelope.rcpt_tos[0])
            if answer == TAKEN:
                self.messages.append(message)
            return answer

        return await server.loop.run_in_executor(None, take)


@contextmanager
def mail_server(port: int | None = None) -> Iterator[MailServer]:
    server = MailServer(port or free_port())
    server.controller.start()
    try:
        yield server
    finally:
        server.controller.stop()


def use(settings: Any, url: str, *, patience: float = 5) -> None:
    """Make this process a portal that sends its mail to the server, and waits so long for it."""
    mailer = mailer_settings(url)
    mailer["OPTIONS"]["timeout"] = patience
    settings.DEMONSTRATION = False
    settings.MAILERS = {"default": mailer}
    settings.DEFAULT_FROM_EMAIL = "portail@exemple.test"
    settings.PORTAL_URL = "https://portail.exemple.test"
