"""What stands on the next agenda by itself: what was put off, promised, to adopt, to ratify."""

import random
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from arbj_portal.core.typography import date_text
from meetings import actions
from meetings.carrying import source_of
from meetings.models import (
    AgendaItem,
    CarriedFollowUp,
    Decision,
    FollowUp,
    LeftOut,
    Meeting,
    Section,
)
from meetings.records import MeetingRecord, PointEntry
from tests.meetings.factories import (
    COORDINATION,
    Table,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    now,
)
from tests.meetings.test_models import broken

pytestmark = pytest.mark.django_db
PUT_OFF = AgendaItem.Outcome.POSTPONED


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def hold(table: Table, days: int, **fields: Any) -> Meeting:
    """A meeting held that many days ago, with the draft of its minutes."""
    meeting = make_meeting(table.committee, date=in_days(-days), **fields)
    make_minutes(meeting)
    return meeting


def plan(table: Table, days: int = 20, *points: dict[str, Any], **fields: Any) -> Meeting:
    values = {"committee": table.committee, "title": f"Dans {days} jours", "date": in_days(days)}
    entries = [PointEntry(values=point) for point in points]
    return actions.plan_meeting(
        by=table.coordination, submission=uuid4(), values=values | fields, points=entries
    )


def agenda(meeting: Meeting) -> list[str]:
    items = AgendaItem.objects.filter(meeting=meeting).in_order()
    return [f"{item.number} {item.title}" for item in items]


def carry(table: Table, meeting: Meeting) -> None:
    actions.carry_over(by=table.coordination, meeting=meeting)


def standing(meeting: Meeting) -> list[tuple[Any, int]]:
    return [
        (source_of(item), item.times_postponed)
        for item in AgendaItem.objects.filter(meeting=meeting).in_order()
        if source_of(item)
    ]


def day_of(meeting: Meeting) -> str:
    return date_text(meeting.date)


def test_what_waits_stands_on_a_new_agenda(table: Table) -> None:
    last = hold(table, 30)
    point = make_point(last, title="Budget", outcome=PUT_OFF, kind="decision", notes="<p>Dit.</p>")
    make_point(last, title="Traité", outcome="treated")
    make_decision(make_point(last, title="Calendrier"), without_quorum=True)
    promised = make_follow_up(point, table.roy.person, due_on=in_days(-1))
    make_follow_up(point, table.roy.person, text="Fait", status="done")
    meeting = plan(table)
    assert agenda(meeting) == [
        f"1 Adoption du procès-verbal de la rencontre du {day_of(last)}",
        "2 Suivis au procès-verbal",
        "3 Budget",
        f"4 Entérinement d’une décision du {day_of(last)}\N{NO-BREAK SPACE}: Calendrier",
    ]
    budget = meeting.agenda_items.get(title="Budget")
    assert (budget.carried_from, budget.times_postponed, budget.notes) == (point, 1, "")
    row = CarriedFollowUp.objects.get()
    assert (row.follow_up, row.times, row.status, row.is_late) == (promised, 1, "to_do", True)


def test_minutes_that_nobody_waits_for_do_not_stand(table: Table) -> None:
    make_minutes(make_meeting(table.committee, date=in_days(-90)), "adopted")
    make_meeting(table.committee, date=in_days(-60))
    assert agenda(plan(table)) == []


def test_what_waits_finds_its_section(table: Table) -> None:
    last = hold(table, 30)
    make_point(last, title="Budget", outcome=PUT_OFF, kind="decision")
    make_point(last, title="Nouvelles", outcome=PUT_OFF)
    make_follow_up(make_point(last), table.roy.person)
    sections = [
        {"title": Section(section).label, "section": section}
        for section in ("opening", "previous_minutes", "follow_ups", "decision", "adjournment")
    ]
    assert agenda(plan(table, 20, *sections)) == [
        "1 Ouverture de la séance et constatation du quorum",
        f"2 Adoption du procès-verbal de la rencontre du {day_of(last)}",
        "3 Suivis au procès-verbal",
        "4 Nouvelles",
        "5 Points de décision",
        "5.1 Budget",
        "6 Levée de la séance",
    ]


