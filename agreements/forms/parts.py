"""The lines of an agreement: its parties and what they contribute, its objectives, milestones."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms import BoundField
from django.utils.functional import cached_property
from django.utils.text import Truncator, capfirst

from agreements.actions.dates import is_to_come
from agreements.actions.parts import Line, MilestoneLine, PartyLine
from agreements.forms.lines import LineForm, Lines, LinesForm
from agreements.models import (
    Agreement,
    AgreementDocument,
    Contribution,
    Milestone,
    Objective,
    Party,
)
from arbj_portal.core.amounts import AmountFormField
from arbj_portal.core.period_fields import PeriodFormField
from members.models import Organization, Person


class PartyLineForm(LineForm):
    """A party under the name that the agreement gives it, with what it puts in."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="Organisme")
    shown_as = forms.CharField(label="Nom affiché", max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organization"], self.section.organizations)
        for nature in Contribution.Form.values:
            self.fields[f"{nature}_promised"] = AmountFormField(label="Promise", required=False)
            self.fields[f"{nature}_is_ceiling"] = forms.BooleanField(
                label="À hauteur de ce montant", required=False
            )
            self.fields[f"{nature}_note"] = forms.CharField(
                label="Précision", max_length=300, required=False
            )
            self.fields[f"{nature}_excess_reason"] = forms.CharField(
                label="Si plus est versé que promis, pourquoi", max_length=300, required=False
            )

    @property
    def natures(self) -> list[tuple[str, list[BoundField], bool]]:
        """For each form of contribution: its name, its fields, whether anything stands there."""
        groups = []
        for nature, label in Contribution.Form.choices:
            fields = [self[name] for name in self.fields if name.startswith(f"{nature}_")]
            is_filled = any(field.value() or field.errors for field in fields)
            groups.append((capfirst(label), fields, is_filled))
        return groups

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        for nature in Contribution.Form.values:
            promised = f"{nature}_promised"
            is_unknown = promised not in self.errors and fields[promised] is None
            if is_unknown and fields[f"{nature}_is_ceiling"]:
                self.add_error(promised, "Donnez ce montant, ou décochez « à hauteur de ».")
        return fields

    def amounts(self, nature: str) -> dict[str, Any] | None:
        """The contribution of this form; None where nothing was typed."""
        typed = {
            name.removeprefix(f"{nature}_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith(f"{nature}_")
        }
        return typed if any(value not in (None, "", False) for value in typed.values()) else None

    @property
    def line(self) -> PartyLine:
        fields = {name: self.cleaned_data.get(name) for name in ("organization", "shown_as")}
        contributions = {nature: self.amounts(nature) for nature in Contribution.Form.values}
        return PartyLine(fields, self.cleaned_data.get("key"), self.is_removed, contributions)


class PartyLines(Lines):
    form = PartyLineForm
    rows = "parties"
    row_label = "Partie"
    add_label = "Ajouter une partie"

    def rows_of(self, owner: Agreement) -> QuerySet[Party]:
        parties = super().rows_of(owner)
        return parties.select_related("organization").prefetch_related("contributions")

    def typed(self, row: Party) -> dict[str, Any]:
        held = {"key": row.pk, "organization": row.organization_id, "shown_as": row.shown_as}
        for contribution in row.contributions.all():
            for name in ("promised", "is_ceiling", "note", "excess_reason"):
                held[f"{contribution.form}_{name}"] = getattr(contribution, name)
        return held

    @cached_property
    def organizations(self) -> list[Organization]:
        """Those that may sign an agreement, and the parties as they stand."""
        visible = Organization.objects.visible_to(self.user)
        parties = [party.organization_id for party in self.stored.values()]
        return list(visible.in_touch() | visible.filter(pk__in=parties))

    def clean(self) -> None:
        self.refuse_twice("organization", "Cet organisme est déjà une des parties.")


class PartiesForm(LinesForm):
    lines_class = PartyLines


class ObjectiveLineForm(LineForm):
    """An objective; its number and its words, which are contractual, are the administration's."""

    position = forms.IntegerField(label="Numéro", min_value=1, max_value=999, required=False)
    text = forms.CharField(
        label="Texte de l’objectif", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    status = forms.ChoiceField(
        label="État", choices=Objective.Status.choices, initial=Objective.Status.NOT_STARTED
    )
    is_derived = forms.BooleanField(label="État déduit des activités inscrites", required=False)
    cause = forms.CharField(
        label="Cause", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    follow_up = forms.CharField(
        label="Suite donnée",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep_progress_only(self, "position", "text")

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        if fields.get("status") in Objective.EXPLAINED:
            asked = {
                "cause": "Dites pourquoi l’objectif n’est pas pleinement atteint.",
                "follow_up": "Dites quelle suite y est donnée.",
            }
            for name, message in asked.items():
                if name in fields and not fields[name]:
                    self.add_error(name, message)
        return fields


class ObjectiveLines(Lines):
    form = ObjectiveLineForm
    rows = "objectives"
    row_label = "Objectif"
    add_label = "Ajouter un objectif"

    def clean(self) -> None:
        self.refuse_twice("position", "Un autre objectif porte déjà ce numéro.")

    @property
    def lines(self) -> list[Line]:
        """Objectives without a number follow the others."""
        lines = super().lines
        numbers = [line.fields.get("position") or 0 for line in lines]
        last = max([*numbers, *(row.position for row in self.stored.values())], default=0)
        for line in lines:
            if "position" in line.fields and line.fields["position"] is None:
                last += 1
                line.fields["position"] = last
        return lines


class ObjectivesForm(LinesForm):
    lines_class = ObjectiveLines


class MilestoneLineForm(LineForm):
    """A milestone; what is awaited, and from whom, is the administration's to say."""

    title = forms.CharField(label="Jalon", max_length=200)
    objective = forms.ModelChoiceField(
        Objective.objects.none(), label="Objectif", required=False, empty_label="Aucun objectif"
    )
    target = PeriodFormField(label="Prévu pour", single=True, required=False)
    responsible = forms.ModelChoiceField(
        Person.objects.none(), label="Responsable", required=False, empty_label="Aucune personne"
    )
    status = forms.ChoiceField(
        label="État", choices=Milestone.Status.choices, initial=Milestone.Status.SCHEDULED
    )
    actual = PeriodFormField(label="Atteint quand", single=True, bounded=True, required=False)
    evidence = forms.CharField(
        label="Preuve", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    depends_on = forms.ModelMultipleChoiceField(
        Milestone.objects.none(),
        label="Attend que soient atteints",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    attachments = forms.ModelMultipleChoiceField(
        AgreementDocument.objects.none(),
        label="Documents qui le prouvent",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["objective"], self.section.objectives)
        offer(self.fields["responsible"], self.section.people)
        others = [row for row in self.section.stored.values() if row != self.stored]
        offer(self.fields["depends_on"], others)
        offer(self.fields["attachments"], self.section.attachments)
        keep_progress_only(self, "title", "objective", "target", "responsible", "depends_on")

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        actual, status = fields.get("actual"), fields.get("status")
        if "actual" in self.errors or not status:
            return fields
        if status in Milestone.REACHED and not actual:
            self.add_error("actual", "Dites quand le jalon a été atteint.")
        elif status not in Milestone.REACHED and actual:
            self.add_error("actual", "Videz cette date, ou dites que le jalon est atteint.")
        elif is_to_come(actual):
            self.add_error("actual", "Cette date est à venir : le jalon n’est pas encore atteint.")
        return fields

    @property
    def line(self) -> MilestoneLine:
        fields = dict(self.described)
        links = {name: fields.pop(name, None) for name in MilestoneLines.links}
        return MilestoneLine(fields, self.cleaned_data.get("key"), self.is_removed, **links)


class MilestoneLines(Lines):
    form = MilestoneLineForm
    rows = "milestones"
    links = ("depends_on", "attachments")
    row_label = "Jalon"
    add_label = "Ajouter un jalon"

    def rows_of(self, owner: Agreement) -> QuerySet[Milestone]:
        return super().rows_of(owner).prefetch_related("dependencies", "proofs")

    def typed(self, row: Milestone) -> dict[str, Any]:
        return super().typed(row) | {
            "depends_on": [link.depends_on_id for link in row.dependencies.all()],
            "attachments": [link.attachment_id for link in row.proofs.all()],
        }

    @cached_property
    def attachments(self) -> list[AgreementDocument]:
        return list(self.owner.attachments.select_related("document"))

    @cached_property
    def objectives(self) -> list[Objective]:
        return list(self.owner.objectives.all())

    @cached_property
    def people(self) -> list[Person]:
        return list(Person.objects.visible_to(self.user))


class MilestonesForm(LinesForm):
    lines_class = MilestoneLines


def offer(field: forms.ModelChoiceField, rows: list) -> None:
    """Offer rows that all the lines of a section share, read once."""
    model = field.queryset.model
    field.queryset = model._base_manager.filter(pk__in=[row.pk for row in rows])
    none = [("", field.empty_label)] if field.empty_label is not None else []
    field.choices = [*none, *((row.pk, Truncator(row).chars(90)) for row in rows)]


def keep_progress_only(form: LineForm, *names: str) -> None:
    """For those who record progress, the fields that are not theirs are not in the form."""
    if not form.section.is_whole:
        for name in names:
            del form.fields[name]
