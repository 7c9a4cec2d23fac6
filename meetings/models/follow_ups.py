"""What somebody must do after a meeting, and by when."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from agreements.models import Objective
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.roles import Visibility, reads_everything
from meetings.models.agenda import AgendaItem, point_open_to
from meetings.models.decisions import Decision
from meetings.models.locks import MEETING_OF_POINT, locked_once_adopted
from meetings.models.meetings import Meeting
from meetings.models.minutes import minutes_open_to
from members.models import Organization, Person, Representative, Seats

SOON = timedelta(days=7)


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible_to(self, user: Any) -> "FollowUpQuerySet":
        """Those of readable minutes, and one's own or one's organisation's where the point is open.

        Whoever must do something reads it while the minutes are still a draft.
        """
        if reads_everything(user):
            return self
        readable = minutes_open_to(user, "agenda_item__meeting__")
        return self.filter(
            point_open_to(user, "agenda_item__"), readable | self.responsible_condition(user)
        )

    def of(self, user: Any) -> "FollowUpQuerySet":
        """Those that this user, or the organisation they sit for, must do."""
        return self.filter(self.responsible_condition(user))

    def told_to(self, user: Any) -> "FollowUpQuerySet":
        """With what a line of a list tells, and whether it is this user’s to do (« is_own »)."""
        own = When(self.responsible_condition(user), then=True)
        return (
            self.select_related("agenda_item__meeting", "person", "organization")
            .prefetch_related("postponements")
            .annotate(is_own=Case(own, default=False, output_field=models.BooleanField()))
        )

    @staticmethod
    def responsible_condition(user: Any) -> Q:
        if not user.is_authenticated:
            return Q(pk__in=[])
        organizations = Seats.of(user).organizations
        return Q(person__user=user.pk) | Q(person=None, organization__in=organizations)

    def waiting_for(self, meeting: Meeting) -> "FollowUpQuerySet":
        """Those still open of the meetings of the committee that were held before."""
        return self.open().filter(agenda_item__meeting__in=Meeting.objects.held_before(meeting))

    def open(self) -> "FollowUpQuerySet":
        return self.filter(status__in=FollowUp.OPEN)

    def late(self) -> "FollowUpQuerySet":
        return self.open().filter(due_on__lt=timezone.localdate())

    def put_off_often(self) -> "FollowUpQuerySet":
        counted = self.model.objects.annotate(times=Count("postponements"))
        return self.filter(pk__in=counted.filter(times__gte=FollowUp.OFTEN).values("pk"))

    def pressing_first(self) -> "FollowUpQuerySet":
        """What is late, what comes soon, later, some day, then what is over."""
        today = timezone.localdate()
        is_open = Q(status__in=FollowUp.OPEN)
        urgency = Case(
            When(is_open & Q(due_on__lt=today), then=FollowUp.Urgency.LATE),
            When(is_open & Q(due_on__lte=today + SOON), then=FollowUp.Urgency.SOON),
            When(is_open & Q(due_on__isnull=False), then=FollowUp.Urgency.LATER),
            When(is_open, then=FollowUp.Urgency.SOME_DAY),
            default=FollowUp.Urgency.OVER,
        )
        return self.annotate(urgency=urgency).order_by(
            "urgency", F("due_on").asc(nulls_last=True), "pk"
        )

    def told_by_mail(self) -> "FollowUpQuerySet":
        """Those that mail and personal links may tell of: of meetings that were held and that
        partners read, their closed sessions apart."""
        return self.filter(
            agenda_item__in=AgendaItem.objects.in_the_open(),
            agenda_item__meeting__in=Meeting.objects.held().exclude(
                visibility=Visibility.COORDINATION
            ),
        )

    def answered_by(self, person: Person, day: date) -> "FollowUpQuerySet":
        """Those that somebody answers for on a day, by name or for an organisation.

        Whoever no longer sits in the committee no longer does.
        """
        of_organization = titulaires_on(day).filter(person=person)
        return self.filter(
            Q(person=person) & ~has_left(day) | Q(person=None) & Exists(of_organization)
        )

    def unreached_on(self, day: date) -> "FollowUpQuerySet":
        """Those that press and of which no reminder goes: the coordination calls by telephone."""
        reached = self.model.objects.told_by_mail().reached_on(day)
        pressing = self.open().filter(due_on__lte=day + SOON)
        return pressing.exclude(pk__in=reached.values("pk"))

    def reached_on(self, day: date) -> "FollowUpQuerySet":
        """Those of which somebody with an e-mail address answers."""
        named = Person.objects.reachable().filter(pk=OuterRef("person"))
        titulaires = titulaires_on(day).filter(person__in=Person.objects.reachable())
        return self.filter(Q(Exists(named)) & ~has_left(day) | Q(person=None) & Exists(titulaires))


def mandates_there() -> Any:
    """Those of the committee whose meeting a follow-up (the outer query) comes from."""
    return Representative.objects.filter(
        membership__committee=OuterRef("agenda_item__meeting__committee")
    )


def titulaires_on(day: date) -> Any:
    """The mandates by which an organisation answers for a follow-up that names nobody."""
    of_organization = mandates_there().filter(membership__organization=OuterRef("organization"))
    return of_organization.on(day).exclude(office=Representative.Office.SUBSTITUTE)


def has_left(day: date) -> Q:
    """Whether the person named sat in the committee, and does not any more."""
    mandates = mandates_there().filter(person=OuterRef("person"))
    return Q(Exists(mandates)) & ~Q(Exists(mandates.on(day)))


@recorded()
class FollowUp(DemonstrationMarked):
    """Something that somebody must do after a meeting, by a date."""

    class Status(models.TextChoices):
        TO_DO = "to_do", "À faire"
        IN_PROGRESS = "in_progress", "En cours"
        DONE = "done", "Fait"
        POSTPONED = "postponed", "Reporté"
        NOT_APPLICABLE = "not_applicable", "Sans objet"

    class Urgency(models.IntegerChoices):
        LATE = 1, "En retard"
        SOON = 2, "D’ici sept jours"
        LATER = 3, "Plus tard"
        SOME_DAY = 4, "Sans échéance"
        OVER = 5, "Terminés"

    OPEN = {Status.TO_DO, Status.IN_PROGRESS, Status.POSTPONED}
    OFTEN = 3

    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="follow_ups", verbose_name="point"
    )
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="décision",
    )
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="objectif",
    )
    text = models.CharField("quoi", max_length=400)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="qui",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name="organisme",
    )
    due_on = models.DateField("pour le", null=True, blank=True)
    status = ChoiceField("état", choices=Status, default=Status.TO_DO)
    note = models.TextField("note", max_length=2000, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        ordering = [F("due_on").asc(nulls_last=True), "id"]
        constraints = [
            not_blank("meetings_followup_text", "text", "Dites ce qui est à faire."),
            models.CheckConstraint(
                name="meetings_followup_responsible",
                condition=Q(person__isnull=False) | Q(organization__isnull=False),
                violation_error_message="Dites qui en répond : une personne ou un organisme.",
            ),
        ]
        triggers = [
            locked_once_adopted(
                MEETING_OF_POINT,
                lives_on=[
                    "person_id",
                    "organization_id",
                    "objective_id",
                    "due_on",
                    "status",
                    "note",
                    "version",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("followup_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def days_late(self) -> int:
        return (timezone.localdate() - self.due_on).days if self.due_on and self.is_late else 0

    @property
    def times_postponed(self) -> int:
        return len(self.postponements.all())

    @property
    def is_put_off_often(self) -> bool:
        return self.times_postponed >= self.OFTEN
