"""What was promised at the second meeting, put off and chased since: fictitious."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from arbj_portal.demo.dates import Dates
from meetings.actions import chase_follow_ups
from meetings.models import FollowUp, FollowUpPostponement
from members.models import User

LETTER = "Préparer la lettre d’invitation aux organismes"


def chase(dates: Dates, *, by: User) -> None:
    """One follow-up was put off three times; reminders go as they would on any morning."""
    letter = FollowUp.objects.get(text=LETTER)
    for days, reason in (
        (23, "Le modèle de lettre n’est pas encore choisi."),
        (16, "Les membres proposent d’autres organismes."),
        (9, "La présidence relit la lettre."),
    ):
        FollowUpPostponement.objects.create(
            follow_up=letter,
            due_from=dates.days_ago(days),
            due_to=dates.days_ago(days - 7),
            reason=reason,
            postponed_at=morning_of(dates, days),
            postponed_by=by,
        )
    chase_follow_ups(dates.today)


def morning_of(dates: Dates, days: int) -> datetime:
    moment = datetime.combine(dates.days_ago(days) - timedelta(days=1), time(9))
    return timezone.make_aware(moment)
