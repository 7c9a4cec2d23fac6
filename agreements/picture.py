"""The picture of an agreement: its own lane, and what each objective saw and awaits."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from agreements.milestones import NumberedMilestone
from agreements.models import Activity, ActivityObjective, Agreement, Milestone, Objective
from arbj_portal.core.lanes import Key, Lane, Mark, Picture, picture_of
from arbj_portal.core.periods import Period

MOST_ACTIVITIES = 200
LATE = "late"
KEYS = {
    Milestone.Status.MET: Key("jalon atteint", "is-ok is-full", "circle"),
    Milestone.Status.PARTIALLY_MET: Key("atteint en partie", "is-partial", "circle"),
    Milestone.Status.NOT_MET: Key("non atteint", "is-late", "square"),
    Milestone.Status.SCHEDULED: Key("prévu", "is-awaited", "circle"),
    LATE: Key("en retard", "is-late is-awaited", "diamond"),
}
SLIPPED = Key("quand il était prévu", "is-slip")
A_DAY = Key("activité, un jour", "k-activity")
A_PERIOD = Key("activité, une période", "k-activity", lasts=True)


def picture_of_agreement(
    agreement: Agreement,
    objectives: Iterable[Objective],
    milestones: Sequence[NumberedMilestone],
    user: Any,
) -> Picture | None:
    """objectives, milestones: all of the agreement's; of its activities, what the user may see."""
    today = timezone.localdate()
    by_objective: dict[Objective | None, list[Mark]] = defaultdict(list)
    for link in served(agreement, user):
        by_objective[link.objective] += marks_of_activity(link.activity, today)
    for told in milestones:
        by_objective[told.row.objective] += marks_of_milestone(told)
    if not any(by_objective.values()):
        return None
    own = Lane("Entente", list(bar_of(agreement, today)))
    of_none = Lane("Autres jalons" if objectives else "Jalons", by_objective[None])
    lanes = [Lane(f"Objectif {row.position}", by_objective[row]) for row in objectives]
    lanes += [of_none] if of_none.marks else []
    key = legend(lanes)
    lanes = [own, *lanes] if own.marks else lanes
    return picture_of(lanes, key, None if agreement.has_ended else today)


def served(agreement: Agreement, user: Any) -> Iterable[ActivityObjective]:
    """The last of what was done for its objectives."""
    links = ActivityObjective.objects.filter(
        objective__agreement=agreement, activity__in=Activity.objects.visible_to(user)
    )
    ordered = links.order_by("-activity__period__starts_on", "-activity_id")
    return ordered.select_related("activity", "objective")[:MOST_ACTIVITIES]


def bar_of(agreement: Agreement, today: date) -> Iterator[Mark]:
    """From its signature, or the beginning of its period, to its end; to this day while it runs."""
    since = agreement.in_force or agreement.signed
    if since is None or since.starts_on is None:
        return
    end = agreement.in_force and agreement.in_force.ends_on
    if end is None and agreement.has_ended:
        last = agreement.status_changes.standing().first()
        end = last and last.effective.ends_on
    last_day = max(end or today, since.starts_on)
    yield Mark(
        since.starts_on,
        last_day,
        str(agreement),
        when=Period.of_months(since.starts_on, last_day).text,
        state=agreement.get_status_display(),
        look="k-agreement",
        is_demonstration=agreement.is_demonstration,
    )


def marks_of_activity(activity: Activity, today: date) -> Iterator[Mark]:
    """One for each of its dates."""
    for span in activity.period.spans:
        first = span.first if span.start else span.last
        yield Mark(
            first,
            max(span.last if span.end else today, first),
            activity.title,
            when=span.text,
            state=activity.get_kind_display(),
            look="k-activity",
            url=activity.get_absolute_url(),
            is_demonstration=activity.is_demonstration,
        )


def marks_of_milestone(told: NumberedMilestone) -> Iterator[Mark]:
    """Where it came, or is awaited; nothing where nobody said when."""
    row = told.row
    when = row.actual or row.target
    ends = days_of(when)
    if when is None or ends is None:
        return
    state = LATE if row.is_late else row.status
    planned = days_of(row.target) if row.actual and row.target != row.actual else None
    yield Mark(
        *ends,
        f"Jalon {told.number} : {row.title}",
        when=when.text,
        state="En retard" if row.is_late else row.get_status_display(),
        look=KEYS[state].look,
        shape=KEYS[state].shape,
        number=str(told.number),
        url=f"#jalon-{row.pk}",
        planned=planned and planned[1],
        is_demonstration=row.is_demonstration,
    )


def days_of(period: Period | None) -> tuple[date, date] | None:
    """Its first and last day; of an open one, the day that is known twice."""
    if period is None:
        return None
    known = [day for day in (period.starts_on, period.ends_on) if day]
    return known[0], known[-1]


def legend(lanes: Iterable[Lane]) -> list[Key]:
    """How what stands there looks, each look once."""
    marks = [mark for lane in lanes for mark in lane.marks]
    looks = {(mark.look, mark.shape) for mark in marks}
    activities = [mark for mark in marks if not mark.shape]
    return [
        *(key for key in KEYS.values() if (key.look, key.shape) in looks),
        *([SLIPPED] if any(mark.planned for mark in marks) else []),
        *([A_DAY] if any(not mark.lasts for mark in activities) else []),
        *([A_PERIOD] if any(mark.lasts for mark in activities) else []),
    ]
