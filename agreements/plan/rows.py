"""What a row of a plan's workbook may say, and what it may name."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from agreements.forms.plan import ActionFields
from agreements.models import Action, Agreement, Objective
from members.models import Organization, Person


def plain(text: str) -> str:
    """A name however it is typed: without case, accents, kinds of apostrophes and spaces."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


STATUSES = {plain(label): value for value, label in Action.Status.choices}


class Known:
    """What a workbook may name: the objectives of an agreement, organisations and people."""

    def __init__(self, agreement: Agreement, user: Any) -> None:
        self.agreement, self.user = agreement, user

    @cached_property
    def objectives(self) -> dict[int, Objective]:
        return {objective.position: objective for objective in self.agreement.objectives.all()}

    @cached_property
    def texts(self) -> dict[tuple[int, str], Action]:
        """The actions of the plan, by objective and text."""
        actions = Action.objects.of_agreement(self.agreement).select_related("objective")
        return {(action.objective_id, plain(action.text)): action for action in actions}

    @cached_property
    def organizations(self) -> dict[str, set[int]]:
        rows = Organization.objects.visible_to(self.user).values_list("pk", "name", "acronym")
        named = ((pk, (name, acronym, f"{name} ({acronym})")) for pk, name, acronym in rows)
        return self.by_name(named)

    @cached_property
    def people(self) -> dict[str, set[int]]:
        people = Person.objects.visible_to(self.user)
        return self.by_name((person.pk, (str(person),)) for person in people)

    def by_name(self, named: Iterable[tuple[int, Iterable[str]]]) -> dict[str, set[int]]:
        found = defaultdict(set)
        for pk, names in named:
            for name in filter(None, names):
                found[plain(name)].add(pk)
        return found


class RowForm(ActionFields):
    """A row of a workbook, as text."""

    objective = forms.IntegerField(label="Objectif")
    organization = forms.CharField(max_length=230, required=False)
    person = forms.CharField(max_length=170, required=False)
    status = forms.CharField(max_length=30, required=False)

    def __init__(self, *args: Any, known: Known, line: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known, self.line = known, line

    def clean_objective(self) -> Objective:
        position = self.cleaned_data["objective"]
        if position not in self.known.objectives:
            raise ValidationError(f"L’entente n’a pas d’objectif {position}.")
        return self.known.objectives[position]

    def clean_organization(self) -> int | None:
        return one_named(
            self.cleaned_data["organization"], self.known.organizations, "aucun organisme"
        )

    def clean_person(self) -> int | None:
        return one_named(self.cleaned_data["person"], self.known.people, "aucune personne")

    def clean_status(self) -> str:
        typed = self.cleaned_data["status"]
        if typed and plain(typed) not in STATUSES:
            states = ", ".join(Action.Status.labels)
            raise ValidationError(f"« {typed} » n’est pas un état. États : {states}.")
        return STATUSES.get(plain(typed), Action.Status.TO_DO)

    def clean(self) -> dict[str, Any]:
        fields = super().clean()
        objective, text = fields.get("objective"), fields.get("text")
        if objective and text and not self["number"].value():
            twin = self.known.texts.get((objective.pk, plain(text)))
            if twin:
                self.add_error(
                    "number",
                    f"L’action {twin.reference} dit déjà la même chose : donnez son numéro, "
                    f"{twin.number}, ou changez le texte.",
                )
        return fields

    @property
    def row(self) -> dict[str, Any]:
        """The row, as an import keeps it."""
        fields = self.cleaned_data
        period = fields["period"]
        return fields | {
            "line": self.line,
            "objective": fields["objective"].pk,
            "period": period.edtf if period else None,
        }


def one_named(typed: str, known: dict[str, set[int]], nobody: str) -> int | None:
    """The key of what the text names; a ValidationError where nothing or several are called so."""
    if not typed:
        return None
    found = known.get(plain(typed), set())
    if not found:
        raise ValidationError(f"« {typed} » : {nobody} de ce nom au portail.")
    if len(found) > 1:
        raise ValidationError(f"« {typed} » : plusieurs portent ce nom au portail.")
    return next(iter(found))
