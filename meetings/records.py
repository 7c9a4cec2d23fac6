"""What a form tells of a meeting, as the actions take it: read, checked, not written yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from arbj_portal.core.actions import StaleFormError
from meetings.models import AgendaItem, Attendance, Decision, FollowUp
from members.models import Person, Representative


@dataclass
class Presence:
    """A line of the attendance list; without a status, nothing is known of the person.

    Its key (« r12 » a mandate, « p7 » a person, « g0 » a guest) names it in the same record.
    """

    key: str
    status: str
    person: Person | None = None
    representative: Representative | None = None
    guest_name: str = ""
    guest_organization: str = ""
    arrived_at: time | None = None
    left_at: time | None = None
    replaced_by: str = ""
    guest: Attendance | None = None
    is_removed: bool = False

    @property
    def is_there(self) -> bool:
        return self.status in Attendance.THERE and not self.is_removed

    @property
    def is_absent(self) -> bool:
        return bool(self.status) and not self.is_there and not self.is_removed


@dataclass
class DecisionEntry:
    """A decision of a point; mover and seconder are keys of presences."""

    values: dict[str, Any]
    moved_by: str = ""
    seconded_by: str = ""
    decision: Decision | None = None
    is_removed: bool = False


@dataclass
class FollowUpEntry:
    """A follow-up of a point, known already or new, and the version that was read of it."""

    values: dict[str, Any]
    follow_up: FollowUp | None = None
    version: int = 0
    is_removed: bool = False

    @property
    def changes(self) -> bool:
        """Whether it tells of a known follow-up something else than what is known."""
        return any(getattr(self.follow_up, name) != told for name, told in self.values.items())

    @contextmanager
    def named_where_stale(self) -> Iterator[None]:
        """Where somebody changed the follow-up meanwhile, say that it is this entry."""
        try:
            yield
        except StaleFormError as error:
            raise StaleEntryError(self, *error.args) from None


class StaleEntryError(StaleFormError):
    """Somebody changed a follow-up after the page was opened: its entry, and its version now."""

    def __init__(self, entry: FollowUpEntry, version: int) -> None:
        super().__init__(version)
        self.entry = entry


@dataclass
class PointEntry:
    """A point, in the order of the agenda; a sub-point belongs to the point before it."""

    values: dict[str, Any]
    is_sub_point: bool = False
    item: AgendaItem | None = None
    is_removed: bool = False
    decisions: list[DecisionEntry] = field(default_factory=list)
    follow_ups: list[FollowUpEntry] = field(default_factory=list)


@dataclass
class MeetingRecord:
    """A meeting that was held: its facts, who was there, what was said, decided, promised."""

    values: dict[str, Any]
    objectives: list[Any] = field(default_factory=list)
    presences: list[Presence] = field(default_factory=list)
    points: list[PointEntry] = field(default_factory=list)
    minutes_file: UploadedFile | None = None
    adopted_on: date | None = None
