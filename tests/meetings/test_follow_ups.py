"""What was promised: the list, whose it is, and what one says of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.expectations import expected_of, late_followups, what_is_next
from meetings.models import Comment, FollowUp, Meeting, Reply
from tests.agreements.factories import make_agreement, make_objective
from tests.meetings.factories import (
    DAY,
    PUBLIC,
    Table,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
)
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db
LIST = reverse("followup_list")
TODAY = timezone.localdate()


def texts(client: Client, **query: Any) -> list[str]:
    return [row.text for row in client.get(LIST, query).context["page"]]


def test_the_list_is_for_those_who_are_signed_in(client: Client, table: Table) -> None:
    assert client.get(LIST).status_code == 302


def test_filters(client: Client, table: Table) -> None:
    objective = make_objective(make_agreement())
    point = make_point(make_meeting(table.committee))
    other = make_point(make_meeting(table.committee), objective=objective)
    late = make_follow_up(point, table.roy.person, text="en retard", due_on=DAY)
    make_follow_up(point, table.audet.person, text="fait", due_on=DAY, status="done")
    of_body = make_follow_up(other, organization=table.boivin.membership.organization, text="ville")
    make_follow_up(point, table.audet.person, text="objectif", objective=objective)
    agreement = make_agreement()
    Meeting.objects.filter(pk=other.meeting_id).update(agreement=agreement)
    client.force_login(table.coordination)
    assert texts(client) == ["en retard", "ville", "objectif"]
    assert texts(client, etat="retard") == ["en retard"]
    assert texts(client, etat="done") == ["fait"]
    assert len(texts(client, etat="tous")) == 4
    assert texts(client, personne=late.person_id) == ["en retard"]
    assert texts(client, organisme=of_body.organization_id) == ["ville"]
    assert texts(client, rencontre=other.meeting_id) == ["ville"]
    assert texts(client, objectif=objective.pk) == ["ville", "objectif"]
    assert texts(client, entente=agreement.pk) == ["ville"]
    assert texts(client, objectif="nimporte") == ["en retard", "ville", "objectif"]


def test_one_updates_one_s_own(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    own = make_follow_up(make_point(meeting), table.partner.person, due_on=DAY)
    other = make_follow_up(make_point(meeting), table.roy.person)
    client.force_login(table.partner)
    assert client.get(reverse("followup_update", args=[other.pk])).status_code == 403
    url = reverse("followup_update", args=[own.pk])
    data = controls(client.get(url))
    assert set(data) == {"version", "status", "note"}
    refused = client.post(url, data | {"status": "not_applicable"})
    assert errors(refused) == [
        "État · Sélectionnez un choix valide. not_applicable n’en fait pas partie."
    ]
    assert client.post(url, data | {"status": "done", "note": "Envoyé"}).url == (
        own.get_absolute_url()
    )
    own.refresh_from_db()
    assert (own.status, own.note, own.person, own.due_on) == (
        "done",
        "Envoyé",
        table.partner.person,
        DAY,
    )
    assert "a été modifiée entre-temps" in errors(client.post(url, data))[0]


def test_the_coordination_updates_all(client: Client, table: Table) -> None:
    follow_up = make_follow_up(make_point(make_meeting(table.committee)), table.roy.person)
    client.force_login(table.coordination)
    url = reverse("followup_update", args=[follow_up.pk])
    organization = table.boivin.membership.organization
    data = controls(client.get(url)) | {
        "who": f"o{organization.pk}",
        "due_on": "2026-12-01",
        "status": "postponed",
        "reason": "Le conseil siège en novembre",
    }
    assert client.post(url, data).status_code == 302
    follow_up.refresh_from_db()
    assert (follow_up.person, follow_up.organization, follow_up.status) == (
        None,
        organization,
        "postponed",
    )


def test_counts_and_headings(client: Client, table: Table) -> None:
    point = make_point(make_meeting(table.committee))
    make_follow_up(point, table.roy.person, text="b", due_on=TODAY + timedelta(days=3))
    make_follow_up(point, table.roy.person, text="a", due_on=TODAY - timedelta(days=1))
    make_follow_up(point, table.audet.person, text="e", status="done")
    make_follow_up(point, table.audet.person, text="d")
    make_follow_up(point, table.audet.person, text="c", due_on=TODAY + timedelta(days=30))
    client.force_login(table.coordination)

    def headings(**query: Any) -> list[tuple[str, str]]:
        return [(row.heading, row.text) for row in client.get(LIST, query).context["page"]]

    assert headings(etat="tous") == [
        ("En retard", "a"),
        ("D’ici sept jours", "b"),
        ("Plus tard", "c"),
        ("Sans échéance", "d"),
        ("Terminés", "e"),
    ]
    audet, roy = str(table.audet.person), str(table.roy.person)
    assert headings(ordre="personne") == [(audet, "c"), (audet, "d"), (roy, "a"), (roy, "b")]
    counts = client.get(LIST, {"personne": table.roy.person_id}).context["counts"]
    assert [count for *_, count in counts] == [2, 1, 0, 2]
    client.force_login(table.partner)
    assert len(client.get(LIST).context["counts"]) == 3


def test_what_is_expected_of_somebody(table: Table) -> None:
    called = make_meeting(table.committee, status="convened", date=TODAY + timedelta(days=5))
    answered = make_meeting(table.committee, status="convened", date=TODAY + timedelta(days=6))
    Reply.objects.create(meeting=answered, representative=table.boivin, answer="present")
    make_meeting(table.committee, status="draft", number=None, date=TODAY + timedelta(days=7))
    projet = make_minutes(make_meeting(table.committee), "proposed")
    commented = make_minutes(make_meeting(table.committee), "proposed")
    Comment.objects.create(minutes=commented, author=table.partner, text="Vu")
    make_minutes(make_meeting(table.committee), "proposed", comments_until=DAY)
    make_minutes(make_meeting(table.committee), "draft")
    point = make_point(projet.meeting)
    later = make_follow_up(point, table.partner.person, due_on=TODAY + timedelta(days=5))
    late = make_follow_up(point, organization=table.boivin.membership.organization, due_on=DAY)
    undated = make_follow_up(point, table.partner.person)
    make_follow_up(point, table.partner.person, status="done")
    make_follow_up(point, table.roy.person)
    expected = expected_of(table.partner)
    assert (expected.replies, expected.comments, expected.follow_ups) == (
        [called],
        [projet],
        [late, later, undated],
    )
    for name in ("outsider", "anonymous", "coordination"):
        assert not expected_of(table.readers[name])
    assert late_followups(table.partner) == [late]
    assert late_followups(table.anonymous) == []


def test_what_is_next(table: Table) -> None:
    for days, visibility in ((9, "partners"), (4, PUBLIC), (2, "coordination")):
        make_meeting(
            table.committee,
            title=visibility,
            status="convened",
            visibility=visibility,
            date=TODAY + timedelta(days=days),
        )
    make_meeting(table.committee, date=TODAY)
    make_meeting(
        table.committee,
        title="annulée",
        status="cancelled",
        status_reason="Tempête",
        visibility=PUBLIC,
        date=TODAY + timedelta(days=1),
    )
    assert [str(row) for row in what_is_next(table.anonymous)] == ["annulée", "public"]
    seen = {
        name: [str(row) for row in what_is_next(user, 3)] for name, user in table.readers.items()
    }
    assert seen == {
        "coordination": ["annulée", "coordination", "public", "partners"],
        "administration": ["annulée", "coordination", "public", "partners"],
        "partner": ["annulée", "public", "partners"],
        "outsider": ["annulée", "public"],
        "anonymous": ["annulée", "public"],
    }


def test_expectations_take_a_query_each_besides_the_seats(
    table: Table, django_assert_num_queries: Any
) -> None:
    for _ in range(30):
        meeting = make_meeting(table.committee, status="convened", date=TODAY + timedelta(days=5))
        make_follow_up(make_point(meeting), table.partner.person)
        make_minutes(make_meeting(table.committee), "proposed")
    with django_assert_num_queries(5):
        expected = expected_of(table.partner, count=10)
        told = [str(row.meeting.committee) for row in expected.comments]
        told += [str(row.committee) for row in expected.replies]
        told += [str(row.agenda_item.meeting) for row in expected.follow_ups]
    assert len(told) == 30


def test_closed_sessions_are_nobody_s_expectation(table: Table) -> None:
    point = make_point(make_meeting(table.committee), is_closed_session=True)
    make_follow_up(point, table.partner.person, due_on=DAY)
    assert not expected_of(table.partner)
    assert FollowUp.objects.visible_to(table.administration).count() == 1
