"""Writing the points of an agenda, with the decisions and follow-ups taken at each."""

from collections import Counter

from arbj_portal.core.actions import lock
from meetings.actions.documents import narrow_documents
from meetings.actions.follow_ups import write_follow_up
from meetings.actions.notes import write_notes
from meetings.models import AgendaItem, Attendance, Decision, FollowUp, Meeting
from meetings.records import DecisionEntry, FollowUpEntry, PointEntry
from members.models import User


def write_points(
    meeting: Meeting, points: list[PointEntry], people: dict[str, Attendance], by: User
) -> list[AgendaItem]:
    """Write the points in their order; those that the record does not tell of come after.

    Returns those that it tells of, and keeps.
    """
    known = {item.pk: item for item in meeting.agenda_items.in_order()}
    free_those_under([entry.item for entry in points if entry.item and entry.is_sub_point])
    taken: Counter[int | None] = Counter()
    parent = None
    written = []
    for entry in points:
        if entry.is_removed:
            continue
        item = entry.item or AgendaItem(meeting=meeting)
        values = dict(entry.values)
        if entry.item and "notes" in values:
            write_notes(item, values.pop("notes"), by=by)
        place(item, parent if entry.is_sub_point else None, taken, **values)
        if item.parent is None:
            parent = item
        known.pop(item.pk, None)
        written.append(item)
        remove_follow_ups(entry.follow_ups)
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
        item.follow_ups.all().delete()
        item.decisions.all().delete()
        item.delete()
    narrow_documents(meeting)
    return written


def free_those_under(items: list[AgendaItem]) -> None:
    """Points under those that are to be sub-points stand alone until they are placed in turn."""
    AgendaItem.objects.filter(parent__in=items).update(parent=None)


def place(
    item: AgendaItem, parent: AgendaItem | None, taken: Counter[int | None], **values: object
) -> None:
    """A point as the next one under its parent, with these values; written where it changed."""
    key = parent.pk if parent else None
    taken[key] += 1
    values |= {"parent_id": key, "position": taken[key]}
    changed = {name: value for name, value in values.items() if getattr(item, name) != value}
    for name, value in changed.items():
        setattr(item, name, value)
    if item._state.adding:
        item.save()
    elif changed:
        item.version += 1
        item.save(update_fields=[*changed, "version"])


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
    """New ones, and those that the record tells otherwise than they stand."""
    for entry in entries:
        if entry.follow_up is None:
            FollowUp.objects.create(agenda_item=item, **entry.values)
        elif entry.changes and not entry.is_removed:
            with entry.named_where_stale():
                write_follow_up(entry.follow_up, entry.version, entry.values)


def remove_follow_ups(entries: list[FollowUpEntry]) -> None:
    """Before decisions, since a follow-up may hang on one."""
    for entry in entries:
        if entry.follow_up and entry.is_removed:
            with entry.named_where_stale():
                lock(entry.follow_up, entry.version).delete()
