"""Two texts side by side: which passages are the same, and which words differ."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html.parser import HTMLParser
from itertools import zip_longest

from arbj_portal.core.rich_text import BLOCKS, to_plain

WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True)
class Run:
    """Some words in a row that the other text has too, or has not."""

    text: str
    is_own: bool


@dataclass(frozen=True)
class Passage:
    """A block of each text, beside each other; one side may have nothing there."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    is_same: bool = False

    @property
    def is_formatting(self) -> bool:
        """The same words, set otherwise."""
        return not self.is_same and not any(run.is_own for run in (*self.left, *self.right))


class _BlockReader(HTMLParser):
    """Cuts sanitised markup into the elements at its top; words between them make their own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.blocks: list[str] = []
        self.depth = 0

    def add(self, markup: str) -> None:
        if self.depth or (self.blocks and not self.blocks[-1].endswith(CLOSINGS)):
            self.blocks[-1] += markup
        elif markup.strip():
            self.blocks.append(markup)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        markup = self.get_starttag_text() or ""
        if tag in BLOCKS and not self.depth:
            self.blocks.append(markup)
        else:
            self.add(markup)
        if tag in BLOCKS:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.add(f"</{tag}>")
        if tag in BLOCKS:
            self.depth -= 1

    def handle_data(self, data: str) -> None:
        self.add(data)

    def handle_entityref(self, name: str) -> None:
        self.add(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.add(f"&#{name};")


CLOSINGS = tuple(f"</{tag}>" for tag in sorted(BLOCKS))


def blocks_of(markup: str) -> list[str]:
    """Paragraphs, lists, headings and quotations, each with its markup."""
    reader = _BlockReader()
    reader.feed(markup)
    reader.close()
    return reader.blocks


def compare(left: str, right: str) -> list[Passage]:
    """The passages of two texts, in their order."""
    passages = []
    for same, ours, theirs in aligned(left, right):
        for own, other in zip_longest(ours, theirs, fillvalue=""):
            passages.append(passage(own, other, is_same=same))
    return passages


def unite(left: str, right: str) -> str:
    """A text that holds all passages of both, to be read again: where they differ, one after the
    other."""
    return "".join(
        "".join(ours if same else [*ours, *theirs]) for same, ours, theirs in aligned(left, right)
    )


def aligned(left: str, right: str) -> list[tuple[bool, list[str], list[str]]]:
    """Stretches of blocks of both texts, and whether they are the same."""
    ours, theirs = blocks_of(left), blocks_of(right)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return [(tag == "equal", ours[a:b], theirs[c:d]) for tag, a, b, c, d in matcher.get_opcodes()]


def passage(left: str, right: str, *, is_same: bool) -> Passage:
    ours, theirs = (WORDS.findall(to_plain(block)) for block in (left, right))
    sides: tuple[list[Run], list[Run]] = ([], [])
    matcher = SequenceMatcher(None, ours, theirs)
    for tag, a, b, c, d in matcher.get_opcodes():
        for side, words in zip(sides, (ours[a:b], theirs[c:d]), strict=True):
            if words:
                side.append(Run("".join(words), tag != "equal"))
    return Passage((*sides[0],), (*sides[1],), is_same)
