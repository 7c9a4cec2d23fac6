"""The points of an agenda, with what was said of each."""

from datetime import timedelta
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from agreements.models import Objective
from arbj_portal.core.constraints import not_blank, together
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from meetings.models.locks import MEETING_OF_POINT, OWN_MEETING, locked_once_adopted
from meetings.models.meetings import Meeting, meeting_open_to
from meetings.models.proposals import PointProposal
from members.models import Person


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: Any) -> "AgendaItemQuerySet":
        """Points of meetings one may see; closed-session ones are the coordination's."""
        return self.filter(point_open_to(user))

    def in_order(self) -> "AgendaItemQuerySet":
        """As they are read: each point, then those under it."""
        return self.select_related("parent").order_by(
            Coalesce("parent__position", "position"), F("parent").asc(nulls_first=True), "position"
        )

    def undecided(self) -> "AgendaItemQuerySet":
        """Points to decide, with neither decision nor postponement nor withdrawal.

        What was decided at a point under one was decided at it.
        """
        put_off = {AgendaItem.Outcome.POSTPONED, AgendaItem.Outcome.WITHDRAWN}
        to_decide = self.filter(kind=AgendaItem.Kind.DECISION, decisions=None)
        return to_decide.exclude(outcome__in=put_off).exclude(children__decisions__isnull=False)

    def noting(self) -> "AgendaItemQuerySet":
        """Those of meetings that were held, at which what they are about was taken up."""
        undone = [AgendaItem.Outcome.POSTPONED, AgendaItem.Outcome.WITHDRAWN]
        held = self.filter(about_decision__isnull=False, meeting__status__in=Meeting.HELD)
        return held.exclude(outcome__in=undone)

    def in_the_open(self) -> "AgendaItemQuerySet":
        return self.filter(in_the_open())


def in_the_open(path: str = "") -> Q:
    """The point at the end of the path, and the one that it stands under, are not closed."""
    under = Q(**{f"{path}parent": None}) | Q(**{f"{path}parent__is_closed_session": False})
    return under & Q(**{f"{path}is_closed_session": False})


def point_open_to(user: Any, path: str = "") -> Q:
    """See AgendaItemQuerySet.visible_to; for the point at the end of the path."""
    if reads_everything(user):
        return Q()
    return in_the_open(path) & meeting_open_to(user, f"{path}meeting__")


class Section(models.TextChoices):
    """The sections of minutes, in the order of the field; what comes of itself finds its place."""

    OPENING = "opening", "Ouverture de la séance et constatation du quorum"
    AGENDA = "agenda", "Lecture et adoption de l’ordre du jour"
    PREVIOUS_MINUTES = "previous_minutes", "Adoption du procès-verbal précédent"
    FOLLOW_UPS = "follow_ups", "Suivis au procès-verbal"
    INFORMATION = "information", "Points d’information"
    DECISION = "decision", "Points de décision"
    AGREEMENT = "agreement", "Suivi de l’entente"
    ROUND_TABLE = "round_table", "Tour de table"
    OTHER = "other", "Varia"
    NEXT_MEETING = "next_meeting", "Prochaine rencontre"
    ADJOURNMENT = "adjournment", "Levée de la séance"


