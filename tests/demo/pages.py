"""Reading the public pages of the demonstration as the public does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

from django.test import Client

LABEL = "données de démonstration"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


def spaced(text: str) -> str:
    """The text with ordinary spaces, one at a time."""
    return re.sub(r"\s+", " ", text)


@dataclass
class Element:
    """One element of a page: what it is, where it stands, what it says."""

    tag: str
    parent: Self | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Self | str] = field(default_factory=list)

    @property
    def own_text(self) -> str:
        """What it says itself, with ordinary spaces."""
        return spaced("".join(part for part in self.content if isinstance(part, str)))

    @property
    def text(self) -> str:
        """All that it says, with ordinary spaces."""
        said = (part if isinstance(part, str) else part.text for part in self.content)
        return spaced("".join(said))

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def of_class(self, name: str) -> list[Self]:
        return [element for element in self.walk() if name in element.classes]

    def walk(self) -> Iterator[Self]:
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk()

    def find(self, tag: str) -> list[Self]:
        return [element for element in self.walk() if element.tag == tag]

    @property
    def ancestors(self) -> Iterator[Self]:
        element = self
        while element.parent:
            element = element.parent
            yield element


class PageReader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.root = self.open = Element("page")
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        element = Element(tag, self.open, given)
        self.open.content.append(element)
        if tag not in VOID:
            self.open = element

    def handle_endtag(self, tag: str) -> None:
        closing = self.open
        while closing.tag != tag and closing.parent:
            closing = closing.parent
        if closing.parent:
            self.open = closing.parent

    def handle_data(self, data: str) -> None:
        self.open.content.append(data)


def read(path: str, client: Client | None = None) -> Element:
    """The main part of a page that answers."""
    response = (client or Client()).get(path)
    assert response.status_code == 200, path
    return PageReader(response.content.decode()).root.find("main")[0]


def crawl() -> dict[str, Element]:
    """Every page that the public reaches from the home page by links, filters apart."""
    pages: dict[str, Element] = {}
    waiting = ["/"]
    while waiting:
        path = waiting.pop()
        pages[path] = read(path)
        for link in pages[path].find("a"):
            target = link.attributes["href"].partition("#")[0].partition("?")[0]
            is_page = target.endswith("/") and not target.startswith(("/documents/", "/compte/"))
            if is_page and target not in pages and target not in waiting:
                waiting.append(target)
    return pages
