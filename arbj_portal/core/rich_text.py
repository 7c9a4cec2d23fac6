"""Rich text: a small, sanitised subset of HTML, and its plain reading and writing.

Where no editor runs, people type plain text: an empty line parts paragraphs, and a line
that begins with a dash is an element of a list.
"""

import html
import re
from html.parser import HTMLParser
from itertools import groupby

import nh3

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote"}
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


class _PlainReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag == "li":
            self.parts.append("\n- ")
        elif tag == "br":
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "h3", "h4", "blockquote", "ul", "ol"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def to_plain(markup: str) -> str:
    """The text to read or to type on, without markup; from_plain reads it back."""
    reader = _PlainReader()
    reader.feed(markup)
    reader.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(reader.parts)).strip()
