"""The forms that a page holds, read from its HTML as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Field:
    """One control: its type, what it holds, and the values it offers where it is a choice."""

    name: str
    kind: str
    values: list[str] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)


@dataclass
class PageForm:
    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)

    def filled(self) -> dict[str, list[str]]:
        """What a browser sends of the form as it stands, without its buttons."""
        return {
            name: item.values
            for name, item in self.fields.items()
            if item.values and item.kind not in {"submit", "file"}
        }

    @property
    def shape(self) -> tuple[str, ...]:
        return tuple(sorted(self.fields))


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.textarea: Field | None = None
        self.select: Field | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.open = PageForm(given.get("action", ""), given.get("method", "get").lower())
            self.forms.append(self.open)
        elif tag in {"input", "select", "textarea", "button"} and given.get("name"):
            self.read_control(tag, given)
        elif tag == "option" and self.select is not None:
            self.select.offered.append(given.get("value", ""))
            if "selected" in given:
                self.select.values.append(given.get("value", ""))

    def read_control(self, tag: str, given: dict[str, str]) -> None:
        if self.open is None or "disabled" in given:
            return
        kind = (
            given.get("type", "submit" if tag == "button" else "text")
            if tag in {"input", "button"}
            else tag
        )
        item = self.open.fields.setdefault(given["name"], Field(given["name"], kind))
        if kind in {"radio", "checkbox", "submit"}:
            item.offered.append(given.get("value", "on"))
            if "checked" in given:
                item.values.append(given.get("value", "on"))
        elif tag == "select":
            self.select = item
        elif tag == "textarea":
            self.textarea = item
            item.values = [""]
        else:
            item.values = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            self.textarea.values = [self.textarea.values[0] + data]

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "select":
            if self.select is not None and not self.select.values:
                self.select.values = self.select.offered[:1]
            self.select = None
        elif tag == "textarea":
            self.textarea = None


def forms_of(html: str) -> list[PageForm]:
    reader = _FormReader()
    reader.feed(html)
    return reader.forms


class _LinkReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        href = dict(attributes).get("href")
        if tag == "a" and href:
            self.links.append(href)


def links_of(html: str) -> list[str]:
    reader = _LinkReader()
    reader.feed(html)
    return reader.links
