"""What a meeting decided, and what must follow."""

from datetime import date
from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, When
from django.db.models.functions import Coalesce

from agreements.models import Objective
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from meetings.models.agenda import AgendaItem, in_the_open
from meetings.models.attendance import Attendance, was_away
from meetings.models.decision_words import DecisionWords
from meetings.models.locks import MEETING_OF_POINT, locked_once_adopted
from meetings.models.meetings import Meeting
from meetings.models.minutes import Minutes, minutes_open_to
from members.models import Committee, Seats


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: Any) -> "DecisionQuerySet":
        """A part of the minutes: seen by those who may read them, closed sessions apart.

        Taken between meetings, those of the committee read it, and whoever reads the minutes of
        the meeting at which it was noted.
        """
        if reads_everything(user):
            return self
        told = AgendaItem.objects.in_the_open().filter(minutes_open_to(user, "meeting__"))
        return self.filter(
            in_the_open("agenda_item__") & minutes_open_to(user, "agenda_item__meeting__")
            | Q(committee__in=Seats.of(user).committees)
            | Q(agenda_item=None, pk__in=told.noting().values("about_decision"))
        )

    def placed(self) -> "DecisionQuerySet":
        """With the committee (« of_committee ») and the day (« on_day ») of each."""
        return self.annotate(
            of_committee=Coalesce("committee", "agenda_item__meeting__committee"),
            of_committee_name=Coalesce("committee__name", "agenda_item__meeting__committee__name"),
            on_day=Coalesce("taken_on", "agenda_item__meeting__date"),
        )

    def to_note(self) -> "DecisionQuerySet":
        """Taken between meetings, that no meeting has noted yet."""
        noted = AgendaItem.objects.noting().filter(about_decision=OuterRef("pk"))
        return self.filter(~Exists(noted), agenda_item=None)

    def to_ratify(self) -> "DecisionQuerySet":
        """Taken without quorum, on which no later meeting has pronounced itself yet."""
        pronounced = Decision.objects.filter(
            agenda_item__about_decision=OuterRef("pk"),
            agenda_item__meeting__status__in=Meeting.HELD,
            outcome__in=Decision.SETTLED,
            without_quorum=False,
        )
        return self.filter(
            ~Exists(pronounced),
            without_quorum=True,
            outcome__in=Decision.ADOPTED,
            agenda_item__about_decision=None,
        )

    def told_to(self, user: Any) -> "DecisionQuerySet":
        """With what a reader is told of each: by which decision of a later meeting it was
        ratified, where they read that one; « is_reachable », whether they read its page."""
        ratifying = Decision.objects.visible_to(user).filter(
            outcome__in=Decision.ADOPTED,
            without_quorum=False,
            number__isnull=False,
            agenda_item__meeting__status__in=Meeting.HELD,
        )
        own = Q(committee__in=Seats.of(user).committees)
        reachable = Case(
            When(own | Q(agenda_item__isnull=False), then=True),
            default=reads_everything(user),
            output_field=models.BooleanField(),
        )
        return self.annotate(is_reachable=reachable).prefetch_related(
            Prefetch("later_points", to_attr="points_about_it"),
            Prefetch(
                "points_about_it__decisions",
                ratifying.select_related("agenda_item__meeting").order_by("id"),
                to_attr="ratifying",
            ),
        )

    def able_to_adopt(self, meeting: Meeting) -> "DecisionQuerySet":
        """What later meetings of the same committee decided in the open, the newest first."""
        later = Q(agenda_item__meeting__date__gt=meeting.date) | Q(
            agenda_item__meeting__date=meeting.date, agenda_item__meeting__number__gt=meeting.number
        )
        return (
            self.filter(
                later,
                outcome__in=Decision.ADOPTED,
                agenda_item__in=AgendaItem.objects.in_the_open(),
                agenda_item__meeting__in=Meeting.objects.held().filter(
                    committee=meeting.committee_id
                ),
            )
            .select_related("agenda_item__meeting")
            .order_by("-agenda_item__meeting__date", "agenda_item__position", "id")
        )

    def proposing_to_adopt(self, minutes: Minutes) -> "DecisionQuerySet":
        """Those taken at the point that later meetings had for the adoption of these minutes."""
        if minutes.is_adopted:
            return self.none()
        at_point = self.filter(agenda_item__adopts_minutes=minutes)
        return at_point.able_to_adopt(minutes.meeting)


