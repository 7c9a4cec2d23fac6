"""What stands on an agenda by itself: the follow-ups carried to it, and what was taken off."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone

from arbj_portal.core.constraints import exactly_one
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.roles import reads_everything
from meetings.models.agenda import AgendaItem, in_the_open, point_open_to
from meetings.models.decisions import Decision
from meetings.models.follow_ups import FollowUp
from meetings.models.locks import MEETING_OF_POINT, locked_once_adopted
from meetings.models.meetings import Meeting
from meetings.models.minutes import Minutes, minutes_are_shared, minutes_open_to

TOO_OFTEN = 3
"""From how many times on it is flagged that something was put off."""


class CarriedFollowUpQuerySet(models.QuerySet["CarriedFollowUp"]):
    def visible_to(self, user: Any) -> "CarriedFollowUpQuerySet":
        """Those of follow-ups that one may read, or that minutes one may read tell of.

        What was promised in a closed session is told to nobody else, wherever it stands.
        """
        if reads_everything(user):
            return self
        own = Q(follow_up__in=FollowUp.objects.visible_to(user))
        told = minutes_open_to(user, "agenda_item__meeting__")
        shared = minutes_are_shared("follow_up__agenda_item__meeting__")
        return self.filter(
            own | told & shared,
            point_open_to(user, "agenda_item__"),
            in_the_open("follow_up__agenda_item__"),
        )


@recorded()
class CarriedFollowUp(models.Model):
    """A follow-up that was still open when a meeting was prepared, as it stood on its agenda."""

    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        related_name="carried_follow_ups",
        verbose_name="point",
    )
    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.PROTECT, related_name="carried_to", verbose_name="suivi"
    )
    times = models.PositiveSmallIntegerField(
        "ordres du jour", default=1, help_text="Combien l’ont porté jusqu’ici, celui-ci compris."
    )
    status = ChoiceField("état", choices=FollowUp.Status)
    due_on = models.DateField("pour le", null=True, blank=True)

    objects = CarriedFollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi repris à l’ordre du jour"
        verbose_name_plural = "suivis repris à l’ordre du jour"
        ordering = ["agenda_item", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "follow_up"],
                name="meetings_carriedfollowup_once",
                violation_error_message="Ce suivi est déjà à l’ordre du jour.",
            )
        ]
        triggers = [locked_once_adopted(MEETING_OF_POINT)]

    def __str__(self) -> str:
        return str(self.follow_up)

    @property
    def is_open(self) -> bool:
        return self.status in FollowUp.OPEN

    @property
    def is_carried_too_often(self) -> bool:
        return self.times >= TOO_OFTEN

    @property
    def often(self) -> str:
        return f"{self.times}e inscription à l’ordre du jour"

    @property
    def look(self) -> str:
        """The name of its colour and shape."""
        return "late" if self.is_late else self.status

    @property
    def state_text(self) -> str:
        """« En retard » or its state, in the words that papers and pages share."""
        return "En retard" if self.is_late else self.get_status_display()

    @property
    def is_late(self) -> bool:
        """Late on the day of the meeting, or today where the meeting is to come."""
        day = min(self.agenda_item.meeting.date, timezone.localdate())
        return self.is_open and self.due_on is not None and self.due_on < day


SOURCES = ("carried_from", "adopts_minutes", "about_decision", "follow_up")


@recorded()
class LeftOut(models.Model):
    """What the coordination took off an agenda to come: it does not stand there again by itself.

    Exactly one of the four: a point put off, minutes to adopt, a decision, a follow-up.
    """

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="left_out", verbose_name="rencontre"
    )
    carried_from = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        null=True,
        related_name="left_out_of",
        verbose_name="point reporté",
    )
    adopts_minutes = models.ForeignKey(
        Minutes,
        on_delete=models.CASCADE,
        null=True,
        related_name="left_out_of",
        verbose_name="procès-verbal à adopter",
    )
    about_decision = models.ForeignKey(
        Decision,
        on_delete=models.CASCADE,
        null=True,
        related_name="left_out_of",
        verbose_name="décision à entériner ou à noter",
    )
    follow_up = models.ForeignKey(
        FollowUp,
        on_delete=models.CASCADE,
        null=True,
        related_name="left_out_of",
        verbose_name="suivi",
    )

    class Meta:
        verbose_name = "retrait d’un ordre du jour"
        verbose_name_plural = "retraits d’ordres du jour"
        ordering = ["id"]
        constraints = [
            exactly_one(
                "meetings_leftout_one", *SOURCES, message="Un retrait est celui d’une seule chose."
            ),
            models.UniqueConstraint(
                fields=["meeting", *SOURCES],
                name="meetings_leftout_once",
                nulls_distinct=False,
                violation_error_message="Cela est déjà retiré de cet ordre du jour.",
            ),
        ]

    def __str__(self) -> str:
        return next(str(source) for name in SOURCES if (source := getattr(self, name)))
