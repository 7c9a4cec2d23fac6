"""Who may do what with the mail that the portal sends."""

from typing import Any

from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.roles import reads_everything


def can_read_messages(user: Any) -> bool:
    """The coordination and the administration, who read everything."""
    return reads_everything(user)


def can_send_again(user: Any, message: OutgoingMessage) -> bool:
    """Whoever reads the mail, for what was already tried and was not withdrawn."""
    return can_read_messages(user) and message.may_go_again
