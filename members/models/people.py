"""People, and the mandates by which they sit for an organisation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.constraints import not_blank, ordered_dates
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.ranges import closed_date_range
from arbj_portal.core.roles import SHARED, reads_everything
from arbj_portal.core.sorting import alphabetical


def running_on(day: date | OuterRef, prefix: str = "") -> Q:
    """The rows whose started_on and ended_on, open where empty, include the day."""
    start, end = f"{prefix}started_on", f"{prefix}ended_on"
    return (Q(**{start: None}) | Q(**{f"{start}__lte": day})) & (
        Q(**{end: None}) | Q(**{f"{end}__gte": day})
    )


@dataclass(frozen=True, slots=True)
class Seats:
    """Where somebody sits today, by id: in which committees, for which organisations.

    And what that opens to them in the rooms above, each of which says so once, by register_tie().
    """

    committees: frozenset[int] = frozenset()
    organizations: frozenset[int] = frozenset()
    ties: dict[str, frozenset[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, user: Any) -> Self:
        """Read once for each user object, which lives as long as a request."""
        return user.seats if user.is_authenticated else cls()

    @classmethod
    def read(cls, user: Any) -> Self:
        """In one query, whatever is tied to them."""
        rows = list(
            Representative.objects.current()
            .of_user(user)
            .order_by()
            .values_list(
                "membership__committee",
                "membership__organization",
                *(ids_of_seat() for ids_of_seat in _ties.values()),
            )
        )
        return cls(
            committees=frozenset(row[0] for row in rows),
            organizations=frozenset(row[1] for row in rows),
            ties={
                name: ids
                for place, name in enumerate(_ties, start=2)
                if (ids := frozenset().union(*(row[place] for row in rows)))
            },
        )

    def tied(self, name: str) -> frozenset[int]:
        return self.ties.get(name, frozenset())


_ties: dict[str, Callable[[], Any]] = {}


def register_tie(name: str, ids_of_seat: Callable[[], Any]) -> None:
    """From ready(): an expression on a mandate, the array of the ids that it opens."""
    _ties[name] = ids_of_seat


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: Any) -> "PersonQuerySet":
        """For a partner, themself and those who sit or sat in the committees they sit in."""
        if reads_everything(user):
            return self
        if not user.is_authenticated:
            return self.none()
        mandates = Representative.objects.visible_to(user)
        return self.filter(Q(pk=user.person_id) | Q(pk__in=mandates.values("person")))

    def reachable(self) -> "PersonQuerySet":
        """Those with an e-mail address: of their own, or of an account in use."""
        has_address = Q(contact__isnull=False) & ~Q(contact__email="")
        return self.filter(has_address | Q(user__is_active=True))

    def named(self, words: str) -> "PersonQuerySet":
        """Those whose first or last name holds each of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(first_name__unaccent__icontains=word) | Q(last_name__unaccent__icontains=word)
            )
        return found


@recorded()
class Person(DemonstrationMarked):
    """Somebody who sits, attends, presents or answers for something."""

    class Civility(models.TextChoices):
        NONE = "", "Aucune"
        MADAM = "mme", "Mme"
        SIR = "m", "M."

    civility = ChoiceField("civilité", choices=Civility, blank=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    function = models.CharField("fonction", max_length=120, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "personne"
        ordering = [alphabetical("last_name"), alphabetical("first_name"), "id"]
        constraints = [
            not_blank("members_person_last_name", "last_name", "Donnez le nom de la personne."),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self) -> str:
        return reverse("person_detail", args=[self.pk])

    @property
    def formal_name(self) -> str:
        """« Mme Roy », as minutes name people; the whole name where there is no civility."""
        return f"{self.get_civility_display()} {self.last_name}" if self.civility else str(self)

    @property
    def mail_address(self) -> str:
        """Where the coordination writes to them, else that of their account; empty: a letter."""
        contact, account = getattr(self, "contact", None), getattr(self, "user", None)
        if contact and contact.email:
            return contact.email
        return account.email if account and account.is_active else ""


@recorded()
class PersonContact(models.Model):
    """How the coordination reaches a person: internal, kept apart from the person."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="contact", verbose_name="personne"
    )
    email = models.EmailField("courriel", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)

    class Meta:
        verbose_name = "coordonnées d’une personne"
        verbose_name_plural = "coordonnées de personnes"

    def __str__(self) -> str:
        return str(self.person)


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def on(self, day: date | OuterRef) -> "RepresentativeQuerySet":
        """Who sat on a day: the mandate ran, and so did the membership that it stands on."""
        return self.filter(
            running_on(day), running_on(day, "membership__"), membership__invitation="accepted"
        )

    def current(self) -> "RepresentativeQuerySet":
        return self.on(timezone.localdate())

    def of_user(self, user: Any) -> "RepresentativeQuerySet":
        """Their own mandates, past ones too; nobody's where the account is not in use."""
        if not (user.is_authenticated and user.is_active and user.person_id):
            return self.none()
        return self.filter(person=user.person_id)

    def visible_to(self, user: Any) -> "RepresentativeQuerySet":
        """For a partner, their own and those of the committees in which they sit today."""
        if reads_everything(user):
            return self
        own = Q(pk__in=self.model.objects.of_user(user).values("pk"))
        shared = Q(
            membership__committee__in=Seats.of(user).committees,
            membership__visibility__in=SHARED,
            membership__organization__visibility__in=SHARED,
        )
        return self.filter(own | shared, membership__committee__visibility__in=SHARED)


@recorded()
class Representative(DemonstrationMarked):
    """The mandate of a person who sits for an organisation in a committee."""

    class Office(models.TextChoices):
        CHAIR = "chair", "présidence"
        VICE_CHAIR = "vice_chair", "vice-présidence"
        SECRETARY = "secretary", "secrétaire"
        COORDINATION = "coordination", "coordination"
        DELEGATE = "delegate", "représentant désigné"
        SUBSTITUTE = "substitute", "substitut"

    FEMININE: dict[str, str] = {Office.DELEGATE: "représentante désignée"}

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="mandates", verbose_name="personne"
    )
    membership = models.ForeignKey(
        "members.Membership",
        on_delete=models.PROTECT,
        related_name="representatives",
        verbose_name="adhésion",
    )
    office = ChoiceField("rôle", choices=Office, default=Office.DELEGATE)
    started_on = models.DateField("depuis le", null=True, blank=True)
    ended_on = models.DateField("jusqu’au", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = "mandat"
        ordering = [alphabetical("person__last_name"), alphabetical("person__first_name"), "id"]
        constraints = [
            ordered_dates("members_representative_dates", "started_on", "ended_on"),
            ExclusionConstraint(
                name="members_representative_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("membership", RangeOperators.EQUAL),
                    (closed_date_range("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=(
                    "Cette personne siège déjà pour cet organisme "
                    "pendant une partie de cette période."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.membership.organization.short_name}"

    @property
    def office_word(self) -> str:
        """The office as one says it of the person who holds it."""
        label = self.get_office_display()
        is_madam = self.person.civility == Person.Civility.MADAM
        return self.FEMININE.get(self.office, label) if is_madam else label

    @property
    def is_current(self) -> bool:
        today = timezone.localdate()
        return (self.started_on or today) <= today <= (self.ended_on or today)
