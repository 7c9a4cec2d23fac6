"""How what was promised is chased: put off, recalled by mail, answered for by personal links."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.history import recorded
from arbj_portal.core.models import OutgoingMessage
from meetings.models.follow_ups import FollowUp, FollowUpQuerySet
from meetings.models.links import SignedLink
from members.models import Person


@recorded()
class FollowUpPostponement(models.Model):
    """A follow-up put off to a later day, and why."""

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, related_name="postponements", verbose_name="suivi"
    )
    due_from = models.DateField(
        "était pour le", null=True, blank=True, help_text="Vide où rien n’était fixé."
    )
    due_to = models.DateField("reporté au")
    reason = models.CharField("motif", max_length=400)
    postponed_at = models.DateTimeField("reporté le", default=timezone.now)
    postponed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="reporté par",
    )

    class Meta:
        verbose_name = "report d’un suivi"
        verbose_name_plural = "reports de suivis"
        ordering = ["follow_up", "postponed_at", "id"]
        constraints = [
            not_blank(
                "meetings_followuppostponement_reason",
                "reason",
                "Dites pourquoi le suivi est reporté.",
            ),
            models.CheckConstraint(
                name="meetings_followuppostponement_later",
                condition=Q(due_from__isnull=True) | Q(due_to__gt=F("due_from")),
                violation_error_message="Un suivi est reporté à une date ultérieure.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


@recorded(exclude=["nonce"])
class FollowUpLink(SignedLink):
    """The way by which somebody says, without an account, where their follow-ups stand."""

    SALT = "meetings.follow_up_link"

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="follow_up_links", verbose_name="personne"
    )

    class Meta:
        verbose_name = "lien personnel vers des suivis"
        verbose_name_plural = "liens personnels vers des suivis"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(revoked_at=None),
                name="meetings_followuplink_once",
                violation_error_message="Cette personne a déjà un lien vers ses suivis.",
            ),
            together("meetings_followuplink_revoked", "revoked_at", "revoked_by"),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("followup_link", args=[self.token])

    @property
    def follow_ups(self) -> FollowUpQuerySet:
        """What it opens: the open ones that its person answers for today."""
        return FollowUp.objects.told_by_mail().open().answered_by(self.person, timezone.localdate())

    @property
    def serves(self) -> bool:
        """While one of these is open, unless it was withdrawn."""
        return self.revoked_at is None and self.follow_ups.exists()


@recorded()
class FollowUpReminder(models.Model):
    """One person reminded of one follow-up, on one day; a message may recall several."""

    follow_up = models.ForeignKey(
        FollowUp, on_delete=models.CASCADE, related_name="reminders", verbose_name="suivi"
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="follow_up_reminders",
        verbose_name="personne",
    )
    day = models.DateField("jour")
    message = models.ForeignKey(
        OutgoingMessage,
        on_delete=models.PROTECT,
        related_name="follow_up_reminders",
        verbose_name="courriel",
    )

    class Meta:
        verbose_name = "rappel d’un suivi"
        verbose_name_plural = "rappels de suivis"
        ordering = ["follow_up", "day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up", "person", "day"],
                name="meetings_followupreminder_once",
                violation_error_message="Cette personne a déjà reçu un rappel aujourd’hui.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} · {self.person}"
