"""The board of the administration: each agreement at a glance, each number where it comes from."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Count, Sum
from django.utils import timezone

from agreements.models import Agreement, Contribution, Milestone, Movement, Objective, StatusChange
from arbj_portal.reports.evidence import something_shows
from meetings.models import FollowUp

FEW = 6
WIDEST = 100


@dataclass
class Card:
    """An agreement with its numbers; money in dollars, None where nobody knows it.

    is_fictitious: some of the money never moved.
    """

    agreement: Agreement
    promised: Decimal | None = None
    paid: Decimal | None = None
    used: Decimal | None = None
    is_fictitious: bool = False
    objectives: list[Objective] = field(default_factory=list)
    unproven: list[Objective] = field(default_factory=list)
    late_milestones: int = 0
    late_follow_ups: int = 0
    unsigned_copies: int = 0
    unproven_payments: int = 0

    @property
    def days_left(self) -> int | None:
        """Until the end of its period, while it goes on; below 0 once that is past."""
        end = self.agreement.in_force and self.agreement.in_force.ends_on
        if not end or self.agreement.has_ended:
            return None
        return (end - timezone.localdate()).days

    @property
    def used_share(self) -> Decimal | None:
        """What is used of what is promised, 100 at the most."""
        if not self.promised or self.used is None:
            return None
        return min(WIDEST * self.used / self.promised, Decimal(WIDEST))

    @property
    def states(self) -> list[tuple[str, str, int]]:
        """How many objectives are in each state: its value, its label, their count."""
        counts = Counter(objective.status for objective in self.objectives)
        return [
            (status.value, status.label, counts[status])
            for status in Objective.Status
            if counts[status]
        ]

    @property
    def is_clear(self) -> bool:
        """Nothing of it is late, missing or unproven, since it was signed."""
        if self.agreement.status in Agreement.TO_COME:
            return False
        is_late = self.late_milestones or self.late_follow_ups or self.agreement.proposed_status
        return not (is_late or self.unproven or self.unsigned_copies or self.unproven_payments)


def board(user: Any) -> list[Card]:
    """The agreements in hand, those in course first; a fixed number of queries."""
    agreements = list(Agreement.objects.visible_to(user).by_stage()[:FEW])
    cards = {agreement.pk: Card(agreement) for agreement in agreements}
    read_money(cards)
    read_objectives(cards)
    count_into(cards, "late_milestones", late_milestones(cards))
    count_into(cards, "late_follow_ups", late_follow_ups(cards, user))
    count_into(cards, "unsigned_copies", unsigned_copies(cards))
    count_into(cards, "unproven_payments", unproven_payments(cards))
    return list(cards.values())


def read_money(cards: dict[int, Card]) -> None:
    promised = Contribution.objects.filter(party__agreement__in=cards, promised__isnull=False)
    promises = promised.order_by().values_list("party__agreement")
    for key, amount in promises.annotate(Sum("promised")):
        cards[key].promised = amount
    moved = Movement.objects.filter(
        contribution__party__agreement__in=cards, kind__in=[Movement.Kind.PAID, Movement.Kind.USED]
    )
    movements = (
        moved.order_by()
        .values_list("contribution__party__agreement", "kind")
        .annotate(total=Sum("amount"), never_moved=BoolOr("is_demonstration"))
    )
    for key, kind, amount, is_fictitious in movements:
        setattr(cards[key], kind, amount)
        cards[key].is_fictitious |= is_fictitious


def read_objectives(cards: dict[int, Card]) -> None:
    """Those of which something is said to be done, and nothing shows it, are flagged."""
    objectives: Any = Objective.objects.filter(agreement__in=cards).order_by("position")
    for objective in objectives.annotate(is_shown=something_shows()):
        card = cards[objective.agreement_id]
        card.objectives.append(objective)
        if objective.status in Objective.CLAIMED and not objective.is_shown:
            card.unproven.append(objective)


def late_milestones(cards: Iterable[int]) -> Any:
    rows = Milestone.objects.late().filter(agreement__in=cards).order_by()
    return rows.values_list("agreement").annotate(Count("pk"))


def late_follow_ups(cards: Iterable[int], user: Any) -> Any:
    rows = FollowUp.objects.visible_to(user).late()
    rows = rows.filter(agenda_item__meeting__agreement__in=cards).order_by()
    return rows.values_list("agenda_item__meeting__agreement").annotate(Count("pk"))


def unsigned_copies(cards: Iterable[int]) -> Any:
    """Signatures without the signed copy."""
    rows = StatusChange.objects.standing().filter(
        agreement__in=cards, status=Agreement.Status.SIGNED, document=None
    )
    return rows.order_by().values_list("agreement").annotate(Count("pk"))


def unproven_payments(cards: Iterable[int]) -> Any:
    """Payments without the paper that proves them."""
    rows = Movement.objects.filter(
        contribution__party__agreement__in=cards, kind=Movement.Kind.PAID, document=None
    )
    return rows.order_by().values_list("contribution__party__agreement").annotate(Count("pk"))


def count_into(cards: dict[int, Card], name: str, counts: Any) -> None:
    """How many there are, on the card of each agreement."""
    for key, count in counts:
        setattr(cards[key], name, count)
