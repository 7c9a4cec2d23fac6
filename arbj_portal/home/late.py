"""What is late, follow-ups and milestones alike: the latest first."""

from datetime import date
from typing import Any, NamedTuple

from django.utils import timezone

from agreements.models import Milestone
from arbj_portal.core.typography import date_html, plural
from meetings.expectations import late_followups
from meetings.models import FollowUp

FEW = 6


class Late(NamedTuple):
    """One thing that should be done: what, where, whose, and when it was due, as safe HTML."""

    days: int
    kind: str
    title: str
    url: str
    whose: str
    due: str
    is_demonstration: bool

    @property
    def lateness(self) -> str:
        return f"En retard de {self.days} jour{plural(self.days)}"

    @classmethod
    def follow_up(cls, late: FollowUp) -> "Late":
        return cls(
            days=late.days_late,
            kind="Suivi",
            title=late.text,
            url=late.get_absolute_url(),
            whose=str(late.person or late.organization),
            due=date_html(late.due_on),
            is_demonstration=late.is_demonstration,
        )

    @classmethod
    def milestone(cls, late: Milestone, today: date) -> "Late":
        target: Any = late.target  # late() leaves out those without
        return cls(
            days=(today - target.ends_on).days,
            kind="Jalon",
            title=late.title,
            url=late.agreement.get_absolute_url(),
            whose=str(late.agreement),
            due=target.html,
            is_demonstration=late.is_demonstration,
        )


def what_is_late(user: Any, *, follow_ups: bool) -> list[Late]:
    """Milestones that others answer for, and where one chases them follow-ups: a few of each."""
    today = timezone.localdate()
    own = Milestone.objects.answered_by(user)
    milestones = Milestone.objects.visible_to(user).late().select_related("agreement")
    milestones = milestones.exclude(pk__in=own.values("pk"))
    late = [Late.milestone(milestone, today) for milestone in milestones[:FEW]]
    if follow_ups:
        late += map(Late.follow_up, late_followups(user, FEW))
    return sorted(late, key=lambda line: -line.days)
