"""Who is reminded of a meeting, and on which day."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from arbj_portal.core.models import OutgoingMessage
from meetings import actions
from meetings.models import Convocation, Meeting, MeetingMessage, Reply
from tests.meetings.factories import Table, make_meeting, now
from tests.meetings.pages import controls, errors
from tests.members.factories import make_person_contact

pytestmark = pytest.mark.django_db
HELD_ON = date(2026, 5, 20)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def kept_here(settings: Any) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.test"


def go_to(time_machine: Any, day: date) -> date:
    time_machine.move_to(f"{day}T15:00:00Z", tick=False)
    return day


def before(days: int) -> date:
    return HELD_ON - timedelta(days=days)


@pytest.fixture
def called(table: Table, time_machine: Any) -> Meeting:
    """Called thirty days before; Roy has no address."""
    go_to(time_machine, before(30))
    for mandate, name in ((table.audet, "audet"), (table.boivin, "boivin")):
        make_person_contact(mandate.person, email=f"{name}@portail.test")
    meeting = make_meeting(
        table.committee, title="Rencontre de mai", date=HELD_ON, status="draft", number=None
    )
    return actions.convene_meeting(by=table.coordination, **now(meeting))


def reminded() -> list[tuple[date, list[str]]]:
    """The days of the reminders, and to whom each went."""
    reminders = Convocation.objects.filter(kind="reminder").order_by("day")
    return [
        (
            reminder.day,
            sorted(row.representative.person.last_name for row in reminder.messages.all()),
        )
        for reminder in reminders
    ]


def test_reminders_go_on_their_days_once(called: Meeting, time_machine: Any) -> None:
    for days in range(30, -3, -1):
        day = go_to(time_machine, before(days))
        actions.remind_of_meetings(day)
        actions.remind_of_meetings(day)
    assert reminded() == [(before(14), ["Audet", "Boivin"]), (before(3), ["Audet", "Boivin"])]


def test_what_a_reminder_says(table: Table, called: Meeting, time_machine: Any) -> None:
    Reply.objects.create(meeting=called, representative=table.boivin, answer="remote")
    actions.remind_of_meetings(go_to(time_machine, before(14)))
    messages = {
        row.recipient_address: row
        for row in OutgoingMessage.objects.filter(of_meeting__convocation__kind="reminder")
    }
    told = messages["boivin@portail.test"]
    assert told.subject == f"Rappel{SPACE}: Rencontre de mai, 20 mai 2026"
    assert f"Votre réponse au dossier{SPACE}: à distance." in told.text
    assert "https://portail.test/rencontres/convocation/" in told.text
    assert told.reply_to == table.coordination.email
    assert told.queued_by is None
    assert "Nous n’avons pas encore votre réponse." in messages["audet@portail.test"].text
    assert not told.files.exists()


def test_those_who_will_not_come_are_left_alone(
    table: Table, called: Meeting, time_machine: Any
) -> None:
    for mandate, answer in ((table.audet, "absent"), (table.boivin, "present")):
        Reply.objects.create(meeting=called, representative=mandate, answer=answer)
    actions.remind_of_meetings(go_to(time_machine, before(14)))
    table.committee.reminds_only_silent = True
    table.committee.save()
    actions.remind_of_meetings(go_to(time_machine, before(3)))
    assert reminded() == [(before(14), ["Boivin"])]


def test_what_was_missed_goes_once_and_the_rest_does_not_pile_up(
    called: Meeting, time_machine: Any
) -> None:
    for days in (2, 1, 0):
        actions.remind_of_meetings(go_to(time_machine, before(days)))
    assert [day for day, _ in reminded()] == [before(2)]


def test_who_was_just_told_is_not_reminded(table: Table, time_machine: Any) -> None:
    go_to(time_machine, before(3))
    make_person_contact(table.audet.person, email="audet@portail.test")
    meeting = make_meeting(table.committee, date=HELD_ON, status="draft", number=None)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    for days in (3, 2, 1, 0):
        actions.remind_of_meetings(go_to(time_machine, before(days)))
    assert reminded() == []


@pytest.mark.parametrize("days", [[], [5]])
def test_the_committee_chooses_the_days(called: Meeting, time_machine: Any, days: Any) -> None:
    called.committee.reminder_days = days
    called.committee.save()
    for ahead in range(20, 0, -1):
        actions.remind_of_meetings(go_to(time_machine, before(ahead)))
    assert [day for day, _ in reminded()] == [before(day) for day in days]


def test_a_meeting_called_off_reminds_nobody(
    table: Table, called: Meeting, time_machine: Any
) -> None:
    """And what still waits of a reminder never leaves."""
    actions.remind_of_meetings(go_to(time_machine, before(14)))
    waiting = OutgoingMessage.objects.filter(of_meeting__convocation__kind="reminder")
    assert {row.state for row in waiting} == {"queued"}
    actions.cancel_meeting(by=table.coordination, **now(called), reason="Tempête")
    assert {row.state for row in waiting.all()} == {"withdrawn"}
    actions.remind_of_meetings(go_to(time_machine, before(3)))
    assert len(reminded()) == 1


def test_a_reminder_moves_no_sequence(table: Table, called: Meeting, time_machine: Any) -> None:
    actions.remind_of_meetings(go_to(time_machine, before(14)))
    actions.cancel_meeting(by=table.coordination, **now(called), reason="Tempête")
    assert [*called.convocations.values_list("kind", "sequence")] == [
        ("call", 0),
        ("reminder", 0),
        ("cancellation", 1),
    ]
    last = MeetingMessage.objects.filter(message__isnull=False).last()
    event = Calendar.from_ical(bytes(last.message.files.get().content)).walk("VEVENT")[0]
    assert event["sequence"] == 1


def test_the_page_of_the_call_and_a_reminder_by_hand(
    client: Client, table: Table, called: Meeting, time_machine: Any
) -> None:
    go_to(time_machine, before(10))
    client.force_login(table.coordination)
    url = reverse("meeting_calls", args=[called.pk])
    assert f"Prochain rappel{SPACE}: " in client.get(url).content.decode()
    assert client.get(url).context["next_reminder"] == before(10)

    def remind() -> str:
        version = Meeting.objects.get().version
        remind_url = reverse("meeting_remind", args=[called.pk])
        return client.post(remind_url, {"version": version}, follow=True).content.decode()

    assert "Le rappel part." in remind()
    assert "Un rappel est déjà parti aujourd’hui." in remind()
    assert client.get(url).context["next_reminder"] == before(3)
    actions.remind_of_meetings(before(10))
    assert [day for day, _ in reminded()] == [before(10)]


def test_nobody_to_remind(table: Table, called: Meeting) -> None:
    for mandate in (table.audet, table.boivin):
        Reply.objects.create(meeting=called, representative=mandate, answer="absent")
    with pytest.raises(ValidationError) as refusal:
        actions.remind_of_meeting_now(by=table.coordination, **now(called))
    assert refusal.value.message == "Il n’y a personne à rappeler par courriel."
    assert reminded() == []


def test_constraints(table: Table, called: Meeting) -> None:
    def make(**fields: Any) -> Any:
        given = {"kind": "reminder", "sequence": 0, "day": HELD_ON} | fields
        return lambda: Convocation.objects.create(
            meeting=called, sent_by=table.coordination, **given
        )

    make()()
    for break_it, name in (
        (make(), "meetings_convocation_reminded_once"),
        (make(day=None), "meetings_convocation_day"),
        (make(kind="update", sequence=7), "meetings_convocation_day"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            break_it()
    table.committee.reminder_days = [0]
    name = "members_committee_reminder_days"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        table.committee.save()


def test_the_administration_sets_the_days(client: Client, table: Table) -> None:
    client.force_login(table.administration)
    url = reverse("committee_edit", args=[table.committee.pk])
    data = controls(client.get(url))
    assert (data["reminder_days"], data["projet_readers"]) == ("14,3", "partners")
    for typed in ("3, 100", "demain"):
        refused = client.post(url, data | {"reminder_days": typed})
        assert errors(refused)
        assert controls(refused)["reminder_days"] == typed
    changed = {"reminder_days": "3, 21, 3", "projet_readers": "attendees"}
    assert client.post(url, data | changed).status_code == 302
    table.committee.refresh_from_db()
    assert table.committee.reminder_days == [21, 3]
    page = client.get(table.committee.get_absolute_url()).content.decode()
    assert "21, 3 jours avant" in page
    assert timezone.localdate()
