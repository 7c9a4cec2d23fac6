"""Two transactions at once: the second waits where it must, and neither leaves anything stale."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from agreements.models import Activity, ActivityObjective, Agreement, Party
from arbj_portal.timeline.models import TimelineEntry
from meetings.models import AgendaItem, Meeting, MeetingObjective, Minutes
from members.models import Membership, Representative
from tests.timeline.factories import (
    make_activity,
    make_agreement,
    make_attendance,
    make_change,
    make_committee,
    make_mandate,
    make_meeting,
    make_objective,
    make_organization,
    numbers,
)

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE, TOO_LONG = 0.4, 20


class Things:
    """One of each source, and what can be tied to it."""

    def __init__(self) -> None:
        committee = make_committee()
        self.agreement = make_agreement(committee=committee)
        self.activity = make_activity(agreement=self.agreement)
        self.other_activity = make_activity(agreement=self.agreement)
        self.meeting = make_meeting(committee)
        self.point = AgendaItem.objects.create(meeting=self.meeting, position=1, title="Point")
        self.first, self.second = (make_objective(self.agreement) for _ in range(2))
        self.mandate, self.other_mandate = (make_mandate(committee) for _ in range(2))
        self.organization = make_organization()

    def rename(self, thing: Activity | Agreement | Meeting) -> Callable[[], object]:
        same = type(thing).objects.filter(pk=thing.pk)
        return lambda: same.update(title=f"Titre {next(numbers)}")

    def tie(self, objective: object) -> Callable[[], object]:
        return lambda: ActivityObjective.objects.create(activity=self.activity, objective=objective)

    def tie_meeting(self) -> object:
        return MeetingObjective.objects.create(meeting=self.meeting, objective=self.first)

    def change(self) -> object:
        return make_change(self.agreement)

    def sign(self) -> object:
        return Party.objects.create(agreement=self.agreement, organization=self.organization)

    def attend(self) -> object:
        return make_attendance(self.meeting, self.mandate)

    def write_minutes(self) -> object:
        return Minutes.objects.create(meeting=self.meeting, state="proposed")

    def take_notes(self) -> object:
        return AgendaItem.objects.filter(pk=self.point.pk).update(notes="Ce qui se dit.")

    def move_mandate(self) -> object:
        membership = self.other_mandate.membership_id
        return Representative.objects.filter(pk=self.mandate.pk).update(membership=membership)

    def move_membership(self) -> object:
        own = Membership.objects.filter(pk=self.mandate.membership_id)
        return own.update(organization=self.organization)

    def rebuild(self) -> object:
        return TimelineEntry.objects.rebuild()


def overlap(first: Callable[[], object], second: Callable[[], object]) -> bool:
    """Begin the second before the first is committed; whether it had to wait for that."""
    failures: list[Exception] = []

    def run() -> None:
        try:
            with transaction.atomic():
                second()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(A_WHILE)
        waits = thread.is_alive()
    thread.join(TOO_LONG)
    assert not thread.is_alive()
    assert failures == []
    return waits


def test_what_concerns_the_same_entry_waits_and_nothing_is_stale() -> None:
    things = Things()
    pairs = [
        (things.rename(things.activity), things.tie(things.first)),
        (things.tie(things.second), things.rename(things.activity)),
        (things.rename(things.agreement), things.change),
        (things.change, things.change),
        (things.change, things.sign),
        (things.attend, things.write_minutes),
        (things.tie_meeting, things.rename(things.meeting)),
        (things.rebuild, things.rename(things.other_activity)),
        (things.rename(things.meeting), things.rebuild),
    ]
    for first, second in pairs:
        assert overlap(first, second)
        assert TimelineEntry.objects.differences() == []


@pytest.mark.parametrize("move", ["move_mandate", "move_membership"])
@pytest.mark.parametrize("attends_first", [True, False])
def test_a_mandate_corrected_while_its_holder_is_marked_present(
    move: str, attends_first: bool
) -> None:
    things = Things()
    acts = [things.attend, getattr(things, move)]
    assert overlap(*(acts if attends_first else acts[::-1]))
    assert TimelineEntry.objects.differences() == []
    assert len(TimelineEntry.objects.get(source="meeting").organizationlinks.all()) == 1


def test_what_does_not_concern_the_same_entry_does_not_wait() -> None:
    things = Things()
    pairs = [
        (things.rename(things.activity), things.rename(things.other_activity)),
        (things.rename(things.agreement), things.tie(things.first)),
        (things.rename(things.meeting), things.take_notes),
        (things.change, things.attend),
    ]
    for first, second in pairs:
        assert not overlap(first, second)
        assert TimelineEntry.objects.differences() == []
