"""Writing the points of an agenda, with the decisions and follow-ups taken at each."""

from collections import Counter

from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting
from meetings.records import DecisionEntry, FollowUpEntry, PointEntry


def write_points(meeting: Meeting, points: list[PointEntry], people: dict[str, Attendance]) -> None:
    """Write the points in their order; those that the record does not tell of come after."""
    known = {item.pk: item for item in meeting.agenda_items.in_order()}
    taken: Counter[int | None] = Counter()
    parent = None
    for entry in points:
        if entry.is_removed:
            continue
        item = entry.item or AgendaItem(meeting=meeting)
        for name, value in entry.values.items():
            setattr(item, name, value)
        place(item, parent if entry.is_sub_point else None, taken)
        if item.parent is None:
            parent = item
        known.pop(item.pk, None)
        write_decisions(item, entry.decisions, people)
        write_follow_ups(item, entry.follow_ups)
    removed = [entry.item for entry in points if entry.is_removed and entry.item]
    for item in removed:
        known.pop(item.pk, None)
    tops = AgendaItem.objects.filter(parent=None)
    for item in known.values():
        above = item.parent
        is_kept = above and above not in removed and tops.contains(above)
        place(item, above if is_kept else None, taken)
    for item in removed:
        item.decisions.all().delete()
        item.follow_ups.all().delete()
        item.delete()


def place(item: AgendaItem, parent: AgendaItem | None, taken: Counter[int | None]) -> None:
    """Save a point as the next one under its parent."""
    key = parent.pk if parent else None
    taken[key] += 1
    item.parent, item.position = parent, taken[key]
    item.version += 0 if item._state.adding else 1
    item.save()


def write_decisions(
    item: AgendaItem, entries: list[DecisionEntry], people: dict[str, Attendance]
) -> None:
    for entry in entries:
        decision = entry.decision or Decision()
        if entry.is_removed:
            decision.delete()
            continue
        for name, value in entry.values.items():
            setattr(decision, name, value)
        decision.agenda_item = item
        decision.moved_by = people.get(entry.moved_by)
        decision.seconded_by = people.get(entry.seconded_by)
        decision.save()


def write_follow_ups(item: AgendaItem, entries: list[FollowUpEntry]) -> None:
    for entry in entries:
        follow_up = entry.follow_up or FollowUp()
        if entry.is_removed:
            follow_up.delete()
            continue
        if entry.follow_up:
            follow_up.version += 1
        for name, value in entry.values.items():
            setattr(follow_up, name, value)
        follow_up.agenda_item = item
        follow_up.save()
