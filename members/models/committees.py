"""Committees, and the organisations that sit in them."""

from datetime import date
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.constraints import not_blank, ordered_dates
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.ranges import closed_date_range
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.sorting import alphabetical
from members.models.organizations import Organization
from members.models.people import Seats, running_on


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, user: Any) -> "CommitteeQuerySet":
        """Public ones; for a partner also those in which they sit today."""
        if reads_everything(user):
            return self
        public = Q(visibility=Visibility.PUBLIC)
        if not user.is_authenticated:
            return self.filter(public)
        own = Q(visibility=Visibility.PARTNERS, pk__in=Seats.of(user).committees)
        return self.filter(public | own)

    def of(self, user: Any) -> "CommitteeQuerySet":
        """Where the user sits today."""
        return self.filter(pk__in=Seats.of(user).committees)


MOST_DAYS = 90


def usual_reminder_days() -> list[int]:
    return [14, 3]


@recorded()
class Committee(DemonstrationMarked):
    """A table or a committee that meets: the regional one, and those that it sets up."""

    class Kind(models.TextChoices):
        TABLE = "table", "table de concertation"
        COMMITTEE = "committee", "comité de travail"

    class QuorumRule(models.TextChoices):
        NONE = "none", "aucun quorum"
        NUMBER = "number", "un nombre de voix"
        SHARE = "share", "une part des membres votants"

    class MinutesWord(models.TextChoices):
        MINUTES = "minutes", "procès-verbal"
        REPORT = "report", "compte rendu"

    class AdoptionWord(models.TextChoices):
        ADOPTED = "adopted", "adopté"
        APPROVED = "approved", "approuvé"

    class ProjetReaders(models.TextChoices):
        ATTENDEES = "attendees", "les personnes présentes"
        PARTNERS = "partners", "les partenaires de l’instance"

    name = models.CharField("nom", max_length=200, unique=True)
    acronym = models.CharField(
        "sigle",
        max_length=12,
        unique=True,
        help_text="Préfixe des numéros de décision, par exemple TCJI.",
        validators=[
            RegexValidator(
                r"^[A-Z][A-Z0-9]*\Z", "Le sigle s’écrit en majuscules et en chiffres, sans espace."
            )
        ],
    )
    kind = ChoiceField("genre", choices=Kind, default=Kind.TABLE)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subcommittees",
        verbose_name="relève de",
    )
    mandate = models.TextField("mandat", max_length=4000, blank=True)
    quorum_rule = ChoiceField("quorum", choices=QuorumRule, default=QuorumRule.NONE)
    quorum_value = models.PositiveSmallIntegerField(
        "valeur du quorum",
        null=True,
        blank=True,
        help_text="Nombre de voix, ou pourcentage des membres votants.",
    )
    minutes_word = ChoiceField(
        "nom donné aux notes officielles",
        choices=MinutesWord,
        default=MinutesWord.MINUTES,
    )
    adoption_word = ChoiceField(
        "mot de l’adoption", choices=AdoptionWord, default=AdoptionWord.ADOPTED
    )
    projet_readers = ChoiceField(
        "qui lit le projet",
        choices=ProjetReaders,
        default=ProjetReaders.PARTNERS,
        help_text="Du procès-verbal, jusqu’à son adoption. La coordination le lit toujours.",
    )
    reminder_days = ArrayField(
        models.PositiveSmallIntegerField(),
        verbose_name="jours des rappels",
        default=usual_reminder_days,
        blank=True,
        help_text="Combien de jours avant une rencontre, par exemple 14, 3. Vide : aucun rappel.",
    )
    reminds_only_silent = models.BooleanField(
        "ne rappeler qu’aux personnes qui n’ont pas répondu", default=False
    )
    visibility = visibility_field()
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        verbose_name = "instance"
        ordering = ["-kind", alphabetical("name")]
        constraints = [
            not_blank("members_committee_name", "name", "Donnez un nom à l’instance."),
            models.CheckConstraint(
                name="members_committee_parent",
                condition=Q(kind="committee") | Q(parent__isnull=True),
                violation_error_message="Une table ne relève d’aucune autre instance.",
            ),
            models.CheckConstraint(
                name="members_committee_reminder_days",
                condition=Q(reminder_days__contained_by=list(range(1, MOST_DAYS + 1))),
                violation_error_message=f"Un rappel part de 1 à {MOST_DAYS} jours avant.",
            ),
            models.CheckConstraint(
                name="members_committee_quorum",
                condition=Q(quorum_rule="none", quorum_value__isnull=True)
                | Q(quorum_rule="number", quorum_value__isnull=False, quorum_value__gte=1)
                | Q(
                    quorum_rule="share",
                    quorum_value__isnull=False,
                    quorum_value__range=(1, 100),
                ),
                violation_error_message=(
                    "Donnez un nombre de voix, ou une part de 1 à 100 pour cent; "
                    "laissez la valeur vide quand il n’y a pas de quorum."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("committee_detail", args=[self.pk])

    @property
    def narrows_projets(self) -> bool:
        """Whether those alone who attended read the projet of minutes."""
        return self.projet_readers == self.ProjetReaders.ATTENDEES

    @property
    def where(self) -> str:
        """« à la TCJI »: a table is feminine, a committee masculine."""
        return f"{'à la' if self.kind == self.Kind.TABLE else 'au'} {self.acronym}"


TO_INVITE_RANK, LAST_RANK = 10, 20


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """The organisations that were members on a day."""
        return self.filter(running_on(day), invitation=Membership.Invitation.ACCEPTED)

    def current(self) -> "MembershipQuerySet":
        return self.on(timezone.localdate())

    def ranked(self) -> "MembershipQuerySet":
        """With the rank by which lists group: members by role, then those to invite, then others.

        A member's rank is the place of its role in Membership.Role.
        """
        roles = [
            When(role=role, then=Value(rank)) for rank, role in enumerate(Membership.Role.values)
        ]
        sits = running_on(timezone.localdate()) & Q(invitation=Membership.Invitation.ACCEPTED)
        return self.annotate(
            rank=Case(
                When(sits, then=Case(*roles, default=Value(LAST_RANK))),
                When(invitation__in=Membership.PENDING, then=Value(TO_INVITE_RANK)),
                default=Value(LAST_RANK),
            )
        )

    def visible_to(self, user: Any) -> "MembershipQuerySet":
        """Of the committees and organisations one may see, at the level of the membership."""
        if reads_everything(user):
            return self
        visible = self.filter(
            committee__in=Committee.objects.visible_to(user),
            organization__in=Organization.objects.visible_to(user),
        )
        return visible.filter(
            Q(visibility=Visibility.PUBLIC)
            | Q(visibility=Visibility.PARTNERS, committee__in=Seats.of(user).committees)
        )


@recorded()
class Membership(DemonstrationMarked):
    """An organisation in a committee, from its invitation to its leaving."""

    class Role(models.TextChoices):
        LEAD = "lead", "organisme responsable"
        FUNDER = "funder", "partenaire financier"
        REGULAR = "regular", "membre régulier"
        ADVISORY = "advisory", "membre conseiller"
        OBSERVER = "observer", "observateur"
        RESOURCE = "resource", "personne-ressource"

    class Invitation(models.TextChoices):
        TO_INVITE = "to_invite", "À inviter"
        INVITED = "invited", "Invitée"
        REMINDED = "reminded", "Relancée"
        ACCEPTED = "accepted", "Acceptée"
        DECLINED = "declined", "Déclinée"
        NO_ANSWER = "no_answer", "Sans réponse"
        WITHDRAWN = "withdrawn", "Retirée"

    PENDING = {
        Invitation.TO_INVITE,
        Invitation.INVITED,
        Invitation.REMINDED,
        Invitation.NO_ANSWER,
    }
    ANSWERS = {Invitation.ACCEPTED, Invitation.DECLINED}
    ALLOWED = {
        Invitation.TO_INVITE: {Invitation.INVITED, Invitation.WITHDRAWN} | ANSWERS,
        Invitation.INVITED: {Invitation.REMINDED, Invitation.NO_ANSWER, Invitation.WITHDRAWN}
        | ANSWERS,
        Invitation.REMINDED: {Invitation.NO_ANSWER, Invitation.WITHDRAWN} | ANSWERS,
        Invitation.NO_ANSWER: {Invitation.REMINDED, Invitation.WITHDRAWN} | ANSWERS,
        Invitation.DECLINED: {Invitation.INVITED, Invitation.ACCEPTED},
        Invitation.WITHDRAWN: {Invitation.TO_INVITE},
        Invitation.ACCEPTED: set(),
    }

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="memberships", verbose_name="instance"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="memberships", verbose_name="organisme"
    )
    role = ChoiceField("rôle", choices=Role, default=Role.REGULAR)
    votes = models.BooleanField("a droit de vote", default=True)
    invitation = ChoiceField("invitation", choices=Invitation, default=Invitation.TO_INVITE)
    invitation_note = models.TextField("note sur l’invitation", max_length=2000, blank=True)
    started_on = models.DateField("membre depuis le", null=True, blank=True)
    ended_on = models.DateField("jusqu’au", null=True, blank=True)
    visibility = visibility_field()
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "adhésion"
        ordering = [alphabetical("organization__name"), "id"]
        constraints = [
            ordered_dates("members_membership_dates", "started_on", "ended_on"),
            models.CheckConstraint(
                name="members_membership_member_accepted",
                condition=Q(started_on__isnull=True, ended_on__isnull=True)
                | Q(invitation="accepted"),
                violation_error_message=(
                    "Un organisme n’est membre qu’après avoir accepté l’invitation."
                ),
            ),
            ExclusionConstraint(
                name="members_membership_once",
                expressions=[
                    ("committee", RangeOperators.EQUAL),
                    ("organization", RangeOperators.EQUAL),
                    (closed_date_range("started_on", "ended_on"), RangeOperators.OVERLAPS),
                ],
                condition=Q(invitation="accepted"),
                violation_error_message=(
                    "Cet organisme est déjà membre de l’instance "
                    "pendant une partie de cette période."
                ),
            ),
            models.UniqueConstraint(
                fields=["committee", "organization"],
                name="members_membership_invited_once",
                condition=Q(invitation__in=["to_invite", "invited", "reminded", "no_answer"]),
                violation_error_message="Cet organisme est déjà parmi les organismes à inviter.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.committee}"
