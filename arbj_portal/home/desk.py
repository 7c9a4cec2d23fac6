"""What waits, at a glance: rows that the home page shows."""

from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet
from django.utils import timezone

from agreements.models import Agreement, Milestone, Party
from arbj_portal.core.roles import Role
from meetings.models import FollowUp, Minutes, PointProposal
from members.models import AccountInvitation, Membership, User

FEW = 6


def agreement_at_a_glance(user: Any) -> Agreement | None:
    """The one signed last, with its parties, contributions and objectives."""
    return (
        Agreement.objects.visible_to(user)
        .order_by(F("signed__starts_on").desc(nulls_last=True), "-id")
        .prefetch_related(
            Prefetch("parties", Party.objects.select_related("organization")),
            "parties__contributions",
            "objectives",
        )
        .first()
    )


def own_milestones(user: Any) -> QuerySet[Milestone]:
    """Those that the user answers for, the most pressing first."""
    own = Milestone.objects.visible_to(user).answered_by(user)
    return own.select_related("agreement")[:FEW]


def organizations_to_invite(user: Any) -> QuerySet[Membership]:
    return (
        Membership.objects.visible_to(user)
        .filter(invitation=Membership.Invitation.TO_INVITE)
        .select_related("organization")[:FEW]
    )


def minutes_in_hand(user: Any) -> QuerySet[Minutes]:
    """Minutes to be written, or to be adopted; the oldest meeting first."""
    return (
        Minutes.objects.visible_to(user)
        .exclude(state__in=Minutes.ADOPTED_STATES)
        .select_related("meeting__committee")
        .order_by("meeting__date", "pk")[:FEW]
    )


def follow_ups_to_recall(user: Any) -> int:
    """How many press of which no reminder can go by mail."""
    return FollowUp.objects.visible_to(user).unreached_on(timezone.localdate()).count()


def proposals_in_hand(user: Any) -> QuerySet[PointProposal]:
    """Points that partners propose, and that nobody has answered; the nearest meeting first."""
    return (
        PointProposal.objects.visible_to(user)
        .waiting()
        .select_related("meeting", "representative__person")
        .order_by("meeting__date", "proposed_at")[:FEW]
    )


def accounts() -> dict[str, int]:
    """How many accounts are in use, in all and by role."""
    counts = {role.name.lower(): Count("pk", filter=Q(roles__contains=[role])) for role in Role}
    return User.objects.filter(is_active=True).aggregate(total=Count("pk"), **counts)


def pending_invitations() -> int:
    return AccountInvitation.objects.usable().count()
