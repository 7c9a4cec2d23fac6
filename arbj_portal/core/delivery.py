"""Handing queued mail over to the mail server: each message in a transaction of its own.

The transaction holds the row's lock while the servers talk. Other workers step over it; should
this one be killed, the database gives the row back, and the message leaves again under the same
Message-ID.
"""

import logging
import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage as Headers
from email.message import MIMEPart
from email.utils import parseaddr
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.utils import timezone

from arbj_portal.core.models import MessageFile, OutgoingMessage, Portal

logger = logging.getLogger(__name__)

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR)  # the last one, again and again
GIVE_UP_AFTER = timedelta(days=3)
ROUND = 50  # messages over one connection; servers end those that last
LONGEST_WORDS = 500


class Failure(NamedTuple):
    """Why a message was not handed over, and whether trying again is of no use."""

    reason: str
    is_final: bool = False


class Post:
    """The connection of one round: opened for the first message, left once the server is gone."""

    def __init__(self) -> None:
        self.connection = mailers.default
        self.unreachable: Failure | None = None

    def __enter__(self) -> "Post":
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def hand_over(self, message: OutgoingMessage) -> Failure | None:
        """None once the server has taken the message."""
        if self.unreachable:
            return self.unreachable
        try:
            self.connection.open()
            self.connection.send_messages([compose(message)])
        except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError) as error:
            self.hang_up()
            return refusal_of(error)
        except OSError as error:
            self.unreachable = Failure(absence_of(error))
            return self.unreachable
        except Exception as error:  # one message must not hold up all that follow
            logger.error("Message %s cannot be composed: %s", message.pk, type(error).__name__)
            return Failure(f"Ce courriel ne se compose pas : {plain(str(error))}", is_final=True)
        return None

    def hang_up(self) -> None:
        with suppress(OSError):
            self.connection.close()


def run_round(is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Hand over what is due, up to a round, or until one stops; how many messages were tried."""
    if not OutgoingMessage.objects.due().exists():
        return 0
    tried = 0
    with Post() as post:
        while tried < ROUND and not is_stopping() and deliver_next(post):
            tried += 1
    return tried


@transaction.atomic
def deliver_next(post: Post) -> bool:
    """Try the message that has waited longest and that nobody else holds; whether there was one."""
    message = OutgoingMessage.objects.due().select_for_update(skip_locked=True).first()
    if message is None:
        return False
    failure = post.hand_over(message)
    now = timezone.now()
    message.attempts += 1
    message.last_error = failure.reason if failure else ""
    message.next_attempt_at = None
    if failure is None:
        message.state = OutgoingMessage.State.SENT
        message.sent_at = now
    elif failure.is_final or (again := next_attempt(message, now)) is None:
        message.state = OutgoingMessage.State.FAILED
    else:
        message.next_attempt_at = again
    message.save()
    return True


def next_attempt(message: OutgoingMessage, now: datetime) -> datetime | None:
    """Ever later, and nevermore once three days have passed since it was queued."""
    again = now + PAUSES[min(message.attempts, len(PAUSES)) - 1]
    return again if again <= message.queued_at + GIVE_UP_AFTER else None


def compose(message: OutgoingMessage) -> EmailMessage:
    email = EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=sender(),
        to=[str(Address(message.recipient_name, addr_spec=message.recipient_address))],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers={"Message-ID": message.message_id, "Auto-Submitted": "auto-generated"},
    )
    for file in message.files.all():
        email.attach(part_of(file))
    return email


def sender() -> str:
    """PORTAL_MAIL_FROM; an address without a name goes under that of the portal."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    if not name and (portal := Portal.objects.first()):
        name = portal.name
    return str(Address(name, addr_spec=address))


def part_of(file: MessageFile) -> MIMEPart:
    """The file byte for byte, with the parameters of its type (method=REQUEST)."""
    headers = Headers()
    headers["Content-Type"] = file.media_type
    declared = headers["Content-Type"]
    part = MIMEPart()
    part.set_content(
        bytes(file.content),
        maintype=declared.maintype,
        subtype=declared.subtype,
        params=dict(declared.params),
        disposition="attachment",
        filename=file.name,
    )
    return part


def refusal_of(error: smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) -> Failure:
    """What the server said of this message; from 500 on, it will not say otherwise."""
    if isinstance(error, smtplib.SMTPDataError):
        refused, code, words = "ce courriel", error.smtp_code, plain(error.smtp_error)
    else:
        code, said = next(iter(error.recipients.values()))
        refused, words = "cette adresse", plain(said)
    reason = f"Le serveur de courrier refuse {refused} : {code} {words}"
    return Failure(reason, is_final=code >= 500)


def absence_of(error: OSError) -> str:
    """Why the server cannot be asked at all; its own words hold no password."""
    words = str(error)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        what = "Le serveur de courrier refuse le compte de PORTAL_SMTP_URL"
    elif isinstance(error, smtplib.SMTPSenderRefused):
        what = "Le serveur de courrier refuse l’adresse de PORTAL_MAIL_FROM"
    elif isinstance(error, smtplib.SMTPException):
        what = "La conversation avec le serveur de courrier est rompue"
    else:
        what = "Le serveur de courrier ne répond pas"
    if isinstance(error, smtplib.SMTPResponseException):
        words = f"{error.smtp_code} {plain(error.smtp_error)}"
    return f"{what} : {plain(words)}"


def plain(words: bytes | str) -> str:
    """A server's words on one line, without what no text holds."""
    text = words.decode(errors="replace") if isinstance(words, bytes) else words
    return " ".join(text.replace("\x00", "").split())[:LONGEST_WORDS]
