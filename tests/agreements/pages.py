"""Reading pages as people do: their text, and what a form of theirs would send."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from agreements.models import Agreement
from tests.forms_in_pages import Field, PageForm, forms_of

KEY_FIELDS = {
    "fiche": "fiche-title",
    "etat": "etat-status",
    "parties": "parties-version",
    "mouvements": "mouvements-amount",
    "objectifs": "objectifs-version",
    "jalons": "jalons-version",
    "documents": "documents-title",
}
TAGS = re.compile(r"<(script|style|template)\b.*?</\1>|<[^>]*>", re.DOTALL)


def text_of(response: Any) -> str:
    """The words of a page, each space one space."""
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def part_of(response: Any, start: str, end: str = "</section>") -> str:
    """The words between a piece of markup and the next end."""
    html = response.content.decode().partition(start)[2].partition(end)[0]
    return " ".join(unescape(TAGS.sub(" ", html)).split())


def form_of(response: Any, name: str) -> PageForm:
    """The form of the page that has a field of this name."""
    (form,) = [form for form in forms_of(response.content.decode()) if name in form.fields]
    return form


def filled(response: Any, name: str, **changes: Any) -> dict[str, Any]:
    """What the form with this field sends as it stands, with some fields changed."""
    form = form_of(response, name)
    sent = {key: value for key, value in form.filled().items() if "__prefix__" not in key}
    return {key: without_first_break(form.fields[key], value) for key, value in sent.items()} | (
        changes
    )


def without_first_break(field: Field, values: list[str]) -> list[str]:
    """Browsers drop the line break that begins a textarea."""
    return [value.removeprefix("\n") for value in values] if field.kind == "textarea" else values


def page_of(client: Client, agreement: Agreement) -> Any:
    return client.get(reverse("agreement_edit", args=[agreement.pk]))


def typed(client: Client, agreement: Agreement, slug: str, **changes: Any) -> dict[str, Any]:
    """What a section sends; « Ajouter » was pressed for the lines that it did not have yet."""
    data = filled(page_of(client, agreement), KEY_FIELDS[slug])
    if "TOTAL_FORMS" not in changes:
        lines = {name.partition("-")[0] for name in changes if name[0].isdecimal()}
        have = int(data.get(f"{slug}-TOTAL_FORMS", ["0"])[0])
        for _ in range(have, max(map(int, lines), default=-1) + 1):
            answer = send(client, agreement, slug, data | {f"{slug}-add": "1"})
            data = filled(answer, KEY_FIELDS[slug])
    return data | {f"{slug}-{name}": value for name, value in changes.items()}


def send(client: Client, agreement: Agreement, slug: str, data: dict[str, Any]) -> Any:
    return client.post(reverse("agreement_section", args=[agreement.pk, slug]), data)


def section(response: Any, slug: str) -> str:
    return part_of(response, f'<section class="section" id="{slug}"')


def saved(response: Any, agreement: Agreement, slug: str) -> bool:
    address = f"{reverse('agreement_edit', args=[agreement.pk])}#{slug}"
    return (response.status_code, response.get("Location")) == (302, address)


def rejected(response: Any, slug: str) -> bool:
    """Only the section that was sent shows errors, and the title says so."""
    html = response.content.decode()
    return (
        response.status_code == 200
        and "<title>Erreur\xa0: " in html
        and html.count('class="error-summary"') == 1
        and "à corriger" in section(response, slug)
    )
