"""After somebody else's save, each field tells what one would overwrite."""

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.answers import STALE, refusals_in
from arbj_portal.core.form_layout import visibility_field
from arbj_portal.core.forms import PortalForm, VersionedMixin
from members.models import Committee
from tests.members.factories import make_committee


class Everything(VersionedMixin, PortalForm):
    title = forms.CharField()
    day = forms.DateField(required=False)
    hour = forms.TimeField(required=False)
    amount = forms.DecimalField(required=False)
    visibility = visibility_field()
    kind = forms.ChoiceField(choices=[("a", "ordinaire"), ("Autres", [("b", "extraordinaire")])])
    open = forms.BooleanField(required=False)
    committee = forms.ModelChoiceField(Committee.objects.all(), required=False)
    committees = forms.ModelMultipleChoiceField(Committee.objects.all(), required=False)
    reason = forms.CharField(required=False)


def told(typed: dict[str, Any], stored: dict[str, Any]) -> dict[str, list[str]]:
    form = Everything(typed, initial={"version": 1, **stored})
    assert form.is_valid()
    with refusals_in(form):
        raise StaleFormError(7)
    assert form["version"].value() == 7
    errors = {name: list(found) for name, found in form.errors.items()}
    assert errors.pop("__all__") == [STALE]
    return errors


@pytest.mark.django_db
def test_what_differs_is_told_as_people_read_it() -> None:
    table, other = make_committee("Table"), make_committee("Comité", acronym="C")
    typed = {
        "version": 1,
        "title": "Le mien",
        "kind": "a",
        "day": "2026-01-02",
        "reason": "Tempête",
        "visibility": "public",
    }
    stored = {
        "title": "Le leur",
        "day": date(2014, 4, 1),
        "hour": time(13, 30),
        "amount": Decimal(50000),
        "kind": "b",
        "visibility": "partners",
        "open": True,
        "committee": table.pk,
        "committees": [table, other],
    }
    says = "La fiche dit maintenant : "
    assert told(typed, stored) == {
        "title": [f"{says}« Le leur »"],
        "day": [f"{says}« 1er avril 2014 »"],
        "hour": [f"{says}« 13 h 30 »"],
        "amount": [f"{says}« 50 000 $ »"],
        "kind": [f"{says}« extraordinaire »"],
        "visibility": [
            f"{says}« Partenaires Les personnes qui siègent à l’instance et les parties de "
            f"l’entente »"
        ],
        "open": [f"{says}« oui »"],
        "committee": [f"{says}« Table »"],
        "committees": [f"{says}« Comité, Table »"],
    }


@pytest.mark.django_db
def test_what_is_the_same_is_not_told_and_nothing_is_said_to_be_nothing() -> None:
    typed = {
        "version": 1,
        "title": "Le même",
        "kind": "a",
        "day": "2026-01-02",
        "visibility": "public",
    }
    stored = {"title": "Le même", "kind": "a", "day": None, "visibility": "public"}
    assert told(typed, stored) == {"day": ["La fiche dit maintenant : rien"]}
