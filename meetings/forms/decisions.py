"""The filters of the register of decisions."""

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.db.models.functions import ExtractYear

from agreements.models import Agreement
from arbj_portal.core.forms import FilterForm
from meetings.forms.filters import choices_of, told, told_objectives
from meetings.models import Decision

MEETING = "agenda_item__meeting"


class DecisionFilterForm(FilterForm):
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
        rows = Decision.objects.visible_to(user).placed()
        agreements = Agreement.objects.visible_to(user)
        of_agreements = rows.filter(**{f"{MEETING}__agreement__in": agreements})
        year = ExtractYear("on_day")
        found = choices_of(
            told(rows, "instance", "of_committee", F("of_committee_name")),
            told(
                of_agreements,
                "entente",
                f"{MEETING}__agreement_id",
                F(f"{MEETING}__agreement__title"),
            ),
            told(rows.annotate(year=year), "annee", "year", year, rank=-year),
            *told_objectives(rows, user),
        )
        self.fields["instance"].choices = [("", "Toutes"), *found["instance"]]
        self.fields["entente"].choices = [("", "Toutes"), *found["entente"]]
        self.fields["objectif"].choices = [("", "Tous"), *found["objectif"]]
        self.fields["annee"].choices = [("", "Toutes"), *found["annee"]]

    def filter(self, rows: QuerySet[Decision]) -> QuerySet[Decision]:
        """Those that every filter lets through, each word in the text, the number or the title."""
        for name, lookup in (
            ("instance", "of_committee"),
            ("entente", f"{MEETING}__agreement"),
            ("resultat", "outcome"),
            ("annee", "on_day__year"),
        ):
            if value := self.given.get(name):
                rows = rows.filter(**{lookup: value})
        if objective := self.given.get("objectif"):
            rows = rows.filter(Q(objective=objective) | Q(agenda_item__objective=objective))
        for word in (self.given.get("q", "")).split():
            rows = rows.filter(
                Q(text__unaccent__icontains=word)
                | Q(number__icontains=word)
                | Q(agenda_item__title__unaccent__icontains=word)
                | Q(consultation__title__unaccent__icontains=word)
            )
        return rows
