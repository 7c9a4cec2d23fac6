"""What the portal expects of somebody around meetings, and what comes next."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from meetings.models import (
    Comment,
    Consultation,
    ConsultationAnswer,
    FollowUp,
    Meeting,
    Minutes,
    Reply,
)
from members.models import Representative


@dataclass(frozen=True)
class Expectations:
    """Four lists, each in the order in which to see to it; a query each, besides their seats."""

    replies: list[Meeting]
    comments: list[Minutes]
    follow_ups: list[FollowUp]
    consultations: list[Consultation]

    def __bool__(self) -> bool:
        return bool(self.replies or self.comments or self.follow_ups or self.consultations)


def expected_of(user: Any, count: int = 20) -> Expectations:
    """Answers to give, projets to comment, follow-ups to do; the most pressing first."""
    if not user.is_authenticated:
        return Expectations([], [], [], [])
    return Expectations(
        replies=list(awaiting_reply_of(user)[:count]),
        comments=list(awaiting_comment_of(user)[:count]),
        follow_ups=list(
            FollowUp.objects.visible_to(user)
            .of(user)
            .open()
            .select_related("agenda_item__meeting", "organization")[:count]
        ),
        consultations=list(awaiting_voice_of(user)[:count]),
    )


def awaiting_reply_of(user: Any) -> Any:
    """Convened meetings at which the user has a seat, and to which they have not answered."""
    seats = (
        Representative.objects.on(OuterRef("date"))
        .of_user(user)
        .filter(membership__committee=OuterRef("committee"))
    )
    answered = Reply.objects.filter(meeting=OuterRef("pk"), representative__person__user=user.pk)
    return (
        Meeting.objects.visible_to(user)
        .upcoming(timezone.localdate())
        .filter(Exists(seats), ~Exists(answered), status=Meeting.Status.CONVENED)
        .select_related("committee")
    )


def awaiting_voice_of(user: Any) -> Any:
    """Consultations under way, to which an organisation that the user speaks for said nothing."""
    answers = ConsultationAnswer.objects.filter(consultation=OuterRef(OuterRef("pk")))
    silent = (
        Representative.objects.current()
        .of_user(user)
        .filter(membership__committee=OuterRef("committee"), membership__votes=True)
        .exclude(membership__in=answers.values("representative__membership"))
    )
    waiting = Consultation.objects.filter(
        Exists(silent), state=Consultation.State.OPEN, until__gte=timezone.localdate()
    )
    return waiting.select_related("committee").order_by("until", "pk")


def awaiting_comment_of(user: Any) -> Any:
    """Projets of the user's circles, open to comments, on which they said nothing yet."""
    own = Comment.objects.filter(minutes=OuterRef("pk"), author=user.pk)
    return (
        Minutes.objects.visible_to(user)
        .taking_comments()
        .filter(~Exists(own), meeting__in=Meeting.objects.of_partner(user))
        .select_related("meeting__committee")
        .order_by("comments_until", "pk")
    )


MOST_PUT_OFF = 3


def what_is_next(user: Any, count: int = 1) -> list[Meeting]:
    """The next meetings that the user may see, and those before them that were called off."""
    announced = Meeting.objects.visible_to(user).announced(timezone.localdate())
    found: list[Meeting] = []
    for meeting in announced.select_related("committee")[: count + MOST_PUT_OFF]:
        found.append(meeting)
        if sum(row.is_called for row in found) == count:
            break
    return found


def late_followups(user: Any, count: int = 20) -> list[FollowUp]:
    """Follow-ups whose date is over, of all that the user may see; the longest overdue first."""
    late = FollowUp.objects.visible_to(user).late()
    return list(late.select_related("agenda_item__meeting", "person", "organization")[:count])
