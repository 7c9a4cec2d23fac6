"""The points of an agenda, with what was said of each."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from agreements.models import Objective
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from meetings.models.meetings import Meeting
from members.models import Person


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """Points of meetings one may see; closed-session ones are the coordination's."""
        if reads_everything(user):
            return self
        return self.in_the_open().filter(meeting__in=Meeting.objects.visible_to(user))

    def in_order(self) -> "AgendaItemQuerySet":
        """As they are read: each point, then those under it."""
        return self.select_related("parent").order_by(
            Coalesce("parent__position", "position"), F("parent").asc(nulls_first=True), "position"
        )

    def in_the_open(self) -> "AgendaItemQuerySet":
        return self.filter(
            Q(parent=None) | Q(parent__is_closed_session=False), is_closed_session=False
        )


@recorded()
class AgendaItem(DemonstrationMarked):
    """A point of a meeting's agenda; its notes are the text of the minutes."""

    class Kind(models.TextChoices):
        INFORMATION = "information", "information"
        DISCUSSION = "discussion", "discussion"
        DECISION = "decision", "décision"

    class Outcome(models.TextChoices):
        TREATED = "treated", "Traité"
        POSTPONED = "postponed", "Reporté à la prochaine rencontre"
        WITHDRAWN = "withdrawn", "Retiré"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_items", verbose_name="rencontre"
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
    title = models.CharField("point", max_length=200)
    kind = ChoiceField("nature", choices=Kind, default=Kind.INFORMATION)
    minutes_planned = models.PositiveSmallIntegerField("durée prévue (min)", null=True, blank=True)
    presenter = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="présenté par",
    )
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="objectif",
    )
    is_closed_session = models.BooleanField("à huis clos", default=False)
    notes = models.TextField("notes", max_length=60000, blank=True)
    outcome = ChoiceField("issue", choices=Outcome, blank=True, default="")
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "point"
        ordering = ["meeting_id", "position", "id"]
        constraints = [
            not_blank("meetings_agendaitem_title", "title", "Donnez un titre au point."),
            models.UniqueConstraint(
                fields=["meeting", "parent", "position"],
                name="meetings_agendaitem_position",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Un point occupe déjà cette place.",
            ),
        ]
        triggers = [
            RowRule(
                name="parent_of_same_meeting",
                locks="PERFORM FROM meetings_agendaitem WHERE id = NEW.parent_id FOR SHARE;",
                broken="""NEW.parent_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM meetings_agendaitem parent
                    WHERE parent.id = NEW.parent_id
                    AND parent.meeting_id = NEW.meeting_id
                    AND parent.parent_id IS NULL
                ) OR EXISTS (
                    SELECT FROM meetings_agendaitem child
                    WHERE child.parent_id = NEW.id
                    AND (NEW.parent_id IS NOT NULL OR child.meeting_id <> NEW.meeting_id)
                )""",
                message="Un sous-point se place sous un point de la même rencontre.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def number(self) -> str:
        """« 6 », and « 6.1 » under it."""
        return f"{self.parent.position}.{self.position}" if self.parent else str(self.position)
