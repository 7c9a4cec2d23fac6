"""Who was there: a line for each mandate of the day, and the guests typed in."""

from datetime import time
from functools import cache
from typing import Any

from django import forms

from arbj_portal.core.form_layout import TimeInput
from arbj_portal.core.forms import PortalForm
from meetings.forms.choices import Choices
from meetings.forms.rows import RowForm, RowFormSet
from meetings.models import Attendance
from meetings.records import Presence
from meetings.seats import Seat

PREFIX = "presence-"
UNSAID = ("", "Sans mention")


def with_seconds(typed: time | None, stored: time | None) -> time | None:
    """A time typed to the minute; the stored one that it shows keeps its seconds."""
    is_shown = typed and stored and typed == stored.replace(second=0, microsecond=0)
    return stored if is_shown else typed


class TimesMixin(forms.Form):
    """When somebody came and left."""

    arrived_at = forms.TimeField(label="Arrivée à", required=False, widget=TimeInput)
    left_at = forms.TimeField(label="Départ à", required=False, widget=TimeInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        for name in ("arrived_at", "left_at"):
            cleaned[name] = with_seconds(cleaned.get(name), self.initial.get(name))
        arrived, left = cleaned["arrived_at"], cleaned["left_at"]
        if arrived and left and left < arrived:
            self.add_error("left_at", "Le départ vient après l’arrivée.")
        return cleaned

    @property
    def tells_times(self) -> bool:
        return any(self[name].value() for name in ("arrived_at", "left_at"))


class AttendanceForm(TimesMixin, PortalForm):
    """What is known of one person on the list; nothing until something is ticked."""

    status = forms.ChoiceField(
        choices=[UNSAID, *Attendance.Status.choices], required=False, widget=forms.RadioSelect
    )
    replaced_by = forms.ChoiceField(label="Remplacement par", required=False)

    def __init__(self, *args: Any, seat: Seat, attending: Choices, **kwargs: Any) -> None:
        super().__init__(*args, prefix=f"{PREFIX}{seat.key}", **kwargs)
        self.seat = seat
        self.fields["status"].label = str(seat.person)
        self.fields["replaced_by"].choices = [
            ("", "Personne"),
            *((key, name) for key, name in attending if key not in {"", seat.key}),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        status = cleaned.get("status", "")
        was_there = status in Attendance.THERE
        if not was_there:
            for name in ("arrived_at", "left_at"):
                if cleaned.get(name):
                    self.add_error(name, "Cette heure suppose la présence de la personne.")
        if cleaned.get("replaced_by") and (was_there or not status):
            self.add_error("replaced_by", "Seule une personne absente est remplacée.")
        return cleaned

    @property
    def opens(self) -> bool:
        """Whether its details tell something."""
        return self.tells_times or bool(self["replaced_by"].value()) or bool(self.errors)

    def presence(self) -> Presence:
        values = self.cleaned_data
        return Presence(
            key=self.seat.key,
            status=values["status"],
            person=self.seat.person,
            representative=self.seat.representative,
            arrived_at=values["arrived_at"],
            left_at=values["left_at"],
            replaced_by=values["replaced_by"],
        )


class GuestForm(TimesMixin, RowForm):
    """Somebody who was there without a seat."""

    filled_by = ("name", "organization", "is_remote", "arrived_at", "left_at")
    remove_label = "Retirer cette personne"

    name = forms.CharField(
        label="Prénom et nom",
        max_length=160,
        error_messages={"required": "Donnez le nom de la personne."},
    )
    organization = forms.CharField(label="Organisme", max_length=200, required=False)
    is_remote = forms.BooleanField(label="À distance", required=False)

    @property
    def opens(self) -> bool:
        return self.tells_times

    @property
    def identity(self) -> tuple[str, str]:
        values = self.cleaned_data
        return values["name"].casefold(), values["organization"].casefold()

    def presence(self) -> Presence:
        values = self.cleaned_data
        status = Attendance.Status.REMOTE if values.get("is_remote") else Attendance.Status.PRESENT
        return Presence(
            key=guest_key(self),
            status=status,
            guest_name=values.get("name", ""),
            guest_organization=values.get("organization", ""),
            arrived_at=values.get("arrived_at"),
            left_at=values.get("left_at"),
            guest=self.instance,
            is_removed=self.is_removed,
        )


def guest_key(form: GuestForm) -> str:
    """« g0 »: how a decision names a guest of the same page."""
    return f"g{form.prefix.rsplit('-', 1)[-1]}"


class BaseGuestFormSet(RowFormSet):
    row_label = "Autre présence"

    def clean(self) -> None:
        seen = set()
        for form in self.told:
            if form.is_valid() and not form.is_removed:
                identity = form.identity
                if identity in seen:
                    form.add_error("name", "Cette personne figure déjà parmi les autres présences.")
                seen.add(identity)

    @property
    def named(self) -> Choices:
        """The guests as they are typed, by their keys."""
        typed = ((guest_key(form), form["name"].value()) for form in self.forms)
        return [(key, name) for key, name in typed if name]


@cache
def guest_formset(extra: int) -> type[BaseGuestFormSet]:
    return forms.formset_factory(
        GuestForm,
        formset=BaseGuestFormSet,
        extra=extra,
        max_num=100,
        absolute_max=100,
        validate_max=True,
        can_delete=True,
    )


def guest_rows(attendances: list[Attendance]) -> list[dict[str, Any]]:
    """What the rows of stored guests show first."""
    return [
        {
            "id": guest.pk,
            "name": guest.guest_name,
            "organization": guest.guest_organization,
            "is_remote": guest.status == Attendance.Status.REMOTE,
            "arrived_at": guest.arrived_at,
            "left_at": guest.left_at,
        }
        for guest in attendances
    ]
