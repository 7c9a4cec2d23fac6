"""Who attended a meeting."""

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.rules import RowRule, same_owner
from arbj_portal.core.typography import time_text
from meetings.models.locks import MEETING_OF_ATTENDANCE, OWN_MEETING, locked_once_adopted
from meetings.models.meetings import Meeting
from meetings.models.minutes import minutes_open_to
from members.models import Person, Representative


def minute(moment: str) -> str:
    """SQL: a time of the day to the minute; people tell no seconds, clicks do."""
    return f"date_trunc('minute', ({moment})::interval)"


def was_away(attendance: str, moment: str) -> str:
    """SQL: whether somebody was away during a whole minute, as far as their times tell."""
    return f"""(
        {minute(f"{attendance}.arrived_at")} > {minute(moment)}
        OR {minute(f"{attendance}.left_at")} < {minute(moment)}
        OR EXISTS (
            SELECT FROM meetings_temporaryexit way
            WHERE way.attendance_id = {attendance}.id
            AND {minute("way.left_at")} < {minute(moment)}
            AND (way.returned_at IS NULL OR {minute("way.returned_at")} > {minute(moment)})
        )
    )"""


MOVED_THEN = "Cette personne a proposé ou appuyé une décision à une heure où elle serait absente."


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def visible_to(self, user: Any) -> "AttendanceQuerySet":
        """A part of the minutes: seen by those who may read them."""
        return self.filter(minutes_open_to(user, "meeting__"))

    def there(self) -> "AttendanceQuerySet":
        """Those who were there, in the room or at a distance."""
        return self.filter(status__in=Attendance.THERE)


@recorded()
class Attendance(DemonstrationMarked):
    """One person at one meeting, a representative or a guest; or the absence of one."""

    class Status(models.TextChoices):
        PRESENT = "present", "Présence"
        REMOTE = "remote", "À distance"
        EXCUSED = "excused", "Absence motivée"
        ABSENT = "absent", "Absence"

    THERE = {Status.PRESENT, Status.REMOTE}

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances", verbose_name="rencontre"
    )
    representative = models.ForeignKey(
        Representative,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="mandat",
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name="personne",
    )
    guest_name = models.CharField("autre présence", max_length=160, blank=True)
    guest_organization = models.CharField("organisme", max_length=200, blank=True)
    status = ChoiceField("présence", choices=Status, default=Status.PRESENT)
    arrived_at = models.TimeField("arrivée à", null=True, blank=True)
    left_at = models.TimeField("départ à", null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaces",
        verbose_name="remplacement par",
    )
    version = models.PositiveIntegerField("version", default=1, editable=False)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "présence"
        ordering = ["meeting_id", "id"]
        constraints = [
            models.CheckConstraint(
                name="meetings_attendance_somebody",
                condition=Q(person__isnull=False, guest_name="")
                | Q(person__isnull=True, representative__isnull=True) & ~Q(guest_name=""),
                violation_error_message="Une présence est celle d’une personne ou d’une invitée.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="meetings_attendance_person_once",
                violation_error_message="Cette personne figure déjà parmi les présences.",
            ),
            models.UniqueConstraint(
                "meeting",
                Lower("guest_name"),
                Lower("guest_organization"),
                name="meetings_attendance_guest_once",
                condition=~Q(guest_name=""),
                violation_error_message="Cette personne figure déjà parmi les autres présences.",
            ),
            models.CheckConstraint(
                name="meetings_attendance_times",
                condition=Q(arrived_at__isnull=True)
                | Q(left_at__isnull=True)
                | Q(left_at__gte=F("arrived_at")),
                violation_error_message="Le départ vient après l’arrivée.",
            ),
        ]
        triggers = [
            RowRule(
                name="mover_stays_there",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status__in=["excused", "absent"]),
                broken="""EXISTS (
                    SELECT FROM meetings_decision decision
                    WHERE NEW.id IN (decision.moved_by_id, decision.seconded_by_id)
                )""",
                message="Cette personne a proposé ou appuyé une décision : elle était là.",
            ),
            RowRule(
                name="mover_was_not_away",
                operation=pgtrigger.Update,
                broken=f"""EXISTS (
                    SELECT FROM meetings_decision decision
                    WHERE NEW.id IN (decision.moved_by_id, decision.seconded_by_id)
                    AND {was_away("NEW", "decision.taken_at")}
                )""",
                message=MOVED_THEN,
            ),
            RowRule(
                name="stance_of_somebody_there",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status__in=["excused", "absent"]),
                broken="""EXISTS (
                    SELECT FROM meetings_stance stance WHERE stance.attendance_id = NEW.id
                )""",
                message=(
                    "Cette personne a inscrit sa dissidence ou s’est retirée pour une décision : "
                    "elle était là."
                ),
            ),
            RowRule(
                name="mandate_of_person_and_committee",
                condition=pgtrigger.Q(new__representative__isnull=False, new__person__isnull=False),
                broken="""NOT EXISTS (
                    SELECT FROM members_representative mandate
                    JOIN members_membership membership ON membership.id = mandate.membership_id
                    JOIN meetings_meeting meeting ON meeting.id = NEW.meeting_id
                    WHERE mandate.id = NEW.representative_id
                    AND mandate.person_id = NEW.person_id
                    AND membership.committee_id = meeting.committee_id
                )""",
                message="Le mandat d’une présence est celui de la personne, dans l’instance.",
            ),
            same_owner(
                "replaced_by_of_same_meeting",
                through="replaced_by_id",
                table="meetings_attendance",
                owner="meeting_id",
                message="Une personne est remplacée par une autre de la même rencontre.",
            ),
            locked_once_adopted(OWN_MEETING),
        ]

    def __str__(self) -> str:
        return str(self.person) if self.person else self.guest_name

    @property
    def is_there(self) -> bool:
        return self.status in self.THERE

    @property
    def formal_name(self) -> str:
        return self.person.formal_name if self.person else self.guest_name

    @property
    def times_text(self) -> str:
        """« arrivée à 13 h 45; sortie de 15 h à 15 h 20; départ à 17 h 35 »"""
        told = [f"arrivée à {time_text(self.arrived_at)}"] if self.arrived_at else []
        told += [str(way) for way in self.exits.all()]
        told += [f"départ à {time_text(self.left_at)}"] if self.left_at else []
        return "; ".join(told)

    @property
    def open_exit(self) -> "TemporaryExit | None":
        """The exit from which the person has not come back."""
        return next((way for way in self.exits.all() if way.returned_at is None), None)