@recorded()
class Decision(DecisionWords, DemonstrationMarked):
    """What was decided at a point: a resolution with a mover and a seconder, or a consensus."""

    class Kind(models.TextChoices):
        CONSENSUS = "consensus", "consensus"
        RESOLUTION = "resolution", "résolution"

    class Outcome(models.TextChoices):
        AGREED = "agreed", "Convenue"
        UNANIMOUS = "unanimous", "Adoptée à l’unanimité"
        MAJORITY = "majority", "Adoptée à la majorité"
        REJECTED = "rejected", "Rejetée"
        POSTPONED = "postponed", "Reportée"
        WITHDRAWN = "withdrawn", "Retirée"

    ADOPTED = {Outcome.AGREED, Outcome.UNANIMOUS, Outcome.MAJORITY}
    SETTLED = ADOPTED | {Outcome.REJECTED}

    agenda_item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="point",
    )
    committee = models.ForeignKey(
        Committee,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="decisions",
        verbose_name="instance",
        help_text="De qui elle est, prise entre deux rencontres.",
    )
    taken_on = models.DateField("prise le", null=True, blank=True, editable=False)
    number = models.CharField("numéro", max_length=40, unique=True, null=True, editable=False)
    kind = ChoiceField("forme", choices=Kind, default=Kind.CONSENSUS)
    text = models.TextField("texte de la décision", max_length=8000)
    moved_by = models.ForeignKey(
        Attendance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moved_decisions",
        verbose_name="proposée par",
    )
    seconded_by = models.ForeignKey(
        Attendance,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seconded_decisions",
        verbose_name="appuyée par",
    )
    outcome = ChoiceField("résultat", choices=Outcome, default=Outcome.AGREED)
    votes_for = models.PositiveSmallIntegerField("pour", null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField("contre", null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField("abstentions", null=True, blank=True)
    taken_at = models.TimeField("prise à", null=True, blank=True)
    without_quorum = models.BooleanField("prise sans quorum, à entériner", default=False)
    objective = models.ForeignKey(
        Objective,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name="objectif",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "décision"
        ordering = ["agenda_item__position", "id"]
        constraints = [
            not_blank("meetings_decision_text", "text", "Donnez le texte de la décision."),
            models.CheckConstraint(
                name="meetings_decision_form",
                condition=Q(
                    kind="consensus",
                    moved_by__isnull=True,
                    seconded_by__isnull=True,
                    outcome__in=["agreed", "postponed", "withdrawn"],
                )
                | Q(kind="resolution", moved_by__isnull=False, seconded_by__isnull=False)
                & ~Q(outcome="agreed")
                | Q(
                    kind="resolution",
                    agenda_item__isnull=True,
                    moved_by__isnull=True,
                    seconded_by__isnull=True,
                    outcome__in=["unanimous", "majority", "rejected"],
                ),
                violation_error_message=(
                    "Une résolution est proposée et appuyée; un consensus ne l’est pas."
                ),
            ),
            models.CheckConstraint(
                name="meetings_decision_taken",
                condition=Q(
                    agenda_item__isnull=False, committee__isnull=True, taken_on__isnull=True
                )
                | Q(
                    agenda_item__isnull=True,
                    committee__isnull=False,
                    taken_on__isnull=False,
                    number__isnull=False,
                ),
                violation_error_message=(
                    "Une décision est prise à un point, ou par l’instance entre deux rencontres."
                ),
            ),
            models.CheckConstraint(
                name="meetings_decision_two_people",
                condition=Q(moved_by__isnull=True) | ~Q(moved_by=F("seconded_by")),
                violation_error_message="Une autre personne appuie la décision.",
            ),
            models.CheckConstraint(
                name="meetings_decision_count",
                condition=~Q(outcome="majority")
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_for__gt=F("votes_against"),
                ),
                violation_error_message=(
                    "À la majorité, donnez les voix : il y en a plus pour que contre."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="number_is_given_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.number IS NOT NULL AND OLD.number IS DISTINCT FROM NEW.number"
                ),
            ),
            pgtrigger.Protect(
                name="numbered_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__number__isnull=False),
            ),
            RowRule(
                name="moved_by_somebody_there",
                condition=pgtrigger.Q(new__moved_by__isnull=False)
                | pgtrigger.Q(new__seconded_by__isnull=False),
                locks="""PERFORM FROM meetings_attendance
                    WHERE id IN (NEW.moved_by_id, NEW.seconded_by_id) ORDER BY id FOR SHARE;""",
                broken=f"""EXISTS (
                    SELECT FROM meetings_attendance attendance, meetings_agendaitem item
                    WHERE attendance.id IN (NEW.moved_by_id, NEW.seconded_by_id)
                    AND item.id = NEW.agenda_item_id
                    AND (
                        attendance.meeting_id <> item.meeting_id
                        OR attendance.status NOT IN ('present', 'remote')
                        OR {was_away("attendance", "NEW.taken_at")}
                    )
                )""",
                message="Une décision est proposée et appuyée par des personnes présentes.",
            ),
            RowRule(
                name="mover_did_not_withdraw",
                operation=pgtrigger.Update,
                broken="""EXISTS (
                    SELECT FROM meetings_stance stance
                    WHERE stance.decision_id = NEW.id AND stance.kind = 'withdrawal'
                    AND stance.attendance_id IN (NEW.moved_by_id, NEW.seconded_by_id)
                )""",
                message=(
                    "Une personne qui se retire pour ce point ne propose ni n’appuie la décision."
                ),
            ),
            RowRule(
                name="consulted_stays",
                operation=pgtrigger.Update,
                broken="OLD.agenda_item_id IS NULL AND NEW IS DISTINCT FROM OLD",
                message="Une décision prise par consultation ne change plus.",
            ),
            locked_once_adopted(MEETING_OF_POINT, lives_on=["number", "version"]),
        ]

    def __str__(self) -> str:
        return self.number or self.text[:80]

    def get_absolute_url(self) -> str:
        if self.agenda_item is None:
            return self.consultation.get_absolute_url()
        return f"{self.agenda_item.meeting.get_absolute_url()}#decision-{self.pk}"

    @property
    def day(self) -> date | None:
        """When it was taken, at a meeting or between two."""
        return self.agenda_item.meeting.date if self.agenda_item else self.taken_on

    @property
    def is_consulted(self) -> bool:
        """Taken between meetings, by consultation."""
        return self.agenda_item_id is None

    @property
    def ratified_by(self) -> "Decision | None":
        """What ratified it, once it has its number, where the reader knows (told_to).

        It is read from the point that was about it: the text of a decision is locked with its
        minutes, and what a later meeting did is told by that meeting alone.
        """
        if not self.without_quorum:
            return None
        points = getattr(self, "points_about_it", ())
        return next((found for point in points for found in point.ratifying), None)
