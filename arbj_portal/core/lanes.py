"""A picture of time in lanes: bars, shapes at a moment, a line for today.

It is drawn on the server as SVG, placed in percent of the width, so that no text is ever
distorted; heights are in pixels. Long stretches where nothing stands are folded.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from arbj_portal.core.periods import Period

FOLD_AFTER = timedelta(days=550)  # of nothing
AROUND = timedelta(days=45)  # what stays in sight beside a fold
FOLD_WIDTH = 5.0
SHORT = timedelta(days=45)  # a month, or less, is a moment
MOMENT_WIDTH, DOT_WIDTH = 8.0, 4.0  # what a shape, and a dot, take on the narrowest screen
LABEL_WIDTH = 9.0
MOST_YEARS_IN_QUARTERS = 4
DAYS_OF_A_YEAR = 365.25
ROW, MARGIN, BAR = 28, 6, 12
MOST_ROWS = 6
SHAPES = {
    "circle": "M0-11a11 11 0 1 1 0 22 11 11 0 1 1 0-22Z",
    "square": "M-8-10h16a2 2 0 0 1 2 2v16a2 2 0 0 1-2 2h-16a2 2 0 0 1-2-2v-16a2 2 0 0 1 2-2Z",
    "diamond": "M0-13 13 0 0 13-13 0Z",
}


@dataclass(frozen=True)
class Mark:
    """Something that a lane shows, from its first day to its last.

    title, when, state: what it is, as the table beside the picture says it. shape: a key of SHAPES;
    without one it is a bar where it lasts, else a dot. look: the classes of its colours. planned:
    the day on which it was to come, where it came on another.
    """

    first: date
    last: date
    title: str
    when: str = ""
    state: str = ""
    look: str = ""
    shape: str = ""
    number: str = ""
    url: str = ""
    planned: date | None = None
    is_demonstration: bool = False

    @property
    def label(self) -> str:
        """For whoever does not see it."""
        fiction = "données de démonstration" if self.is_demonstration else ""
        return ", ".join(filter(None, (self.title, self.when, self.state, fiction)))

    @property
    def lasts(self) -> bool:
        return self.last - self.first > SHORT

    @property
    def room(self) -> float:
        """What it takes beside its days, in percent of the width."""
        return MOMENT_WIDTH if self.shape else DOT_WIDTH

    @property
    def moment(self) -> date:
        """Where its shape stands: in the middle of a month, at the end of what lasts."""
        return self.last if self.lasts else self.first + (self.last - self.first) / 2

    @property
    def days(self) -> Iterator[date]:
        yield from (self.first, self.last)
        if self.planned:
            yield self.planned


@dataclass(frozen=True)
class Lane:
    name: str
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Key:
    """A line of the legend: how something looks, and what that means."""

    words: str
    look: str = ""
    shape: str = ""
    lasts: bool = False

    @property
    def path(self) -> str:
        return SHAPES.get(self.shape, "")


@dataclass(frozen=True)
class Stretch:
    """A stretch of time and the part of the width it takes; left and right: in percent."""

    first: date
    last: date
    left: float
    right: float
    is_fold: bool

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def period(self) -> Period:
        return Period.of_months(self.first, self.last)


@dataclass(frozen=True)
class Scale:
    """Where each day stands."""

    stretches: Sequence[Stretch]

    def at(self, day: date) -> float:
        """In percent of the width; what comes before or after stands at the edge."""
        for stretch in self.stretches:
            if day <= stretch.last:
                part = max((day - stretch.first).days, 0) / days_of(stretch.first, stretch.last)
                return stretch.left + part * (stretch.right - stretch.left)
        return 100.0

    @property
    def folds(self) -> list[Stretch]:
        return [stretch for stretch in self.stretches if stretch.is_fold]

    @property
    def ticks(self) -> Iterator["Tick"]:
        """Each year that begins in sight, quarters where there is room; the first of a stretch."""
        shown = [stretch for stretch in self.stretches if not stretch.is_fold]
        years = sum(days_of(stretch.first, stretch.last) for stretch in shown) / DAYS_OF_A_YEAR
        last_label = -LABEL_WIDTH
        for stretch in shown:
            for day in quarters(stretch.first, stretch.last):
                x, is_year = self.at(day), (day.month, day.day) == (1, 1)
                begins = day == stretch.first
                has_label = (is_year or begins) and x - last_label >= LABEL_WIDTH
                if begins and not is_year and self.is_near_new_year(day, stretch):
                    has_label = False
                if has_label:
                    last_label = x
                if has_label or is_year or years <= MOST_YEARS_IN_QUARTERS:
                    yield Tick(x, str(day.year) if has_label else "", is_year)

    def is_near_new_year(self, day: date, stretch: Stretch) -> bool:
        """Whether the label of the next year needs the room."""
        following = date(day.year + 1, 1, 1)
        return following <= stretch.last and self.at(following) - self.at(day) < LABEL_WIDTH


@dataclass(frozen=True)
class Tick:
    x: float
    label: str
    is_year: bool

    @property
    def is_at_the_edge(self) -> bool:
        """Whether its label has no room on its right."""
        return self.x > 100 - LABEL_WIDTH


@dataclass(frozen=True)
class Placed:
    """A mark with its place: left, right, at and planned in percent, y in pixels."""

    mark: Mark
    left: float
    right: float
    at: float
    planned: float | None
    y: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def top(self) -> float:
        """Of its bar."""
        return self.y - BAR / 2

    @property
    def path(self) -> str:
        return SHAPES.get(self.mark.shape, "")


@dataclass(frozen=True)
class PlacedLane:
    name: str
    marks: Sequence[Placed]
    height: int


@dataclass(frozen=True)
class Picture:
    """What components/lanes.html draws; today: in percent, or None where it is out of sight."""

    scale: Scale
    lanes: Sequence[PlacedLane]
    legend: Sequence[Key]
    today: float | None

    @property
    def is_demonstration(self) -> bool:
        """Whether something of it is fictitious."""
        return any(placed.mark.is_demonstration for lane in self.lanes for placed in lane.marks)


def picture_of(
    lanes: Iterable[Lane], legend: Sequence[Key] = (), today: date | None = None
) -> Picture | None:
    """None where there are fewer than two different days to show; today: shown where given.

    A lane of which nothing is known is drawn too, empty.
    """
    lanes = list(lanes)
    days = {day for lane in lanes for mark in lane.marks for day in mark.days}
    if len(days) < 2:
        return None
    scale = scale_of([mark for lane in lanes for mark in lane.marks], today)
    placed = [place(lane, scale) for lane in lanes]
    return Picture(scale, placed, legend, None if today is None else scale.at(today))


def scale_of(marks: Iterable[Mark], today: date | None) -> Scale:
    """Whole months from the first day to the last, without the long stretches of nothing."""
    ranges = [(min(mark.days), max(mark.days)) for mark in marks]
    if today:
        ranges.append((today, today))
    busy = merged(ranges)
    first, last = month_start(busy[0][0]), month_end(busy[-1][1])
    folds = [
        (month_start(end + AROUND), month_end(start - AROUND))
        for (_, end), (start, _) in pairwise(busy)
        if start - end > FOLD_AFTER
    ]
    return Scale(list(stretches(first, last, folds)))


def stretches(first: date, last: date, folds: Sequence[tuple[date, date]]) -> Iterator[Stretch]:
    day = timedelta(days=1)
    edges = [first, *(edge for start, end in folds for edge in (start, end + day)), last + day]
    pieces = [(start, end - day) for start, end in pairwise(edges)]
    shown = sum(days_of(start, end) for start, end in pieces[::2])
    room, left = 100 - FOLD_WIDTH * len(folds), 0.0
    for number, (start, end) in enumerate(pieces):
        is_fold = number % 2 == 1
        width = FOLD_WIDTH if is_fold else room * days_of(start, end) / shown
        yield Stretch(start, end, left, left + width, is_fold)
        left += width


def place(lane: Lane, scale: Scale) -> PlacedLane:
    """The marks of a lane, those that would touch in rows under each other.

    Where that would take too many rows, they overlap: the table beside says each.
    """
    ends: list[float] = []
    placed = []
    for mark in sorted(lane.marks, key=lambda mark: (min(mark.days), mark.last, mark.number)):
        left, right = scale.at(mark.first), scale.at(mark.last)
        at = scale.at(mark.moment)
        planned = None if mark.planned is None else scale.at(mark.planned)
        known = [left, right, at] if planned is None else [left, right, at, planned]
        begins, over = min(known) - mark.room / 2, max(known) + mark.room / 2
        row = row_for(begins, ends)
        ends[row : row + 1] = [over]
        y = MARGIN + row * ROW + ROW / 2
        placed.append(Placed(mark, left, right, at, planned, y))
    return PlacedLane(lane.name, placed, 2 * MARGIN + ROW * max(len(ends), 1))


def row_for(begins: float, ends: Sequence[float]) -> int:
    """The first row that is free there, a new one, or where there are enough the one freed first.

    ends: where the last mark of each row ends, in percent.
    """
    free = next((number for number, end in enumerate(ends) if end <= begins), len(ends))
    return free if free < MOST_ROWS else ends.index(min(ends))


def merged(ranges: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """The same days, in ranges that do not overlap, in order."""
    found: list[tuple[date, date]] = []
    for first, last in sorted(ranges):
        if found and first <= found[-1][1]:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def days_of(first: date, last: date) -> int:
    return (last - first).days + 1


def month_start(day: date) -> date:
    return day.replace(day=1)


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def quarters(first: date, last: date) -> Iterator[date]:
    """The first day, then each quarter that begins by the last."""
    yield first
    year, quarter = first.year, (first.month - 1) // 3 + 1
    while True:
        year, quarter = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
        day = date(year, 3 * quarter - 2, 1)
        if day > last:
            return
        yield day
