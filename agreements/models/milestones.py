"""The milestones of an agreement: what they wait for, what proves them, reminders of them."""

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from agreements.models.agreements import Agreement, AgreementDocument, agreement_open_to
from agreements.models.objectives import Objective
from agreements.models.rules import stays
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.letters import BEFORE
from arbj_portal.core.models import DemonstrationMarked, OutgoingMessage
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.roles import READ_EVERYTHING, Visibility
from arbj_portal.core.rules import RowRule, same_owner
from members.models import Person

DAY_AFTER = Func(F("target__dates"), function="upper", output_field=models.DateField())


def possible_from(day: date) -> Q:
    """The target has a day from this one on."""
    return Q(target__overlaps=(day, None))


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def visible_to(self, user: Any) -> "MilestoneQuerySet":
        return self.filter(agreement_open_to(user, "agreement__"))

    def late(self) -> "MilestoneQuerySet":
        """Still awaited, though the last day of their target is over; the latest first."""
        awaited = self.filter(status=Milestone.Status.SCHEDULED, target__isnull=False)
        return awaited.exclude(possible_from(timezone.localdate())).order_by(DAY_AFTER, "pk")

    def answered_by(self, user: Any) -> "MilestoneQuerySet":
        """Those awaited of the user, of agreements that go on; the most pressing first."""
        if not user.is_authenticated or not user.person_id:
            return self.none()
        own = self.filter(responsible=user.person_id, status=Milestone.Status.SCHEDULED)
        ended = Q(agreement__status__in=Agreement.ENDED)
        return own.exclude(ended).order_by(DAY_AFTER.asc(nulls_last=True), "pk")

    def to_recall(self, day: date) -> "MilestoneQuerySet":
        """Those of agreements that go on of which some reminder was to go by this day.

        Of an agreement that is the coordination's own, only who reads everything is told.
        """
        ended = Q(agreement__status__in=Agreement.ENDED)
        reads = Q(
            responsible__user__is_active=True, responsible__user__roles__overlap=READ_EVERYTHING
        )
        awaited = self.filter(~Q(agreement__visibility=Visibility.COORDINATION) | reads)
        awaited = awaited.filter(
            status=Milestone.Status.SCHEDULED, target__isnull=False, responsible__isnull=False
        )
        return awaited.exclude(ended | possible_from(day + BEFORE + timedelta(days=1)))


