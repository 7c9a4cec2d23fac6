"""The portal's components, as template tags that every template has without loading them.

Small ones are drawn here; those with some markup have their template in templates/components/.
Blocks of a page that are only a class have no tag: see static/css/portal/.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.forms.formsets import DELETION_FIELD_NAME
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from arbj_portal.core.roles import Visibility
from arbj_portal.core.statuses import LOOKS, SHAPES, UNKNOWN

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
DRAWING = re.compile(r'<path d="[^"]*" />')
VISIBILITY_ICONS = {"public": "world", "partners": "users", "coordination": "lock"}
NOTE_ICONS = {"ok": "circle-check", "late": "alert-circle", "warn": "alert-triangle"}


@cache
def drawing(name: str) -> SafeString:
    """The paths of one Tabler icon; a name without its file is an error of the template."""
    return mark_safe("".join(DRAWING.findall((ICONS / f"{name}.svg").read_text())))  # noqa: S308


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "plus" %}: a line icon, always beside a word or inside a named control.

    To add one, put Tabler's outline file in arbj_portal/core/icons/.
    """
    return format_html(
        '<svg class="ic" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', drawing(name)
    )


@register.simple_tag
def status(value: str, label: str, *, plain: bool = False) -> SafeString:
    """{% status meeting.status meeting.get_status_display %}: shape, word and tone of a state.

    With plain=True it has no ground, for use inside a line of text or a table.
    Computed states pass their own value: {% status "late" "En retard de 3 jours" %}.
    """
    shape, tone = LOOKS.get(str(value), UNKNOWN)
    return format_html(
        '<span class="status{}{}"><svg class="st" viewBox="0 0 16 16" aria-hidden="true">{}</svg>{}'
        "</span>",
        f" is-{tone}" if tone else "",
        " status-plain" if plain else "",
        mark_safe(SHAPES[shape]),  # noqa: S308
        label,
    )


@register.simple_tag
def visibility(value: str) -> SafeString:
    """{% visibility meeting.visibility %}: who may read the thing, as a small badge."""
    return format_html(
        '<span class="visibility">{}<span class="visually-hidden">Visibilité : </span>{}</span>',
        icon(VISIBILITY_ICONS[str(value)]),
        Visibility(value).label,
    )


@register.simple_tag
def demo_tag() -> SafeString:
    """{% demo_tag %}: beside everything that the demonstration made up."""
    return mark_safe('<span class="demo-tag">données de démonstration</span>')


@register.simple_tag
def fact(label: str, value: Any) -> SafeString | str:
    """{% fact "Signée" agreement.signed_on %}: one line of a <dl class="facts">, if known."""
    if value is None or value == "":
        return ""
    return format_html("<dt>{}</dt><dd>{}</dd>", label, value)


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*steps: Any) -> dict[str, Any]:
    """{% breadcrumb "Ententes" "agreement_list" agreement agreement.get_absolute_url "Modifier" %}

    Labels alternate with where they lead, the name of a URL or a path; the last label is the page.
    """
    pairs = zip(steps[:-1:2], steps[1::2], strict=True)
    return {"steps": [(label, as_path(target)) for label, target in pairs], "here": steps[-1]}


def as_path(target: str) -> str:
    return target if target.startswith("/") else reverse(target)


@register.inclusion_tag("components/empty_state.html")
def empty_state(title: str, text: str = "", action: str = "", url: str = "") -> dict[str, str]:
    """{% empty_state "Aucune rencontre" "Elles paraîtront ici." "Consigner une rencontre" url %}

    What a list says when it has nothing: why, and what one can do about it.
    """
    return {"title": title, "text": text, "action": action, "url": url}


@register.inclusion_tag("components/date_block.html")
def date_block(day: date) -> dict[str, date]:
    """{% date_block meeting.start %}: the day in large figures, as on a calendar's leaf."""
    return {"day": day}


