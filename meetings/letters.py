"""What every e-mail and letter of this room ends with, and how its paragraphs are put together."""

from collections.abc import Iterable, Iterator

from arbj_portal.core.models import Portal
from members.models import User


def closing(by: User | None, *, is_demonstration: bool) -> Iterator[str]:
    """The last paragraphs: who writes (None: the body alone), for which body."""
    bodies = Portal.objects.values_list("body_name", flat=True)
    yield "\n".join(filter(None, [by.name if by else "", *bodies]))
    if is_demonstration:
        yield "Données de démonstration."


def text_of_paragraphs(paragraphs: Iterable[str]) -> str:
    """The text of a message; empty paragraphs are left out."""
    return "\n\n".join(filter(None, paragraphs)) + "\n"
