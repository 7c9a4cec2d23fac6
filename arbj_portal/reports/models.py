"""Accounts of an agreement over a period: drafted, then deposited for good."""

from datetime import timedelta
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from agreements.models.agreements import agreement_open_to, level_open_to, partnerships_of
from arbj_portal.core.constraints import together
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import Document
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.rules import RowRule

DEPOSITED = "Une reddition déposée ne change plus."


class Section(models.TextChoices):
    """The sections of a report, in their order."""

    SUMMARY = "summary", "L’entente en bref"
    MONEY = "money", "Parties et contributions"
    OBJECTIVES = "objectives", "Objectifs, indicateurs et preuves"
    MILESTONES = "milestones", "Jalons"
    ACTIVITIES = "activities", "Activités"
    MEETINGS = "meetings", "Rencontres et présences"
    DECISIONS = "decisions", "Décisions"
    FOLLOW_UPS = "follow_ups", "Suivis"
    VARIANCES = "variances", "Écarts et justifications"
    NEXT_STEPS = "next_steps", "Suites"
    ANNEXES = "annexes", "Annexes"


class AccountabilityReportQuerySet(models.QuerySet["AccountabilityReport"]):
    def visible_to(self, user: Any) -> "AccountabilityReportQuerySet":
        """Drafts are the coordination's and the administration's; what is deposited, as it says,
        where the agreement may be read too."""
        if reads_everything(user):
            return self
        own = Q(agreement__in=partnerships_of(user))
        visible = agreement_open_to(user, "agreement__") & level_open_to(user, "", own)
        return self.deposited().filter(visible)

    def deposited(self) -> "AccountabilityReportQuerySet":
        return self.filter(deposited_at__isnull=False)

    def before(self, report: "AccountabilityReport") -> "AccountabilityReportQuerySet":
        """Those deposited for its agreement before it was, the last first; for a draft, all."""
        others = self.deposited().filter(agreement=report.agreement_id).exclude(pk=report.pk)
        if report.deposited_at:
            others = others.filter(deposited_at__lt=report.deposited_at)
        return others.order_by("-deposited_at")

    def to_compare_with(self, report: "AccountabilityReport") -> "AccountabilityReport | None":
        """The last one before it that was made for the same readers; else for others."""
        readers = report.deposited_for or report.visibility
        is_for_others = Case(When(deposited_for=readers, then=0), default=1)
        return self.before(report).order_by(is_for_others, "-deposited_at").first()


