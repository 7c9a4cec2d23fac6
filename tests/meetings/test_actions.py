"""What changes a meeting, step by step, and what every step does to who may read it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from arbj_portal.core.models import Document
from meetings import actions
from meetings.models import Attendance, Decision, FollowUp, Meeting, Minutes, Reply
from meetings.records import DecisionEntry, FollowUpEntry, MeetingRecord, PointEntry, Presence
from tests.meetings.factories import (
    COORDINATION,
    DAY,
    PARTNERS,
    PUBLIC,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    now,
    pdf,
)

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)


def record(table: Table, **fields: Any) -> MeetingRecord:
    values = {"committee": table.committee, "title": "", "date": DAY}
    return MeetingRecord(values=values | fields.pop("values", {}), **fields)


def log(table: Table, **fields: Any) -> Meeting:
    return actions.log_meeting(
        by=table.coordination, submission=uuid4(), record=record(table, **fields)
    )


def present(table: Table, *seats: str, status: str = "present") -> list[Presence]:
    return [
        Presence(
            key=f"r{getattr(table, name).pk}",
            status=status,
            person=getattr(table, name).person,
            representative=getattr(table, name),
        )
        for name in seats
    ]


def point(title: str, **fields: Any) -> PointEntry:
    return PointEntry(values={"title": title}, **fields)


def decision(text: str) -> DecisionEntry:
    return DecisionEntry(values={"text": text})


def refused(act: Callable[[], Any]) -> str:
    with pytest.raises(ValidationError) as caught:
        act()
    return caught.value.messages[0]


def test_a_logged_meeting_is_held_numbered_and_for_the_partners(table: Table) -> None:
    first, second = log(table), log(table)
    assert [(m.number, m.title, m.status, m.visibility, m.created_by) for m in (first, second)] == [
        (1, "Rencontre 1 de la Table de concertation", "held", "partners", table.coordination),
        (2, "Rencontre 2 de la Table de concertation", "held", "partners", table.coordination),
    ]
    assert first.minutes.state == Minutes.State.DRAFT


def test_the_same_form_sent_twice_makes_one_meeting(table: Table) -> None:
    token = uuid4()
    meeting = actions.log_meeting(by=table.coordination, submission=token, record=record(table))
    with pytest.raises(AlreadySubmitted) as caught:
        actions.log_meeting(by=table.coordination, submission=token, record=record(table))
    assert caught.value.result_url == meeting.get_absolute_url()
    assert Meeting.objects.count() == 1


def test_a_file_with_its_date_is_adopted_at_once(table: Table) -> None:
    meeting = log(
        table,
        minutes_file=pdf(),
        adopted_on=DAY + timedelta(days=30),
        points=[point("Bilan", decisions=[decision("D’adopter le bilan.")])],
    )
    minutes = meeting.minutes
    assert (minutes.state, minutes.adopted_on) == ("adopted", DAY + timedelta(days=30))
    assert minutes.document.title == "Procès-verbal de la rencontre du 12 mars 2026"
    assert minutes.document.visibility == PARTNERS
    assert Decision.objects.get().number == "TCJI-2026-03-12-01"


def test_a_file_without_a_date_stays_a_draft(table: Table) -> None:
    minutes = log(table, minutes_file=pdf()).minutes
    assert (minutes.state, minutes.document.visibility) == ("draft", COORDINATION)
    assert not Document.objects.visible_to(table.partner)


def test_everything_told_is_written(table: Table) -> None:
    key = f"r{table.audet.pk}"
    meeting = log(
        table,
        presences=[
            *present(table, "audet", "boivin"),
            *present(table, "roy", status="excused"),
            Presence(key="g0", status="remote", guest_name="Lou Tremblay"),
        ],
        points=[
            point(
                "Diagnostic",
                decisions=[
                    DecisionEntry(
                        values={
                            "kind": "resolution",
                            "outcome": "unanimous",
                            "text": "De mettre à jour.",
                        },
                        moved_by=key,
                        seconded_by="g0",
                    )
                ],
                follow_ups=[
                    FollowUpEntry(values={"text": "Écrire", "person_id": table.roy.person_id})
                ],
            ),
            point("Sous le diagnostic", is_sub_point=True),
            point("Varia"),
        ],
    )
    assert sorted(meeting.attendances.values_list("status", flat=True)) == [
        "excused",
        "present",
        "present",
        "remote",
    ]
    assert [item.number for item in meeting.agenda_items.in_order()] == ["1", "1.1", "2"]
    written = Decision.objects.get()
    assert (str(written.moved_by), str(written.seconded_by)) == ("Dominique Audet", "Lou Tremblay")
    assert FollowUp.objects.get().person == table.roy.person


def revise(table: Table, meeting: Meeting, **fields: Any) -> Meeting:
    meeting.refresh_from_db()
    return actions.revise_meeting(
        by=table.coordination,
        submission=uuid4(),
        meeting=meeting,
        version=fields.pop("version", meeting.version),
        record=record(table, **{"values": {"title": "Rencontre"}, **fields}),
    )


def test_somebody_else_may_become_the_mover_and_the_first_one_absent(table: Table) -> None:
    """In one save: the database looks at each row as it is written."""
    meeting = make_meeting(table.committee)
    item = make_point(meeting)
    written = make_decision(
        item,
        kind="resolution",
        outcome="unanimous",
        moved_by=attend(meeting, table.audet),
        seconded_by=attend(meeting, table.roy),
    )
    revise(
        table,
        meeting,
        presences=[
            *present(table, "audet", status="absent"),
            *present(table, "boivin", "roy"),
        ],
        points=[
            point(
                item.title,
                item=item,
                decisions=[
                    DecisionEntry(
                        values={},
                        moved_by=f"r{table.boivin.pk}",
                        seconded_by=f"r{table.roy.pk}",
                        decision=written,
                    )
                ],
            )
        ],
    )
    written.refresh_from_db()
    assert written.moved_by.person == table.boivin.person
    assert meeting.attendances.get(person=table.audet.person).status == "absent"


def test_whoever_has_no_mention_any_more_leaves_the_list(table: Table) -> None:
    meeting = make_meeting(table.committee)
    attend(meeting, table.audet)
    attend(meeting, table.roy)
    guest = Attendance.objects.create(meeting=meeting, guest_name="Lou")
    revise(
        table,
        meeting,
        presences=[
            *present(table, "audet", status=""),
            Presence(key="g0", status="present", guest_name="Lou", guest=guest, is_removed=True),
        ],
    )
    assert [str(row) for row in meeting.attendances.all()] == ["Dominique Roy"]


def test_points_that_the_page_did_not_know_come_last(table: Table) -> None:
    meeting = make_meeting(table.committee)
    known, other = make_point(meeting, title="connu"), make_point(meeting, title="autre")
    make_point(meeting, parent=known, title="sous le connu")
    revise(table, meeting, points=[point("nouveau"), point("connu", item=known)])
    assert [(item.number, item.title) for item in meeting.agenda_items.in_order()] == [
        ("1", "nouveau"),
        ("2", "connu"),
        ("2.1", "sous le connu"),
        ("3", other.title),
    ]


def test_points_under_a_removed_one_take_its_level(table: Table) -> None:
    meeting = make_meeting(table.committee)
    parent = make_point(meeting, title="parent")
    child = make_point(meeting, parent=parent, title="enfant")
    make_decision(parent)
    make_follow_up(parent, table.roy.person)
    revise(
        table,
        meeting,
        points=[
            PointEntry(values={}, item=parent, is_removed=True),
            point("enfant", item=child, is_sub_point=True),
        ],
    )
    assert [(item.number, item.title) for item in meeting.agenda_items.in_order()] == [
        ("1", "enfant")
    ]


def test_a_save_over_a_newer_version_is_refused(table: Table) -> None:
    meeting = make_meeting(table.committee)
    revise(table, meeting)
    with pytest.raises(StaleFormError):
        revise(table, meeting, version=1)


def test_adopted_minutes_do_not_change(table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "adopted")
    assert refused(lambda: revise(table, meeting)) == "Le texte adopté ne change plus."


def test_a_meeting_moved_to_another_committee_takes_a_number_there(table: Table) -> None:
    other = Table("Comité des suites", "CS")
    make_meeting(other.committee, number=4)
    meeting = make_meeting(table.committee, number=9)
    revise(table, meeting, values={"title": "Rencontre", "committee": other.committee})
    meeting.refresh_from_db()
    assert meeting.number == 5


def plan(table: Table, **values: Any) -> Meeting:
    defaults = {
        "committee": table.committee,
        "title": "À venir",
        "date": SOON,
    }
    return actions.plan_meeting(
        by=table.coordination,
        submission=uuid4(),
        values=defaults | values,
        points=[point("Ouverture"), point("Varia")],
    )


def test_a_planned_meeting_takes_its_number_when_it_is_called(table: Table) -> None:
    meeting = plan(table)
    assert (meeting.status, meeting.number, meeting.agenda_items.count()) == ("draft", None, 2)
    make_meeting(table.committee, number=6)
    meeting = actions.convene_meeting(by=table.coordination, **now(meeting))
    assert (meeting.status, meeting.number) == ("convened", 7)
    again = lambda: actions.convene_meeting(by=table.coordination, **now(meeting))  # noqa: E731
    assert refused(again) == "L’état de la rencontre est maintenant « Convoquée »."


def test_a_called_meeting_is_put_off_or_given_up_with_a_reason(table: Table) -> None:
    meeting = actions.convene_meeting(by=table.coordination, **now(plan(table)))
    meeting = actions.postpone_meeting(by=table.coordination, **now(meeting), reason="Tempête")
    assert (meeting.status, meeting.status_reason) == ("postponed", "Tempête")
    meeting = actions.convene_meeting(by=table.coordination, **now(meeting))
    assert (meeting.status, meeting.status_reason, meeting.number) == ("convened", "", 1)
    meeting = actions.cancel_meeting(by=table.coordination, **now(meeting), reason="Doublon")
    assert meeting.status == "cancelled"
    assert "Annulée" in refused(
        lambda: actions.convene_meeting(by=table.coordination, **now(meeting))
    )


def test_nobody_is_called_to_a_day_that_is_over(table: Table) -> None:
    meeting = make_meeting(table.committee, status="postponed", status_reason="Tempête")
    act = lambda: actions.convene_meeting(by=table.coordination, **now(meeting))  # noqa: E731
    assert refused(act) == "Cette date est passée : changez-la avant de convoquer."


def test_only_drafts_are_deleted(table: Table) -> None:
    meeting = plan(table)
    actions.delete_draft(by=table.coordination, **now(meeting))
    assert not Meeting.objects.exists()
    called = actions.convene_meeting(by=table.coordination, **now(plan(table)))
    assert "convoquée" in refused(
        lambda: actions.delete_draft(by=table.coordination, **now(called))
    )


def test_the_steps_of_minutes(table: Table) -> None:
    by = table.coordination
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    minutes = make_minutes(meeting)
    second, first = make_point(meeting, position=2), make_point(meeting, position=1)
    for item in (second, first):
        make_decision(item)
    minutes = actions.submit_minutes(by=by, **now(minutes), comments_until=SOON)
    assert (minutes.state, minutes.comments_until) == ("proposed", SOON)
    numbers = {"TCJI-2026-03-12-01": first, "TCJI-2026-03-12-02": second}
    assert {row.number: row.agenda_item for row in Decision.objects.all()} == numbers
    minutes = actions.return_minutes_to_draft(by=by, **now(minutes))
    minutes = actions.submit_minutes(by=by, **now(minutes), comments_until=None)
    assert {row.number: row.agenda_item for row in Decision.objects.all()} == numbers
    later = make_decision(make_point(make_meeting(table.committee, date=date(2026, 5, 1))))
    minutes = actions.adopt_minutes(
        by=by, **now(minutes), adopted_on=date(2026, 5, 1), decision=later, with_changes=True
    )
    assert (minutes.state, minutes.adopted_by) == ("adopted_with_changes", later)
    minutes = actions.publish_minutes(by=by, **now(minutes))
    assert (minutes.visibility, minutes.published_by) == (PUBLIC, by)
    minutes = actions.withdraw_minutes(by=by, **now(minutes))
    assert (minutes.visibility, minutes.published_at) == (PARTNERS, None)
    words = refused(lambda: actions.return_minutes_to_draft(by=by, **now(minutes)))
    assert words == "Il est maintenant à l’état « Adopté avec modifications »."


def test_only_adopted_minutes_of_a_public_meeting_are_published(table: Table) -> None:
    closed = make_minutes(make_meeting(table.committee), "adopted")
    unread = make_minutes(make_meeting(table.committee, visibility=PUBLIC), "proposed")
    for minutes in (closed, unread):
        act = lambda: actions.publish_minutes(by=table.coordination, **now(minutes))  # noqa: B023, E731
        assert refused(act) == "Seul ce qui est adopté, d’une rencontre publique, devient public."


def test_documents_follow_what_they_are_attached_to(table: Table) -> None:
    by = table.coordination
    meeting = log(table, minutes_file=pdf())
    attached = actions.attach_document(
        by=by, submission=uuid4(), **now(meeting), file=pdf(), title="Avis"
    )

    def levels() -> tuple[str, str]:
        attached.refresh_from_db()
        minutes.document.refresh_from_db()
        return attached.visibility, minutes.document.visibility

    minutes = meeting.minutes
    assert levels() == (PARTNERS, COORDINATION)
    actions.set_meeting_visibility(by=by, **now(meeting), visibility=PUBLIC)
    assert levels() == (PUBLIC, COORDINATION)
    actions.submit_minutes(by=by, **now(minutes), comments_until=None)
    assert levels() == (PUBLIC, PARTNERS)
    actions.adopt_minutes(by=by, **now(minutes), adopted_on=DAY)
    actions.publish_minutes(by=by, **now(minutes))
    assert levels() == (PUBLIC, PUBLIC)
    assert set(Document.objects.visible_to(table.anonymous)) == {attached, minutes.document}
    actions.set_meeting_visibility(by=by, **now(meeting), visibility=COORDINATION)
    assert levels() == (COORDINATION, PARTNERS)
    assert not Document.objects.visible_to(table.partner)
    minutes.refresh_from_db()
    assert (minutes.visibility, minutes.published_at) == (PARTNERS, None)
    actions.set_meeting_visibility(by=by, **now(meeting), visibility=PUBLIC)
    assert set(Document.objects.visible_to(table.anonymous)) == {attached}


def test_a_document_is_as_open_as_asked_and_never_more_than_its_meeting(table: Table) -> None:
    by, meeting = table.coordination, make_meeting(table.committee)
    asked = {"Avis": PUBLIC, "Lettre": PARTNERS, "Soumission": COORDINATION}
    for title, visibility in asked.items():
        actions.attach_document(
            by=by,
            submission=uuid4(),
            **now(meeting),
            file=pdf(),
            title=title,
            visibility=visibility,
        )

    def levels() -> dict[str, str]:
        return dict(Document.objects.values_list("title", "visibility"))

    assert levels() == {"Avis": PARTNERS, "Lettre": PARTNERS, "Soumission": COORDINATION}
    actions.set_meeting_visibility(by=by, **now(meeting), visibility=PUBLIC)
    assert levels() == {"Avis": PUBLIC, "Lettre": PUBLIC, "Soumission": COORDINATION}
    actions.attach_document(by=by, submission=uuid4(), **now(meeting), file=pdf(), title="Nouveau")
    assert levels()["Nouveau"] == PARTNERS
    actions.set_meeting_visibility(by=by, **now(meeting), visibility=COORDINATION)
    assert set(levels().values()) == {COORDINATION}


def test_a_detached_document_is_for_the_coordination(table: Table) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    document = actions.attach_document(
        by=table.coordination,
        submission=uuid4(),
        **now(meeting),
        file=pdf(),
        title="Avis",
        visibility=PUBLIC,
    )
    assert document in Document.objects.visible_to(table.anonymous)
    actions.detach_document(by=table.coordination, attachment=meeting.attachments.get(), version=2)
    document.refresh_from_db()
    assert document.visibility == COORDINATION
    assert not meeting.attachments.exists()


def test_the_last_answer_counts_for_every_mandate(table: Table) -> None:
    meeting = make_meeting(
        table.committee, status="convened", date=timezone.localdate() + timedelta(days=3)
    )
    for answer in ("present", "absent"):
        actions.reply_to_meeting(
            by=table.partner, **now(meeting), mandates=[table.boivin], answer=answer
        )
    assert [reply.answer for reply in Reply.objects.all()] == ["absent"]
    Meeting.objects.update(status="held")
    act = lambda: actions.reply_to_meeting(  # noqa: E731
        by=table.partner, **now(meeting), mandates=[table.boivin], answer="present"
    )
    assert refused(act) == "Cette rencontre n’attend plus de réponse."


def test_comments_close(table: Table) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    minutes = make_minutes(make_meeting(table.committee), "proposed", comments_until=yesterday)
    act = lambda: actions.comment_on_minutes(  # noqa: E731
        by=table.partner, submission=uuid4(), minutes=minutes, text="Une coquille"
    )
    assert refused(act) == "Les commentaires ne sont plus ouverts."


def test_a_later_date_is_a_postponement(table: Table) -> None:
    follow_up = make_follow_up(
        make_point(make_meeting(table.committee)), table.roy.person, due_on=DAY
    )
    later = DAY + timedelta(days=7)
    for due_on, times in ((later, 1), (DAY, 1), (None, 1)):
        follow_up = actions.update_follow_up(
            by=table.coordination,
            follow_up=follow_up,
            version=follow_up.version,
            values={"due_on": due_on},
            reason="La Ville attend une réponse",
        )
        assert follow_up.times_postponed == times
    row = follow_up.postponements.get()
    assert (row.due_from, row.due_to, row.reason, row.postponed_by) == (
        DAY,
        later,
        "La Ville attend une réponse",
        table.coordination,
    )
    with pytest.raises(StaleFormError):
        actions.update_follow_up(by=table.partner, follow_up=follow_up, version=1, values={})
