"""What every room stands on: the portal itself, its documents, its submissions."""

import re
import uuid
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from arbj_portal.core import document_access
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.roles import Visibility, reads_everything


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
