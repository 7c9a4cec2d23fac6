"""Writing the points of an agenda, with the decisions and follow-ups taken at each."""

from collections import Counter

from arbj_portal.core.actions import lock, write_changes
from meetings.actions.documents import narrow_documents
from meetings.actions.follow_ups import write_follow_up
from meetings.actions.leaving_out import leave_out, withdraw_from_drafts
from meetings.actions.notes import write_notes
from meetings.actions.placing import place
from meetings.models import (
    AgendaItem,
    Attendance,
    CarriedFollowUp,
    Decision,
    FollowUp,
    Meeting,
)
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
        remove_point(item)
    narrow_documents(meeting)
    return written


def remove_point(item: AgendaItem) -> None:
    """With what was decided and promised there; what stood there by itself does not come back."""
    leave_out(item)
    withdraw_from_drafts(carried_from=item)
    for follow_up in item.follow_ups.all():
        remove_follow_up(follow_up)
    for decision in item.decisions.all():
        remove_decision(decision)
    item.delete()


def free_those_under(items: list[AgendaItem]) -> None:
    """Points under those that are to be sub-points stand alone until they are placed in turn."""
    AgendaItem.objects.filter(parent__in=items).update(parent=None)


def write_decisions(
    item: AgendaItem, entries: list[DecisionEntry], people: dict[str, Attendance]
) -> None:
    for entry in entries:
        decision = entry.decision or Decision()
        if entry.is_removed:
            remove_decision(decision)
            continue
        people_told = {
            "moved_by": people.get(entry.moved_by),
            "seconded_by": people.get(entry.seconded_by),
        }
        write_changes(decision, {"agenda_item": item, **entry.values, **people_told})


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
                remove_follow_up(lock(entry.follow_up, entry.version))


def remove_follow_up(follow_up: FollowUp) -> None:
    """What was written by mistake leaves the agendas to come where it stood by itself."""
    coming = CarriedFollowUp.objects.filter(agenda_item__meeting__status__in=Meeting.TO_COME)
    coming.filter(follow_up=follow_up).delete()
    follow_up.delete()


def remove_decision(decision: Decision) -> None:
    withdraw_from_drafts(about_decision=decision)
    decision.delete()
