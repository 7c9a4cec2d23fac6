"""What surrounds the notes of a point: texts that lost a conflict, and who is writing now."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from arbj_portal.core.history import recorded
from arbj_portal.core.roles import reads_everything
from meetings.models.agenda import AgendaItem
from meetings.models.meetings import Meeting

PRESENT = timedelta(seconds=15)
"""An editor says every five seconds that it is there."""


class SetAsideTextQuerySet(models.QuerySet["SetAsideText"]):
    def visible_to(self, user: Any) -> "SetAsideTextQuerySet":
        """The coordination's and the administration's, as all that is not the minutes."""
        return self if reads_everything(user) else self.none()


@recorded()
class SetAsideText(models.Model):
    """Notes that somebody typed while somebody else saved the same point: kept, not chosen."""

    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        related_name="set_aside_texts",
        verbose_name="point",
    )
    text = models.TextField("texte mis de côté", max_length=60000, blank=True)
    base_version = models.PositiveIntegerField("écrit à partir de la version")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="auteur"
    )
    session = models.UUIDField("éditeur")
    set_aside_at = models.DateTimeField("mis de côté le", auto_now_add=True)

    objects = SetAsideTextQuerySet.as_manager()

    class Meta:
        verbose_name = "texte mis de côté"
        verbose_name_plural = "textes mis de côté"
        ordering = ["-set_aside_at", "-id"]

    def __str__(self) -> str:
        return f"{self.agenda_item} · {self.author}"


class EditingSessionQuerySet(models.QuerySet["EditingSession"]):
    def present(self) -> "EditingSessionQuerySet":
        """Those that were heard of a moment ago, by the names of their people."""
        recent = self.filter(seen_at__gt=timezone.now() - PRESENT)
        return recent.select_related("user", "agenda_item__parent").order_by("user__name", "id")

    def besides(self, session: UUID) -> "EditingSessionQuerySet":
        return self.exclude(session=session)

    def gone(self) -> "EditingSessionQuerySet":
        return self.filter(seen_at__lt=timezone.now() - timedelta(days=1))


class EditingSession(models.Model):
    """A tab in which somebody has the notes of a meeting open; forgotten a day later."""

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.CASCADE,
        related_name="editing_sessions",
        verbose_name="rencontre",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="compte"
    )
    session = models.UUIDField("éditeur")
    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name="point",
    )
    seen_at = models.DateTimeField("vu le", db_index=True)

    objects = EditingSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "présence à la rédaction"
        verbose_name_plural = "présences à la rédaction"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "user", "session"],
                name="meetings_editingsession_once",
                violation_error_message="Cet éditeur est déjà connu.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.meeting}"
