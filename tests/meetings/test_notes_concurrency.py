"""Several people at the same notes: whatever the order of things, no text is lost."""

import random
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.history_pages import events_of
from arbj_portal.core.roles import Role
from meetings import actions
from meetings.models import AgendaItem, Meeting, Minutes, SetAsideText
from meetings.records import MeetingRecord, PointEntry
from tests.meetings.factories import (
    DAY,
    Table,
    make_meeting,
    make_minutes,
    make_point,
    make_user,
    now,
)
from tests.meetings.test_concurrency import all_at_once

INTERLEAVINGS = 200
REFUSALS = (ValidationError, IntegrityError, StaleFormError)


def texts_of(meeting: Meeting) -> set[str]:
    """Every text that can be read again: stored, set aside, in the history."""
    return {
        *AgendaItem.objects.filter(meeting=meeting).values_list("notes", flat=True),
        *events_of(AgendaItem).filter(meeting=meeting.pk).values_list("notes", flat=True),
        *SetAsideText.objects.filter(agenda_item__meeting=meeting).values_list("text", flat=True),
    }


class Coordinator:
    """Somebody with a tab open: what it shows of each point, and what was typed in it."""

    def __init__(self, user, meeting, chance: random.Random) -> None:
        self.user, self.meeting, self.chance = user, meeting, chance
        self.session = uuid4()
        self.typed: set[str] = set()
        self.bases = dict(meeting.agenda_items.values_list("pk", "notes_version"))
        self.read_items()

    def read_items(self) -> None:
        self.items = list(self.meeting.agenda_items.in_order())
        self.version = Meeting.objects.get(pk=self.meeting.pk).version

    def autosave(self) -> None:
        """The answer may be lost, or a conflict be settled by taking the newer version."""
        key = self.chance.choice(list(self.bases))
        text = f"<p>{self.user.pk}-{len(self.typed)}-{self.chance.random()}</p>"
        self.typed.add(text)
        saving = actions.save_notes(
            by=self.user,
            item=AgendaItem.objects.get(pk=key),
            text=text,
            base=self.bases[key],
            session=self.session,
        )
        if self.chance.random() < 0.7:
            self.bases[key] = saving.item.notes_version

    def press_a_state_button(self) -> None:
        seen = {"minutes": Minutes.objects.get(pk=self.meeting.pk), "version": self.version}
        act = self.chance.choice(["submit", "return", "adopt"])
        if act == "submit":
            actions.submit_minutes(by=self.user, **seen, comments_until=None)
        elif act == "return":
            actions.return_minutes_to_draft(by=self.user, **seen)
        elif self.chance.random() < 0.3:
            actions.adopt_minutes(by=self.user, **seen, adopted_on=DAY)

    def open_the_record(self) -> None:
        self.read_items()

    def reorder(self) -> None:
        """Send the record that was opened before, its points in another order, notes and all."""
        self.chance.shuffle(self.items)
        actions.revise_meeting(
            by=self.user,
            submission=uuid4(),
            meeting=self.meeting,
            version=self.version,
            record=MeetingRecord(
                values={"date": self.meeting.date},
                points=[PointEntry({"notes": row.notes}, item=row) for row in self.items],
            ),
        )

    def do_something(self) -> None:
        acts = [self.autosave] * 6 + [
            self.press_a_state_button,
            self.open_the_record,
            self.reorder,
        ]
        try:
            self.chance.choice(acts)()
        except REFUSALS:
            self.read_items()


@pytest.mark.django_db
def test_every_text_typed_is_found_again(table: Table) -> None:
    colleague = make_user(Role.COORDINATION, name="Élise Roy")
    lost, saved_over = {}, 0
    for seed in range(INTERLEAVINGS):
        chance = random.Random(seed)  # noqa: S311 — a seed, to be found again
        meeting = make_meeting(table.committee)
        make_minutes(meeting)
        for _ in range(3):
            make_point(meeting, notes="<p>Avant.</p>")
        people = [Coordinator(user, meeting, chance) for user in (table.coordination, colleague)]
        for _ in range(12):
            chance.choice(people).do_something()
        found = texts_of(meeting)
        missing = {text for person in people for text in person.typed} - found
        if missing:
            lost[seed] = missing
        saved_over += SetAsideText.objects.filter(agenda_item__meeting=meeting).count()
    assert lost == {}
    assert saved_over > INTERLEAVINGS // 2  # else they never met


@pytest.mark.django_db(transaction=True)
def test_of_texts_saved_at_once_one_is_stored_and_the_others_are_set_aside(
    transactional_db: None,
) -> None:
    table = Table()
    meeting = make_meeting(table.committee)
    make_minutes(meeting)
    point = make_point(meeting)
    texts = [f"<p>{number}</p>" for number in range(6)]
    all_at_once(
        *[
            lambda text=text: actions.save_notes(
                by=table.coordination, item=point, text=text, base=1, session=uuid4()
            )
            for text in texts
        ]
    )
    point.refresh_from_db()
    set_aside = SetAsideText.objects.values_list("text", flat=True)
    assert point.notes_version == 2
    assert sorted([point.notes, *set_aside]) == texts


@pytest.mark.django_db(transaction=True)
def test_a_save_while_the_minutes_are_adopted_changes_the_text_before_or_not_at_all(
    transactional_db: None,
) -> None:
    table = Table()
    for _ in range(5):
        meeting = make_meeting(table.committee)
        minutes = make_minutes(meeting)
        points = [make_point(meeting) for _ in range(4)]
        all_at_once(
            lambda minutes=minutes: actions.adopt_minutes(
                by=table.coordination, **now(minutes), adopted_on=DAY
            ),
            *[
                lambda point=point: actions.save_notes(
                    by=table.coordination, item=point, text="<p>a</p>", base=1, session=uuid4()
                )
                for point in points
            ],
        )
        kept = [
            point.notes == "<p>a</p>" or point.set_aside_texts.filter(text="<p>a</p>").exists()
            for point in meeting.agenda_items.all()
        ]
        assert kept == [True] * 4
