"""The parties of an agreement and what they contribute."""

from django.db import models
from django.db.models import Q, Sum

from agreements.models.agreements import Agreement
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
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


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def totals(self) -> dict[str, object]:
        """The sum of each column, None where nothing is known; keys as the fields."""
        return self.aggregate(**{name: Sum(name) for name in Contribution.AMOUNTS})


@recorded()
class Contribution(models.Model):
    """What a party puts in, in cash or in kind; an amount nobody knows is empty, not zero."""

    class Form(models.TextChoices):
        CASH = "cash", "en argent"
        IN_KIND = "in_kind", "en nature"

    AMOUNTS = ("promised", "committed", "paid", "used")

    party = models.ForeignKey(
        Party, on_delete=models.CASCADE, related_name="contributions", verbose_name="partie"
    )
    form = ChoiceField("nature", choices=Form, default=Form.CASH)
    promised = models.DecimalField(
        "promise", max_digits=12, decimal_places=2, null=True, blank=True
    )
    is_ceiling = models.BooleanField("à hauteur de ce montant", default=False)
    committed = models.DecimalField(
        "engagée", max_digits=12, decimal_places=2, null=True, blank=True
    )
    paid = models.DecimalField("versée", max_digits=12, decimal_places=2, null=True, blank=True)
    used = models.DecimalField("utilisée", max_digits=12, decimal_places=2, null=True, blank=True)
    note = models.CharField("précision", max_length=300, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "contribution"
        ordering = ["party__position", "party_id", "form", "id"]
        constraints = [
            models.CheckConstraint(
                name="agreements_contribution_not_negative",
                condition=(Q(promised__isnull=True) | Q(promised__gte=0))
                & (Q(committed__isnull=True) | Q(committed__gte=0))
                & (Q(paid__isnull=True) | Q(paid__gte=0))
                & (Q(used__isnull=True) | Q(used__gte=0)),
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

    def __str__(self) -> str:
        return f"{self.party}, {self.get_form_display()}"