@recorded()
class Milestone(DemonstrationMarked):
    """A result awaited for a period, and when it came."""

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", "Prévu"
        MET = "met", "Atteint"
        PARTIALLY_MET = "partially_met", "Partiellement atteint"
        NOT_MET = "not_met", "Non atteint"

    REACHED = {Status.MET, Status.PARTIALLY_MET}

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="milestones", verbose_name="entente"
    )
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="objectif",
    )
    title = models.CharField("jalon", max_length=200)
    target = PeriodField("prévu", null=True, blank=True)
    actual = PeriodField("atteint", null=True, blank=True)
    status = ChoiceField("état", choices=Status, default=Status.SCHEDULED)
    responsible = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name="responsable",
    )
    evidence = models.TextField("preuve", max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "jalon"
        verbose_name_plural = "jalons"
        ordering = ["agreement_id", "position", "id"]
        constraints = [
            not_blank("agreements_milestone_title", "title", "Donnez un titre au jalon."),
            period_is_valid("target", name="agreements_milestone_target"),
            period_is_valid("actual", name="agreements_milestone_actual"),
            models.CheckConstraint(
                name="agreements_milestone_actual_date",
                condition=Q(status__in=["scheduled", "not_met"], actual__isnull=True)
                | Q(status__in=["met", "partially_met"], actual__isnull=False),
                violation_error_message=(
                    "Un jalon atteint, même en partie, porte sa date; un autre n’en porte pas."
                ),
            ),
        ]
        triggers = [
            same_owner(
                "objective_of_agreement",
                through="objective_id",
                table="agreements_objective",
                owner="agreement_id",
                message="L’objectif d’un jalon est un objectif de la même entente.",
            ),
            stays("stays_with_agreement", "agreement_id", "Un jalon reste celui de son entente."),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.agreement.get_absolute_url()}#jalon-{self.pk}"

    @property
    def is_late(self) -> bool:
        """Still awaited, though its last day is over."""
        last_day = self.target and self.target.ends_on
        return (
            self.status == self.Status.SCHEDULED
            and last_day is not None
            and last_day < timezone.localdate()
        )


@recorded()
class MilestoneDependency(models.Model):
    """A milestone that is to be reached before another."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="dependencies", verbose_name="jalon"
    )
    depends_on = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, related_name="dependents", verbose_name="jalon attendu"
    )

    class Meta:
        verbose_name = "attente d’un jalon"
        verbose_name_plural = "attentes de jalons"
        ordering = ["depends_on__position", "depends_on_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "depends_on"],
                name="agreements_milestonedependency_unique",
                violation_error_message="Ce jalon attend déjà celui-là.",
            )
        ]
        triggers = [
            RowRule(
                name="same_agreement",
                broken="""NOT EXISTS (
                    SELECT FROM agreements_milestone one
                    JOIN agreements_milestone other USING (agreement_id)
                    WHERE one.id = NEW.milestone_id AND other.id = NEW.depends_on_id
                )""",
                message="Un jalon attend des jalons de son entente.",
            ),
            RowRule(
                name="no_cycle",
                locks="PERFORM pg_advisory_xact_lock(hashtext('agreements_milestone_no_cycle'));",
                broken="""EXISTS (
                    WITH RECURSIVE chain(id) AS (
                        SELECT NEW.depends_on_id
                        UNION
                        SELECT link.depends_on_id FROM agreements_milestonedependency link
                        JOIN chain ON link.milestone_id = chain.id
                    )
                    SELECT FROM chain WHERE id = NEW.milestone_id
                )""",
                message="Un jalon ne peut pas s’attendre lui-même, même par un autre.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.depends_on)


@recorded()
class MilestoneDocument(models.Model):
    """A document of the agreement that proves a milestone."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="proofs", verbose_name="jalon"
    )
    attachment = models.ForeignKey(
        AgreementDocument, on_delete=models.PROTECT, related_name="proves", verbose_name="document"
    )

    class Meta:
        verbose_name = "preuve d’un jalon"
        verbose_name_plural = "preuves de jalons"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "attachment"],
                name="agreements_milestonedocument_unique",
                violation_error_message="Ce document est déjà une preuve du jalon.",
            )
        ]
        triggers = [
            RowRule(
                name="same_agreement",
                broken="""NOT EXISTS (
                    SELECT FROM agreements_milestone milestone
                    JOIN agreements_agreementdocument attachment USING (agreement_id)
                    WHERE milestone.id = NEW.milestone_id AND attachment.id = NEW.attachment_id
                )""",
                message="La preuve d’un jalon est un document de son entente.",
            ),
        ]

    def __str__(self) -> str:
        return f"preuve du jalon {self.milestone}"


@recorded()
class MilestoneReminder(models.Model):
    """One person reminded of one milestone, on one day; a message may recall several."""

    milestone = models.ForeignKey(
        Milestone, on_delete=models.CASCADE, related_name="reminders", verbose_name="jalon"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="milestone_reminders",
        verbose_name="personne",
    )
    day = models.DateField("jour")
    message = models.ForeignKey(
        OutgoingMessage,
        on_delete=models.PROTECT,
        related_name="milestone_reminders",
        verbose_name="courriel",
    )

    class Meta:
        verbose_name = "rappel d’un jalon"
        verbose_name_plural = "rappels de jalons"
        ordering = ["milestone", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "person", "day"],
                name="agreements_milestonereminder_once",
                violation_error_message="Cette personne a déjà reçu un rappel aujourd’hui.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone} · {self.person}"
