"""What every room stands on: the portal itself, its documents, its submissions, its mail."""

import re
import uuid
from pathlib import PurePosixPath
from typing import Any

import pgtrigger
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core import document_access
from arbj_portal.core.constraints import not_blank, one_line
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.rules import RowRule, unchanged


class DemonstrationMarked(models.Model):
    """A thing that may be fictitious, and then says so wherever it is shown."""

    is_demonstration = models.BooleanField("données de démonstration", default=False)

    class Meta:
        abstract = True


@recorded()
class Portal(models.Model):
    """The installation itself: the body that runs it and how it presents itself."""

    SINGLE = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=SINGLE, editable=False)
    name = models.CharField("nom du portail", max_length=120)
    subtitle = models.CharField("sous-titre", max_length=120, blank=True)
    body_name = models.CharField("nom de l’organisme", max_length=200)
    logo = models.FileField("logo", upload_to="portal/", max_length=200, blank=True)
    privacy_officer = models.CharField(
        "responsable de la protection des renseignements personnels", max_length=120
    )
    privacy_email = models.EmailField("courriel de cette personne", blank=True)
    privacy_phone = models.CharField("téléphone de cette personne", max_length=40, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    class Meta:
        verbose_name = "portail"
        verbose_name_plural = "portail"
        constraints = [
            models.CheckConstraint(
                name="core_portal_single",
                condition=Q(id=1),
                violation_error_message="Il n’y a qu’un portail.",
            ),
            not_blank("core_portal_name", "name", "Donnez un nom au portail."),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Another address for another file, so that browsers may keep what they have."""
        return f"{reverse('portal_logo')}?{PurePosixPath(str(self.logo)).stem}" if self.logo else ""


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Any) -> "DocumentQuerySet":
        """Documents whose own level and one of whose owners are open to this user."""
        if reads_everything(user):
            return self
        levels = [Visibility.PUBLIC]
        if user.is_authenticated:
            levels.append(Visibility.PARTNERS)
        return self.filter(document_access.owner_visible_to(user), visibility__in=levels)


@recorded()
class Document(DemonstrationMarked):
    """A file kept as it was received, known by its content."""

    title = models.CharField("titre", max_length=200)
    file = models.FileField("fichier", upload_to="%Y/%m/", max_length=200, editable=False)
    sha256 = models.CharField(
        "empreinte SHA-256",
        max_length=64,
        editable=False,
        validators=[RegexValidator(r"^[0-9a-f]{64}$")],
    )
    size = models.PositiveBigIntegerField("taille", editable=False)
    media_type = models.CharField("type de contenu", max_length=100, editable=False)
    visibility = visibility_field()
    uploaded_at = models.DateTimeField("déposé le", auto_now_add=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="déposé par",
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["-uploaded_at"], name="core_document_newest")]
        constraints = [
            not_blank("core_document_title", "title", "Donnez un titre au document."),
            models.CheckConstraint(
                name="core_document_sha256",
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message="L’empreinte du document est invalide.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document_download", args=[self.pk])

    @property
    def extension(self) -> str:
        return PurePosixPath(str(self.file)).suffix

    @property
    def download_name(self) -> str:
        """A name made from the title: no path, no control character, a true extension."""
        words = re.sub(r"[^\w’().-]+", " ", self.title).split()
        return f"{' '.join(words)[:120].strip(' .') or 'document'}{self.extension}"


class Submission(models.Model):
    """A form already received once: sent again, it leads to what it made the first time."""

    token = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    received_at = models.DateTimeField("reçu le", auto_now_add=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True
    )
    result_url = models.CharField("résultat", max_length=200, blank=True)

    class Meta:
        verbose_name = "envoi de formulaire"
        verbose_name_plural = "envois de formulaires"

    def __str__(self) -> str:
        return str(self.token)


@recorded(exclude=["content"])
class MessageFile(models.Model):
    """A file that goes with messages, as they took it along: hundreds of them share one."""

    name = models.CharField("nom", max_length=200)
    media_type = models.CharField("type de contenu", max_length=200)
    content = models.BinaryField("contenu")
    size = models.PositiveIntegerField("taille")
    sha256 = models.CharField("empreinte SHA-256", max_length=64)

    class Meta:
        verbose_name = "fichier joint"
        verbose_name_plural = "fichiers joints"
        ordering = ["name", "id"]
        constraints = [
            not_blank("core_messagefile_name", "name", "Donnez un nom au fichier."),
            one_line("core_messagefile_one_line", "name", "media_type"),
            models.UniqueConstraint(
                name="core_messagefile_once",
                fields=["sha256", "name", "media_type"],
                violation_error_message="Ce fichier est déjà gardé.",
            ),
            models.CheckConstraint(
                name="core_messagefile_fingerprint",
                condition=Q(
                    sha256=Func(
                        Func(F("content"), function="sha256"),
                        Value("hex"),
                        function="encode",
                        output_field=models.CharField(),
                    ),
                    size=Func(F("content"), function="length", output_field=models.IntegerField()),
                ),
                violation_error_message="L’empreinte et la taille sont celles du contenu.",
            ),
        ]
        triggers = [
            unchanged(
                "name",
                "media_type",
                "content",
                message="Un fichier joint reste comme il est parti.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    def visible_to(self, user: Any) -> "OutgoingMessageQuerySet":
        """Mail is read by the coordination and the administration, who read everything."""
        return self if reads_everything(user) else self.none()

    def due(self) -> "OutgoingMessageQuerySet":
        """What should be on its way by now, the longest waiting first."""
        waiting = self.filter(
            state=OutgoingMessage.State.QUEUED, next_attempt_at__lte=timezone.now()
        )
        return waiting.order_by("next_attempt_at", "pk")

    def failed(self) -> "OutgoingMessageQuerySet":
        return self.filter(state=OutgoingMessage.State.FAILED)

    def holding(self, words: str) -> "OutgoingMessageQuerySet":
        """Those whose subject, text or recipient holds each of the words."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(subject__unaccent__icontains=word)
                | Q(text__unaccent__icontains=word)
                | Q(recipient_name__unaccent__icontains=word)
                | Q(recipient_address__icontains=word)
            )
        return found


@recorded(exclude=["text"])
class OutgoingMessage(DemonstrationMarked):
    """An e-mail to one person, from the moment the portal decided to send it; its row is the queue.

    A transaction that holds the row's lock is handing it over to the mail server.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "En attente"
        SENT = "sent", "Envoyé"
        FAILED = "failed", "Non remis"
        WITHDRAWN = "withdrawn", "Retiré avant l’envoi"
        KEPT = "kept", "Gardé ici, sans envoi"

    FINAL = frozenset({State.WITHDRAWN, State.KEPT})

    recipient_name = models.CharField("destinataire", max_length=200, blank=True)
    recipient_address = models.EmailField("adresse")
    reply_to = models.EmailField("réponse à", blank=True)
    subject = models.CharField("sujet", max_length=300)
    text = models.TextField("texte")
    files = models.ManyToManyField(
        MessageFile, related_name="messages", blank=True, verbose_name="fichiers joints"
    )
    about = models.CharField("page concernée", max_length=200, blank=True)
    about_title = models.CharField("ce qu’il concerne", max_length=200, blank=True)
    message_id = models.CharField("identifiant du courriel", max_length=200, unique=True)
    state = ChoiceField("état", choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("essais", default=0)
    next_attempt_at = models.DateTimeField("prochain essai", null=True, blank=True)
    last_error = models.TextField("dernier refus", blank=True)
    queued_at = models.DateTimeField("demandé le", default=timezone.now)
    queued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name="demandé par",
    )
    sent_at = models.DateTimeField("envoyé le", null=True, blank=True)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = "courriel"
        ordering = ["-queued_at", "-id"]
        constraints = [
            not_blank("core_outgoingmessage_to", "recipient_address", "Donnez une adresse."),
            not_blank("core_outgoingmessage_subject", "subject", "Donnez un sujet au courriel."),
            not_blank("core_outgoingmessage_text", "text", "Donnez un texte au courriel."),
            one_line(
                "core_outgoingmessage_one_line",
                "recipient_name",
                "recipient_address",
                "reply_to",
                "subject",
                "message_id",
            ),
            models.CheckConstraint(
                name="core_outgoingmessage_next_attempt",
                condition=Q(state="queued", next_attempt_at__isnull=False)
                | ~Q(state="queued") & Q(next_attempt_at__isnull=True),
                violation_error_message="Un courriel en attente a un prochain essai, lui seul.",
            ),
            models.CheckConstraint(
                name="core_outgoingmessage_sent",
                condition=Q(state="sent", sent_at__isnull=False)
                | ~Q(state="sent") & Q(sent_at__isnull=True),
                violation_error_message="Un courriel envoyé dit quand il est parti, lui seul.",
            ),
            models.CheckConstraint(
                name="core_outgoingmessage_kept",
                condition=Q(state="kept", is_demonstration=True)
                | ~Q(state="kept") & Q(is_demonstration=False),
                violation_error_message="Un courriel de démonstration ne part pas, lui seul.",
            ),
        ]
        indexes = [
            models.Index(
                name="core_outgoingmessage_due",
                fields=["next_attempt_at", "id"],
                condition=Q(state="queued"),
            ),
            models.Index(name="core_outgoingmessage_newest", fields=["-queued_at", "-id"]),
            models.Index(name="core_outgoingmessage_about", fields=["about"]),
        ]
        triggers = [
            unchanged(
                "recipient_name",
                "recipient_address",
                "reply_to",
                "subject",
                "text",
                "about",
                "about_title",
                message="Un courriel garde le texte et le destinataire qui lui furent donnés.",
            ),
            RowRule(
                name="final",
                operation=pgtrigger.Update,
                broken="OLD.state IN ('withdrawn', 'kept') AND NEW.state <> OLD.state",
                message="Un courriel retiré ou gardé ici ne part plus.",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("message_detail", args=[self.pk])

    @property
    def may_go_again(self) -> bool:
        """What left, was refused, or waits for another attempt."""
        return self.attempts > 0 and self.state not in self.FINAL
