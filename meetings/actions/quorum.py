"""Marking the decisions that were taken without a quorum."""

from meetings.models import Decision, Meeting
from meetings.quorum import read_quorum


def note_quorum(meeting: Meeting) -> None:
    """Say of each decision whether it waits to be ratified, by who was there when it was taken.

    Once more after each change of the attendance; what was not adopted needs no ratification.
    """
    quorum = read_quorum(meeting)
    for decision in Decision.objects.filter(agenda_item__meeting=meeting):
        lacks = decision.outcome in Decision.ADOPTED and quorum.lacks_at(decision.taken_at)
        if decision.without_quorum != lacks:
            decision.without_quorum = lacks
            decision.save(update_fields=["without_quorum"])
