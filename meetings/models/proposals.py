"""Points that partners propose for a meeting to come."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from meetings.models.meetings import MANDATE_OF_COMMITTEE, Meeting
from members.models import Representative


class PointProposalQuerySet(models.QuerySet["PointProposal"]):
    def visible_to(self, user: Any) -> "PointProposalQuerySet":
        """The coordination's, and each person's own."""
        if reads_everything(user):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(representative__person__user=user.pk)

    def waiting(self) -> "PointProposalQuerySet":
        """To be accepted or declined while the agenda of their meeting is made."""
        return self.filter(
            state=PointProposal.State.WAITING, meeting__status=Meeting.Status.CONVENED
        )


@recorded()
class PointProposal(DemonstrationMarked):
    """A point that a representative asks the coordination to put on an agenda."""

    class State(models.TextChoices):
        WAITING = "waiting", "En attente"
        ACCEPTED = "accepted", "Acceptée"
        DECLINED = "declined", "Déclinée"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="proposals", verbose_name="rencontre"
    )
    representative = models.ForeignKey(
        Representative, on_delete=models.PROTECT, related_name="proposals", verbose_name="mandat"
    )
    title = models.CharField("point proposé", max_length=200)
    reason = models.TextField("pourquoi", max_length=2000)
    minutes_wanted = models.PositiveSmallIntegerField(
        "durée souhaitée (min)", null=True, blank=True
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="of_proposals",
        verbose_name="document",
    )
    proposed_at = models.DateTimeField("proposé le", auto_now_add=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="proposé par",
        help_text="Vide pour un lien personnel.",
    )
    state = ChoiceField("état", choices=State, default=State.WAITING, editable=False)
    answer = models.TextField("mot de la coordination", max_length=2000, blank=True)
    answered_at = models.DateTimeField("répondu le", null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="répondu par",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = PointProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "proposition de point"
        verbose_name_plural = "propositions de points"
        ordering = ["proposed_at", "id"]
        constraints = [
            not_blank("meetings_pointproposal_title", "title", "Donnez un titre au point."),
            not_blank("meetings_pointproposal_why", "reason", "Dites pourquoi ce point."),
            together("meetings_pointproposal_answered", "answered_at", "answered_by"),
            models.CheckConstraint(
                name="meetings_pointproposal_state",
                condition=Q(state="waiting", answered_at__isnull=True)
                | ~Q(state="waiting") & Q(answered_at__isnull=False),
                violation_error_message="Une proposition acceptée ou déclinée l’est à une date.",
            ),
            models.CheckConstraint(
                name="meetings_pointproposal_declined",
                condition=~Q(state="declined") | ~Q(answer=""),
                violation_error_message="Une proposition déclinée l’est avec un mot.",
            ),
        ]
        triggers = [
            RowRule(
                name="mandate_of_committee",
                broken=MANDATE_OF_COMMITTEE,
                message="On propose un point par un mandat dans l’instance.",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def organization_name(self) -> str:
        """As the organisation of the mandate was called on the day of the meeting."""
        return self.representative.membership.organization.name_on(self.meeting.date)