def test_points_are_carried_with_those_under_them(table: Table) -> None:
    last = hold(table, 30)
    above = make_point(last, title="Accueil", outcome=PUT_OFF)
    make_point(last, parent=above, title="Logement")
    make_point(last, parent=above, title="Fait", outcome="treated")
    treated = make_point(last, title="Autre", outcome="treated")
    make_point(last, parent=treated, title="Remis", outcome=PUT_OFF)
    assert agenda(plan(table))[1:] == ["2 Accueil", "2.1 Logement", "3 Remis"]


def test_a_point_put_off_three_times_counts_three(table: Table) -> None:
    first = hold(table, 90)
    make_point(first, title="Budget", outcome=PUT_OFF)
    for days in (60, 30):
        meeting = make_meeting(table.committee, date=in_days(-days), status="convened")
        carry(table, meeting)
        meeting.agenda_items.filter(title="Budget").update(outcome=PUT_OFF)
        Meeting.objects.filter(pk=meeting.pk).update(status="held")
    meeting = plan(table)
    budget = meeting.agenda_items.get(title="Budget")
    assert budget.times_postponed == 3
    assert budget.carried_from.meeting.date == in_days(-30)


def test_follow_ups_count_the_agendas_that_told_them(table: Table) -> None:
    promised = make_follow_up(make_point(hold(table, 90)), table.roy.person)
    for days in (60, 30):
        meeting = make_meeting(table.committee, date=in_days(-days), status="convened")
        carry(table, meeting)
        Meeting.objects.filter(pk=meeting.pk).update(status="held")
    plan(table)
    times = promised.carried_to.order_by("agenda_item__meeting__date").values_list(
        "times", flat=True
    )
    assert list(times) == [1, 2, 3]


def test_only_the_next_meeting_carries(table: Table) -> None:
    make_point(hold(table, 30), title="Budget", outcome=PUT_OFF)
    later = plan(table, 40)
    assert "2 Budget" in agenda(later)
    sooner = plan(table, 20)
    assert ("2 Budget" in agenda(sooner), agenda(later)) == (True, [])
    actions.delete_draft(by=table.coordination, **now(sooner))
    assert "2 Budget" in agenda(later)


def test_extraordinary_meetings_carry_nothing_and_hide_nothing(table: Table) -> None:
    make_point(hold(table, 60), title="Budget", outcome=PUT_OFF)
    make_point(hold(table, 30, kind="extraordinary"), title="Urgence", outcome=PUT_OFF)
    assert agenda(plan(table, 10, kind="extraordinary")) == []
    assert agenda(plan(table, 20))[2:] == ["3 Budget", "4 Urgence"]


def test_what_was_taken_off_does_not_come_back(table: Table) -> None:
    last = hold(table, 30)
    point = make_point(last, title="Budget", outcome=PUT_OFF)
    make_follow_up(point, table.roy.person)
    meeting = plan(table)
    for item in meeting.agenda_items.all():
        actions.remove_point(by=table.coordination, **now(meeting), item=item)
    assert (agenda(meeting), LeftOut.objects.count()) == ([], 3)
    for row in LeftOut.objects.all():
        actions.bring_back(by=table.coordination, left_out=row, version=now(meeting)["version"])
    assert len(agenda(meeting)) == 3
    assert CarriedFollowUp.objects.count() == 1


def test_one_follow_up_is_taken_off(table: Table) -> None:
    point = make_point(hold(table, 30))
    kept, refused = (make_follow_up(point, table.roy.person, text=text) for text in ("a", "b"))
    meeting = plan(table)
    row = CarriedFollowUp.objects.get(follow_up=refused)
    actions.leave_follow_up_out(by=table.coordination, row=row, version=now(meeting)["version"])
    carry(table, meeting)
    assert [row.follow_up for row in CarriedFollowUp.objects.all()] == [kept]


