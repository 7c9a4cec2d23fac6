"""Who was told that a projet of minutes is there to be read."""

from django.db import models

from arbj_portal.core.history import recorded
from arbj_portal.core.models import OutgoingMessage
from meetings.models.minutes import Minutes
from members.models import Person


@recorded()
class ProjetMessage(models.Model):
    """The e-mail by which one reader learns that a projet is to be read."""

    minutes = models.ForeignKey(
        Minutes,
        on_delete=models.CASCADE,
        related_name="projet_messages",
        verbose_name="procès-verbal",
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name="personne"
    )
    message = models.OneToOneField(
        OutgoingMessage,
        on_delete=models.PROTECT,
        related_name="of_projet",
        verbose_name="courriel",
    )

    class Meta:
        verbose_name = "avis d’un projet à lire"
        verbose_name_plural = "avis de projets à lire"
        ordering = ["minutes", "id"]

    def __str__(self) -> str:
        return f"{self.minutes} · {self.person}"
