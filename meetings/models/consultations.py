"""Decisions asked for between meetings, by e-mail."""

from datetime import date
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from agreements.models import Objective
from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document, OutgoingMessage
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from arbj_portal.core.typography import date_text
from meetings.models.decisions import Decision
from meetings.models.links import RepresentativeLink
from members.models import Committee, Representative, Seats

VOICE_OF_COMMITTEE = """NOT EXISTS (
    SELECT FROM members_representative mandate
    JOIN members_membership membership ON membership.id = mandate.membership_id
    JOIN meetings_consultation consultation ON consultation.id = NEW.consultation_id
    WHERE mandate.id = NEW.representative_id
    AND membership.committee_id = consultation.committee_id
    AND membership.votes
)"""
"""What a row of a consultation breaks whose mandate gives no voice in its committee."""


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def visible_to(self, user: Any) -> "ConsultationQuerySet":
        """Once it was sent, those who sit in the committee; drafts are the coordination's."""
        if reads_everything(user):
            return self
        sent = self.exclude(opened_at=None)
        return sent.filter(committee__in=Seats.of(user).committees)


@recorded()
class Consultation(DemonstrationMarked):
    """A decision asked of the members of a committee between two meetings, by e-mail."""

    class State(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        OPEN = "open", "En cours"
        CLOSED = "closed", "Close"
        ABANDONED = "abandoned", "Abandonnée"

    ALLOWED = {
        State.DRAFT: {State.OPEN, State.ABANDONED},
        State.OPEN: {State.CLOSED, State.ABANDONED},
        State.CLOSED: set(),
        State.ABANDONED: set(),
    }

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="consultations", verbose_name="instance"
    )
    title = models.CharField("objet", max_length=200)
    question = models.TextField("texte de la décision proposée", max_length=8000)
    context = models.TextField("contexte", max_length=60_000, blank=True)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name="objectif",
    )
    until = models.DateField("réponses jusqu’au")
    state = ChoiceField("état", choices=State, default=State.DRAFT, editable=False)
    opened_at = models.DateTimeField("ouverte le", null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="ouverte par",
    )
    reason = models.TextField("motif", max_length=2000, blank=True, editable=False)
    decision = models.OneToOneField(
        Decision,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="consultation",
        verbose_name="décision",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("inscrite le", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="inscrite par",
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "consultation par courriel"
        verbose_name_plural = "consultations par courriel"
        ordering = ["-created_at", "-id"]
        constraints = [
            not_blank("meetings_consultation_title", "title", "Donnez l’objet."),
            not_blank(
                "meetings_consultation_question", "question", "Donnez le texte de la décision."
            ),
            together("meetings_consultation_opened", "opened_at", "opened_by"),
            models.CheckConstraint(
                name="meetings_consultation_sent",
                condition=~Q(state__in=["open", "closed"]) | Q(opened_at__isnull=False),
                violation_error_message="Une consultation en cours porte la date de son envoi.",
            ),
            models.CheckConstraint(
                name="meetings_consultation_decided",
                condition=Q(state="closed", decision__isnull=False)
                | ~Q(state="closed") & Q(decision__isnull=True),
                violation_error_message="Une consultation close porte sa décision.",
            ),
            models.CheckConstraint(
                name="meetings_consultation_reason",
                condition=~Q(state="abandoned") | ~Q(reason=""),
                violation_error_message="Une consultation abandonnée en donne le motif.",
            ),
        ]
        triggers = [
            RowRule(
                name="text_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__opened_at__isnull=False),
                broken="""(NEW.committee_id, NEW.title, NEW.question, NEW.context)
                    IS DISTINCT FROM (OLD.committee_id, OLD.title, OLD.question, OLD.context)""",
                message="Le texte sur lequel on a répondu ne change plus.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation_detail", args=[self.pk])

    def may_become(self, state: str) -> bool:
        return state in self.ALLOWED[self.State(self.state)]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def takes_answers(self) -> bool:
        """While it is open, its last day included."""
        return self.is_open and self.until >= timezone.localdate()

    @property
    def opened_on(self) -> date | None:
        return timezone.localdate(self.opened_at) if self.opened_at else None

    @property
    def span(self) -> str:
        """« du 3 au 18 mars 2026 », until the day on which it was closed, or is to be."""
        first, last = self.opened_on, self.decision.taken_on if self.decision else self.until
        if first is None or last is None:
            return f"jusqu’au {date_text(self.until)}"
        if first == last:
            return f"du {date_text(last)}"
        start = date_text(first)
        if first.year == last.year:
            start = start.removesuffix(f" {first.year}")
        if (first.year, first.month) == (last.year, last.month):
            start = start.split()[0]
        return f"du {start} au {date_text(last)}"


@recorded()
class ConsultationDocument(models.Model):
    """A document that goes with what is asked."""

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.CASCADE,
        related_name="attachments",
        verbose_name="consultation",
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="of_consultations", verbose_name="document"
    )

    class Meta:
        verbose_name = "document d’une consultation"
        verbose_name_plural = "documents de consultations"
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "document"],
                name="meetings_consultationdocument_unique",
                violation_error_message="Ce document est déjà joint à la consultation.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


@recorded()
class ConsultationAnswer(models.Model):
    """What somebody answered in the name of their organisation; the last one counts."""

    class Answer(models.TextChoices):
        FOR = "for", "Pour"
        AGAINST = "against", "Contre"
        ABSTENTION = "abstention", "Abstention"

    consultation = models.ForeignKey(
        Consultation,
        on_delete=models.PROTECT,
        related_name="answers",
        verbose_name="consultation",
    )
    representative = models.ForeignKey(
        Representative,
        on_delete=models.PROTECT,
        related_name="consultation_answers",
        verbose_name="mandat",
    )
    answer = ChoiceField("réponse", choices=Answer)
    comment = models.TextField("commentaire", max_length=4000, blank=True)
    answered_at = models.DateTimeField("répondu le", default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="inscrit par",
        help_text="Vide par un lien personnel.",
    )

    class Meta:
        verbose_name = "réponse à une consultation"
        verbose_name_plural = "réponses à une consultation"
        ordering = ["id"]
        triggers = [
            RowRule(
                name="voice_of_committee",
                broken=VOICE_OF_COMMITTEE,
                message="On répond au nom d’un organisme qui a droit de vote dans l’instance.",
            ),
            RowRule(
                name="kept",
                operation=pgtrigger.Update | pgtrigger.Delete,
                broken="TRUE",
                message="Une réponse donnée reste à l’historique : on en donne une autre.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.representative} · {self.get_answer_display()}"

    @property
    def look(self) -> str:
        """The name of its colour and shape."""
        return f"vote_{self.answer}"


@recorded(exclude=["nonce"])
class ConsultationLink(RepresentativeLink):
    """What one representative was asked, and the link by which they answer.

    Without a message they are asked otherwise, by telephone for example.
    """

    SALT = "meetings.consultation_link"

    consultation = models.ForeignKey(
        Consultation, on_delete=models.PROTECT, related_name="links", verbose_name="consultation"
    )
    message = models.OneToOneField(
        OutgoingMessage,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="of_consultation",
        verbose_name="courriel",
    )

    class Meta:
        verbose_name = "envoi d’une consultation"
        verbose_name_plural = "envois de consultations"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "representative"],
                condition=Q(revoked_at=None),
                name="meetings_consultationlink_once",
                violation_error_message="Cette personne a déjà un lien pour cette consultation.",
            ),
            together("meetings_consultationlink_revoked", "revoked_at", "revoked_by"),
        ]
        triggers = [
            RowRule(
                name="voice_of_committee",
                broken=VOICE_OF_COMMITTEE,
                message="On consulte qui parle pour un organisme qui a droit de vote.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative} · {self.consultation}"

    def get_absolute_url(self) -> str:
        return reverse("consultation_link", args=[self.token])

    @property
    def serves(self) -> bool:
        """Until the last day, to whoever still has a voice there."""
        if self.revoked_at or not self.consultation.takes_answers:
            return False
        sitting = Representative.objects.current().filter(membership__votes=True)
        return sitting.filter(
            pk=self.representative_id, membership__committee=self.consultation.committee_id
        ).exists()
