"""Rows that a page may add to: points, decisions, follow-ups, guests."""

import re
from typing import Any

from django import forms
from django.db.models import Model
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.forms.utils import ErrorDict
from django.http import QueryDict

from arbj_portal.core.forms import PortalForm

# What a row that was not on the page posts by default, by the kind of row.
DEFAULTS = {"points": {"kind": "information"}, "decisions": {"kind": "consensus"}}
INCOMPLETE = "La page est arrivée incomplète : rechargez-la."
NESTED = {"points": ("decisions", "suivis")}


class RowForm(PortalForm):
    """A row: new, and blank until something is typed, or a stored thing by its id."""

    filled_by: tuple[str, ...]
    missing = "Cette ligne n’existe plus : quelqu’un l’a retirée entre-temps."
    remove_label = "Retirer"

    id = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, stored: dict[int, Model] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = str(self["id"].value() or "")
        self.instance = (stored or {}).get(int(key)) if key.isdecimal() and len(key) < 19 else None

    def has_changed(self) -> bool:
        """Whether somebody typed in it: what a row proposes by itself does not count."""
        return any(self[name].data for name in ("id", *self.filled_by))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("id") and self.instance is None:
            self.add_error(None, self.missing)
        return cleaned

    @property
    def may_be_removed(self) -> bool:
        return self.instance is not None

    @property
    def is_removed(self) -> bool:
        return bool(getattr(self, "cleaned_data", {}).get(DELETION_FIELD_NAME))

    def hush(self) -> None:
        """Show what was typed without judging it yet."""
        self._errors = ErrorDict()
        self.cleaned_data = {}


class RowFormSet(forms.BaseFormSet):
    """Rows of one kind; « row_label » names them in the summary of errors."""

    row_label = "Ligne"
    default_error_messages = {
        "missing_management_form": (
            "Cette partie de la page est arrivée incomplète : rechargez la page, puis recommencez."
        ),
        "too_many_forms": "Cette partie de la page compte au plus %(num)d lignes.",
    }

    def add_fields(self, form: RowForm, index: int | None) -> None:
        super().add_fields(form, index)
        if order := form.fields.get(ORDERING_FIELD_NAME):
            order.label = "Rang"
            order.help_text = "Pour placer ce point après le point 2, écrivez 2."
        if removal := form.fields.get(DELETION_FIELD_NAME):
            removal.label = form.remove_label
            if not form.may_be_removed:
                del form.fields[DELETION_FIELD_NAME]

    def hush(self) -> None:
        self._errors, self._non_form_errors = [], self.error_class()
        for form in self.forms:
            form.hush()

    @property
    def opens(self) -> bool:
        """Whether rows are shown at once: what was just typed is, what is stored is folded."""
        return self.is_bound and any(form.has_changed() for form in self.forms)

    @property
    def stored(self) -> list[RowForm]:
        return [form for form in self.forms if form.instance]

    @property
    def told(self) -> list[RowForm]:
        """The valid rows that say something, removed ones included."""
        return [form for form in self.forms if form.instance or form.has_changed()]


def add_row(data: QueryDict, prefix: str) -> None:
    """One more blank row in what was posted; nothing where the page has no such rows."""
    key = f"{prefix}-TOTAL_FORMS"
    count = data.get(key, "")
    if not re.fullmatch(r"\d{1,3}", count):
        return
    data[key] = str(int(count) + 1)
    kind = prefix.rsplit("-", 1)[-1]
    for name, value in DEFAULTS.get(kind, {}).items():
        data[f"{prefix}-{count}-{name}"] = value
    for nested in NESTED.get(kind, ()):
        inner = f"{prefix}-{count}-{nested}"
        data[f"{inner}-TOTAL_FORMS"] = data[f"{inner}-INITIAL_FORMS"] = "0"
        add_row(data, inner)
