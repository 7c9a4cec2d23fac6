"""What an agreement aims at, and the numbers by which one sees how far it is."""

from decimal import Decimal
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from agreements.models.agreements import Agreement, agreement_open_to
from agreements.models.rules import stays
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.rules import RowRule


class ObjectiveQuerySet(models.QuerySet["Objective"]):
    def visible_to(self, user: Any) -> "ObjectiveQuerySet":
        return self.filter(agreement_open_to(user, "agreement__"))

    def to_carry_into(self, successor: Agreement) -> "ObjectiveQuerySet":
        """Those of the agreement before it that were not met, nor carried into it yet."""
        unmet = self.filter(agreement=successor.earlier_id).exclude(status=Objective.Status.MET)
        return unmet.exclude(carried_into__agreement=successor)


@recorded()
class Objective(models.Model):
    """One thing an agreement is to reach, in the words of the agreement."""

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Non amorcé"
        IN_PROGRESS = "in_progress", "En cours"
        MET = "met", "Atteint"
        PARTIALLY_MET = "partially_met", "Partiellement atteint"
        NOT_MET = "not_met", "Non atteint"
        CARRIED_OVER = "carried_over", "Reporté à l’entente suivante"
        ABANDONED = "abandoned", "Abandonné"

    CONCLUDED = {
        Status.MET,
        Status.PARTIALLY_MET,
        Status.NOT_MET,
        Status.CARRIED_OVER,
        Status.ABANDONED,
    }
    EXPLAINED = CONCLUDED - {Status.MET}
    CLAIMED = {Status.IN_PROGRESS, Status.MET, Status.PARTIALLY_MET}
    """Of which something is said to be done, and should be shown."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="objectives", verbose_name="entente"
    )
    position = models.PositiveSmallIntegerField("numéro")
    text = models.TextField("texte de l’objectif", max_length=2000)
    status = ChoiceField("état", choices=Status, default=Status.NOT_STARTED)
    is_derived = models.BooleanField(
        "état déduit des activités inscrites",
        default=False,
        help_text="La page dit alors de quelles activités l’état est déduit.",
    )
    cause = models.TextField("cause", max_length=2000, blank=True)
    follow_up = models.TextField("suite donnée", max_length=2000, blank=True)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_into",
        verbose_name="objectif d’où il vient",
    )

    objects = ObjectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "objectif"
        ordering = ["agreement_id", "position"]
        constraints = [
            not_blank("agreements_objective_text", "text", "Donnez le texte de l’objectif."),
            models.UniqueConstraint(
                fields=["agreement", "position"],
                name="agreements_objective_position",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Un objectif de l’entente porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                name="agreements_objective_explained",
                condition=Q(status__in=["not_started", "in_progress", "met"])
                | (~Q(cause="") & ~Q(follow_up="")),
                violation_error_message=(
                    "Un objectif qui n’est pas pleinement atteint demande une cause et une suite."
                ),
            ),
            models.UniqueConstraint(
                fields=["agreement", "carried_from"],
                name="agreements_objective_carried_once",
                violation_error_message="Cet objectif est déjà reporté à cette entente.",
            ),
        ]
        triggers = [
            RowRule(
                name="carried_from_earlier",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("carried_from_id"),
                condition=pgtrigger.Condition("NEW.carried_from_id IS NOT NULL"),
                broken="""NOT EXISTS (
                    SELECT FROM agreements_agreement agreement
                    JOIN agreements_objective origin ON origin.agreement_id = agreement.earlier_id
                    WHERE agreement.id = NEW.agreement_id AND origin.id = NEW.carried_from_id
                )""",
                message="Un objectif reporté vient de l’entente antérieure.",
            ),
            stays(
                "stays_with_agreement", "agreement_id", "Un objectif reste celui de son entente."
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {capfirst(self.text)}"

    def get_absolute_url(self) -> str:
        return reverse("objective_detail", args=[self.pk])

    @property
    def plan_url(self) -> str:
        """The plan d’action that its actions are in."""
        return reverse("plan_detail", args=[self.agreement_id])


@recorded()
class Indicator(models.Model):
    """A number by which one sees how far an objective is reached."""

    objective = models.ForeignKey(
        Objective, on_delete=models.CASCADE, related_name="indicators", verbose_name="objectif"
    )
    name = models.CharField("indicateur", max_length=200)
    unit = models.CharField("unité", max_length=60, blank=True)
    target = models.DecimalField("cible", max_digits=12, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField("résultat", max_digits=12, decimal_places=2, null=True, blank=True)
    measured = PeriodField("mesuré", null=True, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "indicateur"
        ordering = ["objective_id", "position", "id"]
        constraints = [
            not_blank("agreements_indicator_name", "name", "Nommez l’indicateur."),
            period_is_valid("measured", name="agreements_indicator_measured"),
            models.CheckConstraint(
                name="agreements_indicator_not_negative",
                condition=(Q(target__isnull=True) | Q(target__gte=0))
                & (Q(actual__isnull=True) | Q(actual__gte=0)),
                violation_error_message="Une cible et un résultat ne sont pas négatifs.",
            ),
            models.CheckConstraint(
                name="agreements_indicator_measured_result",
                condition=Q(measured__isnull=True) | Q(actual__isnull=False),
                violation_error_message="Donnez le résultat mesuré à cette date.",
            ),
        ]
        triggers = [
            stays(
                "stays_with_objective",
                "objective_id",
                "Un indicateur reste celui de son objectif.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def share(self) -> Decimal | None:
        """The result as a part of the target, 100 at the most; None where either is unknown."""
        if self.actual is None or not self.target:
            return None
        return min(100 * self.actual / self.target, Decimal(100))
