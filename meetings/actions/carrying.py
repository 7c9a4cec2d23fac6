"""Keeping the next agenda of a committee in step with what waits for it."""

from collections import Counter
from typing import Any

from arbj_portal.core.actions import action, lock
from meetings.actions.numbers import lock_committee
from meetings.actions.placing import place
from meetings.carrying import Source, Waiting, points_waiting, source_of
from meetings.models import (
    AgendaItem,
    CarriedFollowUp,
    FollowUp,
    LeftOut,
    Meeting,
    Section,
)
from members.models import User

SECTIONS: list[str] = list(Section)


@action
def carry_over(*, by: User | None, meeting: Meeting) -> None:
    """Make what waits in the committee of a meeting stand on its next agenda, and there alone.

    As often as one likes: nothing stands twice, and what was taken off does not come back. What
    is settled leaves a draft, unless something was written under it; a called agenda keeps it.
    """
    carry_in(meeting.committee_id)


@action
def bring_back(*, by: User, left_out: LeftOut, version: int) -> None:
    """Let stand again on an agenda what was taken off it."""
    lock_committee(left_out.meeting.committee_id)
    meeting = lock(left_out.meeting, version)
    meeting.save(update_fields=["version"])
    left_out.delete()
    carry_in(meeting.committee_id)


def carry_in(committee: int) -> None:
    """In the order of locks: the committee, then its meetings by their dates."""
    lock_committee(committee)
    awaited = list(Meeting.objects.awaited(committee).select_for_update(no_key=True))
    ordinary = [row for row in awaited if row.kind == Meeting.Kind.ORDINARY]
    coming = ordinary[0] if ordinary else None
    for meeting in awaited:
        if meeting is coming and meeting.status != Meeting.Status.IN_PROGRESS:
            Agenda(meeting).keep_in_step()
        elif meeting.is_draft:
            Agenda(meeting).let_go_of({}, [])


