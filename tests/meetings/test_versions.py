"""Nobody takes a step on a meeting other than the one that they read."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.answers import STALE
from meetings.models import Meeting, MeetingDocument, Minutes, Reply
from tests.meetings.factories import (
    DAY,
    PUBLIC,
    Table,
    make_meeting,
    make_minutes,
    make_point,
    pdf,
    publish,
)
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)
MOVED_ON = (
    "Rien n’est fait : la rencontre a été modifiée entre-temps. "
    "Voyez ce qu’elle dit maintenant, puis recommencez au besoin."
)


def draft(table: Table) -> Meeting:
    return make_meeting(
        table.committee, status="draft", number=None, date=SOON, created_by=table.coordination
    )


def called(table: Table) -> Meeting:
    return make_meeting(table.committee, status="convened", date=SOON)


def with_minutes(state: str, is_public: bool = False) -> Callable[[Table], Meeting]:
    def make(table: Table) -> Meeting:
        meeting = make_meeting(table.committee, visibility=PUBLIC)
        make_point(meeting)
        minutes = make_minutes(meeting, state)
        if is_public:
            publish(minutes, table.coordination)
        return meeting

    return make


def state(meeting: Meeting) -> Any:
    stored = Meeting.objects.filter(pk=meeting.pk).values("status", "visibility", "version").get()
    minutes = Minutes.objects.filter(pk=meeting.pk).values("state", "visibility").first()
    return stored, minutes, Reply.objects.count(), MeetingDocument.objects.count()


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("meeting_delete", draft),
        ("minutes_return", with_minutes("proposed")),
        ("minutes_publish", with_minutes("adopted")),
        ("minutes_withdraw", with_minutes("adopted", is_public=True)),
    ],
)
def test_a_button_acts_on_what_was_read(
    client: Client, table: Table, name: str, make: Callable[[Table], Meeting]
) -> None:
    meeting = make(table)
    client.force_login(table.coordination)
    Meeting.objects.update(version=2)
    before = state(meeting)
    for sent, words in (
        ({"version": 1}, MOVED_ON),
        ({}, "La page est arrivée incomplète : rechargez-la."),
    ):
        response = client.post(reverse(name, args=[meeting.pk]), sent, follow=True)
        assert [str(told) for told in response.context["messages"]] == [words]
        assert state(meeting) == before


@pytest.mark.parametrize("name", ["minutes_return", "minutes_withdraw"])
def test_buttons_carry_what_was_read(client: Client, table: Table, name: str) -> None:
    make = {
        "minutes_return": with_minutes("proposed"),
        "minutes_withdraw": with_minutes("adopted", is_public=True),
    }[name]
    meeting = make(table)
    Meeting.objects.update(version=7)
    client.force_login(table.coordination)
    page = client.get(meeting.get_absolute_url())
    action = f'action="{reverse(name, args=[meeting.pk])}"'
    form = page.content.decode().split(action)[1].split("</form>")[0]
    assert '<input type="hidden" name="version" value="7">' in form


@pytest.mark.parametrize(
    ("name", "make", "typed"),
    [
        ("meeting_convene", draft, {"words": "Au plaisir"}),
        ("meeting_cancel", called, {"reason": "Tempête"}),
        ("meeting_postpone", called, {"reason": "Tempête"}),
        ("meeting_visibility", called, {"visibility": "public"}),
        ("meeting_attach", called, {"title": "Avis"}),
        ("minutes_submit", with_minutes("draft"), {"comments_until": SOON.isoformat()}),
        ("minutes_adopt", with_minutes("proposed"), {"adopted_on": DAY.isoformat()}),
    ],
)
def test_a_form_acts_on_what_was_read_and_then_knowingly(
    client: Client,
    table: Table,
    name: str,
    make: Callable[[Table], Meeting],
    typed: dict[str, str],
) -> None:
    meeting = make(table)
    url = reverse(name, args=[meeting.pk])
    client.force_login(table.coordination)
    data = controls(client.get(url)) | typed
    Meeting.objects.update(version=2)
    before = state(meeting)
    files = {"file": pdf()} if name == "meeting_attach" else {}
    response = client.post(url, data | files)
    assert errors(response)[0] == STALE
    assert state(meeting) == before
    again = controls(response)
    assert again == data | {"version": "2"}
    files = {"file": pdf()} if name == "meeting_attach" else {}
    assert client.post(url, again | files).status_code == 302
    assert state(meeting) != before


def test_one_answers_the_convocation_that_one_read(client: Client, table: Table) -> None:
    meeting = called(table)
    url = reverse("meeting_reply", args=[meeting.pk])
    client.force_login(table.partner)
    data = controls(client.get(url)) | {"answer": "present"}
    Meeting.objects.update(version=2)
    response = client.post(url, data)
    assert "a été modifiée entre-temps" in errors(response)[0]
    assert client.post(url, controls(response)).status_code == 302
    assert Reply.objects.get().answer == "present"
    meeting.refresh_from_db()
    assert meeting.version == 2


def test_a_document_is_detached_from_what_was_read(client: Client, table: Table) -> None:
    meeting = called(table)
    client.force_login(table.coordination)
    attach = reverse("meeting_attach", args=[meeting.pk])
    client.post(attach, controls(client.get(attach)) | {"title": "Avis", "file": pdf()})
    document = MeetingDocument.objects.get().document
    detach = reverse("meeting_detach", args=[meeting.pk, document.pk])
    client.post(detach, {"version": 1})
    assert MeetingDocument.objects.count() == 1
    client.post(detach, {"version": 2})
    assert MeetingDocument.objects.count() == 0


def test_a_plan_sent_twice_is_saved_once(client: Client, table: Table) -> None:
    meeting = draft(table)
    url = reverse("meeting_edit", args=[meeting.pk])
    client.force_login(table.coordination)
    data = controls(client.get(url)) | {"title": "Autre titre"}
    assert client.post(url, data).status_code == 302
    second = client.post(url, data, follow=True)
    assert "Ce formulaire avait déjà été reçu" in second.content.decode()
    meeting.refresh_from_db()
    assert (meeting.version, meeting.title) == (2, "Autre titre")


def test_another_date_asks_for_other_answers(client: Client, table: Table) -> None:
    meeting = called(table)
    url = reverse("meeting_edit", args=[meeting.pk])
    Reply.objects.create(meeting=meeting, representative=table.boivin, answer="present")
    client.force_login(table.coordination)
    page = client.get(url)
    assert "Une autre date efface les réponses reçues" in page.content.decode()
    assert client.post(url, controls(page) | {"title": "Même jour"}).status_code == 302
    assert Reply.objects.count() == 1
    later = (SOON + timedelta(days=1)).isoformat()
    assert client.post(url, controls(client.get(url)) | {"date": later}).status_code == 302
    assert Reply.objects.count() == 0


def test_a_meeting_called_again_asks_again(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, status="postponed", status_reason="Tempête", date=SOON)
    Reply.objects.create(meeting=meeting, representative=table.boivin, answer="present")
    client.force_login(table.coordination)
    client.post(reverse("meeting_convene", args=[meeting.pk]), {"version": 1})
    meeting.refresh_from_db()
    assert (meeting.status, Reply.objects.count()) == ("convened", 0)
