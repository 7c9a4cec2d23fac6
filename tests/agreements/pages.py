"""Reading pages as people do: their text, and what a form of theirs would send."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse

from tests.forms_in_pages import Field, PageForm, forms_of

TAGS = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.DOTALL)


def text_of(response: HttpResponse) -> str:
    """The words of a page, each space one space."""
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def part_of(response: HttpResponse, start: str, end: str = "</section>") -> str:
    """The words between a piece of markup and the next end."""
    html = response.content.decode().partition(start)[2].partition(end)[0]
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def form_of(response: HttpResponse, name: str) -> PageForm:
    """The form of the page that has a field of this name."""
    (form,) = [form for form in forms_of(response.content.decode()) if name in form.fields]
    return form


def filled(response: HttpResponse, name: str, **changes: Any) -> dict[str, Any]:
    """What the form with this field sends as it stands, with some fields changed."""
    form = form_of(response, name)
    sent = {key: value for key, value in form.filled().items() if "__prefix__" not in key}
    return {key: without_first_break(form.fields[key], value) for key, value in sent.items()} | (
        changes
    )


def without_first_break(field: Field, values: list[str]) -> list[str]:
    """Browsers drop the line break that begins a textarea."""
    return [value.removeprefix("\n") for value in values] if field.kind == "textarea" else values
