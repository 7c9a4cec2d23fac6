"""The papers of adopted minutes, kept as they were made."""

from typing import Any

import pgtrigger
from django.db import models

from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import Document
from arbj_portal.core.roles import reads_everything
from meetings.models.errata import ErratumQuerySet
from meetings.models.minutes import Minutes


class MinutesRenderingQuerySet(models.QuerySet["MinutesRendering"]):
    def current(self, minutes: Minutes, audience: str) -> "MinutesRenderingQuerySet":
        """The one that tells this audience every erratum that it may read."""
        errata = MinutesRendering.Audience(audience).errata_of(minutes).count()
        return self.filter(minutes=minutes, audience=audience, errata=errata)


@recorded()
class MinutesRendering(models.Model):
    """Adopted minutes as a PDF that never changes, for those who read all of it or the rest.

    An erratum makes another for those who may read it; « errata » is how many each tells.
    """

    class Audience(models.TextChoices):
        OPEN = "open", "sans les points à huis clos"
        FULL = "full", "avec les points à huis clos"

        @classmethod
        def of(cls, user: Any) -> "MinutesRendering.Audience":
            """The one that this reader of the minutes may read."""
            return cls.FULL if reads_everything(user) else cls.OPEN

        def errata_of(self, minutes: Minutes) -> ErratumQuerySet:
            return minutes.errata.all() if self == self.FULL else minutes.errata.in_the_open()

    minutes = models.ForeignKey(
        Minutes, on_delete=models.PROTECT, related_name="renderings", verbose_name="procès-verbal"
    )
    audience = ChoiceField("lecteurs", choices=Audience, editable=False)
    errata = models.PositiveSmallIntegerField("errata", default=0, editable=False)
    document = models.OneToOneField(
        Document, on_delete=models.PROTECT, related_name="rendering_of", verbose_name="document"
    )

    objects = MinutesRenderingQuerySet.as_manager()

    class Meta:
        verbose_name = "rendu d’un procès-verbal"
        verbose_name_plural = "rendus de procès-verbaux"
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "audience", "errata"],
                name="meetings_minutesrendering_once",
                violation_error_message="Ce procès-verbal a déjà son rendu.",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.document)