@pytest.mark.parametrize("is_convened", [False, True])
def test_what_is_settled_leaves_a_draft_and_stays_on_a_called_agenda(
    table: Table, is_convened: bool
) -> None:
    last = hold(table, 30)
    point = make_point(last, title="Budget", outcome=PUT_OFF)
    promised = make_follow_up(point, table.roy.person)
    meeting = plan(table)
    if is_convened:
        actions.convene_meeting(by=table.coordination, **now(meeting))
    actions.adopt_minutes(by=table.coordination, **now(last.minutes), adopted_on=in_days(0))
    actions.update_follow_up(
        by=table.coordination, follow_up=promised, version=1, values={"status": "done"}
    )
    told = [row.status for row in CarriedFollowUp.objects.all()]
    assert (len(agenda(meeting)), told) == ((3, ["done"]) if is_convened else (2, []))


def test_what_was_written_under_a_point_keeps_it_on_a_draft(table: Table) -> None:
    last = hold(table, 30)
    meeting = plan(table)
    item = meeting.agenda_items.get()
    actions.save_notes(
        by=table.coordination, item=item, text="<p>À lire</p>", base=1, session=uuid4()
    )
    actions.adopt_minutes(by=table.coordination, **now(last.minutes), adopted_on=in_days(0))
    assert len(agenda(meeting)) == 1


def test_what_is_told_later_joins_a_called_agenda(table: Table) -> None:
    last = hold(table, 30)
    meeting = plan(table)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    record = MeetingRecord(
        values={"committee": table.committee, "title": "Tenue", "date": last.date},
        points=[PointEntry({"title": "Budget", "outcome": PUT_OFF})],
    )
    actions.revise_meeting(by=table.coordination, submission=uuid4(), **now(last), record=record)
    assert agenda(meeting)[-1] == "2 Budget"


def test_a_point_that_is_removed_from_its_record_leaves_drafts(table: Table) -> None:
    last = hold(table, 30)
    point = make_point(last, title="Budget", outcome=PUT_OFF)
    make_follow_up(point, table.roy.person)
    meeting = plan(table)
    record = MeetingRecord(
        values={"committee": table.committee, "title": "Tenue", "date": last.date},
        points=[PointEntry({}, item=point, is_removed=True)],
    )
    actions.revise_meeting(by=table.coordination, submission=uuid4(), **now(last), record=record)
    assert agenda(meeting)[1:] == ["2 Suivis au procès-verbal"]
    assert not CarriedFollowUp.objects.exists()
    assert not FollowUp.objects.exists()


def test_a_cancelled_meeting_gives_what_waited_to_the_following_one(table: Table) -> None:
    make_point(hold(table, 30), title="Budget", outcome=PUT_OFF)
    meeting, following = plan(table, 20), plan(table, 40)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    actions.cancel_meeting(by=table.coordination, **now(meeting), reason="Tempête")
    assert "2 Budget" in agenda(following)


@pytest.mark.parametrize("where", ["point", "parent", "meeting"])
def test_what_was_in_closed_session_stays_so(table: Table, where: str) -> None:
    last = hold(table, 30, visibility=COORDINATION if where == "meeting" else "partners")
    above = make_point(last, is_closed_session=where == "parent", outcome="treated")
    point = make_point(
        last, parent=above, outcome=PUT_OFF, is_closed_session=where == "point", title="Secret"
    )
    make_decision(point, without_quorum=True)
    meeting = plan(table)
    closed = meeting.agenda_items.exclude(adopts_minutes__isnull=False)
    assert list(closed.values_list("is_closed_session", flat=True)) == [True, True]


def ratify(table: Table, **fields: Any) -> tuple[Decision, Meeting]:
    """A decision without quorum, and the next meeting, held, that pronounced itself on it."""
    last = hold(table, 60)
    decision = make_decision(make_point(last), without_quorum=True)
    meeting = make_meeting(table.committee, date=in_days(-30), status="convened")
    carry(table, meeting)
    point = meeting.agenda_items.get(about_decision=decision)
    make_decision(point, text="D’entériner.", **fields)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    return decision, meeting


