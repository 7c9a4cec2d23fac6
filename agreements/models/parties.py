"""The parties of an agreement, what they promise, and what became of it."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from agreements.models.agreements import Agreement, agreement_open_to
from agreements.models.rules import stays
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.rules import RowRule
from members.models import Organization


@recorded()
class Party(models.Model):
    """An organisation that signs an agreement, under the name that the agreement gives it."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="parties", verbose_name="entente"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="parties", verbose_name="organisme"
    )
    shown_as = models.CharField(
        "nom affiché",
        max_length=200,
        blank=True,
        help_text=(
            "Le nom sous lequel l’entente désigne la partie, par exemple « MIDI (alors MICC) ». "
            "Vide : le nom d’aujourd’hui."
        ),
    )
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "partie"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organization"],
                name="agreements_party_unique",
                violation_error_message="Cet organisme est déjà partie à l’entente.",
            )
        ]

    def __str__(self) -> str:
        return self.shown_as or str(self.organization)


# A movement and the promise it is held against are written one after the other.
LOCKS_CONTRIBUTION = (
    "PERFORM FROM agreements_contribution WHERE id = NEW.contribution_id FOR NO KEY UPDATE;"
)
PLANNED_TOO_MUCH = "Les versements prévus dépassent ce qui est promis."
PAID_TOO_MUCH = "Dites pourquoi il est versé plus que ce qui est promis."


ALREADY_PLANNED = """COALESCE((
    SELECT sum(amount) FROM agreements_movement
    WHERE contribution_id = NEW.id AND kind = 'planned'
), 0)"""
ALREADY_PAID = """COALESCE((
    SELECT sum(amount) FROM agreements_movement
    WHERE contribution_id = NEW.id AND kind = 'paid'
), 0)"""
# The contribution of a movement, where with the others of its kind it goes beyond the promise.
GOES_BEYOND = """
    FROM agreements_contribution WHERE id = NEW.contribution_id
    AND promised < NEW.amount + COALESCE((
        SELECT sum(amount) FROM agreements_movement
        WHERE contribution_id = NEW.contribution_id AND kind = NEW.kind AND id <> NEW.id
    ), 0)
"""


@recorded()
class Contribution(models.Model):
    """What a party promises, in cash or in kind; an amount nobody knows is empty, not zero."""

    class Form(models.TextChoices):
        CASH = "cash", "en argent"
        IN_KIND = "in_kind", "en nature"

    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="contributions", verbose_name="partie"
    )
    form = ChoiceField("nature", choices=Form, default=Form.CASH)
    promised = models.DecimalField(
        "promise", max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_ceiling = models.BooleanField("à hauteur de ce montant", default=False)
    note = models.CharField("précision", max_length=300, blank=True)
    excess_reason = models.CharField(
        "pourquoi plus que promis",
        max_length=300,
        blank=True,
        help_text="Demandé où le total versé dépasse la promesse.",
    )

    class Meta:
        verbose_name = "contribution"
        ordering = ["party__position", "party_id", "form", "id"]
        constraints = [
            models.CheckConstraint(
                name="agreements_contribution_not_negative",
                condition=Q(promised__isnull=True) | Q(promised__gte=0),
                violation_error_message="Un montant ne peut pas être négatif.",
            ),
            models.CheckConstraint(
                name="agreements_contribution_ceiling",
                condition=Q(is_ceiling=False) | Q(promised__isnull=False),
                violation_error_message=(
                    "Donnez le montant promis à la hauteur duquel la partie contribue."
                ),
            ),
            models.UniqueConstraint(
                fields=["party", "form"],
                name="agreements_contribution_unique",
                violation_error_message="Cette partie a déjà une contribution de cette nature.",
            ),
        ]
        triggers = [
            RowRule(
                name="planned_within",
                operation=pgtrigger.UpdateOf("promised"),
                broken=f"NEW.promised < {ALREADY_PLANNED}",
                message=PLANNED_TOO_MUCH,
            ),
            RowRule(
                name="excess_reason",
                operation=pgtrigger.UpdateOf("promised", "excess_reason"),
                broken=f"NEW.excess_reason = '' AND NEW.promised < {ALREADY_PAID}",
                message=PAID_TOO_MUCH,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.get_form_display()}"


class MovementQuerySet(models.QuerySet["Movement"]):
    def visible_to(self, user: Any) -> "MovementQuerySet":
        return self.filter(agreement_open_to(user, "contribution__party__agreement__"))

    def of_agreement(self, agreement: Agreement) -> "MovementQuerySet":
        """The oldest first."""
        return self.filter(contribution__party__agreement=agreement).order_by(
            "period__starts_on", "pk"
        )


@recorded()
class Movement(DemonstrationMarked):
    """An amount of a contribution that was, or is to be, engaged, paid or used, and when."""

    class Kind(models.TextChoices):
        PLANNED = "planned", "versement prévu"
        COMMITTED = "committed", "engagement"
        PAID = "paid", "versement"
        USED = "used", "utilisation"

    contribution = models.ForeignKey(
        Contribution,
        on_delete=models.PROTECT,
        related_name="movements",
        verbose_name="contribution",
    )
    kind = ChoiceField("mouvement", choices=Kind)
    amount = models.DecimalField("montant", max_digits=12, decimal_places=2)
    period = PeriodField("quand")
    note = models.CharField("précision", max_length=300, blank=True)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="movements",
        verbose_name="pièce",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("inscrit le", auto_now_add=True)

    objects = MovementQuerySet.as_manager()

    class Meta:
        verbose_name = "mouvement"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="agreements_movement_positive",
                condition=Q(amount__gt=0),
                violation_error_message="Un montant est plus grand que zéro.",
            ),
            period_is_valid("period", name="agreements_movement_period"),
        ]
        triggers = [
            stays(
                "stays_with_contribution",
                "contribution_id",
                "Un mouvement reste celui de sa contribution.",
            ),
            RowRule(
                name="planned_within",
                condition=pgtrigger.Condition("NEW.kind = 'planned'"),
                locks=LOCKS_CONTRIBUTION,
                broken=f"EXISTS (SELECT {GOES_BEYOND})",
                message=PLANNED_TOO_MUCH,
            ),
            RowRule(
                name="excess_reason",
                condition=pgtrigger.Condition("NEW.kind = 'paid'"),
                locks=LOCKS_CONTRIBUTION,
                broken=f"EXISTS (SELECT {GOES_BEYOND} AND excess_reason = '')",
                message=PAID_TOO_MUCH,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("movement_edit", args=[self.pk])