class Agenda:
    """The points of a meeting to come, while what stands there by itself is placed."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        items = list(AgendaItem.objects.filter(meeting=meeting).in_order())
        self.tops = [item for item in items if item.parent_id is None]
        self.under = {
            top.pk: [item for item in items if item.parent_id == top.pk] for top in self.tops
        }

    @property
    def items(self) -> list[AgendaItem]:
        return [item for top in self.tops for item in (top, *self.under.get(top.pk, ()))]

    def keep_in_step(self) -> None:
        refused = LeftOut.objects.filter(meeting=self.meeting)
        points = wanted_points(self.meeting, {source_of(row) for row in refused})
        follow_ups = list(
            FollowUp.objects.waiting_for(self.meeting)
            .exclude(left_out_of__in=refused)
            .order_by("agenda_item__meeting__date", "id")
        )
        self.let_go_of(points, follow_ups)
        self.put_points(points)
        self.put_follow_ups(follow_ups)

    def let_go_of(self, points: dict[Source, Waiting], follow_ups: list[FollowUp]) -> None:
        """What waits no more leaves a draft; points under others go first."""
        if not self.meeting.is_draft:
            return
        rows = CarriedFollowUp.objects.filter(agenda_item__meeting=self.meeting)
        rows.exclude(follow_up__in=follow_ups).delete()
        for item in reversed(self.items):
            source = source_of(item)
            if source and source not in points and is_bare(item):
                self.remove(item)
        self.write()

    def remove(self, item: AgendaItem) -> None:
        siblings = self.under[item.parent_id] if item.parent_id else self.tops
        siblings.remove(item)
        item.delete()

    def put_points(self, points: dict[Source, Waiting]) -> None:
        standing = {source: item for item in self.items if (source := source_of(item))}
        for source, waiting in points.items():
            if source in standing:
                refresh(standing[source], waiting.origin)
            else:
                above = standing.get(waiting.above) if waiting.above else None
                standing[source] = self.put(waiting, above)

    def put(self, waiting: Waiting, above: AgendaItem | None) -> AgendaItem:
        """Under its own point; in the room that its section left; else among the sections."""
        heading = self.heading(waiting.section)
        if above and above.parent_id is None:
            item = self.add_under(above, waiting)
        elif heading and waiting.section == Section.PREVIOUS_MINUTES:
            item = self.fill(heading, waiting)
        elif heading and is_title_of_section(heading) and not waiting.under:
            item = self.add_under(heading, waiting)
        else:
            item = AgendaItem(
                meeting=self.meeting, section=waiting.section, **waiting.values, **waiting.origin
            )
            self.tops.insert(self.place_of(waiting.section), item)
        self.write()
        self.under.setdefault(item.pk, [])
        return item

    def heading(self, section: str) -> AgendaItem | None:
        """The point that a section has and that stands for nothing yet."""
        found = (top for top in self.tops if top.section == section and not source_of(top))
        return next(found, None)

    def fill(self, heading: AgendaItem, waiting: Waiting) -> AgendaItem:
        """A heading that waited for its matter; a title that somebody gave it stays."""
        kept = ("title",) if not is_title_of_section(heading) else ()
        values = {name: told for name, told in waiting.values.items() if name not in kept}
        refresh(heading, values | waiting.origin)
        return heading

    def add_under(self, above: AgendaItem, waiting: Waiting) -> AgendaItem:
        item = AgendaItem(meeting=self.meeting, parent=above, **waiting.values, **waiting.origin)
        self.under[above.pk].append(item)
        return item

    def place_of(self, section: str) -> int:
        """After the last point of its section or of one before; else before what comes later."""
        ranks = [
            (place, SECTIONS.index(top.section))
            for place, top in enumerate(self.tops)
            if top.section
        ]
        rank = SECTIONS.index(section)
        before = [place for place, other in ranks if other <= rank]
        if before:
            return before[-1] + 1
        return ranks[0][0] if ranks else len(self.tops)

    def put_follow_ups(self, follow_ups: list[FollowUp]) -> None:
        """Those that wait stand under one heading; those that stood there are told anew."""
        rows = {
            row.follow_up_id: row
            for row in CarriedFollowUp.objects.filter(
                agenda_item__meeting=self.meeting
            ).select_related("follow_up")
        }
        for row in rows.values():
            refresh_row(row)
        waiting = [follow_up for follow_up in follow_ups if follow_up.pk not in rows]
        if not waiting:
            return
        heading = self.heading(Section.FOLLOW_UPS) or self.add_heading(Section.FOLLOW_UPS)
        carried = times_carried(waiting)
        CarriedFollowUp.objects.bulk_create(
            CarriedFollowUp(
                agenda_item=heading,
                follow_up=follow_up,
                times=carried[follow_up.pk] + 1,
                status=follow_up.status,
                due_on=follow_up.due_on,
            )
            for follow_up in waiting
        )

    def add_heading(self, section: Section) -> AgendaItem:
        item = AgendaItem(
            meeting=self.meeting,
            section=section,
            title=section.label,
            is_demonstration=self.meeting.is_demonstration,
        )
        self.tops.insert(self.place_of(section), item)
        self.write()
        return item

    def write(self) -> None:
        """Number the points anew in their order."""
        taken: Counter[int | None] = Counter()
        for top in self.tops:
            place(top, None, taken)
            for item in self.under.get(top.pk, ()):
                place(item, top, taken)


def wanted_points(meeting: Meeting, refused: set[Source | None]) -> dict[Source, Waiting]:
    """What waits, by what it is, without what was taken off; a point before those under it."""
    points = {}
    for waiting in points_waiting(meeting):
        for row in (waiting, *waiting.under):
            if row.source not in refused:
                points[row.source] = row
    return points


def is_title_of_section(item: AgendaItem) -> bool:
    return item.title == Section(item.section).label


def is_bare(item: AgendaItem) -> bool:
    """Whether nothing was written under a point: nothing is lost with it."""
    parts = (
        link.get_accessor_name()
        for link in AgendaItem._meta.related_objects
        if not hasattr(link.related_model, "pgh_tracked_model")
    )
    return not item.notes and not any(getattr(item, name).exists() for name in parts if name)


def refresh(item: AgendaItem, values: dict[str, Any]) -> None:
    """Bring a point in step; written, and one version further, only where it changes."""
    changed = {name: told for name, told in values.items() if getattr(item, name) != told}
    if not changed:
        return
    for name, told in changed.items():
        setattr(item, name, told)
    item.version += 1
    item.save(update_fields=[*changed, "version"])


def refresh_row(row: CarriedFollowUp) -> None:
    """A follow-up is told as it stands until the meeting is held."""
    told = {"status": row.follow_up.status, "due_on": row.follow_up.due_on}
    if any(getattr(row, name) != value for name, value in told.items()):
        CarriedFollowUp.objects.filter(pk=row.pk).update(**told)


def times_carried(follow_ups: list[FollowUp]) -> Counter[int]:
    """On how many agendas of meetings that were held each of them stood."""
    rows = CarriedFollowUp.objects.filter(
        follow_up__in=follow_ups, agenda_item__meeting__in=Meeting.objects.held()
    )
    return Counter(rows.values_list("follow_up", flat=True))
