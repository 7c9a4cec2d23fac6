"""Meetings of a committee, and the answers to their convocations."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Objective
from agreements.models.agreements import circle_of, open_to
from arbj_portal.core.constraints import not_blank
from arbj_portal.core.fields import ChoiceField, visibility_field
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked, Document
from arbj_portal.core.roles import reads_everything
from arbj_portal.core.rules import RowRule
from meetings.models.locks import OWN_MEETING, locked_once_adopted
from members.models import Committee, Representative

MANDATE_OF_COMMITTEE = """NOT EXISTS (
    SELECT FROM members_representative mandate
    JOIN members_membership membership ON membership.id = mandate.membership_id
    JOIN meetings_meeting meeting ON meeting.id = NEW.meeting_id
    WHERE mandate.id = NEW.representative_id
    AND membership.committee_id = meeting.committee_id
)"""
"""What a row of a meeting breaks whose mandate is in another committee."""


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Called or held, public or of a circle of the partner; drafts are the coordination's."""
        return self.filter(meeting_open_to(user))

    def of_partner(self, user: Any) -> "MeetingQuerySet":
        """Those of the committees and agreements that the user is a partner of."""
        return self.filter(circle_of(user))

    def attended_by(self, user: Any) -> "MeetingQuerySet":
        """Those at which the person of an account was, in the room or at a distance."""
        if not (user.is_authenticated and user.person_id):
            return self.none()
        there = ("present", "remote")
        return self.filter(attendances__person=user.person_id, attendances__status__in=there)

    def held(self) -> "MeetingQuerySet":
        return self.filter(status__in=Meeting.HELD)

    def held_before(self, meeting: "Meeting") -> "MeetingQuerySet":
        """Those of its committee that were held by its day, the last first."""
        held = self.held().filter(committee=meeting.committee_id, date__lte=meeting.date)
        return held.exclude(pk=meeting.pk).order_by("-date", "-number")

    def awaited(self, committee: int) -> "MeetingQuerySet":
        """Those of a committee whose agenda is written: called, or drafts of a day to come."""
        draft = Q(status=Meeting.Status.DRAFT, date__gte=timezone.localdate())
        awaited = self.filter(draft | Q(status__in=Meeting.CALLED), committee=committee)
        return awaited.order_by("date", "id")

    def upcoming(self, day: date) -> "MeetingQuerySet":
        """Called meetings from a day on, the nearest first."""
        return self.filter(status__in=Meeting.CALLED, date__gte=day).order_by("date", "id")

    def announced(self, day: date) -> "MeetingQuerySet":
        """Those from a day on that people were told of, to be held or not any more."""
        told = {*Meeting.CALLED, *Meeting.NOT_HELD}
        return self.filter(status__in=told, date__gte=day).order_by("date", "id")

    def upcoming_first(self, day: date) -> "MeetingQuerySet":
        """What comes, the nearest first, then what was, the newest first; « is_upcoming » says."""
        comes = Q(date__gte=day, status__in=Meeting.TO_COME)
        return self.annotate(
            is_upcoming=Case(When(comes, then=True), default=False),
            nearness=Case(When(comes, then=F("date"))),
        ).order_by("-is_upcoming", F("nearness").asc(nulls_last=True), "-date", "-id")


def meeting_open_to(user: Any, path: str = "") -> Q:
    """See MeetingQuerySet.visible_to; for the meeting at the end of the path."""
    if reads_everything(user):
        return Q()
    return ~Q(**{f"{path}status": Meeting.Status.DRAFT}) & open_to(user, path)


