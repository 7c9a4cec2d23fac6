"""The forms of the agenda builder: adding, changing and ordering points, keeping models."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from arbj_portal.core.form_layout import PortalFormHelper, Row
from arbj_portal.core.forms import PortalForm, SubmissionMixin, VersionedMixin
from meetings.arranging import Move, Place
from meetings.arranging import Row as AgendaRow
from meetings.forms.choices import SharedChoices
from meetings.forms.steps import StepForm
from meetings.models import AgendaItem, AgendaModel, Meeting, Section
from meetings.seats import seats_of
from members.models import Committee

END, AFTER, UNDER = "fin", "apres", "sous"
NAMELESS = {"required": "Donnez un titre au point."}
ORDER = r"\d{1,9}\*?(?:,\d{1,9}\*?)*"


class PlaceField(forms.ChoiceField):
    """Where a point goes among those of an agenda; its value is a Place."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Place", "required": False} | kwargs)
        self.items: dict[str, AgendaItem] = {}

    def offer(self, items: Iterable[AgendaItem]) -> None:
        tops = [item for item in items if item.parent_id is None]
        self.items = {str(item.pk): item for item in tops}
        named = [(item.pk, f"{item.number}. {item.title}") for item in tops]
        self.choices = [
            (END, "À la fin"),
            ("Sous un point", [(f"{UNDER}-{pk}", f"Sous {name}") for pk, name in named]),
            ("Après un point", [(f"{AFTER}-{pk}", f"Après {name}") for pk, name in named]),
        ]

    def clean(self, value: Any) -> Place:
        kind, _, key = super().clean(value).partition("-")
        return Place(self.items.get(key), is_under=kind == UNDER)


class AddPointForm(SubmissionMixin, StepForm):
    """A point in one line: its title, and where it goes."""

    title = forms.CharField(label="Nouveau point", max_length=200, error_messages=NAMELESS)
    place = PlaceField(initial=END)

    def __init__(self, *args: Any, items: Iterable[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].offer(items)


class AgendaPointForm(StepForm):
    """What the agenda tells of a point."""

    title = forms.CharField(label="Titre", max_length=200, error_messages=NAMELESS)
    kind = forms.ChoiceField(label="Nature", choices=AgendaItem.Kind)
    minutes_planned = forms.IntegerField(
        label="Durée (min)", required=False, min_value=1, max_value=600
    )
    presenter = forms.TypedChoiceField(
        label="Présenté par", coerce=int, empty_value=None, required=False
    )
    objective = forms.TypedChoiceField(
        label="Objectif de l’entente", coerce=int, empty_value=None, required=False
    )
    section = forms.ChoiceField(
        label="Rubrique",
        choices=[("", "Aucune"), *Section.choices],
        required=False,
        help_text="Les points repris d’eux-mêmes se placent sous leur rubrique.",
    )
    is_closed_session = forms.BooleanField(
        label="À huis clos",
        required=False,
        help_text="Lu, avec ses sous-points et ses documents, par la coordination et "
        "l’administration seulement.",
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "title": item.title,
            "kind": item.kind,
            "minutes_planned": item.minutes_planned,
            "presenter": item.presenter_id,
            "objective": item.objective_id,
            "section": item.section,
            "is_closed_session": item.is_closed_session,
        }
        super().__init__(*args, auto_id=f"id_{item.pk}_%s", **kwargs)
        meeting = item.meeting
        shared = SharedChoices(seats_of(meeting.committee, meeting.date))
        self.fields["presenter"].choices = shared.presenters
        self.fields["objective"].choices = shared.objectives
        self.helper = PortalFormHelper(
            "title",
            Row("kind", "minutes_planned"),
            Row("presenter", "section"),
            "objective",
            "is_closed_session",
            form_tag=False,
        )
        self.cancel_url = f"{meeting.agenda_url}#point-{item.pk}"

    def values(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        names = ("title", "kind", "minutes_planned", "section", "is_closed_session")
        return {
            **{name: cleaned[name] for name in names},
            "presenter_id": cleaned["presenter"],
            "objective_id": cleaned["objective"],
        }


class MoveForm(StepForm):
    """One step of a point: what the four buttons send."""

    move = forms.ChoiceField(choices=[(move.value, move.value) for move in Move])


class OrderForm(StepForm):
    """All the points in their new order, as dragging leaves them: « 12,15*,13 », 15 under 12."""

    order = forms.RegexField(ORDER, max_length=2000)

    def rows(self) -> list[AgendaRow]:
        keys = re.findall(r"(\d+)(\*?)", self.cleaned_data["order"])
        return [AgendaRow(int(key), bool(mark)) for key, mark in keys]


class AgendaModelForm(PortalForm):
    """The name of a model, and the meetings that may start from it."""

    name = forms.CharField(label="Nom du modèle", max_length=120)
    committee = forms.ModelChoiceField(
        Committee.objects.all(),
        label="Sert aux rencontres de",
        empty_label="Toutes les instances",
        required=False,
    )


class KeepModelForm(SubmissionMixin, AgendaModelForm):
    """The agenda of a meeting, to be kept as a model."""

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        kwargs["initial"] = {"committee": meeting.committee_id}
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "name", "committee", submit="Garder comme modèle", cancel_url=meeting.agenda_url
        )


class RenameModelForm(VersionedMixin, AgendaModelForm):
    """A model under another name, or for other committees."""

    def __init__(self, *args: Any, model: AgendaModel, cancel_url: str, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "name": model.name,
            "committee": model.committee_id,
            "version": model.version,
        }
        super().__init__(*args, **kwargs)
        self.helper = PortalFormHelper(
            "name", "committee", submit="Enregistrer le modèle", cancel_url=cancel_url
        )


class DeleteModelForm(VersionedMixin, PortalForm):
    """That a model, as it was read, is not wanted any more."""
