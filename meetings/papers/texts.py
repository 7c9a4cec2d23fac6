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

    def as_data(self, element: Element, *, in_line: bool = False) -> dict[str, Any]:
        """Blocks hold either blocks or a line; on a line, and in a heading, nothing is a block."""
        level = 0 if in_line else self.level_of(element)
        children: Iterable[Node] = element.children
        holds_line = in_line or bool(level)
        if element.tag in LISTS and not holds_line:
            children = [as_item(block) for block in in_blocks(children)]
        elif holds_blocks(children) and not holds_line:
            children = in_blocks(children)
        else:
            holds_line = True
        return {
            "tag": "span" if in_line and element.is_block else element.tag,
            "href": element.href,
            "level": level,
            "children": [
                self.as_data(child, in_line=holds_line)
                if isinstance(child, Element)
                else SPACES.sub(" ", child).translate(UNPRINTABLE)
                for child in children
            ],
        }

    def level_of(self, element: Element) -> int:
        """Of a heading that says something; 0 for anything else."""
        if element.tag not in HEADINGS or not says_something(element.children):
            return 0
        is_large = element.tag == HEADINGS[0]
        self.has_large = self.has_large or is_large
        return self.level + (self.has_large and not is_large)


def as_item(block: Element) -> Element:
    """What stands in a list is an item of it."""
    return block if block.tag == "li" else Element("li", children=[block])


def holds_blocks(nodes: Iterable[Node]) -> bool:
    return any(isinstance(node, Element) and node.is_block for node in nodes)


def says_something(nodes: Iterable[Node]) -> bool:
    return any(
        says_something(node.children) if isinstance(node, Element) else node.strip()
        for node in nodes
    )


def when(meeting: Meeting) -> str:
    """« jeudi 29 mai 2014, de 13 h 30 à 16 h »"""
    day = weekday_date_text(meeting.date)
    start, end = meeting.hours
    if start is None:
        return day
    if end is None:
        return f"{day}, à {time_text(start)}"
    return f"{day}, de {time_text(start)} à {time_text(end)}"


def sitting(meeting: Meeting) -> str:
    """« rencontre ordinaire, numéro 2 »"""
    number = f", numéro {meeting.number}" if meeting.number else ""
    return f"rencontre {meeting.get_kind_display()}{number}"