@recorded(exclude=["content"])
class AccountabilityReport(models.Model):
    """What an agreement promised, what was done and what was not, over a period."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="reports", verbose_name="entente"
    )
    period = PeriodField("période")
    visibility = visibility_field()
    deposited_for = ChoiceField(
        "lecteurs au dépôt", choices=Visibility, blank=True, default="", editable=False
    )
    content = models.JSONField(
        "contenu", default=list, editable=False, help_text="Ce qu’elle disait, enregistrée."
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("commencée le", auto_now_add=True)
    saved_at = models.DateTimeField("enregistrée le", auto_now=True)
    deposited_at = models.DateTimeField("déposée le", null=True, editable=False)
    deposited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="déposée par",
    )

    objects = AccountabilityReportQuerySet.as_manager()

    class Meta:
        verbose_name = "reddition de comptes"
        verbose_name_plural = "redditions de comptes"
        ordering = ["-deposited_at", "-id"]
        constraints = [
            period_is_valid("period", name="reports_accountabilityreport_period"),
            together("reports_accountabilityreport_deposited", "deposited_at", "deposited_by"),
            models.CheckConstraint(
                name="reports_accountabilityreport_deposited_for",
                condition=Q(deposited_at__isnull=True, deposited_for="")
                | (Q(deposited_at__isnull=False) & ~Q(deposited_for="")),
                violation_error_message="Une reddition déposée l’est pour quelqu’un.",
            ),
            models.CheckConstraint(
                name="reports_accountabilityreport_readers",
                condition=Q(deposited_for__in=["", Visibility.PUBLIC])
                | Q(visibility=F("deposited_for"))
                | Q(visibility=Visibility.COORDINATION),
                violation_error_message=(
                    "Une reddition ne s’ouvre pas à plus de personnes que celles pour qui elle a "
                    "été faite : déposez-en une autre."
                ),
            ),
        ]
        triggers = [
            RowRule(
                name="kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.deposited_at IS NOT NULL"),
                broken="""TG_OP = 'DELETE' OR
                    (NEW.agreement_id, NEW.period, NEW.content, NEW.deposited_at,
                        NEW.deposited_by_id, NEW.deposited_for)
                    IS DISTINCT FROM
                    (OLD.agreement_id, OLD.period, OLD.content, OLD.deposited_at,
                        OLD.deposited_by_id, OLD.deposited_for)
                """,
                message=DEPOSITED,
            ),
        ]

    def __str__(self) -> str:
        return f"Reddition de comptes, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.pk])

    @property
    def is_deposited(self) -> bool:
        return self.deposited_at is not None


@recorded()
class ReportSection(models.Model):
    """Whether a report tells a section, and what introduces it."""

    report = models.ForeignKey(
        AccountabilityReport,
        on_delete=models.CASCADE,
        related_name="sections",
        verbose_name="reddition de comptes",
    )
    section = ChoiceField("section", choices=Section)
    is_included = models.BooleanField("retenue", default=True)
    introduction = models.TextField("introduction", blank=True)

    class Meta:
        verbose_name = "section d’une reddition"
        verbose_name_plural = "sections de redditions"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section"],
                name="reports_reportsection_once",
                violation_error_message="Cette section est déjà dans la reddition.",
            )
        ]
        triggers = [
            RowRule(
                name="kept",
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                broken="""EXISTS (
                    SELECT FROM reports_accountabilityreport report
                    WHERE report.id = COALESCE(NEW.report_id, OLD.report_id)
                    AND report.deposited_at IS NOT NULL
                )""",
                message=DEPOSITED,
            ),
        ]

    def __str__(self) -> str:
        return self.get_section_display()


@recorded()
class ReportFile(models.Model):
    """A deposited report in one of its formats, kept as it was made."""

    class Form(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"
        WORKBOOK = "xlsx", "classeur"

    report = models.ForeignKey(
        AccountabilityReport,
        on_delete=models.PROTECT,
        related_name="files",
        verbose_name="reddition de comptes",
    )
    form = ChoiceField("format", choices=Form)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="file_of_report", verbose_name="document"
    )

    class Meta:
        verbose_name = "fichier d’une reddition"
        verbose_name_plural = "fichiers de redditions"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "form"],
                name="reports_reportfile_once",
                violation_error_message="Cette reddition a déjà ce fichier.",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.document)


class ReportWorkQuerySet(models.QuerySet["ReportWork"]):
    def visible_to(self, user: Any) -> "ReportWorkQuerySet":
        """Those who read drafts."""
        return self if reads_everything(user) else self.none()

    def open(self) -> "ReportWorkQuerySet":
        return self.filter(state__in=ReportWork.OPEN)


class ReportWork(models.Model):
    """What the background makes of a long report: a file of a draft, or its deposit.

    It lasts a day; its progress is read while it goes on.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        WORD = "docx", "Word"
        WORKBOOK = "xlsx", "classeur"
        DEPOSIT = "deposit", "dépôt"

    class State(models.TextChoices):
        WAITING = "waiting", "en attente"
        RUNNING = "running", "en cours"
        DONE = "done", "terminé"
        FAILED = "failed", "interrompu"

    OPEN = {State.WAITING, State.RUNNING}
    SILENCE = timedelta(minutes=3)

    report = models.ForeignKey(
        AccountabilityReport,
        on_delete=models.CASCADE,
        related_name="works",
        verbose_name="reddition de comptes",
    )
    kind = ChoiceField("travail", choices=Kind)
    state = ChoiceField("état", choices=State, default=State.WAITING)
    report_version = models.PositiveIntegerField("version de la reddition")
    visibility = ChoiceField("lecteurs au dépôt", choices=Visibility, blank=True, default="")
    asked_at = models.DateTimeField("demandé le", auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="demandé par",
    )
    beat_at = models.DateTimeField("dernier signe", default=timezone.now)
    step = models.PositiveSmallIntegerField("étape", default=0)
    steps = models.PositiveSmallIntegerField("étapes", default=0)
    told = models.CharField("où il en est", max_length=200, blank=True)
    content = models.BinaryField("fichier", null=True)

    objects = ReportWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "travail sur une reddition"
        verbose_name_plural = "travaux sur des redditions"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "kind"],
                condition=Q(state__in=["waiting", "running"]),
                name="reports_reportwork_one_at_a_time",
                violation_error_message="Ce travail est déjà en cours.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.report}"

    def get_absolute_url(self) -> str:
        return reverse("report_work", args=[self.pk])

    @property
    def steps_done(self) -> int:
        return max(self.step - 1, 0)

    @property
    def is_silent(self) -> bool:
        """Nothing was heard of it for so long that it may be asked for again."""
        return self.state in self.OPEN and timezone.now() - self.beat_at > self.SILENCE