@recorded(exclude=["uid"])
class Meeting(DemonstrationMarked):
    """A sitting of a committee, from its draft to its closing."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", "ordinaire"
        EXTRAORDINARY = "extraordinary", "extraordinaire"

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", "en présence"
        REMOTE = "remote", "à distance"
        HYBRID = "hybrid", "hybride"

    class Status(models.TextChoices):
        DRAFT = "draft", "Brouillon"
        CONVENED = "convened", "Convoquée"
        IN_PROGRESS = "in_progress", "En cours"
        HELD = "held", "Tenue"
        CLOSED = "closed", "Clôturée"
        CANCELLED = "cancelled", "Annulée"
        POSTPONED = "postponed", "Reportée"

    HELD = {Status.HELD, Status.CLOSED}
    CALLED = {Status.CONVENED, Status.IN_PROGRESS}
    NOT_HELD = {Status.CANCELLED, Status.POSTPONED}
    TO_COME = {Status.DRAFT, Status.POSTPONED} | CALLED
    ALLOWED = {
        Status.DRAFT: {Status.CONVENED, Status.HELD},
        Status.CONVENED: {Status.IN_PROGRESS, Status.HELD, Status.CANCELLED, Status.POSTPONED},
        Status.IN_PROGRESS: {Status.HELD},
        Status.HELD: {Status.CLOSED},
        Status.CLOSED: {Status.HELD},
        Status.CANCELLED: set(),
        Status.POSTPONED: {Status.CONVENED, Status.HELD, Status.CANCELLED},
    }

    committee = models.ForeignKey(
        Committee, on_delete=models.PROTECT, related_name="meetings", verbose_name="instance"
    )
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name="entente",
    )
    number = models.PositiveIntegerField("numéro", null=True, editable=False)
    title = models.CharField("titre", max_length=200)
    kind = ChoiceField("type", choices=Kind, default=Kind.ORDINARY)
    mode = ChoiceField("mode", choices=Mode, blank=True, default=Mode.IN_PERSON)
    date = models.DateField("date")
    starts_at = models.TimeField("début", null=True, blank=True)
    ends_at = models.TimeField("fin", null=True, blank=True)
    time_zone = models.CharField("fuseau horaire", max_length=40, default="America/Toronto")
    place = models.CharField("lieu", max_length=200, blank=True)
    opened_at = models.TimeField("séance ouverte à", null=True, editable=False)
    adjourned_at = models.TimeField("séance levée à", null=True, editable=False)
    link = models.URLField("lien de la visioconférence", blank=True)
    proposals_until = models.DateField("points proposés jusqu’au", null=True, blank=True)
    uid = models.UUIDField(
        "identifiant d’agenda", db_default=RandomUUID(), unique=True, editable=False
    )
    public_count = models.PositiveSmallIntegerField(
        "personnes du public", null=True, blank=True, help_text="Leur nombre, sans les nommer."
    )
    status = ChoiceField("état", choices=Status, default=Status.DRAFT, editable=False)
    status_reason = models.TextField("motif", max_length=2000, blank=True, editable=False)
    objectives = models.ManyToManyField(
        Objective, through="MeetingObjective", related_name="meetings", verbose_name="objectifs"
    )
    visibility = visibility_field()
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

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "rencontre"
        ordering = ["-date", "-id"]
        indexes = [models.Index(fields=["status", "date"], name="meetings_meeting_agenda")]
        constraints = [
            not_blank("meetings_meeting_title", "title", "Donnez un titre à la rencontre."),
            models.UniqueConstraint(
                fields=["committee", "number"],
                name="meetings_meeting_number",
                violation_error_message="Une rencontre de l’instance porte déjà ce numéro.",
            ),
            models.CheckConstraint(
                name="meetings_meeting_numbered",
                condition=Q(status="draft") | Q(number__isnull=False),
                violation_error_message="Une rencontre convoquée ou tenue porte un numéro.",
            ),
            models.CheckConstraint(
                name="meetings_meeting_times",
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                violation_error_message="La fin vient après le début.",
            ),
            models.CheckConstraint(
                name="meetings_meeting_sitting",
                condition=Q(adjourned_at__isnull=True)
                | Q(opened_at__isnull=False, adjourned_at__gte=F("opened_at")),
                violation_error_message="La levée de la séance vient après son ouverture.",
            ),
            models.CheckConstraint(
                name="meetings_meeting_proposals",
                condition=Q(proposals_until__isnull=True) | Q(proposals_until__lte=F("date")),
                violation_error_message=(
                    "Les points se proposent au plus tard le jour de la rencontre."
                ),
            ),
            models.CheckConstraint(
                name="meetings_meeting_reason",
                condition=~Q(status__in=["cancelled", "postponed"]) | ~Q(status_reason=""),
                violation_error_message=("Une rencontre annulée ou reportée en donne le motif."),
            ),
        ]
        triggers = [
            locked_once_adopted(
                "{row}.id", lives_on=["status", "status_reason", "visibility", "version"]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.pk])

    @property
    def agenda_url(self) -> str:
        """Where its agenda is built."""
        return reverse("meeting_agenda", args=[self.pk])

    @property
    def is_held(self) -> bool:
        return self.status in self.HELD

    @property
    def is_called(self) -> bool:
        return self.status in self.CALLED

    @property
    def is_called_off(self) -> bool:
        return self.status in self.NOT_HELD

    @property
    def is_to_come(self) -> bool:
        return self.status in self.TO_COME

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_in_progress(self) -> bool:
        return self.status == self.Status.IN_PROGRESS

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def takes_changes(self) -> bool:
        """Until it is closed or its minutes are adopted; a cancelled one stays as it was."""
        minutes = getattr(self, "minutes", None)
        is_adopted = minutes is not None and minutes.is_adopted
        return not is_adopted and self.status not in {self.Status.CANCELLED, self.Status.CLOSED}

    @property
    def is_at_the_table(self) -> bool:
        """From its call until it is closed: who is there and what is decided may be recorded."""
        return self.takes_changes and self.status in self.CALLED | {self.Status.HELD}

    @property
    def is_over(self) -> bool:
        return self.is_held or timezone.now() >= self.ends

    @property
    def awaits_replies(self) -> bool:
        return self.status == self.Status.CONVENED and self.date >= timezone.localdate()

    @property
    def takes_proposals(self) -> bool:
        """While it is called, until the day that the coordination set, included."""
        return (
            self.awaits_replies
            and self.proposals_until is not None
            and self.proposals_until >= timezone.localdate()
        )

    @property
    def following_documents(self) -> models.QuerySet[Document]:
        """Those as open as the meeting, which follow it; narrower ones were meant to be."""
        attached = self.attachments.values("document")
        of_points = self.agenda_items.in_the_open().values("attachments__document")
        documents = Document.objects.filter(Q(pk__in=attached) | Q(pk__in=of_points))
        return documents.filter(visibility=self.visibility)

    def may_become(self, status: str) -> bool:
        return status in self.ALLOWED[self.Status(self.status)]

    @property
    def hours(self) -> tuple[time | None, time | None]:
        """From when to when: as it sat where that is known, as it was planned before."""
        if self.adjourned_at:
            return self.opened_at, self.adjourned_at
        return self.starts_at, self.ends_at

    @property
    def starts(self) -> datetime | None:
        """The moment it starts, in the time zone of its place; None where no time is known."""
        if self.starts_at is None:
            return None
        return self.moment(self.starts_at)

    @property
    def ends(self) -> datetime:
        """The moment after which nobody is awaited; midnight where no end is known."""
        if self.ends_at is None:
            return self.moment(time.min) + timedelta(days=1)
        return self.moment(self.ends_at)

    @property
    def now(self) -> time:
        """The time of the day at its place, to the second."""
        there = timezone.now().astimezone(ZoneInfo(self.time_zone))
        return there.time().replace(microsecond=0)

    def moment(self, hour: time) -> datetime:
        return datetime.combine(self.date, hour, ZoneInfo(self.time_zone))


@recorded()
class MeetingObjective(models.Model):
    """An objective that a meeting as a whole serves."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="objective_links", verbose_name="rencontre"
    )
    objective = models.ForeignKey(
        Objective, on_delete=models.PROTECT, related_name="meeting_links", verbose_name="objectif"
    )

    class Meta:
        verbose_name = "objectif d’une rencontre"
        verbose_name_plural = "objectifs de rencontres"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "objective"],
                name="meetings_meetingobjective_unique",
                violation_error_message="Cet objectif est déjà choisi.",
            )
        ]
        triggers = [locked_once_adopted(OWN_MEETING)]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.objective}"


