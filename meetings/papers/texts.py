"""Texts as papers take them: without control characters, dates and times in words."""

import re
from collections.abc import Iterable
from typing import Any

from arbj_portal.core.rich_text import Element, Node, in_blocks, read_tree
from arbj_portal.core.typography import time_text, weekday_date_text
from meetings.models import Meeting

UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFF])
SPACES = re.compile(r"[ \t\n\r]+")
LISTS = {"ul", "ol"}
HEADINGS = ("h3", "h4")


def clean(text: str) -> str:
    """What was typed in one field, its lines kept."""
    return text.replace("\r\n", "\n").translate(UNPRINTABLE).strip()


def rich(markup: str, level: int) -> list[dict[str, Any]]:
    """Notes as nested data {tag, href, level, children}, their headings from this level on."""
    notes = _Notes(level)
    return [notes.as_data(block) for block in in_blocks(read_tree(markup))]


class _Notes:
    """Notes on their way to a paper, which skips no level of headings.

    A small heading stands one level down only where a large one came before it.
    """

    def __init__(self, level: int) -> None:
        self.level = level
        self.has_large = False

    def as_data(self, element: Element) -> dict[str, Any]:
        """Blocks hold either blocks or a line of text: an item with both holds paragraphs."""
        level = self.level_of(element.tag)
        children: Iterable[Node] = element.children
        if element.tag in LISTS:
            children = [child for child in children if isinstance(child, Element)]
        elif any(isinstance(child, Element) and child.is_block for child in children):
            children = in_blocks(children)
        return {
            "tag": element.tag,
            "href": element.href,
            "level": level,
            "children": [
                self.as_data(child)
                if isinstance(child, Element)
                else SPACES.sub(" ", child).translate(UNPRINTABLE)
                for child in children
            ],
        }

    def level_of(self, tag: str) -> int:
        """Of a heading; 0 for anything else."""
        if tag not in HEADINGS:
            return 0
        self.has_large = self.has_large or tag == HEADINGS[0]
        return self.level + (tag != HEADINGS[0] and self.has_large)


def when(meeting: Meeting) -> str:
    """« jeudi 29 mai 2014, de 13 h 30 à 16 h »"""
    day = weekday_date_text(meeting.date)
    if meeting.starts_at is None:
        return day
    if meeting.ends_at is None:
        return f"{day}, à {time_text(meeting.starts_at)}"
    return f"{day}, de {time_text(meeting.starts_at)} à {time_text(meeting.ends_at)}"


def sitting(meeting: Meeting) -> str:
    """« rencontre ordinaire, numéro 2 »"""
    number = f", numéro {meeting.number}" if meeting.number else ""
    return f"rencontre {meeting.get_kind_display()}{number}"
