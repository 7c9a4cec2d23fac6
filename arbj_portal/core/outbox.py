"""Mail is written down in the transaction that decides on it; core.delivery hands it over.

What is rolled back is never sent, and what is committed is never forgotten.
"""

import hashlib
import re
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import Truncator

from arbj_portal.core.actions import action, lock
from arbj_portal.core.constraints import LINE_BREAK
from arbj_portal.core.models import MessageFile, OutgoingMessage, OutgoingMessageQuerySet

LONGEST_NAME, LONGEST_SUBJECT = 200, 300
State = OutgoingMessage.State


class Recipient(NamedTuple):
    name: str
    address: str


@action
def keep_file(*, by: Any, name: str, media_type: str, content: bytes) -> MessageFile:
    """A file for any number of messages; the same one, given again, is kept once.

    media_type may carry parameters: « text/calendar; method=REQUEST ».
    """
    file, _ = MessageFile.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        name=in_one_line(name, LONGEST_NAME),
        media_type=media_type,
        defaults={"content": content, "size": len(content)},
    )
    return file


@action
def queue_message(
    *,
    by: Any,
    to: Recipient,
    subject: str,
    text: str,
    files: Iterable[MessageFile] = (),
    about: str = "",
    about_title: str = "",
    reply_to: str = "",
) -> OutgoingMessage:
    """An e-mail that leaves once the caller's transaction is committed; by=None: the portal itself.

    about: the path of the page that it concerns, and what that page is called. In a demonstration
    the message is kept, to be read, and goes nowhere.
    """
    for address in [to.address, *([reply_to] if reply_to else [])]:
        refuse_no_address(address)
    is_kept = settings.DEMONSTRATION
    now = timezone.now()
    message = OutgoingMessage.objects.create(
        recipient_name=in_one_line(to.name, LONGEST_NAME),
        recipient_address=to.address,
        reply_to=reply_to,
        subject=in_one_line(subject, LONGEST_SUBJECT),
        text=text,
        about=about,
        about_title=in_one_line(about_title, LONGEST_NAME),
        message_id=new_message_id(),
        state=State.KEPT if is_kept else State.QUEUED,
        is_demonstration=is_kept,
        queued_at=now,
        queued_by=by,
        next_attempt_at=None if is_kept else now,
    )
    message.files.add(*files)
    return message


@action
def withdraw(*, by: Any, messages: OutgoingMessageQuerySet) -> int:
    """Those of the messages that still wait never leave; how many they are.

    One that is being handed over is waited for: refused, it does not come back to the queue.
    """
    waiting = messages.filter(state=State.QUEUED).select_for_update(of=("self",)).order_by("pk")
    return OutgoingMessage.objects.filter(pk__in=[message.pk for message in waiting]).update(
        state=State.WITHDRAWN, next_attempt_at=None
    )


@action
def send_again(*, by: Any, message: OutgoingMessage, version: int) -> OutgoingMessage:
    """Back to the queue, at once and with all its attempts.

    What was sent leaves under another Message-ID: a mailbox that lost the first would otherwise
    drop the second. What may have arrived unnoticed keeps its own, so as to be dropped.
    """
    message = lock(message, version)
    if not message.may_go_again:
        raise ValidationError("Ce courriel ne peut pas être envoyé de nouveau.")
    if message.state == State.SENT:
        message.message_id = new_message_id()
    message.state = State.QUEUED
    message.queued_at = message.next_attempt_at = timezone.now()
    message.queued_by = by
    message.sent_at = None
    message.attempts = 0
    message.last_error = ""
    message.save()
    return message


def refuse_no_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise ValidationError(f"« {address} » n’est pas une adresse courriel.") from None


def in_one_line(text: str, longest: int) -> str:
    """The text as a header may hold it: what broke its lines becomes a space."""
    return Truncator(re.sub(rf"\s*{LINE_BREAK}\s*", " ", text).strip()).chars(longest)


def new_message_id() -> str:
    """Unique in the world, under the portal's own name."""
    host = urlsplit(settings.PORTAL_URL).hostname or "localhost"
    return f"<{uuid.uuid4()}@{host.encode('idna').decode()}>"
