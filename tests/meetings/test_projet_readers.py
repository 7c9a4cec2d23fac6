"""Who reads a projet of minutes: the partners, or those among them who attended."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.models import OutgoingMessage
from arbj_portal.core.roles import Role
from arbj_portal.timeline.models import OrganizationLink
from meetings import actions
from meetings.calls import call_recap
from meetings.models import Attendance, Decision, FollowUp, Minutes
from meetings.projets import readers_of
from tests.meetings.factories import (
    COORDINATION,
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    now,
)
from tests.members.factories import make_person_contact, make_user

pytestmark = pytest.mark.django_db
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def reserved(table: Table) -> Minutes:
    """A projet for those who attended: Boivin, whose account is the partner's, did; Roy did not."""
    table.committee.projet_readers = "attendees"
    table.committee.save()
    meeting = make_meeting(table.committee)
    minutes = make_minutes(meeting, "proposed")
    attend(meeting, table.boivin)
    attend(meeting, table.roy, "excused")
    point = make_point(meeting, notes="<p>Confidence</p>")
    make_decision(point)
    make_follow_up(point, table.audet.person)
    return minutes


def readers(table: Table, model: Any) -> set[str]:
    absent = make_user(Role.PARTNER, person=table.roy.person, name="Roy")
    people = table.readers | {"absent": absent}
    return {name for name, user in people.items() if model.objects.visible_to(user).exists()}


@pytest.mark.parametrize("model", [Minutes, Decision, FollowUp, Attendance])
def test_those_who_attended_alone(table: Table, reserved: Minutes, model: Any) -> None:
    assert readers(table, model) == {"coordination", "administration", "partner"}


@pytest.mark.parametrize("model", [Minutes, Decision, FollowUp, Attendance])
def test_the_partners(table: Table, reserved: Minutes, model: Any) -> None:
    table.committee.projet_readers = "partners"
    table.committee.save()
    assert readers(table, model) == {"coordination", "administration", "partner", "absent"}


def test_once_adopted_all_partners_read(table: Table, reserved: Minutes) -> None:
    Minutes.objects.update(state="adopted", adopted_on=reserved.meeting.date)
    assert readers(table, Minutes) == {"coordination", "administration", "partner", "absent"}


def test_a_guest_without_account_is_nobody(table: Table, reserved: Minutes) -> None:
    Attendance.objects.create(meeting=reserved.meeting, guest_name="Invitée")
    nobody = make_user(Role.PARTNER, name="Sans personne")
    assert not Minutes.objects.visible_to(nobody).exists()


def test_pages_and_papers_of_a_reserved_projet(
    client: Client, table: Table, reserved: Minutes
) -> None:
    absent = make_user(Role.PARTNER, person=table.roy.person, name="Roy")
    meeting = reserved.meeting
    names = ("minutes_pdf", "minutes_word", "minutes_comment")
    for user, status in ((table.partner, 200), (absent, 404)):
        client.force_login(user)
        assert ("Confidence" in client.get(meeting.get_absolute_url()).content.decode()) is (
            status == 200
        )
        found = {client.get(reverse(name, args=[meeting.pk])).status_code for name in names}
        assert found == {status}


def test_the_timeline_follows_the_committee(table: Table, reserved: Minutes) -> None:
    def shown() -> int:
        return OrganizationLink.objects.visible_to(table.partner).count()

    assert shown() == 0
    table.committee.projet_readers = "partners"
    table.committee.save()
    assert shown() == 1


def test_the_readers_are_told(client: Client, table: Table, settings: Any) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.test"
    for mandate, name in ((table.audet, "audet"), (table.boivin, "boivin")):
        make_person_contact(mandate.person, email=f"{name}@portail.test")
    table.coordination.email = "claire@portail.test"
    table.coordination.save()
    meeting = make_meeting(table.committee, title="Rencontre d’automne", date=date(2026, 3, 12))
    make_point(meeting, notes="<p>Dit</p>")
    minutes = make_minutes(meeting)
    until = timezone.localdate() + timedelta(days=10)
    client.force_login(table.coordination)
    page = client.get(reverse("minutes_submit", args=[meeting.pk])).content.decode()
    assert "Les partenaires de l’instance liront" in page
    assert "audet@portail.test" in page
    assert "sans courriel" in page

    actions.submit_minutes(by=table.coordination, comments_until=until, **now(minutes))
    messages = OutgoingMessage.objects.order_by("recipient_address")
    assert [(row.recipient_address, row.subject, row.reply_to) for row in messages] == [
        (
            address,
            f"Projet de procès-verbal{SPACE}: Rencontre d’automne, 12 mars 2026",
            "claire@portail.test",
        )
        for address in ("audet@portail.test", "boivin@portail.test")
    ]
    text = messages[0].text
    assert "est à lire jusqu’au " in text
    assert f"https://portail.test{meeting.get_absolute_url()}" in text
    assert "réservé" not in text
    assert [file.name for file in messages[0].files.all()] == [
        "Procès-verbal de la rencontre du 12 mars 2026 (projet).pdf"
    ]

    actions.return_minutes_to_draft(by=table.coordination, **now(minutes))
    assert {row.state for row in OutgoingMessage.objects.all()} == {"withdrawn"}


def test_whom_a_reserved_projet_is_sent_to(table: Table, reserved: Minutes) -> None:
    assert [*readers_of(reserved)] == [table.boivin.person]
    table.boivin.ended_on = timezone.localdate() - timedelta(days=1)
    table.boivin.save()
    assert [*readers_of(reserved)] == []
    reserved.meeting.visibility = COORDINATION
    table.committee.projet_readers = "partners"
    assert [*readers_of(reserved)] == []


def test_the_next_call_encloses_a_reserved_projet_for_those_who_attended(
    table: Table, reserved: Minutes, settings: Any
) -> None:
    settings.DEMONSTRATION = False
    for mandate, name in ((table.roy, "roy"), (table.boivin, "boivin")):
        make_person_contact(mandate.person, email=f"{name}@portail.test")
    soon = timezone.localdate() + timedelta(days=10)
    meeting = make_meeting(table.committee, date=soon, status="draft", number=None)
    recap = call_recap(meeting, table.coordination, "")
    assert any(name.endswith("aux personnes qui y étaient seulement") for name in recap.enclosures)
    actions.convene_meeting(by=table.coordination, **now(meeting))
    enclosed = {
        row.recipient_address: len(row.files.all()) for row in OutgoingMessage.objects.all()
    }
    assert enclosed == {"roy@portail.test": 2, "boivin@portail.test": 3}
    for row in OutgoingMessage.objects.all():
        told = "Procès-verbal" in row.text
        assert told is (row.recipient_address == "boivin@portail.test")


def test_publishing_too_early_leads_to_what_is_missing(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    client.force_login(table.coordination)
    url = reverse("minutes_publish", args=[meeting.pk])
    page = client.get(url).content.decode()
    assert reverse("minutes_adopt", args=[meeting.pk]) in page
    assert reverse("meeting_visibility", args=[meeting.pk]) in page
    assert '<button class="btn btn-primary" type="submit">' not in page
    Minutes.objects.update(state="adopted", adopted_on=meeting.date)
    meeting.visibility = "public"
    meeting.save()
    assert "Tout le monde lira" in client.get(url).content.decode()
