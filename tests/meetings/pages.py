"""What a browser sends back of a page: each control that is not disabled, as it stands."""

from html.parser import HTMLParser
from typing import Any

from arbj_portal.core.templatetags.portal import listed_errors


class _Controls(HTMLParser):
    """Reads the controls of the posted form whose action is its own page; templates are inert."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, Any] = {}
        self.inert = 0
        self.select: str | None = None
        self.options: list[str] = []
        self.chosen: list[str] = []
        self.textarea: str | None = None
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "template":
            self.inert += 1
        if self.inert:
            return
        name = values.get("name")
        if tag == "input" and name:
            self.read_input(name, values)
        elif tag == "select":
            self.select, self.options, self.chosen = name, [], []
        elif tag == "option" and self.select:
            self.options.append(values.get("value") or "")
            if "selected" in values:
                self.chosen.append(values.get("value") or "")
        elif tag == "textarea":
            self.textarea, self.text = name, ""

    def read_input(self, name: str, values: dict[str, str | None]) -> None:
        kind = values.get("type", "text")
        if kind in {"file", "submit"}:
            return
        if kind == "checkbox" and "checked" in values:
            self.data.setdefault(name, []).append(values.get("value") or "on")
        elif (kind == "radio" and "checked" in values) or kind not in {"checkbox", "radio"}:
            self.data[name] = values.get("value") or ""

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self.inert -= 1
        elif self.inert:
            return
        elif tag == "select" and self.select:
            self.data[self.select] = (self.chosen or self.options[:1] or [""])[0]
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.data[self.textarea] = self.text.removeprefix("\n")
            self.textarea = None


def controls(response: Any) -> dict[str, Any]:
    """The data that the page would post, its own buttons apart."""
    reader = _Controls()
    reader.feed(response.content.decode())
    return {name: value for name, value in reader.data.items() if name != "csrfmiddlewaretoken"}


def errors(response: Any) -> list[str]:
    """The lines of the summary of errors, « Field · message », as people read them."""
    context = response.context
    source = context["formsets"] if "formsets" in context else context["form"]
    return [
        f"{label} · {message}" if label else message
        for _, label, message in listed_errors([source])
    ]
