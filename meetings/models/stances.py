"""Where somebody stands apart from a decision."""

from django.db import models

from arbj_portal.core.fields import ChoiceField
from arbj_portal.core.history import recorded
from arbj_portal.core.models import DemonstrationMarked
from arbj_portal.core.rules import RowRule
from meetings.models.attendance import Attendance
from meetings.models.decisions import Decision
from meetings.models.locks import MEETING_OF_ATTENDANCE, locked_once_adopted


@recorded()
class Stance(DemonstrationMarked):
    """Somebody who disagrees with a decision and says so, or who stays out of it for an interest.

    Read with its decision, by those who may read that.
    """

    class Kind(models.TextChoices):
        DISSENT = "dissent", "dissidence"
        WITHDRAWAL = "withdrawal", "retrait pour intérêt"

    TEXTS: dict[str, str] = {
        Kind.DISSENT: "{} inscrit sa dissidence.",
        Kind.WITHDRAWAL: "{} se retire pour ce point.",
    }

    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, related_name="stances", verbose_name="décision"
    )
    attendance = models.ForeignKey(
        Attendance, on_delete=models.PROTECT, related_name="stances", verbose_name="présence"
    )
    kind = ChoiceField("position", choices=Kind)

    class Meta:
        verbose_name = "position sur une décision"
        verbose_name_plural = "positions sur des décisions"
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "attendance"],
                name="meetings_stance_once",
                violation_error_message=(
                    "Une personne se retire pour un point ou inscrit sa dissidence, pas les deux."
                ),
            ),
        ]
        triggers = [
            RowRule(
                name="of_somebody_there",
                locks="""PERFORM FROM meetings_attendance
                    WHERE id = NEW.attendance_id FOR SHARE;""",
                broken="""NOT EXISTS (
                    SELECT FROM meetings_attendance attendance
                    JOIN meetings_agendaitem item ON item.meeting_id = attendance.meeting_id
                    JOIN meetings_decision decision ON decision.agenda_item_id = item.id
                    WHERE attendance.id = NEW.attendance_id
                    AND decision.id = NEW.decision_id
                    AND attendance.status IN ('present', 'remote')
                )""",
                message="Seule une personne présente à la rencontre prend position.",
            ),
            RowRule(
                name="of_no_mover",
                broken="""NEW.kind = 'withdrawal' AND EXISTS (
                    SELECT FROM meetings_decision decision
                    WHERE decision.id = NEW.decision_id
                    AND NEW.attendance_id IN (decision.moved_by_id, decision.seconded_by_id)
                )""",
                message=(
                    "Une personne qui se retire pour ce point ne propose ni n’appuie la décision."
                ),
            ),
            locked_once_adopted(MEETING_OF_ATTENDANCE),
        ]

    def __str__(self) -> str:
        """« Mme Roy inscrit sa dissidence. »"""
        return self.TEXTS[self.kind].format(self.attendance.formal_name)
