"""How forms are laid out: sections under French legends, one filled button, a way to give up.

A form builds its helper in __init__:

    self.helper = PortalFormHelper(
        Section("L’activité", "title", "kind"),
        Section("Quand", "periods", hint="Écrivez seulement ce que vous savez."),
        submit="Enregistrer l’activité",
        cancel_url=agreement.get_absolute_url(),
    )

and its page says {% crispy form %}. Where one <form> holds several Django forms or formsets,
each has a helper with form_tag=False, and the page writes the <form>, the CSRF token and
{% include "components/form_actions.html" with submit="Enregistrer" cancel_url=url %}.
Single fields: {{ form.title|as_crispy_field }}.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, LayoutObject, TemplateNameMixin
from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from arbj_portal.core.roles import Visibility, levels_under

VISIBILITY_HINTS = {
    Visibility.PUBLIC: "Tout le monde, sans compte",
    Visibility.PARTNERS: "Les personnes qui siègent à l’instance et les parties de l’entente",
    Visibility.COORDINATION: "La coordination et l’administration seulement",
}


class Section(LayoutObject):
    """Fields under a legend."""

    template = "components/form_section.html"

    def __init__(self, legend: str, *fields: Any, hint: str = "") -> None:
        self.legend = legend
        self.fields = list(fields)
        self.hint = hint

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return render_to_string(
            self.template, {"legend": self.legend, "hint": self.hint, "fields": fields}
        )


class Row(LayoutObject):
    """Fields side by side where there is room."""

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        fields = self.get_rendered_fields(form, context, template_pack, **kwargs)
        return format_html('<div class="row-fields">{}</div>', fields)


class Actions(TemplateNameMixin):
    """The form's one filled button, and the link by which one gives up."""

    template = "components/form_actions.html"

    def __init__(self, submit: str, cancel_url: str) -> None:
        self.texts = {"submit": submit, "cancel_url": cancel_url}

    def render(self, form: Any, context: Any, template_pack: str = "", **kwargs: Any) -> SafeString:
        return render_to_string(self.template, self.texts)


class PortalFormHelper(FormHelper):
    """The helper of every form: posted, checked by the server, answered in French.

    With form_tag=False the form is a part of a larger one, which has its own token and button.
    """

    def __init__(
        self,
        *layout: Any,
        submit: str = "Enregistrer",
        cancel_url: str = "",
        action: str = "",
        form_tag: bool = True,
    ) -> None:
        super().__init__()
        self.form_tag = form_tag
        self.disable_csrf = not form_tag
        self.render_hidden_fields = True
        self.form_action = action
        # The server's messages are in French, stand beside the field and in the summary.
        self.attrs = {"novalidate": True}
        self.layout = Layout(*layout, *([Actions(submit, cancel_url)] if form_tag else []))


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker, to the minute."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def with_hints(
    choices: Iterable[tuple[Any, str]], hints: Mapping[Any, str]
) -> list[tuple[Any, SafeString]]:
    """Choices of a RadioSelect, each followed by what it means."""
    return [
        (value, format_html('{} <span class="form-text">{}</span>', label, hints.get(value, "")))
        for value, label in choices
    ]


def narrow(field: Any, ceiling: str) -> None:
    """Offer a visibility no more open than what the thing is a part of."""
    levels = levels_under(ceiling)
    field.choices = [choice for choice in field.choices if choice[0] in levels]
    if field.initial not in levels:
        field.initial = ceiling


def visibility_field() -> forms.ChoiceField:
    """« Qui peut la lire »: the three levels, told in words; partners unless one chooses."""
    return forms.ChoiceField(
        label="Qui peut lire",
        choices=with_hints(Visibility.choices, VISIBILITY_HINTS),
        initial=Visibility.PARTNERS,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Ce choix n’est pas offert ici : prenez-en un autre."},
    )
