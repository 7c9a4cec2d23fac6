"""Agreements and the history of their status."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from agreements.models.rules import stays
from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.period_fields import PeriodField, period_is_valid
from arbj_portal.core.periods import MONTHS
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.rules import RowRule
from members.models import Committee, Person, Seats

PARTNERSHIPS = "agreements"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: Any) -> "AgreementQuerySet":
        """Public ones; for a partner also those they are a partner of."""
        return self.filter(agreement_open_to(user))

    def of_partner(self, user: Any) -> "AgreementQuerySet":
        """Those whose committee the user sits in, or that their organisation is a party to."""
        return self.filter(pk__in=partnerships_of(user))

    def by_stage(self) -> "AgreementQuerySet":
        """With the name of the `stage` of each; those in course first, then the newest."""
        stages = Agreement.STAGES.items()
        names = [When(status__in=statuses, then=Value(stage.label)) for stage, statuses in stages]
        ranks = [
            When(status__in=statuses, then=Value(rank)) for rank, (_, statuses) in enumerate(stages)
        ]
        return self.annotate(stage=Case(*names, output_field=models.CharField())).order_by(
            Case(*ranks), "-created_at", "-id"
        )


def partnerships_of(user: Any) -> frozenset[int]:
    """The ids of the agreements that the user is a partner of; read once, with their seats."""
    return Seats.of(user).tied(PARTNERSHIPS)


def agreements_of_seat() -> ArraySubquery:
    """Those of the committee of a mandate, or to which its organisation is a party."""
    of_committee = Q(committee=OuterRef("membership__committee"))
    of_party = Q(parties__organization=OuterRef("membership__organization"))
    return ArraySubquery(Agreement.objects.filter(of_committee | of_party).order_by().values("pk"))


# The conditions under which something is open to a user are written once, for the thing at the
# end of a path: a row that hangs from it is open under the same one, by a join.


def circle_of(user: Any, path: str = "") -> Q:
    """What belongs to a committee or to an agreement that the user is a partner of."""
    committees, agreements = Seats.of(user).committees, partnerships_of(user)
    return Q(**{f"{path}committee__in": committees}) | Q(**{f"{path}agreement__in": agreements})


def open_to(user: Any, path: str = "") -> Q:
    """What has a level, a committee and an agreement of its own, and is open to the user."""
    return level_open_to(user, path, circle_of(user, path))


def agreement_open_to(user: Any, path: str = "") -> Q:
    """An agreement that is public, or whose partner the user is."""
    return level_open_to(user, path, Q(**{f"{path}pk__in": partnerships_of(user)}))


def level_open_to(user: Any, path: str, circle: Q) -> Q:
    """What is public, or left to its partners when the user is of their circle."""
    if reads_everything(user):
        return Q()
    level = f"{path}visibility"
    public = Q(**{level: Visibility.PUBLIC})
    if not user.is_authenticated:
        return public
    return public | Q(**{level: Visibility.PARTNERS}) & circle


@recorded()
class Agreement(DemonstrationMarked):
    """An agreement between parties: what they put in, what they aim at, what became of it."""

    class Kind(models.TextChoices):
        ADMINISTRATIVE = "administrative", "entente administrative"
        SPECIFIC = "specific", "entente spécifique"
        SECTORAL = "sectoral", "entente sectorielle"
        PROTOCOL = "protocol", "protocole d’entente"
        AMENDMENT = "amendment", "avenant"
        FUNDING = "funding", "convention d’aide financière"

    class Status(models.TextChoices):
        IN_PREPARATION = "in_preparation", "En préparation"
        IN_NEGOTIATION = "in_negotiation", "En négociation"
        AWAITING_SIGNATURE = "awaiting_signature", "En attente de signature"
        SIGNED = "signed", "Signée"
        IN_FORCE = "in_force", "En vigueur"
        SUSPENDED = "suspended", "Suspendue"
        CLOSING = "closing", "En clôture"
        COMPLETED = "completed", "Terminée, mandat réalisé"
        COMPLETED_PARTIALLY = "completed_partially", "Terminée, mandat partiellement réalisé"
        TERMINATED = "terminated", "Résiliée"
        REPLACED = "replaced", "Remplacée"

    class Stage(models.TextChoices):
        IN_COURSE = "in_course", "En cours"
        TO_COME = "to_come", "À venir"
        ENDED = "ended", "Terminées"

    TO_COME = {Status.IN_PREPARATION, Status.IN_NEGOTIATION, Status.AWAITING_SIGNATURE}
    ENDED = {Status.COMPLETED, Status.COMPLETED_PARTIALLY, Status.TERMINATED, Status.REPLACED}
    STAGES = {
        Stage.IN_COURSE: set(Status) - TO_COME - ENDED,
        Stage.TO_COME: TO_COME,
        Stage.ENDED: ENDED,
    }
    ALLOWED = {
        Status.IN_PREPARATION: {Status.IN_NEGOTIATION, Status.AWAITING_SIGNATURE},
        Status.IN_NEGOTIATION: {Status.IN_PREPARATION, Status.AWAITING_SIGNATURE},
        Status.AWAITING_SIGNATURE: {Status.IN_NEGOTIATION, Status.SIGNED},
        Status.SIGNED: {Status.IN_FORCE, Status.TERMINATED, Status.REPLACED},
        Status.IN_FORCE: {
            Status.SUSPENDED,
            Status.CLOSING,
            Status.TERMINATED,
            Status.REPLACED,
        },
        Status.SUSPENDED: {Status.IN_FORCE, Status.CLOSING, Status.TERMINATED},
        Status.CLOSING: {Status.IN_FORCE, Status.COMPLETED, Status.COMPLETED_PARTIALLY},
        Status.COMPLETED: set(),
        Status.COMPLETED_PARTIALLY: set(),
        Status.TERMINATED: set(),
        Status.REPLACED: set(),
    }

    class Link(models.TextChoices):
        SUCCEEDS = "succeeds", "succède à"
        REPLACES = "replaces", "remplace"
        RENEWS = "renews", "reconduit"
        ARISES_FROM = "arises_from", "découle de"

    INVERSE = {
        Link.SUCCEEDS: "suivie par",
        Link.REPLACES: "remplacée par",
        Link.RENEWS: "reconduite par",
        Link.ARISES_FROM: "a donné lieu à",
    }

    class Matching(models.TextChoices):
        NONE = "", "aucune"
        EQUAL = "equal", "chaque partie promet autant"

    APRIL = 4
    FISCAL_YEAR_STARTS = [(number, f"1er {name}") for number, name in enumerate(MONTHS, start=1)]

    title = models.CharField("titre", max_length=200)
    kind = ChoiceField("type d’entente", choices=Kind)
    number = models.CharField("numéro", max_length=60, blank=True)
    programme = models.CharField("programme", max_length=200, blank=True)
    status = ChoiceField(
        "état", choices=Status, default=Status.IN_PREPARATION, editable=False, db_index=True
    )
    committee = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name="instance qui y travaille",
        help_text="Les personnes qui y siègent lisent ce qui est réservé aux partenaires.",
    )
    person_in_charge = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements_in_charge",
        verbose_name="responsable",
    )
    signed = PeriodField("signée", null=True, blank=True)
    in_force = PeriodField("période visée", null=True, blank=True)
    fiscal_year_month = models.PositiveSmallIntegerField(
        "début de l’exercice", choices=FISCAL_YEAR_STARTS, default=APRIL
    )
    matching = ChoiceField(
        "règle de contribution", choices=Matching, blank=True, default=Matching.NONE
    )
    purpose = models.TextField(
        "but", max_length=8000, blank=True, help_text="Tel qu’il est écrit dans l’entente."
    )
    outcome = models.TextField(
        "constat", max_length=8000, blank=True, help_text="Ce qui a été réalisé, ou non."
    )
    next_steps = models.TextField("suites", max_length=8000, blank=True)
    earlier = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="later",
        verbose_name="entente antérieure",
    )
    earlier_link = ChoiceField(
        "lien avec l’entente antérieure", choices=Link, blank=True, default=""
    )
    visibility = visibility_field()
    version = models.PositiveIntegerField("version", default=1, editable=False)
    created_at = models.DateTimeField("inscrite le", auto_now_add=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "entente"
        ordering = ["-created_at", "-id"]
        constraints = [
            not_blank("agreements_agreement_title", "title", "Donnez un titre à l’entente."),
            period_is_valid("signed", name="agreements_agreement_signed"),
            period_is_valid("in_force", name="agreements_agreement_in_force"),
            models.CheckConstraint(
                name="agreements_agreement_fiscal_year_month",
                condition=Q(fiscal_year_month__range=(1, 12)),
                violation_error_message="Un exercice commence un des douze mois.",
            ),
            models.CheckConstraint(
                name="agreements_agreement_earlier_link",
                condition=Q(earlier__isnull=True, earlier_link="")
                | (Q(earlier__isnull=False) & ~Q(earlier_link="")),
                violation_error_message=(
                    "Une entente antérieure et la nature du lien vont ensemble."
                ),
            ),
        ]
        triggers = [
            RowRule(
                name="no_cycle",
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("earlier_id"),
                condition=pgtrigger.Condition("NEW.earlier_id IS NOT NULL"),
                locks="PERFORM pg_advisory_xact_lock(hashtext('agreements_agreement_no_cycle'));",
                broken="""EXISTS (
                    WITH RECURSIVE chain(id) AS (
                        SELECT NEW.earlier_id
                        UNION
                        SELECT agreement.earlier_id FROM agreements_agreement agreement
                        JOIN chain USING (id)
                    )
                    SELECT FROM chain WHERE id = NEW.id
                )""",
                message="Une entente ne peut pas venir avant elle-même, même par une autre.",
            ),
            RowRule(
                name="last_status",
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Condition("NEW.status <> OLD.status"),
                broken="""NEW.status IS DISTINCT FROM (
                    SELECT status FROM agreements_statuschange
                    WHERE agreement_id = NEW.id AND NOT is_withdrawn ORDER BY id DESC LIMIT 1
                )""",
                message="L’état d’une entente est celui de son dernier changement d’état.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("agreement_detail", args=[self.pk])

    def get_section_url(self, slug: str) -> str:
        """Where a section of the page that edits it stands."""
        return f"{reverse('agreement_edit', args=[self.pk])}#{slug}"

    @property
    def plan_url(self) -> str:
        """Its plan d’action."""
        return reverse("plan_detail", args=[self.pk])

    @property
    def attachments_url(self) -> str:
        """Where documents are attached to it."""
        return self.get_section_url("documents")

    @property
    def allowed_statuses(self) -> list[Status]:
        """Where the status may go from here, in the order of the list of statuses."""
        return [
            status for status in self.Status if status in self.ALLOWED[self.Status(self.status)]
        ]

    @property
    def proposed_status(self) -> Status | None:
        """Where its period says that it should be by now; nobody but people takes it there."""
        today, period = timezone.localdate(), self.in_force
        starts, ends = (period.starts_on, period.ends_on) if period else (None, None)
        if self.status in {self.Status.IN_FORCE, self.Status.SUSPENDED} and ends and ends < today:
            return self.Status.CLOSING
        if self.status == self.Status.SIGNED and starts and starts <= today:
            return self.Status.IN_FORCE
        return None

    @property
    def has_ended(self) -> bool:
        return self.status in self.ENDED

    @property
    def inverse_link(self) -> str:
        """What the earlier agreement says of this one: « remplacée par »."""
        return self.INVERSE[self.Link(self.earlier_link)]


class StatusChangeQuerySet(models.QuerySet["StatusChange"]):
    def visible_to(self, user: Any) -> "StatusChangeQuerySet":
        return self.filter(agreement_open_to(user, "agreement__"))

    def standing(self) -> "StatusChangeQuerySet":
        """Those that took place, as far as one knows today."""
        return self.filter(is_withdrawn=False)


@recorded()
class StatusChange(models.Model):
    """A status that an agreement took: when it holds from, why, and who said so.

    One that was entered by mistake is corrected, or withdrawn: it says by whom, when and why, and
    its row stays. The database gives the agreement the status of its last change that stands.
    Derived at each reading, it would be a subquery wherever agreements are listed, filtered or
    followed from another row.
    """

    agreement = models.ForeignKey(
        Agreement, on_delete=models.PROTECT, related_name="status_changes", verbose_name="entente"
    )
    status = ChoiceField("état", choices=Agreement.Status)
    effective = PeriodField("prend effet")
    reason = models.TextField("motif", max_length=2000)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="auteur",
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="status_changes",
        verbose_name="pièce",
    )
    recorded_at = models.DateTimeField("inscrit le", auto_now_add=True)
    corrected_at = models.DateTimeField("corrigé le", null=True, blank=True, editable=False)
    corrected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="corrigé par",
    )
    correction = models.TextField("motif de la correction", max_length=2000, blank=True)
    is_withdrawn = models.BooleanField("retiré", default=False, editable=False)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "changement d’état"
        verbose_name_plural = "changements d’état"
        ordering = ["-id"]
        constraints = [
            period_is_valid("effective", name="agreements_statuschange_effective"),
            not_blank("agreements_statuschange_reason", "reason", "Donnez le motif."),
            together("agreements_statuschange_corrected", "corrected_at", "corrected_by"),
            models.CheckConstraint(
                name="agreements_statuschange_correction",
                condition=Q(corrected_at__isnull=True, correction="", is_withdrawn=False)
                | (Q(corrected_at__isnull=False) & ~Q(correction="")),
                violation_error_message="Une correction dit pourquoi elle est faite.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="last_is_the_status",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("status", "is_withdrawn")
                | pgtrigger.Delete,
                func="""
                    PERFORM FROM agreements_agreement
                    WHERE id = COALESCE(NEW.agreement_id, OLD.agreement_id) FOR NO KEY UPDATE;
                    UPDATE agreements_agreement agreement SET status = last.status
                    FROM (
                        SELECT agreement_id, status FROM agreements_statuschange
                        WHERE agreement_id = COALESCE(NEW.agreement_id, OLD.agreement_id)
                        AND NOT is_withdrawn
                        ORDER BY id DESC LIMIT 1
                    ) last
                    WHERE agreement.id = last.agreement_id AND agreement.status <> last.status;
                    RETURN NULL;
                """,
            ),
            stays(
                "stays_with_agreement",
                "agreement_id",
                "Un changement d’état reste celui de son entente.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()}, {self.effective}"


@recorded()
class AgreementDocument(models.Model):
    """A document attached to an agreement."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.CASCADE, related_name="attachments", verbose_name="entente"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="of_agreements", verbose_name="document"
    )

    class Meta:
        verbose_name = "document d’une entente"
        verbose_name_plural = "documents d’ententes"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "document"],
                name="agreements_agreementdocument_unique",
                violation_error_message="Ce document est déjà joint à l’entente.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)
