"""Rich text: a small, sanitised subset of HTML, and its plain reading and writing.

Where no editor runs, people type plain text: an empty line parts paragraphs, and a line
that begins with a dash is an element of a list.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import groupby

import nh3

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote"}
BLOCKS = TAGS - {"br", "strong", "em", "a"}
SCHEMES = {"http", "https", "mailto"}
STARTS_AS_HTML = re.compile(r"\s*<(p|ul|ol|h3|h4|blockquote)\b[^>]*>", re.IGNORECASE)
DASH = re.compile(r"\s*[-–—•*]\s+")


def sanitise(markup: str) -> str:
    """The markup reduced to TAGS and absolute links; anything else is dropped."""
    return nh3.clean(
        markup,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
        attribute_filter=keep_absolute_links,
    )


def keep_absolute_links(tag: str, name: str, value: str) -> str | None:
    """Drop addresses without a scheme, « //host » among them."""
    return value if name != "href" or ":" in value.split("/", maxsplit=1)[0] else None


def read_rich_text(typed: str) -> str:
    """What a form received, from the editor (HTML) or typed plainly, as sanitised HTML."""
    if STARTS_AS_HTML.match(typed):
        return sanitise(typed)
    return from_plain(typed)


def from_plain(text: str) -> str:
    """Paragraphs and lists made from plain text."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_block(block) for block in blocks if block.strip())


def _block(block: str) -> str:
    parts = []
    for is_list, lines in groupby(block.split("\n"), key=lambda line: bool(DASH.match(line))):
        texts = [html.escape(DASH.sub("", line, count=1) if is_list else line) for line in lines]
        if is_list:
            parts.append("<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>")
        else:
            parts.append(f"<p>{'<br>'.join(texts)}</p>")
    return "".join(parts)


@dataclass(frozen=True)
class Element:
    """One of TAGS with what it holds: texts and other elements, in order."""

    tag: str
    href: str = ""
    children: list["Node"] = field(default_factory=list)

    @property
    def is_block(self) -> bool:
        return self.tag in BLOCKS


type Node = Element | str


class _TreeReader(HTMLParser):
    """Sanitised markup is well formed: what opens is closed, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, href=dict(attrs).get("href") or "")
        self.open[-1].children.append(element)
        if tag != "br":
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_tree(markup: str) -> list[Node]:
    """The one tree from which the PDF, the Word file and the plain text are made."""
    reader = _TreeReader()
    reader.feed(sanitise(markup))
    reader.close()
    return reader.root.children


def in_blocks(nodes: Iterable[Node]) -> list[Element]:
    """The same in blocks alone: what stands between two blocks makes a paragraph of its own."""
    blocks: list[Element] = []
    for is_block, run in groupby(nodes, key=_is_block):
        together = list(run)
        if is_block:
            blocks += [node for node in together if isinstance(node, Element)]
        elif any(isinstance(node, Element) or node.strip() for node in together):
            blocks.append(Element("p", children=together))
    return blocks


def _is_block(node: Node) -> bool:
    return isinstance(node, Element) and node.is_block


def to_plain(markup: str) -> str:
    """The text to read or to type on, without markup; from_plain reads it back."""
    return re.sub(r"\n{3,}", "\n\n", "".join(_plain(read_tree(markup)))).strip()


def _plain(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            yield node
            continue
        yield {"li": "\n- ", "br": "\n"}.get(node.tag, "")
        yield from _plain(node.children)
        yield "\n\n" if node.is_block and node.tag != "li" else ""