def test_a_decision_without_quorum_is_ratified_once(table: Table) -> None:
    decision, _ = ratify(table, number="TCJI-2026-04-01-01")
    found = Decision.objects.told_to(table.coordination).get(pk=decision.pk)
    assert found.quorum_text == "Prise sans quorum, entérinée par TCJI-2026-04-01-01"
    assert not any(source[0] == "about_decision_id" for source, _ in standing(plan(table)))


@pytest.mark.parametrize("fields", [{"outcome": "postponed"}, {"without_quorum": True}])
def test_a_decision_waits_until_a_quorum_pronounces_itself(
    table: Table, fields: dict[str, Any]
) -> None:
    decision, _ = ratify(table, number="TCJI-2026-04-01-01", **fields)
    assert (("about_decision_id", decision.pk), 1) in standing(plan(table))
    found = Decision.objects.told_to(table.coordination).get(pk=decision.pk)
    assert found.quorum_text == "Prise sans quorum, à entériner"


@pytest.mark.parametrize("seed", range(12))
def test_carrying_over_again_changes_nothing(table: Table, seed: int) -> None:
    """Whatever the last meeting held, in whatever order the next one was prepared."""
    chance = random.Random(seed)  # noqa: S311
    last = hold(table, 30)
    for _ in range(chance.randrange(6)):
        point = make_point(
            last,
            outcome=chance.choice(["", "treated", PUT_OFF]),
            kind=chance.choice(["information", "decision"]),
            is_closed_session=chance.random() < 0.3,
        )
        if chance.random() < 0.5:
            make_point(last, parent=point, outcome=chance.choice(["", PUT_OFF]))
        if chance.random() < 0.5:
            make_follow_up(point, table.roy.person)
        if chance.random() < 0.5:
            make_decision(point, without_quorum=True)
    sections = chance.sample(list(Section), chance.randrange(6))
    points = [{"title": section.label, "section": section} for section in sections]
    meeting = plan(table, 20, *points)

    def state() -> list[Any]:
        items = AgendaItem.objects.filter(meeting=meeting).in_order()
        rows = CarriedFollowUp.objects.order_by("pk").values_list()
        return [*items.values_list("pk", "parent", "position", "title", "version"), *rows]

    before = state()
    for _ in range(3):
        carry(table, meeting)
    assert state() == before
    positions = [item.position for item in meeting.agenda_items.filter(parent=None)]
    assert sorted(positions) == list(range(1, len(positions) + 1))


def test_carrying_constraints(table: Table) -> None:
    point = make_point(hold(table, 30))
    promised = make_follow_up(point, table.roy.person)
    meeting = plan(table)
    row = {"agenda_item": meeting.agenda_items.last(), "follow_up": promised, "status": "to_do"}
    left = {"meeting": meeting, "follow_up": promised}
    LeftOut.objects.create(**left)
    for model, fields, constraint in (
        (CarriedFollowUp, row, "carriedfollowup_once"),
        (LeftOut, left, "leftout_once"),
        (LeftOut, left | {"carried_from": point}, "leftout_one"),
        (LeftOut, {"meeting": meeting}, "leftout_one"),
    ):
        act = partial(model.objects.create, **fields)
        assert broken(act) == f"meetings_{constraint}"


def test_adopted_minutes_keep_the_follow_ups_that_stood_there(table: Table) -> None:
    make_follow_up(make_point(hold(table, 60)), table.roy.person)
    meeting = make_meeting(table.committee, date=in_days(-30), status="convened")
    carry(table, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    make_minutes(meeting, "adopted")
    rows = CarriedFollowUp.objects.all()
    for act in (lambda: rows.update(status="done"), lambda: rows._raw_delete(rows.db)):
        assert broken(act) == "meetings_carriedfollowup_locked_once_adopted"
