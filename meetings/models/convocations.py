"""What people are told of a meeting to come, and the links by which they answer without account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.constraints import together
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.rules import RowRule
from meetings.models.links import RepresentativeLink
from meetings.models.meetings import MANDATE_OF_COMMITTEE, Meeting
from members.models import Representative


class ConvocationQuerySet(models.QuerySet["Convocation"]):
    def news(self) -> "ConvocationQuerySet":
        """Those that tell something new; a reminder moves nothing in calendars."""
        return self.exclude(kind=Convocation.Kind.REMINDER)


@recorded()
class Convocation(models.Model):
    """What the people of a meeting were told, once: that it is, moves, comes soon or is not.

    sequence: the rank of what is told, by which calendars know the last; a reminder has that of
    what it recalls, and the day on which it went.
    """

    class Kind(models.TextChoices):
        CALL = "call", "Convocation"
        UPDATE = "update", "Changement"
        REMINDER = "reminder", "Rappel"
        POSTPONEMENT = "postponement", "Report"
        CANCELLATION = "cancellation", "Annulation"

    INVITING = frozenset({Kind.CALL, Kind.UPDATE, Kind.REMINDER})

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="convocations", verbose_name="rencontre"
    )
    kind = ChoiceField("type d’avis", choices=Kind)
    sequence = models.PositiveIntegerField("rang")
    words = models.TextField("mot de la coordination", max_length=2000, blank=True)
    day = models.DateField("jour du rappel", null=True, blank=True)
    sent_at = models.DateTimeField("envoyé le", default=timezone.now)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="envoyé par",
    )

    objects = ConvocationQuerySet.as_manager()

    class Meta:
        verbose_name = "avis de convocation"
        verbose_name_plural = "avis de convocation"
        ordering = ["meeting", "sequence", "id"]
        constraints = [
            models.CheckConstraint(
                name="meetings_convocation_day",
                condition=Q(kind="reminder", day__isnull=False)
                | ~Q(kind="reminder") & Q(day__isnull=True),
                violation_error_message="Un rappel dit son jour, lui seul.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "day"],
                name="meetings_convocation_reminded_once",
                violation_error_message="Un rappel est déjà parti aujourd’hui.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "sequence"],
                condition=~Q(kind="reminder"),
                name="meetings_convocation_sequence",
                violation_error_message="Un autre avis de la rencontre porte déjà ce rang.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.meeting}"

    @property
    def invites(self) -> bool:
        """Whether it asks for an answer; else it takes the meeting out of people’s calendars."""
        return self.kind in self.INVITING

    @property
    def is_reminder(self) -> bool:
        return self.kind == self.Kind.REMINDER


@recorded(exclude=["nonce"])
class PersonalLink(RepresentativeLink):
    """The way by which one representative answers for one meeting, without an account."""

    SALT = "meetings.personal_link"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="personal_links", verbose_name="rencontre"
    )

    class Meta:
        verbose_name = "lien personnel"
        verbose_name_plural = "liens personnels"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "representative"],
                condition=Q(revoked_at=None),
                name="meetings_personallink_once",
                violation_error_message="Cette personne a déjà un lien pour cette rencontre.",
            ),
            together("meetings_personallink_revoked", "revoked_at", "revoked_by"),
        ]
        triggers = [
            RowRule(
                name="mandate_of_committee",
                broken=MANDATE_OF_COMMITTEE,
                message="Un lien personnel est celui d’un mandat dans l’instance.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative} · {self.meeting}"

    def get_absolute_url(self) -> str:
        return reverse("personal_link", args=[self.token])

    @property
    def serves(self) -> bool:
        """Until the meeting ends, to whoever still sits there on its day."""
        if self.revoked_at or self.meeting.is_over:
            return False
        sitting = Representative.objects.on(self.meeting.date)
        return sitting.filter(
            pk=self.representative_id, membership__committee=self.meeting.committee_id
        ).exists()


@recorded()
class MeetingMessage(models.Model):
    """What one representative receives of a convocation: an e-mail, or a letter to print."""

    convocation = models.ForeignKey(
        Convocation, on_delete=models.PROTECT, related_name="messages", verbose_name="avis"
    )
    representative = models.ForeignKey(
        Representative,
        on_delete=models.PROTECT,
        related_name="meeting_messages",
        verbose_name="mandat",
    )
    message = models.OneToOneField(
        OutgoingMessage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="of_meeting",
        verbose_name="courriel",
        help_text="Vide pour une lettre, à qui n’a pas de courriel.",
    )

    class Meta:
        verbose_name = "envoi d’un avis"
        verbose_name_plural = "envois d’avis"
        ordering = ["convocation", "id"]

    def __str__(self) -> str:
        return f"{self.convocation} · {self.representative}"
