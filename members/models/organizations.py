"""Organisations, the names they held, where they are, how to reach them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.sorting import alphabetical
from members.models.people import SHARED, Seats


@recorded()
class Locality(models.Model):
    """A place of the territory where organisations have their seat."""

    name = models.CharField("nom", max_length=80, unique=True)
    kind = models.CharField("genre", max_length=40)
    latitude = models.DecimalField(
        "latitude", max_digits=6, decimal_places=3, null=True, blank=True
    )
    longitude = models.DecimalField(
        "longitude", max_digits=6, decimal_places=3, null=True, blank=True
    )

    class Meta:
        verbose_name = "localité"
        ordering = [alphabetical("name")]
        constraints = [not_blank("members_locality_name", "name", "Donnez un nom à la localité.")]

    def __str__(self) -> str:
        return self.name


@recorded()
class Category(models.Model):
    """A category of organisations, from a list that the administration keeps."""

    name = models.CharField("nom", max_length=80, unique=True)
    position = models.PositiveSmallIntegerField("ordre", default=0)

    class Meta:
        verbose_name = "catégorie d’organisme"
        verbose_name_plural = "catégories d’organisme"
        ordering = ["position", alphabetical("name")]
        constraints = [not_blank("members_category_name", "name", "Donnez un nom à la catégorie.")]

    def __str__(self) -> str:
        return self.name


class OrganizationQuerySet(models.QuerySet["Organization"]):
    def visible_to(self, user: Any) -> "OrganizationQuerySet":
        """Public ones; for a partner also their own and those of the committees they sit in."""
        if reads_everything(user):
            return self
        public = Q(visibility=Visibility.PUBLIC)
        if not user.is_authenticated:
            return self.filter(public)
        seats = Seats.of(user)
        neighbours = self.model.objects.filter(
            memberships__committee__in=seats.committees, memberships__visibility__in=SHARED
        )
        own = Q(pk__in=seats.organizations)
        shared = Q(visibility=Visibility.PARTNERS, pk__in=neighbours.values("pk"))
        return self.filter(public | own | shared)

    def in_touch(self) -> "OrganizationQuerySet":
        """Without those of which committees only say that they are to be invited."""
        wished = self.model.objects.filter(memberships__invitation="to_invite")
        members = self.model.objects.filter(memberships__invitation="accepted")
        return self.exclude(
            pk__in=wished.exclude(pk__in=members.values("pk")).order_by().values("pk")
        )

    def named(self, words: str) -> "OrganizationQuerySet":
        """Those whose name, of today or earlier, or acronym holds each of the words."""
        found = self
        for word in words.split():
            former = FormerName.objects.named(word).values("organization")
            found = found.filter(
                Q(name__unaccent__icontains=word)
                | Q(acronym__unaccent__icontains=word)
                | Q(pk__in=former)
            )
        return found


@recorded()
class Organization(DemonstrationMarked):
    """A body that sits at a committee, signs an agreement or takes part in an activity."""

    name = models.CharField("nom d’aujourd’hui", max_length=200)
    acronym = models.CharField("sigle", max_length=20, blank=True)
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="organizations", verbose_name="catégorie"
    )
    locality = models.ForeignKey(
        Locality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organizations",
        verbose_name="localité",
    )
    website = models.URLField("site Web", blank=True)
    public_email = models.EmailField("courriel public", blank=True)
    public_phone = models.CharField("téléphone public", max_length=40, blank=True)
    visibility = visibility_field()
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = "organisme"
        ordering = [alphabetical("name"), "id"]
        constraints = [
            not_blank("members_organization_name", "name", "Donnez un nom à l’organisme."),
            models.UniqueConstraint(
                fields=["name", "locality"],
                name="members_organization_unique",
                nulls_distinct=False,
                violation_error_message="Un organisme de cette localité porte déjà ce nom.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def get_absolute_url(self) -> str:
        return reverse("organization_detail", args=[self.pk])

    @property
    def short_name(self) -> str:
        return self.acronym or self.name

    def name_on(self, day: date) -> str:
        """The name it held on a day; today's where no former one covers that day."""
        for former in self.former_names.all():
            if former.held.overlaps(day, day):
                return str(former)
        return str(self)


class FormerNameQuerySet(models.QuerySet["FormerName"]):
    def named(self, word: str) -> "FormerNameQuerySet":
        return self.filter(Q(name__unaccent__icontains=word) | Q(acronym__unaccent__icontains=word))


@recorded()
class FormerName(models.Model):
    """A name that an organisation held for a period before today's."""

    organization = models.ForeignKey(
        Organization,
        on_delete=models.CASCADE,
        related_name="former_names",
        verbose_name="organisme",
    )
    name = models.CharField("nom", max_length=200)
    acronym = models.CharField("sigle", max_length=20, blank=True)
    held = PeriodField("porté")

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        verbose_name = "ancien nom"
        verbose_name_plural = "anciens noms"
        ordering = ["held", "id"]
        constraints = [
            period_is_valid("held", name="members_formername_held"),
            not_blank("members_formername_name", "name", "Donnez l’ancien nom."),
            models.UniqueConstraint(
                fields=["organization", "name"],
                name="members_formername_unique",
                violation_error_message="Cet ancien nom est déjà inscrit.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name


@recorded()
class OrganizationContact(models.Model):
    """How the coordination reaches an organisation; never shown to anybody else but itself."""

    organization = models.OneToOneField(
        Organization, on_delete=models.CASCADE, related_name="contact", verbose_name="organisme"
    )
    email = models.EmailField("courriel interne", blank=True)
    phone = models.CharField("téléphone interne", max_length=40, blank=True)
    address = models.TextField("adresse postale", max_length=500, blank=True)
    note = models.TextField("note de la coordination", max_length=2000, blank=True)

    class Meta:
        verbose_name = "coordonnées internes d’un organisme"
        verbose_name_plural = "coordonnées internes d’organismes"

    def __str__(self) -> str:
        return str(self.organization)
