"""The filters of the register of decisions."""

from typing import Any

from django import forms
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat, ExtractYear

from agreements.models import Agreement
from meetings.forms.filters import OBJECTIVE_PATHS, ListFilterForm, choices_of, told
from meetings.models import Decision

MEETING = "agenda_item__meeting"


class DecisionFilterForm(ListFilterForm):
    """Decisions of a committee, under an agreement, for an objective, of a year, with words."""

    q = forms.CharField(label="Mots", max_length=200, required=False)
    instance = forms.ChoiceField(label="Instance", required=False)
    entente = forms.ChoiceField(label="Entente", required=False)
    objectif = forms.ChoiceField(label="Objectif", required=False)
    resultat = forms.ChoiceField(
        label="Résultat", required=False, choices=[("", "Tous"), *Decision.Outcome.choices]
    )
    annee = forms.ChoiceField(label="Année", required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Decision.objects.visible_to(user)
        agreements = Agreement.objects.visible_to(user)
        of_agreements = rows.filter(**{f"{MEETING}__agreement__in": agreements})
        year = ExtractYear(f"{MEETING}__date")
        found = choices_of(
            told(rows, "instance", f"{MEETING}__committee_id", F(f"{MEETING}__committee__name")),
            told(
                of_agreements,
                "entente",
                f"{MEETING}__agreement_id",
                F(f"{MEETING}__agreement__title"),
            ),
            told(rows.annotate(year=year), "annee", "year", year),
            *(
                told(
                    rows.filter(**{f"{path}__agreement__in": agreements}),
                    "objectif",
                    f"{path}_id",
                    Concat(
                        Cast(f"{path}__position", CharField()),
                        Value(". "),
                        f"{path}__text",
                        output_field=CharField(),
                    ),
                )
                for path in OBJECTIVE_PATHS
            ),
        )
        self.fields["instance"].choices = [("", "Toutes"), *found["instance"]]
        self.fields["entente"].choices = [("", "Toutes"), *found["entente"]]
        self.fields["objectif"].choices = [("", "Tous"), *found["objectif"]]
        self.fields["annee"].choices = [("", "Toutes"), *reversed(found["annee"])]

    def filter(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        """Those that every filter lets through, each word in the text, the number or the title."""
        for name, lookup in (
            ("instance", f"{MEETING}__committee"),
            ("entente", f"{MEETING}__agreement"),
            ("resultat", "outcome"),
            ("annee", f"{MEETING}__date__year"),
        ):
            if value := self.wanted(name):
                rows = rows.filter(**{lookup: value})
        if objective := self.wanted("objectif"):
            rows = rows.filter(Q(objective=objective) | Q(agenda_item__objective=objective))
        for word in (self.wanted("q") or "").split():
            rows = rows.filter(
                Q(text__unaccent__icontains=word)
                | Q(number__icontains=word)
                | Q(agenda_item__title__unaccent__icontains=word)
            )
        return rows