@recorded()
class MeetingDocument(models.Model):
    """A document attached to a meeting."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attachments", verbose_name="rencontre"
    )
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="of_meetings", verbose_name="document"
    )

    class Meta:
        verbose_name = "document d’une rencontre"
        verbose_name_plural = "documents de rencontres"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "document"],
                name="meetings_meetingdocument_unique",
                violation_error_message="Ce document est déjà joint à la rencontre.",
            )
        ]

    def __str__(self) -> str:
        return str(self.document)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, user: Any) -> "ReplyQuerySet":
        """The coordination's, and each person's own."""
        if reads_everything(user):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(representative__person__user=user.pk)


@recorded()
class Reply(models.Model):
    """What a representative answers to a convocation."""

    class Answer(models.TextChoices):
        PRESENT = "present", "Présence"
        REMOTE = "remote", "À distance"
        ABSENT = "absent", "Absence motivée"
        SUBSTITUTE = "substitute", "Remplacement par"

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="replies", verbose_name="rencontre"
    )
    representative = models.ForeignKey(
        Representative, on_delete=models.PROTECT, related_name="replies", verbose_name="mandat"
    )
    answer = ChoiceField("réponse", choices=Answer)
    substitute = models.CharField("remplacement par", max_length=160, blank=True)
    note = models.TextField("message à la coordination", max_length=2000, blank=True)
    answered_at = models.DateTimeField("répondu le", auto_now=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="répondu par",
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse à une convocation"
        verbose_name_plural = "réponses à une convocation"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "representative"],
                name="meetings_reply_once",
                violation_error_message="Cette personne a déjà répondu.",
            ),
            models.CheckConstraint(
                name="meetings_reply_substitute",
                condition=Q(answer="substitute") & ~Q(substitute="")
                | ~Q(answer="substitute") & Q(substitute=""),
                violation_error_message="Nommez la personne qui remplace, ou changez la réponse.",
            ),
        ]
        triggers = [
            RowRule(
                name="mandate_of_committee",
                broken=MANDATE_OF_COMMITTEE,
                message="On répond à une convocation par un mandat dans l’instance.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.representative} · {self.get_answer_display()}"

    def is_of(self, user: Any) -> bool:
        return user.is_authenticated and self.representative.person_id == user.person_id