@register.inclusion_tag("components/pages.html", takes_context=True)
def pages(context: template.Context, page: Page) -> dict[str, Any]:
    """{% pages page_obj %}: numbered pages of a short list; other words of the address stay."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": numbers}


@register.inclusion_tag("components/filters.html", takes_context=True)
def filters(context: template.Context, form: BaseForm) -> dict[str, Any]:
    """{% filters form %}: a form of the address (GET) above a list."""
    request = context["request"]
    asked = any(request.GET.get(name) for name in form.fields)
    return {"form": form, "path": request.path, "active": asked}


@register.simple_block_tag
def panel(content: SafeString, title: str, level: int = 2) -> SafeString:
    """{% panel "Fiche" %}…{% endpanel %}: a thing that can be picked up. Never a panel in one."""
    return format_html(
        '<section class="panel"><h{0}>{1}</h{0}>{2}</section>',
        level,
        title,
        mark_safe(content),  # noqa: S308
    )


@register.simple_block_tag
def note(content: SafeString, tone: str = "info") -> SafeString:
    """{% note "partial" %}<p>…</p>{% endnote %}: something to know before reading on.

    Tones are those of statuses: info, ok, partial, warn, late.
    """
    return format_html(
        '<div class="note is-{}">{}<div>{}</div></div>',
        tone,
        icon(NOTE_ICONS.get(tone, "info-circle")),
        mark_safe(content),  # noqa: S308
    )


@register.inclusion_tag("components/error_summary.html")
def error_summary(*sources: Any) -> dict[str, Any]:
    """{% error_summary form formsets %}: every error, each a link to its field; it takes the focus.

    The base template shows it for the context's « form » and « formsets » (one, or a list).
    Rows are named by the formset's « row_label » (« Point »), else « Ligne ».
    """
    return {"errors": listed_errors(sources)}


@register.filter
def along(percent: float) -> str:
    """{{ tick.x|along }}: a place along the width of a drawing, whatever the language."""
    return f"{percent:.2f}%"


@register.filter
def pixels(number: float) -> str:
    """{{ placed.y|pixels }}: a height in a drawing, whatever the language."""
    return f"{number:g}"


@register.filter
def has_errors(source: Any) -> bool:
    """{{ form|has_errors }}: whether a form, a formset or a list of them was rejected."""
    return bool(listed_errors([source]))


def listed_errors(sources: Iterable[Any]) -> list[tuple[str, str, str]]:
    """The errors of forms, formsets and lists of them, in order, as (anchor, label, message)."""
    found: list[tuple[str, str, str]] = []
    for source in sources:
        if isinstance(source, BaseForm):
            found += form_errors(source)
        elif isinstance(source, BaseFormSet):
            found += formset_errors(source)
        elif source:
            found += listed_errors(source)
    return found


def formset_errors(formset: BaseFormSet) -> Iterator[tuple[str, str, str]]:
    if not formset.is_bound:
        return
    for message in formset.non_form_errors():
        yield "", "", str(message)
    for number, form in enumerate(formset.forms, start=1):
        is_deleted = formset.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME)
        if not is_deleted:
            row = f"{getattr(formset, 'row_label', 'Ligne')} {number}"
            for anchor, label, message in form_errors(form):
                yield anchor, f"{row}, {label}" if label else row, message


def form_errors(form: BaseForm) -> Iterator[tuple[str, str, str]]:
    anchor = form_anchor(form) if form.prefix else ""
    for message in form.non_field_errors():
        yield anchor, "", str(message)
    for field in form:
        for message in field.errors:
            anchor = "" if field.is_hidden else field_anchor(field)
            yield anchor, str(field.label), str(message)


@register.filter
def form_anchor(form: BaseForm) -> str:
    """{{ form|form_anchor }}: the id of the place where the errors of the whole form stand.

    Those of the page's own form, which has no prefix, stand in the summary alone, just above it.
    """
    return f"erreurs-{form.prefix}"


def field_anchor(field: BoundField) -> str:
    """The id of the field's first control: a group of choices has none of its own, or no choice."""
    ids = [field.id_for_label, *(widget.id_for_label for widget in field.subwidgets[:1])]
    return next(filter(None, ids), "")
