"""The plan d'action of an agreement: what is to be done for each of its objectives."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from agreements.models.agreements import Agreement, agreement_open_to
from agreements.models.objectives import Objective
from agreements.models.rules import stays
from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.roles import reads_everything
from members.models import Organization, Person

LARGEST_NUMBER = 999


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: Any) -> "ActionQuerySet":
        return self.filter(agreement_open_to(user, "objective__agreement__"))

    def of_agreement(self, agreement: Agreement) -> "ActionQuerySet":
        """In the order of the plan."""
        of_it = self.filter(objective__agreement=agreement)
        return of_it.order_by("objective__position", "number")

    def told_to(self, user: Any) -> "ActionQuerySet":
        """With whom they name, and whether that may be told to the user."""
        organizations = Organization.objects.visible_to(user).order_by()
        people = Person.objects.visible_to(user).order_by()
        return self.select_related("objective", "organization", "person").annotate(
            shows_organization=Exists(organizations.filter(pk=OuterRef("organization"))),
            shows_person=Exists(people.filter(pk=OuterRef("person"))),
        )

    def tally(self) -> dict[str, int]:
        """How many there are in all, under each state, and late."""
        by_state = {status.value: Count("pk", filter=Q(status=status)) for status in Action.Status}
        late = Count("pk", filter=Q(pk__in=self.late().order_by().values("pk")))
        return self.order_by().aggregate(total=Count("pk"), late=late, **by_state)

    def late(self) -> "ActionQuerySet":
        """Still to be done, though the last day planned for it is over."""
        planned = self.filter(status__in=Action.OPEN, period__isnull=False)
        return planned.exclude(period__overlaps=(timezone.localdate(), None))


@recorded()
class Action(DemonstrationMarked):
    """One thing planned for an objective: who does it, when, by what means, how one will know.

    Its number is its own within the objective, and stays whatever comes before it.
    """

    class Status(models.TextChoices):
        TO_DO = "to_do", "À faire"
        IN_PROGRESS = "in_progress", "En cours"
        DONE = "done", "Faite"
        POSTPONED = "postponed", "Reportée"
        ABANDONED = "abandoned", "Abandonnée"

    OPEN = {Status.TO_DO, Status.IN_PROGRESS}
    EXPLAINED = {Status.POSTPONED, Status.ABANDONED}

    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="actions", verbose_name="objectif"
    )
    number = models.PositiveSmallIntegerField("numéro")
    text = models.TextField("action", max_length=500)
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="organisme responsable",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name="personne responsable",
    )
    partners = models.CharField("avec qui", max_length=300, blank=True)
    period = PeriodField("échéancier", null=True, blank=True)
    means = models.TextField("moyens", max_length=1000, blank=True)
    indicator = models.CharField("indicateur", max_length=300, blank=True)
    status = ChoiceField("état", choices=Status, default=Status.TO_DO)
    progress = models.TextField("avancement", max_length=2000, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = "action"
        ordering = ["objective_id", "number"]
        constraints = [
            not_blank("agreements_action_text", "text", "Dites ce qui est à faire."),
            models.CheckConstraint(
                name="agreements_action_number_range",
                condition=Q(number__range=(1, LARGEST_NUMBER)),
                violation_error_message=f"Le numéro d’une action va de 1 à {LARGEST_NUMBER}.",
            ),
            models.UniqueConstraint(
                fields=["objective", "number"],
                name="agreements_action_number",
                violation_error_message="Une autre action de cet objectif porte déjà ce numéro.",
            ),
            period_is_valid("period", name="agreements_action_period"),
            models.CheckConstraint(
                name="agreements_action_explained",
                condition=Q(status__in=["to_do", "in_progress", "done"]) | ~Q(progress=""),
                violation_error_message="Dites pourquoi l’action est reportée ou abandonnée.",
            ),
        ]
        triggers = [
            stays(
                "stays_with_objective", "objective_id", "Une action reste celle de son objectif."
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Its line in the plan; « objective » is read with it."""
        return f"{self.objective.plan_url}#action-{self.pk}"

    @property
    def reference(self) -> str:
        """How people name it: « 2.3 », the third action of objective 2."""
        return f"{self.objective.position}.{self.number}"

    @property
    def is_late(self) -> bool:
        """Still to be done, though the last day planned for it is over."""
        last_day = self.period and self.period.ends_on
        return self.status in self.OPEN and last_day is not None and last_day < timezone.localdate()


class PlanImportQuerySet(models.QuerySet["PlanImport"]):
    def visible_to(self, user: Any) -> "PlanImportQuerySet":
        """Those who read everything: a workbook may name whom others do not see."""
        return self if reads_everything(user) else self.none()

    def waiting(self) -> "PlanImportQuerySet":
        return self.filter(taken_at=None)


@recorded(exclude=["rows"])
class PlanImport(models.Model):
    """A plan read from a workbook: shown before it is taken, and a trace of it afterwards."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="plan_imports", verbose_name="entente"
    )
    filename = models.CharField("fichier", max_length=200)
    rows = models.JSONField("lignes lues", editable=False)
    created_at = models.DateTimeField("lu le", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="lu par",
    )
    taken_at = models.DateTimeField("importé le", null=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="importé par",
    )

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        verbose_name = "import d’un plan d’action"
        verbose_name_plural = "imports de plans d’action"
        ordering = ["-id"]
        constraints = [together("agreements_planimport_taken", "taken_at", "taken_by")]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("plan_import", args=[self.pk])
