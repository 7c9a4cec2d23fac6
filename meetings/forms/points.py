"""Points that were treated, with their notes, decisions and follow-ups."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME

from arbj_portal.core.forms import RichTextArea, RichTextField
from arbj_portal.core.rich_text import to_plain
from meetings.forms.choices import SharedChoices
from meetings.forms.outcomes import (
    decision_formset,
    decision_row,
    follow_up_formset,
    follow_up_row,
    kept_because,
)
from meetings.forms.rows import RowForm, RowFormSet
from meetings.models import AgendaItem
from meetings.records import PointEntry

NEWER_NOTES = (
    "Ces notes ont été enregistrées ailleurs entre-temps. Votre texte est encore ici : "
    "comparez-le aux notes d’aujourd’hui, puis enregistrez de nouveau pour le garder."
)


class PointForm(RowForm):
    """A point that was treated: notes, decisions, follow-ups."""

    filled_by = ("title", "notes", "objective", "outcome", "is_closed_session", "is_sub_point")
    missing = "Ce point n’est plus à l’ordre du jour : quelqu’un l’a retiré entre-temps."
    remove_label = "Retirer ce point"

    title = forms.CharField(
        label="Titre", max_length=200, error_messages={"required": "Donnez un titre au point."}
    )
    kind = forms.ChoiceField(
        label="Nature",
        choices=AgendaItem.Kind,
        initial=AgendaItem.Kind.INFORMATION,
    )
    is_sub_point = forms.BooleanField(label="Sous-point du point qui précède", required=False)
    is_closed_session = forms.BooleanField(
        label="À huis clos",
        required=False,
        help_text="Lu par la coordination et l’administration seulement.",
    )
    notes = RichTextField(
        label="Notes",
        max_length=60_000,
        required=False,
        widget=RichTextArea(attrs={"rows": 4}),
    )
    notes_version = forms.IntegerField(
        required=False, widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1
    )
    outcome = forms.ChoiceField(
        label="Issue", choices=[("", "Sans mention"), *AgendaItem.Outcome.choices], required=False
    )
    objective = forms.TypedChoiceField(
        label="Objectif servi", coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, shared: SharedChoices, may_remove: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.may_remove = may_remove
        self.fields["objective"].choices = shared.objectives
        number = self.prefix.rsplit("-", 1)[-1]
        name = f"Point {int(number) + 1}" if number.isdecimal() else "Point"
        decisions = list(self.instance.decisions.all()) if self.instance else []
        follow_ups = list(self.instance.follow_ups.all()) if self.instance else []
        self.decisions = decision_formset(extra=0 if decisions else 1)(
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-decisions",
            initial=[decision_row(decision, shared.keys) for decision in decisions],
            form_kwargs={
                "shared": shared,
                "stored": {decision.pk: decision for decision in decisions},
                "may_remove": self.may_remove,
            },
        )
        self.follow_ups = follow_up_formset(extra=0 if follow_ups else 1)(
            self.data if self.is_bound else None,
            prefix=f"{self.prefix}-suivis",
            initial=[follow_up_row(follow_up) for follow_up in follow_ups],
            form_kwargs={
                "shared": shared,
                "stored": {follow_up.pk: follow_up for follow_up in follow_ups},
                "may_remove": self.may_remove,
            },
        )

        self.decisions.row_label = f"{name}, décision"
        self.follow_ups.row_label = f"{name}, suivi"

    @property
    def nested(self) -> tuple[RowFormSet, RowFormSet]:
        return self.decisions, self.follow_ups

    @property
    def may_be_removed(self) -> bool:
        if not (self.may_remove and self.instance):
            return False
        has_kept = any(kept_because(decision) for decision in self.instance.decisions.all())
        return not has_kept and not self.instance.comments.all()

    @property
    def opens(self) -> bool:
        """Whether what is rarely told was told on the page that was just sent."""
        return self.is_bound and self.tells_more

    @property
    def tells_more(self) -> bool:
        names = ("outcome", "objective", "is_sub_point", "is_closed_session")
        is_kind_told = self["kind"].value() not in {None, "", AgendaItem.Kind.INFORMATION}
        return is_kind_told or any(self[name].value() for name in names)

    def has_changed(self) -> bool:
        return super().has_changed() or any(
            form.has_changed() for formset in self.nested for form in formset.forms
        )

    def hush(self) -> None:
        super().hush()
        for formset in self.nested:
            formset.hush()

    def clean_notes(self) -> str:
        """Notes left as they were keep the emphasis that plain text does not show."""
        typed = (self["notes"].data or "").replace("\r\n", "\n").strip()
        stored = self.instance.notes if self.instance else ""
        return stored if stored and typed == to_plain(stored) else self.cleaned_data["notes"]

    def clean(self) -> dict[str, Any]:
        """Other notes than those that were read are replaced knowingly, or not at all."""
        cleaned = super().clean()
        read, stored = cleaned.get("notes_version"), self.instance
        is_newer = stored and read and read != stored.notes_version
        if is_newer and cleaned.get("notes") not in {None, stored.notes}:
            self.data = self.data.copy()
            self.data[self.add_prefix("notes_version")] = stored.notes_version
            self.add_error("notes", NEWER_NOTES)
        return cleaned

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "kind": cleaned["kind"],
            "notes": cleaned["notes"],
            "outcome": cleaned["outcome"],
            "objective_id": cleaned["objective"],
            "is_closed_session": cleaned["is_closed_session"],
        }

    def entry(self) -> PointEntry:
        if self.is_removed:
            return PointEntry({}, item=self.instance, is_removed=True)
        return PointEntry(
            self.values(),
            is_sub_point=self.cleaned_data["is_sub_point"],
            item=self.instance,
            decisions=[form.entry() for form in self.decisions.told],
            follow_ups=[form.entry() for form in self.follow_ups.told],
        )


@dataclass(frozen=True)
class PlacedRow:
    """A row of the page, and its place there."""

    form: PointForm
    place: int

    @property
    def wanted(self) -> int:
        """The place of the row that it is to follow; its own where it stays."""
        rank = self.form.cleaned_data.get(ORDERING_FIELD_NAME)
        return self.place if rank is None else rank

    @property
    def is_moved(self) -> bool:
        return self.wanted != self.place

    @property
    def is_under(self) -> bool:
        return bool(self.form.cleaned_data.get("is_sub_point"))


def in_wanted_order(rows: list[PlacedRow]) -> list[PlacedRow]:
    """Each moved row after the one that it names; a point moves with those under it, past others'.

    Sub-points find their point first, then points are put in order with what is under each.
    """
    rows = sorted(
        rows, key=lambda row: (row.wanted, row.is_moved) if row.is_under else (row.place, False)
    )
    blocks: list[list[PlacedRow]] = []
    for row in rows:
        if blocks and row.is_under:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    heads = {row.place: block[0].place for block in blocks for row in block}
    blocks.sort(key=lambda block: (heads.get(block[0].wanted, block[0].wanted), block[0].is_moved))
    return [row for block in blocks for row in block]


class BasePointFormSet(RowFormSet):
    row_label = "Point"

    @property
    def told(self) -> list[RowForm]:
        """In the order that their ranks ask for."""
        places = {form: place for place, form in enumerate(self.forms, start=1)}
        rows = [PlacedRow(form, places[form]) for form in super().told]
        return [row.form for row in in_wanted_order(rows)]

    def clean(self) -> None:
        kept = [form for form in self.told if not form.is_removed]
        if kept and kept[0].cleaned_data.get("is_sub_point"):
            kept[0].add_error("is_sub_point", "Le premier point ne peut pas être un sous-point.")

    def is_valid(self) -> bool:
        """The decisions and follow-ups of removed points are not looked at."""
        if not super().is_valid():
            return False
        nested = [formset for form in self.told if not form.is_removed for formset in form.nested]
        return all(formset.is_valid() for formset in nested)

    def entries(self) -> list[PointEntry]:
        return [form.entry() for form in self.told]


@cache
def point_formset(extra: int) -> type[BasePointFormSet]:
    return forms.formset_factory(
        PointForm,
        formset=BasePointFormSet,
        extra=extra,
        max_num=60,
        absolute_max=60,
        validate_max=True,
        can_delete=True,
        can_order=True,
    )


def point_row(item: AgendaItem) -> dict[str, Any]:
    """What the row of a stored point shows first."""
    return {
        "id": item.pk,
        "title": item.title,
        "kind": item.kind,
        "is_sub_point": item.parent_id is not None,
        "is_closed_session": item.is_closed_session,
        "notes": item.notes,
        "notes_version": item.notes_version,
        "outcome": item.outcome,
        "objective": item.objective_id,
    }
