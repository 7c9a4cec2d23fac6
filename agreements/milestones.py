"""The milestones of an agreement as its page tells them: by number, with what each waits for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from agreements.models import Milestone


@dataclass
class NumberedMilestone:
    """A milestone, its place in the list, and those that are to be reached before it."""

    number: int
    row: Milestone
    awaited: list["NumberedMilestone"] = field(default_factory=list)

    @property
    def faults(self) -> Iterator[str]:
        """What does not hold together: told, for people to mend; the plan is theirs."""
        for other in self.awaited:
            if self.row.status in Milestone.REACHED and other.row.status not in Milestone.REACHED:
                yield f"Le jalon {other.number}, qu’il attend, n’est pas atteint."
            elif is_before(self.row, other.row):
                yield f"Le jalon {other.number}, qu’il attend, est prévu pour plus tard."


def is_before(row: Milestone, other: Milestone) -> bool:
    """Whether its target is over before that of the other begins."""
    if row.target is None or other.target is None:
        return False
    end, start = row.target.ends_on, other.target.starts_on
    return end is not None and start is not None and end < start


def numbered(rows: Iterable[Milestone]) -> list[NumberedMilestone]:
    """rows: all those of an agreement, in their order, with their dependencies."""
    told = [NumberedMilestone(number, row) for number, row in enumerate(rows, start=1)]
    by_key = {milestone.row.pk: milestone for milestone in told}
    for milestone in told:
        links = milestone.row.dependencies.all()
        milestone.awaited = sorted(
            (by_key[link.depends_on_id] for link in links), key=lambda other: other.number
        )
    return told
