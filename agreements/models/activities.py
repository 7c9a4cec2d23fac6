"""What was done, and what it serves."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from agreements.models.agreements import Agreement, circle_of, open_to
from agreements.models.objectives import Objective
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.rules import RowRule
from members.models import Committee, Organization


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: Any) -> "ActivityQuerySet":
        """Public ones; for a partner also those of their own circles."""
        return self.filter(open_to(user))

    def of_partner(self, user: Any) -> "ActivityQuerySet":
        """Those of the agreements and committees that the user is a partner of."""
        return self.filter(circle_of(user))


@recorded()
class Activity(DemonstrationMarked):
    """Something done, on one or more periods, under an agreement or by a committee.

    What was loaded as a fact, rather than entered, was entered by nobody.
    """

    class Kind(models.TextChoices):
        SETTING_UP = "setting_up", "Mise sur pied"
        TRAINING = "training", "Formation"
        PRESENTATION = "presentation", "Présentation"
        DIAGNOSIS = "diagnosis", "Diagnostic territorial"
        STUDY = "study", "Étude"
        CONSULTATION = "consultation", "Consultation"
        ACTION_PLAN = "action_plan", "Plan d’action"
        MINISTERIAL = "ministerial", "Rencontre ministérielle"
        COMMUNICATION = "communication", "Communication"
        INTERCULTURAL = "intercultural", "Activité interculturelle"
        OTHER = "other", "Autre"

    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="entente",
    )
    committee = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name="instance",
    )
    title = models.CharField("titre", max_length=200)
    kind = ChoiceField("type d’activité", choices=Kind)
    period = PeriodField("quand")
    place = models.CharField("lieu", max_length=200, blank=True)
    description = models.TextField("description", max_length=8000, blank=True)
    people_reached = models.PositiveIntegerField("personnes rejointes", null=True, blank=True)
    objectives = models.ManyToManyField(
        Objective, through="ActivityObjective", related_name="activities", verbose_name="objectifs"
    )
    organizations = models.ManyToManyField(
        Organization,
        through="ActivityOrganization",
        related_name="activities",
        verbose_name="organismes",
    )
    visibility = visibility_field()
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("inscrite le", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="inscrite par",
    )

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "activité"
        ordering = ["-id"]
        constraints = [
            not_blank("agreements_activity_title", "title", "Donnez un titre à l’activité."),
            period_is_valid("period", name="agreements_activity_period"),
            models.CheckConstraint(
                name="agreements_activity_of_something",
                condition=Q(agreement__isnull=False) | Q(committee__isnull=False),
                violation_error_message="Rattachez l’activité à une entente ou à une instance.",
            ),
        ]
        triggers = [
            RowRule(
                name="agreement_of_objectives",
                operation=pgtrigger.UpdateOf("agreement_id"),
                condition=pgtrigger.Condition("NEW.agreement_id IS DISTINCT FROM OLD.agreement_id"),
                broken="""EXISTS (
                    SELECT FROM agreements_activityobjective link
                    JOIN agreements_objective objective ON objective.id = link.objective_id
                    WHERE link.activity_id = NEW.id
                    AND objective.agreement_id IS DISTINCT FROM NEW.agreement_id
                )""",
                message="L’activité sert encore des objectifs d’une autre entente.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("activity_detail", args=[self.pk])

    @property
    def attachments_url(self) -> str:
        """Where documents are attached to it."""
        return self.get_absolute_url()


@recorded()
class ActivityObjective(models.Model):
    """An objective that an activity serves."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="objective_links", verbose_name="activité"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="activity_links", verbose_name="objectif"
    )

    class Meta:
        verbose_name = "objectif d’une activité"
        verbose_name_plural = "objectifs d’activités"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "objective"],
                name="agreements_activityobjective_unique",
                violation_error_message="Cet objectif est déjà choisi.",
            )
        ]
        triggers = [
            RowRule(
                name="same_agreement",
                locks="PERFORM FROM agreements_activity WHERE id = NEW.activity_id "
                "FOR NO KEY UPDATE;",
                broken="""NOT EXISTS (
                    SELECT FROM agreements_activity activity
                    JOIN agreements_objective objective USING (agreement_id)
                    WHERE activity.id = NEW.activity_id AND objective.id = NEW.objective_id
                )""",
                message="Une activité sert des objectifs de son entente.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} · {self.objective}"


@recorded()
class ActivityOrganization(models.Model):
    """An organisation that took part in an activity."""

    activity = models.ForeignKey(
        Activity,
        on_delete=models.CASCADE,
        related_name="organization_links",
        verbose_name="activité",
    )
    organization = models.ForeignKey(
        Organization,
        on_delete=models.PROTECT,
        related_name="activity_links",
        verbose_name="organisme",
    )

    class Meta:
        verbose_name = "organisme d’une activité"
        verbose_name_plural = "organismes d’activités"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organization"],
                name="agreements_activityorganization_unique",
                violation_error_message="Cet organisme est déjà choisi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity} · {self.organization}"


@recorded()
class ActivityDocument(models.Model):
    """A document attached to an activity."""

    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="attachments", verbose_name="activité"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="of_activities", verbose_name="document"
    )

    class Meta:
        verbose_name = "document d’une activité"
        verbose_name_plural = "documents d’activités"
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "document"],
                name="agreements_activitydocument_unique",
                violation_error_message="Ce document est déjà joint à l’activité.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class ActivityPhotoQuerySet(models.QuerySet["ActivityPhoto"]):
    def visible_to(self, user: Any) -> "ActivityPhotoQuerySet":
        """Those whose document one may read."""
        return self.filter(attachment__document__in=Document.objects.visible_to(user))


@recorded(exclude=["thumbnail"])
class ActivityPhoto(models.Model):
    """A document of an activity that is shown as a picture, with what says it in words."""

    attachment = models.OneToOneField(
        ActivityDocument, on_delete=models.CASCADE, related_name="photo", verbose_name="document"
    )
    alternative = models.CharField("texte de remplacement", max_length=300)
    caption = models.CharField("légende", max_length=200, blank=True)
    credit = models.CharField("crédit", max_length=120, blank=True)
    thumbnail = models.FileField("vignette", upload_to="%Y/%m/", max_length=200, editable=False)
    width = models.PositiveIntegerField("largeur", editable=False)
    height = models.PositiveIntegerField("hauteur", editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = ActivityPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = "photo d’une activité"
        verbose_name_plural = "photos d’activités"
        ordering = ["id"]
        constraints = [
            not_blank(
                "agreements_activityphoto_alternative",
                "alternative",
                "Dites ce que montre la photo à qui ne la voit pas.",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or self.alternative

    def get_absolute_url(self) -> str:
        """The picture itself."""
        return reverse("photo_show", args=[self.pk, "grande"])
