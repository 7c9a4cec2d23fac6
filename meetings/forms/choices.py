"""Choices that many rows of a form share: each list is read from the database once."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.functional import cached_property
from django.utils.text import Truncator

from agreements.models import Objective
from meetings.seats import Seat
from members.models import Organization, Person

Choices = list[tuple[Any, Any]]


class SharedChoices:
    """People of the meeting, everybody else, organisations and objectives, by their keys."""

    def __init__(
        self,
        seats: Iterable[Seat] = (),
        guests: Iterable[tuple[str, str]] = (),
        keys: dict[int, str] | None = None,
    ) -> None:
        """The keys are those of stored attendances, by their ids."""
        self.seats = list(seats)
        self.guests = list(guests)
        self.keys = keys or {}

    @cached_property
    def attending(self) -> Choices:
        """Whoever may have moved a decision: those on the list, and the guests typed in."""
        people = [(seat.key, str(seat.person)) for seat in self.seats]
        return [("", "Choisir…"), *people, *self.guests]

    @cached_property
    def responsible(self) -> Choices:
        """Whoever may answer for a follow-up: « p7 » a person, « o3 » an organisation."""
        seated = {
            seat.person.pk: f"{seat.person}, {seat.organization}"
            if seat.organization
            else str(seat.person)
            for seat in self.seats
        }
        others = Person.objects.exclude(pk__in=seated)
        bodies = Organization.objects.in_touch()
        groups = [
            ("Représentantes et représentants", [(f"p{pk}", name) for pk, name in seated.items()]),
            ("Autres personnes", [(f"p{person.pk}", str(person)) for person in others]),
            ("Organismes", [(f"o{body.pk}", str(body)) for body in bodies]),
        ]
        return [("", "Choisir…"), *((name, people) for name, people in groups if people)]

    @cached_property
    def presenters(self) -> Choices:
        """Whoever may present a point: those who sit first, then everybody that is known."""
        seated = {seat.person.pk: str(seat.person) for seat in self.seats}
        others = Person.objects.exclude(pk__in=seated)
        groups = [
            ("Siègent ce jour-là", list(seated.items())),
            ("Autres personnes", [(person.pk, str(person)) for person in others]),
        ]
        return [("", "Personne en particulier"), *(group for group in groups if group[1])]

    @cached_property
    def objectives(self) -> Choices:
        """Objectives under the agreement that they are of."""
        rows = Objective.objects.select_related("agreement").order_by(
            "-agreement__created_at", "agreement", "position"
        )
        groups = groupby(rows, key=lambda objective: objective.agreement)
        return [
            ("", "Aucun"),
            *(
                (
                    Truncator(str(agreement)).chars(80),
                    [(row.pk, Truncator(str(row)).chars(100)) for row in objectives],
                )
                for agreement, objectives in groups
            ),
        ]
