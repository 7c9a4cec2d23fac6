"""What is corrected in minutes once they are adopted: beside their text, never in it."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models

from arbj_portal.core.constraints import not_blank
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule, same_owner
from meetings.models.agenda import AgendaItem, in_the_open
from meetings.models.locks import ADOPTED
from meetings.models.minutes import Minutes, minutes_open_to


class ErratumQuerySet(models.QuerySet["Erratum"]):
    def visible_to(self, user: Any) -> "ErratumQuerySet":
        """A part of the minutes: seen by those who may read them, closed sessions apart."""
        if reads_everything(user):
            return self
        readable = minutes_open_to(user, meeting="minutes__meeting__", minutes="minutes__")
        return self.in_the_open().filter(readable)

    def in_the_open(self) -> "ErratumQuerySet":
        return self.filter(models.Q(agenda_item=None) | in_the_open("agenda_item__"))


@recorded()
class Erratum(DemonstrationMarked):
    """A correction of adopted minutes, of one point or of the whole; it stays as it was written."""

    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, related_name="errata", verbose_name="procès-verbal"
    )
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="errata",
        verbose_name="point",
    )
    date = models.DateField("date")
    text = models.TextField("texte", max_length=4000)
    reason = models.CharField("motif", max_length=400)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="auteur"
    )

    objects = ErratumQuerySet.as_manager()

    class Meta:
        verbose_name = "erratum"
        verbose_name_plural = "errata"
        ordering = ["date", "id"]
        constraints = [
            not_blank("meetings_erratum_text", "text", "Écrivez l’erratum."),
            not_blank("meetings_erratum_reason", "reason", "Donnez le motif de l’erratum."),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete),
            same_owner(
                "agenda_item_of_same_meeting",
                through="agenda_item_id",
                table="meetings_agendaitem",
                owner="meeting_id",
                own="minutes_id",
                message="Un erratum porte sur un point de la même rencontre.",
            ),
            RowRule(
                name="of_adopted_minutes",
                broken=f"""NOT EXISTS (
                    SELECT FROM meetings_minutes minutes
                    WHERE minutes.meeting_id = NEW.minutes_id AND minutes.state IN {ADOPTED}
                    AND minutes.adopted_on <= NEW.date
                )""",
                message="Un erratum corrige ce qui est adopté, et ne précède pas l’adoption.",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
