"""Who is reminded of what was promised, when, and how somebody answers without an account."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.letters import reminder_day
from arbj_portal.core.models import OutgoingMessage
from meetings import actions
from meetings.models import FollowUp, FollowUpLink, FollowUpPostponement, FollowUpReminder
from members.models import Representative
from tests.meetings.factories import (
    COORDINATION,
    Table,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)
from tests.meetings.pages import controls, errors
from tests.members.factories import make_person, make_person_contact

pytestmark = pytest.mark.django_db
SPACE = "\N{NO-BREAK SPACE}"
DUE = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def kept_here(settings: Any) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.test"


@pytest.fixture
def point(table: Table) -> Any:
    """A point of a meeting that was held; Audet and Boivin have an address, Roy has none."""
    for mandate, name in ((table.audet, "audet"), (table.boivin, "boivin")):
        make_person_contact(mandate.person, email=f"{name}@portail.test")
    return make_point(make_meeting(table.committee, date=date(2026, 1, 15)))


def sent() -> list[tuple[str, str]]:
    messages = OutgoingMessage.objects.order_by("pk")
    return [(message.recipient_address, message.subject) for message in messages]


@pytest.mark.parametrize(
    ("day", "planned"),
    [
        (DUE - timedelta(days=8), None),
        (DUE - timedelta(days=7), DUE - timedelta(days=7)),
        (DUE, DUE - timedelta(days=7)),
        (DUE + timedelta(days=1), DUE + timedelta(days=1)),
        (DUE + timedelta(days=14), DUE + timedelta(days=1)),
        (DUE + timedelta(days=15), DUE + timedelta(days=15)),
        (DUE + timedelta(days=400), DUE + timedelta(days=393)),
    ],
)
def test_when_a_reminder_was_to_go(day: date, planned: date | None) -> None:
    assert reminder_day(DUE, day) == planned


def test_reminders_of_two_months(table: Table, point: Any, time_machine: Any) -> None:
    """Day after day: a week before, the day after, then every two weeks while it is open."""
    follow_up = make_follow_up(point, table.boivin.person, due_on=DUE)
    went = []
    for days in range(-20, 40):
        day = DUE + timedelta(days=days)
        time_machine.move_to(f"{day}T15:00:00Z", tick=False)
        actions.chase_follow_ups(day)
        actions.chase_follow_ups(day)
        if OutgoingMessage.objects.count() > len(went):
            went.append(days)
        if days == 30:
            follow_up.status = "done"
            follow_up.save()
    assert went == [-7, 1, 15, 29]
    assert FollowUpReminder.objects.count() == 4


def test_what_was_missed_goes_once(table: Table, point: Any, time_machine: Any) -> None:
    make_follow_up(point, table.boivin.person, due_on=DUE)
    day = DUE + timedelta(days=40)
    for later in (0, 1, 2, 3):
        time_machine.move_to(f"{day + timedelta(days=later)}T15:00:00Z", tick=False)
        actions.chase_follow_ups(timezone.localdate())
    assert [row.day for row in FollowUpReminder.objects.all()] == [day, DUE + timedelta(days=43)]


def test_one_message_gathers_what_one_person_has_to_do(
    table: Table, point: Any, time_machine: Any
) -> None:
    time_machine.move_to(f"{DUE + timedelta(days=1)}T15:00:00Z", tick=False)
    city = table.boivin.membership.organization
    make_follow_up(point, table.boivin.person, text="Écrire au ministère", due_on=DUE)
    make_follow_up(point, organization=city, text="Prêter la salle", due_on=DUE)
    make_follow_up(point, table.boivin.person, text="Plus tard", due_on=date(2026, 5, 1))
    make_follow_up(point, table.roy.person, text="Sans courriel", due_on=DUE)
    substitute = make_person("Substitut")
    make_person_contact(substitute, email="substitut@portail.test")
    Representative.objects.create(
        person=substitute, membership=table.boivin.membership, office="substitute"
    )
    actions.chase_follow_ups(timezone.localdate())
    assert sent() == [("boivin@portail.test", "2 suivis à faire, dont 2 en retard")]
    message, link = OutgoingMessage.objects.get(), FollowUpLink.objects.get()
    meeting = point.meeting
    assert message.text == "\n".join(
        (
            "Bonjour Dominique Boivin,",
            "",
            f"Voici ce qui reste à faire et qui est à votre nom{SPACE}:",
            "",
            "- Écrire au ministère",
            f"  {meeting.title}, 15 janvier 2026",
            "  Pour le 10 mars 2026, en retard de 1 jour",
            "",
            "- Prêter la salle",
            f"  {meeting.title}, 15 janvier 2026",
            f"  Au nom de{SPACE}: Ville de Chapais",
            "  Pour le 10 mars 2026, en retard de 1 jour",
            "",
            f"Pour dire où vous en êtes, sans compte{SPACE}:",
            f"https://portail.test/rencontres/suivis/lien/{link.token}/",
            f"Ce lien est le vôtre{SPACE}: ne le transmettez pas. "
            "Il sert tant qu’un de vos suivis est ouvert.",
            "",
        )
    )
    unreached = FollowUp.objects.unreached_on(timezone.localdate())
    assert [row.text for row in unreached] == ["Sans courriel"]


def test_nothing_leaves_of_closed_sessions_nor_to_those_who_left(table: Table, point: Any) -> None:
    person, meeting = table.boivin.person, point.meeting
    closed = make_point(meeting, is_closed_session=True)
    make_follow_up(closed, person, due_on=DUE)
    make_follow_up(make_point(meeting, parent=closed), person, due_on=DUE)
    hidden = make_meeting(table.committee, visibility=COORDINATION)
    make_follow_up(make_point(hidden), person, due_on=DUE)
    coming = make_meeting(table.committee, status="in_progress")
    make_follow_up(make_point(coming), person, due_on=DUE)
    past = table.seat("Parti", "Ville de Matagami", ended_on=DUE)
    make_person_contact(past.person, email="parti@portail.test")
    make_follow_up(point, past.person, due_on=DUE)
    make_follow_up(point, organization=past.membership.organization, due_on=DUE)
    make_follow_up(point, person, due_on=DUE, status="done")
    make_follow_up(point, person, due_on=DUE, status="not_applicable")
    make_follow_up(point, person)
    actions.chase_follow_ups(timezone.localdate())
    assert sent() == []
    assert FollowUp.objects.unreached_on(timezone.localdate()).count() == 6


def test_the_coordination_reminds_now_once_a_day(client: Client, table: Table, point: Any) -> None:
    follow_up = make_follow_up(point, table.boivin.person)
    silent = make_follow_up(point, table.roy.person)
    client.force_login(table.coordination)
    url = reverse("followup_remind", args=[follow_up.pk, table.boivin.person_id])
    page = client.post(url, follow=True).content.decode()
    assert "Un rappel part vers Dominique Boivin" in page
    assert "Courriel du" in page
    again = client.post(url, follow=True).content.decode()
    assert "Un rappel est déjà parti aujourd’hui à Dominique Boivin." in again
    assert sent() == [("boivin@portail.test", f"Suivi à faire{SPACE}: Écrire au ministère")]
    other = reverse("followup_remind", args=[silent.pk, table.roy.person_id])
    assert "n’a pas de courriel au dossier" in client.post(other, follow=True).content.decode()
    elsewhere = reverse("followup_remind", args=[silent.pk, table.boivin.person_id])
    assert client.post(elsewhere).status_code == 404


def plain(response: Any) -> str:
    """A page as people read it."""
    text = re.sub(r"</?(sup|time)[^>]*>", "", response.content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace(SPACE, " ").split())


def link_of(person: Any) -> FollowUpLink:
    return FollowUpLink.objects.create(person=person)


def test_somebody_without_an_account_says_where_they_are(
    client: Client, table: Table, point: Any
) -> None:
    first = make_follow_up(point, table.roy.person, text="Le mien", due_on=DUE)
    second = make_follow_up(point, organization=table.roy.membership.organization, text="Le nôtre")
    make_follow_up(point, table.boivin.person, text="Celui d’un autre")
    make_follow_up(make_point(point.meeting, is_closed_session=True), table.roy.person, text="Clos")
    link = link_of(table.roy.person)
    page = client.get(link.get_absolute_url())
    text = page.content.decode()
    assert [row.text for row in page.context["rows"]] == ["Le mien", "Le nôtre"]
    assert "Dominique Roy" in text
    assert "Celui d’un autre" not in text
    assert "Clos" not in text
    assert "no-store" in page["Cache-Control"]

    url = reverse("followup_link_update", args=[link.token, first.pk])
    data = controls(client.get(url))
    assert set(data) == {"version", "status", "note"}
    assert client.post(url, data | {"status": "done", "note": "Envoyé"}).url == (
        link.get_absolute_url()
    )
    first.refresh_from_db()
    assert (first.status, first.note, first.version) == ("done", "Envoyé", 2)
    assert client.get(url).status_code == 404

    url = reverse("followup_link_update", args=[link.token, second.pk])
    assert client.post(url, controls(client.get(url)) | {"status": "done"}).url == (
        reverse("followup_thanks")
    )
    assert "Merci, tout est fait" in client.get(reverse("followup_thanks")).content.decode()
    assert client.get(link.get_absolute_url()).status_code == 404


def test_a_second_person_is_told_and_nothing_is_overwritten(
    client: Client, table: Table, point: Any
) -> None:
    follow_up = make_follow_up(point, table.roy.person)
    link = link_of(table.roy.person)
    url = reverse("followup_link_update", args=[link.token, follow_up.pk])
    data = controls(client.get(url)) | {"note": "De ma part"}
    actions.update_follow_up(
        by=table.coordination, follow_up=follow_up, version=1, values={"note": "Autre"}
    )
    refused = client.post(url, data)
    assert "a été modifiée entre-temps" in errors(refused)[0]
    assert controls(refused)["note"] == "De ma part"
    assert FollowUp.objects.get().note == "Autre"


def test_a_link_opens_nothing_else(client: Client, table: Table, point: Any) -> None:
    mine = make_follow_up(point, table.roy.person)
    other = make_follow_up(point, table.boivin.person)
    link = link_of(table.roy.person)
    elsewhere = reverse("followup_link_update", args=[link.token, other.pk])
    assert client.get(elsewhere).status_code == client.post(elsewhere).status_code == 404
    for token in (f"{link.token}x", link.nonce.hex, "x.y"):
        assert client.get(reverse("followup_link", args=[token])).status_code == 404
    actions.revoke_follow_up_link(by=table.coordination, person=table.roy.person)
    assert client.get(link.get_absolute_url()).status_code == 404
    with pytest.raises(ValidationError) as refusal:
        actions.update_by_link(
            by=None, link=link, follow_up=mine, version=1, status="done", note=""
        )
    assert refusal.value.message == "Ce lien ne sert plus."


def test_a_mandate_that_ended_closes_the_link(client: Client, table: Table, point: Any) -> None:
    make_follow_up(point, table.roy.person)
    link = link_of(table.roy.person)
    assert client.get(link.get_absolute_url()).status_code == 200
    table.roy.ended_on = timezone.localdate() - timedelta(days=1)
    table.roy.save()
    assert client.get(link.get_absolute_url()).status_code == 404


def test_putting_off_asks_for_a_date_and_a_reason(client: Client, table: Table, point: Any) -> None:
    follow_up = make_follow_up(point, table.roy.person, due_on=DUE)
    make_minutes(point.meeting, "adopted")
    client.force_login(table.coordination)
    url = reverse("followup_update", args=[follow_up.pk])
    data = controls(client.get(url))
    assert errors(client.post(url, data | {"status": "postponed"})) == [
        "Pour le · Reporté à quand? Donnez la nouvelle date, après le 10 mars 2026."
    ]
    moved = data | {"status": "postponed", "due_on": "2026-04-01"}
    assert errors(client.post(url, moved)) == [
        "Motif du report · Dites pourquoi l’échéance est repoussée."
    ]
    for due_on, reason in (("2026-04-01", "Absence"), ("2026-05-15", "Le conseil siège en mai")):
        data = controls(client.get(url)) | {"status": "postponed", "due_on": due_on}
        assert client.post(url, data | {"reason": reason}).status_code == 302
    told = "Reporté 2 fois : du 10 mars 2026 au 1er avril 2026, puis au 15 mai 2026"
    assert "Le conseil siège en mai" in plain(client.get(follow_up.get_absolute_url()))
    assert told in plain(client.get(reverse("followup_list")))
    meeting = plain(client.get(point.meeting.get_absolute_url()))
    assert re.search(rf"Suivi Écrire au ministère Aujourd’hui En retard .*{told}", meeting)
    third = controls(client.get(url)) | {"due_on": "2026-06-01", "reason": "Encore"}
    client.post(url, third)
    page = plain(client.get(follow_up.get_absolute_url()))
    assert "Ce suivi a été reporté 3 fois." in page
    client.force_login(table.outsider)
    assert client.get(follow_up.get_absolute_url()).status_code == 404


def test_constraints(table: Table, point: Any) -> None:
    follow_up = make_follow_up(point, table.roy.person)
    by = table.coordination

    def postpone(**fields: Any) -> Any:
        given = {"due_from": DUE, "due_to": DUE + timedelta(days=1), "reason": "Motif"} | fields
        return lambda: FollowUpPostponement.objects.create(
            follow_up=follow_up, postponed_by=by, **given
        )

    link_of(table.roy.person)
    message = OutgoingMessage.objects.create(
        recipient_address="a@portail.test",
        subject="x",
        text="x",
        message_id="<1@x>",
        state="sent",
        sent_at=timezone.now(),
    )
    remind = lambda: FollowUpReminder.objects.create(  # noqa: E731
        follow_up=follow_up, person=table.roy.person, day=DUE, message=message
    )
    remind()
    for break_it, name in (
        (postpone(reason=""), "meetings_followuppostponement_reason"),
        (postpone(due_to=DUE), "meetings_followuppostponement_later"),
        (lambda: link_of(table.roy.person), "meetings_followuplink_once"),
        (
            lambda: FollowUpLink.objects.create(person=table.audet.person, revoked_by=by),
            "meetings_followuplink_revoked",
        ),
        (remind, "meetings_followupreminder_once"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            break_it()
