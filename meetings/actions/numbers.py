"""The numbers of meetings and of decisions: given under a lock of their committee, once."""

from collections.abc import Iterator
from datetime import date
from itertools import count

from django.db.models import Max

from meetings.models import AgendaItem, Decision, Meeting
from members.models import Committee


def lock_committee(pk: int) -> Committee:
    """Whoever numbers in this committee waits for the others."""
    return Committee.objects.select_for_update().get(pk=pk)


def lock_committees(*pks: int) -> None:
    """Several, always in the same order; before their meetings are locked, or made."""
    for pk in sorted(set(pks)):
        lock_committee(pk)


def give_number(meeting: Meeting) -> None:
    """The next number of its committee, where the meeting has none."""
    lock_committee(meeting.committee_id)
    if meeting.number is None:
        others = Meeting.objects.filter(committee=meeting.committee_id).exclude(pk=meeting.pk)
        meeting.number = (others.aggregate(last=Max("number"))["last"] or 0) + 1


def give_decision_numbers(meeting: Meeting) -> None:
    """TCJI-2014-05-29-01 and on, in the order of the agenda, to decisions without a number.

    Numbered decisions are never deleted (a trigger sees to it), so that the highest number
    tells which were given, another meeting of the same day included.
    """
    numbers = decision_numbers(lock_committee(meeting.committee_id), meeting.date)
    order = {
        pk: place
        for place, pk in enumerate(
            AgendaItem.objects.filter(meeting=meeting).in_order().values_list("pk", flat=True)
        )
    }
    waiting = Decision.objects.filter(agenda_item__meeting=meeting, number=None)
    ordered = sorted(
        waiting, key=lambda decision: (order[decision.agenda_item_id or 0], decision.pk)
    )
    for decision in ordered:
        decision.number = next(numbers)
        decision.save(update_fields=["number"])


def decision_numbers(committee: Committee, day: date) -> Iterator[str]:
    """Those not given yet of a day, under the lock of the committee."""
    prefix = f"{committee.acronym}-{day:%Y-%m-%d}-"
    given = Decision.objects.filter(number__startswith=prefix).values_list("number", flat=True)
    last = max((int(number.removeprefix(prefix)) for number in given if number), default=0)
    return (f"{prefix}{number:02}" for number in count(last + 1))