@recorded(
    exclude=[
        "notes_session",
        "notes_session_base",
        "notes_saved_at",
        "notes_saved_by",
        "clock_started_at",
        "seconds_spent",
    ]
)
class AgendaItem(DemonstrationMarked):
    """A point of a meeting's agenda; its notes are the text of the minutes.

    notes_version: one more each time that the notes change. notes_stretch: when the stretch of
    autosaves began that the last change of the row belongs to; history tells it in one line.
    notes_session: the editor (one tab) that saved last, and notes_session_base: the version
    since when it alone has saved. seconds_spent: on the point, without what its clock counts now.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", "information"
        DISCUSSION = "discussion", "discussion"
        DECISION = "decision", "décision"

    class Outcome(models.TextChoices):
        TREATED = "treated", "Traité"
        POSTPONED = "postponed", "Reporté à la prochaine rencontre"
        WITHDRAWN = "withdrawn", "Retiré"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="agenda_items", verbose_name="rencontre"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="sous le point",
    )
    position = models.PositiveSmallIntegerField("ordre")
    section = ChoiceField("rubrique", choices=Section, blank=True, default="")
    title = models.CharField("point", max_length=200)
    kind = ChoiceField("nature", choices=Kind, default=Kind.INFORMATION)
    minutes_planned = models.PositiveSmallIntegerField("durée prévue (min)", null=True, blank=True)
    presenter = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="présenté par",
    )
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="objectif",
    )
    is_closed_session = models.BooleanField("à huis clos", default=False)
    carried_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name="repris du point",
    )
    times_postponed = models.PositiveSmallIntegerField("fois reporté", default=0, editable=False)
    adopts_minutes = models.ForeignKey(
        "meetings.Minutes",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="adoption_points",
        verbose_name="procès-verbal à adopter",
    )
    about_decision = models.ForeignKey(
        "meetings.Decision",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="later_points",
        verbose_name="décision à entériner ou à noter",
    )
    proposal = models.ForeignKey(
        PointProposal,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="points",
        verbose_name="proposition acceptée",
    )
    notes = models.TextField("notes", max_length=60000, blank=True)
    notes_version = models.PositiveIntegerField("version des notes", default=1, editable=False)
    notes_stretch = models.DateTimeField("suite d’enregistrements", null=True, editable=False)
    notes_session = models.UUIDField("dernier éditeur", null=True, editable=False)
    notes_session_base = models.PositiveIntegerField(
        "version avant cet éditeur", null=True, editable=False
    )
    notes_saved_at = models.DateTimeField("notes enregistrées le", null=True, editable=False)
    notes_saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="notes enregistrées par",
    )
    outcome = ChoiceField("issue", choices=Outcome, blank=True, default="")
    clock_started_at = models.DateTimeField("montre partie à", null=True, editable=False)
    seconds_spent = models.PositiveIntegerField("secondes passées", default=0, editable=False)
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "point"
        ordering = ["meeting_id", "position", "id"]
        constraints = [
            not_blank("meetings_agendaitem_title", "title", "Donnez un titre au point."),
            models.UniqueConstraint(
                fields=["meeting", "parent", "position"],
                name="meetings_agendaitem_position",
                nulls_distinct=False,
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Un point occupe déjà cette place.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                name="meetings_agendaitem_one_clock",
                condition=Q(clock_started_at__isnull=False),
                violation_error_message="La montre d’un autre point tourne déjà.",
            ),
            together("meetings_agendaitem_notes_saved", "notes_saved_at", "notes_saved_by"),
            together("meetings_agendaitem_notes_session", "notes_session", "notes_session_base"),
        ]
        triggers = [
            RowRule(
                name="notes_in_turn",
                operation=pgtrigger.Update,
                broken="""NEW.notes_version - OLD.notes_version
                    NOT BETWEEN 0 AND (NEW.notes IS DISTINCT FROM OLD.notes)::int""",
                message="Les notes de ce point ont changé entre-temps : relisez-les d’abord.",
            ),
            # Whoever writes without counting: other notes are another version all the same. The
            # clock, of which history tells nothing, ends no stretch of autosaves.
            pgtrigger.Trigger(
                name="notes_move_on",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__notes_version=pgtrigger.F("new__notes_version")),
                func="""
                    IF (NEW.clock_started_at, NEW.seconds_spent)
                        IS NOT DISTINCT FROM (OLD.clock_started_at, OLD.seconds_spent)
                    THEN
                        NEW.notes_stretch = NULL;
                    END IF;
                    IF NEW.notes IS DISTINCT FROM OLD.notes THEN
                        NEW.notes_version = OLD.notes_version + 1;
                        NEW.notes_session = NULL;
                        NEW.notes_session_base = NULL;
                        NEW.notes_saved_at = NULL;
                        NEW.notes_saved_by_id = NULL;
                    END IF;
                    RETURN NEW;
                """,
            ),
            RowRule(
                name="parent_of_same_meeting",
                locks="PERFORM FROM meetings_agendaitem WHERE id = NEW.parent_id FOR SHARE;",
                broken="""NEW.parent_id IS NOT NULL AND NOT EXISTS (
                    SELECT FROM meetings_agendaitem parent
                    WHERE parent.id = NEW.parent_id
                    AND parent.meeting_id = NEW.meeting_id
                    AND parent.parent_id IS NULL
                ) OR EXISTS (
                    SELECT FROM meetings_agendaitem child
                    WHERE child.parent_id = NEW.id
                    AND (NEW.parent_id IS NOT NULL OR child.meeting_id <> NEW.meeting_id)
                )""",
                message="Un sous-point se place sous un point de la même rencontre.",
            ),
            locked_once_adopted(OWN_MEETING),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#point-{self.pk}"

    @property
    def seconds(self) -> int:
        """All that was spent on it, up to now where its clock runs."""
        running = timezone.now() - self.clock_started_at if self.clock_started_at else timedelta()
        return self.seconds_spent + max(0, int(running.total_seconds()))

    @property
    def is_in_the_open(self) -> bool:
        return not self.is_closed_session and not (self.parent and self.parent.is_closed_session)

    @property
    def number(self) -> str:
        """« 6 », and « 6.1 » under it."""
        return f"{self.parent.position}.{self.position}" if self.parent else str(self.position)


@recorded()
class AgendaItemDocument(models.Model):
    """A document that a point of the agenda is about."""

    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="attachments", verbose_name="point"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="of_points", verbose_name="document"
    )

    class Meta:
        verbose_name = "document d’un point"
        verbose_name_plural = "documents de points"
        ordering = ["agenda_item", "document__title", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agenda_item", "document"],
                name="meetings_agendaitemdocument_unique",
                violation_error_message="Ce document est déjà joint au point.",
            )
        ]
        triggers = [locked_once_adopted(MEETING_OF_POINT)]

    def __str__(self) -> str:
        return str(self.document)
