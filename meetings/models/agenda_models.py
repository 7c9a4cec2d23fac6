"""Models of an agenda: what a meeting to come may start from."""

import pgtrigger
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce

from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.rules import RowRule
from meetings.models.agenda import AgendaItem, Section
from members.models import Committee


class AgendaModelQuerySet(models.QuerySet["AgendaModel"]):
    def serving(self, committee: Committee | int) -> "AgendaModelQuerySet":
        """Those of a committee, and those of every committee."""
        return self.filter(models.Q(committee=committee) | models.Q(committee=None))


@recorded()
class AgendaModel(DemonstrationMarked):
    """An agenda that the meetings of one committee, or of any, may start from."""

    name = models.CharField("nom", max_length=120)
    committee = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_models",
        verbose_name="instance",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = AgendaModelQuerySet.as_manager()

    class Meta:
        verbose_name = "modèle d’ordre du jour"
        verbose_name_plural = "modèles d’ordre du jour"
        ordering = ["name", "id"]
        constraints = [
            not_blank("meetings_agendamodel_name", "name", "Donnez un nom au modèle."),
            models.UniqueConstraint(
                fields=["name", "committee"],
                name="meetings_agendamodel_unique",
                nulls_distinct=False,
                violation_error_message="Un modèle porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgendaModelItemQuerySet(models.QuerySet["AgendaModelItem"]):
    def in_order(self) -> "AgendaModelItemQuerySet":
        """As they are read: each point, then those under it."""
        return self.select_related("parent").order_by(
            "model",
            Coalesce("parent__position", "position"),
            F("parent").asc(nulls_first=True),
            "position",
        )


@recorded()
class AgendaModelItem(models.Model):
    """A point that meetings made from a model begin with."""

    model = models.ForeignKey(
        AgendaModel, on_delete=models.CASCADE, related_name="items", verbose_name="modèle"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="sous le point",
    )
    position = models.PositiveSmallIntegerField("ordre")
    section = ChoiceField("rubrique", choices=Section, blank=True, default="")
    title = models.CharField("point", max_length=200)
    kind = ChoiceField("nature", choices=AgendaItem.Kind, default=AgendaItem.Kind.INFORMATION)
    minutes_planned = models.PositiveSmallIntegerField("durée prévue (min)", null=True, blank=True)
    is_closed_session = models.BooleanField("à huis clos", default=False)

    objects = AgendaModelItemQuerySet.as_manager()

    class Meta:
        verbose_name = "point d’un modèle"
        verbose_name_plural = "points de modèles"
        ordering = ["model", "position", "id"]
        constraints = [
            not_blank("meetings_agendamodelitem_title", "title", "Donnez un titre au point."),
            models.UniqueConstraint(
                fields=["model", "parent", "position"],
                name="meetings_agendamodelitem_position",
                nulls_distinct=False,
                violation_error_message="Un point occupe déjà cette place.",
            ),
        ]
        triggers = [
            RowRule(
                name="parent_of_same_model",
                condition=pgtrigger.Condition("NEW.parent_id IS NOT NULL"),
                broken="""NOT EXISTS (
                    SELECT FROM meetings_agendamodelitem parent
                    WHERE parent.id = NEW.parent_id
                    AND parent.model_id = NEW.model_id
                    AND parent.parent_id IS NULL
                )""",
                message="Un sous-point se place sous un point du même modèle.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """« 6 », and « 6.1 » under it."""
        return f"{self.parent.position}.{self.position}" if self.parent else str(self.position)