@recorded()
class TemporaryExit(DemonstrationMarked):
    """Somebody goes out of a meeting for a while, and comes back."""

    attendance = models.ForeignKey(
        Attendance, on_delete=models.CASCADE, related_name="exits", verbose_name="présence"
    )
    left_at = models.TimeField("sortie à")
    returned_at = models.TimeField("retour à", null=True, blank=True)

    class Meta:
        verbose_name = "sortie"
        ordering = ["left_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="meetings_temporaryexit_times",
                condition=Q(returned_at__isnull=True) | Q(returned_at__gte=F("left_at")),
                violation_error_message="Le retour vient après la sortie.",
            ),
            models.UniqueConstraint(
                fields=["attendance"],
                name="meetings_temporaryexit_one_open",
                condition=Q(returned_at__isnull=True),
                violation_error_message="Cette personne est déjà sortie : inscrivez son retour.",
            ),
        ]
        triggers = [
            RowRule(
                name="of_somebody_there",
                broken="""EXISTS (
                    SELECT FROM meetings_attendance attendance
                    WHERE attendance.id = NEW.attendance_id AND (
                        attendance.status NOT IN ('present', 'remote')
                        OR NEW.left_at < attendance.arrived_at
                        OR NEW.left_at > attendance.left_at
                        OR NEW.returned_at > attendance.left_at
                    )
                )""",
                message="Une sortie se place entre l’arrivée et le départ de la personne.",
            ),
            RowRule(
                name="mover_was_not_away",
                broken=f"""EXISTS (
                    SELECT FROM meetings_decision decision
                    WHERE NEW.attendance_id IN (decision.moved_by_id, decision.seconded_by_id)
                    AND {minute("NEW.left_at")} < {minute("decision.taken_at")}
                    AND (
                        NEW.returned_at IS NULL
                        OR {minute("NEW.returned_at")} > {minute("decision.taken_at")}
                    )
                )""",
                message=MOVED_THEN,
            ),
            locked_once_adopted(MEETING_OF_ATTENDANCE),
        ]

    def __str__(self) -> str:
        """« sortie de 15 h à 15 h 20 », « sortie à 15 h » where nobody came back."""
        if self.returned_at is None:
            return f"sortie à {time_text(self.left_at)}"
        return f"sortie de {time_text(self.left_at)} à {time_text(self.returned_at)}"
