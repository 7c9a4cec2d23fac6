"""A list of lines: parties, objectives or milestones of an agreement, indicators of an objective.

Its form carries the version and holds the lines as a formset. « Ajouter » sends the form, which
comes back as typed with one line more; static/js/formset.js adds lines in place.
"""

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.forms import BaseFormSet
from django.forms.formsets import TOTAL_FORM_COUNT
from django.forms.renderers import get_default_renderer
from django.forms.utils import ErrorDict, ErrorList

from agreements.actions.parts import Line
from agreements.forms.as_typed import AsTypedMixin
from agreements.models import Agreement
from agreements.permissions import can_write_agreements
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin

LARGEST_KEY = 2**63 - 1
MOST_LINES = 60
ADD = "add"


def with_one_more(data: Any, prefix: str) -> Any:
    """What was sent of a formset, with one more line; as it was where the count is no number."""
    data, name = data.copy(), f"{prefix}-{TOTAL_FORM_COUNT}"
    total = data.get(name, "")
    if total.isdecimal() and len(total) < 4:
        data[name] = str(min(int(total) + 1, MOST_LINES))
    return data


class LineForm(AsTypedMixin, PortalForm):
    """A line; without a key it is a new one, and says nothing while nothing is typed in it."""

    key = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=1, max_value=LARGEST_KEY
    )

    def __init__(self, *args: Any, section: "Lines", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section, self.is_judged = section, section.is_judged

    @property
    def stored(self) -> Model | None:
        """The row that the line stands for, as it is now."""
        return self.section.stored.get(str(self["key"].value()))

    @property
    def is_removed(self) -> bool:
        return bool(self.cleaned_data.get("DELETE"))

    @property
    def is_blank(self) -> bool:
        """Nothing was typed, or nothing that its author may add."""
        if self.empty_permitted and not self.has_changed():
            return True
        return not self.section.is_whole and self.cleaned_data.get("key") is None

    @property
    def described(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data.get(name) for name in self.fields.keys() - {"key", "DELETE"}
        }

    @property
    def line(self) -> Line:
        """The line, as an action takes it."""
        return Line(self.described, self.cleaned_data.get("key"), self.is_removed)


class Lines(BaseFormSet):
    """The lines of a section; rows that others added in the meantime stay as they are."""

    form = LineForm
    renderer = None
    min_num, max_num, absolute_max = 0, MOST_LINES, MOST_LINES
    validate_min, validate_max = False, True
    extra, can_order, can_delete_extra = 0, False, True
    rows: str  # the name by which an owner holds them
    links: tuple[str, ...] = ()  # fields that stand for other rows, and for no column
    row_label = "Ligne"
    add_label = "Ajouter une ligne"

    def __init__(
        self,
        data: Any,
        *,
        owner: Model,
        user: Any,
        is_whole: bool,
        is_adding: bool,
        prefix: str,
    ) -> None:
        self.renderer = get_default_renderer()
        self.owner, self.user, self.is_judged = owner, user, not is_adding
        self.is_whole = self.can_delete = is_whole
        rows = list(self.rows_of(owner))
        self.stored = {str(row.pk): row for row in rows}
        super().__init__(
            with_one_more(data, prefix) if is_adding else data,
            prefix=prefix,
            initial=[self.typed(row) for row in rows] if data is None else None,
            form_kwargs={"section": self},
            error_messages={
                "missing_management_form": "Cette section est incomplète : rechargez la page.",
                "too_many_forms": f"Cette section a {MOST_LINES} lignes au plus.",
            },
        )

    @property
    def errors(self) -> list[ErrorDict]:
        return super().errors if self.is_judged else []

    def non_form_errors(self) -> ErrorList:
        return super().non_form_errors() if self.is_judged else self.error_class()

    def rows_of(self, owner: Any) -> QuerySet[Any]:
        """The rows that the lines are about."""
        return getattr(owner, self.rows).all()

    def typed(self, row: Model) -> dict[str, Any]:
        """What the line of a stored row holds."""
        names = self.form.base_fields.keys() - {"key", *self.links}
        fields = map(row._meta.get_field, names)
        return {"key": row.pk} | {field.name: field.value_from_object(row) for field in fields}

    def add_fields(self, form: LineForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = "Retirer"

    @property
    def kept(self) -> list[LineForm]:
        """The lines that say something and stay."""
        return [form for form in self.forms if not form.is_blank and not form.is_removed]

    @property
    def lines(self) -> list[Line]:
        return [form.line for form in self.forms if not form.is_blank]

    def refuse_twice(self, name: str, message: str) -> None:
        """No two lines hold the same value in the field."""
        met = set()
        for form in self.kept:
            value = form.cleaned_data.get(name)
            if value is not None and value in met:
                form.add_error(name, message)
            met.add(value)


class LinesForm(AsTypedMixin, VersionedMixin, SubmissionMixin, PortalForm):
    """What is sent of a section made of lines."""

    lines_class: type[Lines]

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        agreement: Agreement,
        user: Any,
        prefix: str,
        owner: Model | None = None,
    ) -> None:
        """owner: what the lines belong to, where it is a part of the agreement."""
        super().__init__(data, prefix=prefix, initial={"version": agreement.version})
        is_adding = data is not None and self.add_prefix(ADD) in data
        self.is_judged = not is_adding
        self.lines = self.lines_class(
            data,
            owner=owner or agreement,
            user=user,
            is_whole=can_write_agreements(user),
            is_adding=is_adding,
            prefix=prefix,
        )

    def is_valid(self) -> bool:
        return self.is_judged and all([super().is_valid(), self.lines.is_valid()])
