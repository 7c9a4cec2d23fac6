"""Whatever is posted to a form of meetings, the portal answers a page and not a failure."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Meeting
from tests.meetings.factories import (
    Table,
    attend,
    make_decision,
    make_follow_up,
    make_meeting,
    make_minutes,
    make_point,
    pdf,
)
from tests.meetings.pages import controls

pytestmark = pytest.mark.django_db

# Codecs of forms cannot carry lone surrogates: they arrive replaced, and are tried as such.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
ODD = st.sampled_from(
    [
        "",
        "\x00",
        "\ufffd",
        "0",
        "-1",
        "1e9",
        "9" * 30,
        "٣",
        "on",
        "null",
        "[]",
        "0000-01-01",
        "10000-01-01",
        "2026-02-30",
        "1900-01-01",
        "24:00",
        "13:30",
        "a" * 100_000,
        "<script>",
        "p1",
        "o1",
        "r1",
        "g0",
        "majority",
        "resolution",
        "present",
        "absent",
    ]
)
VALUES = st.one_of(ODD, TEXTS)


class Pages:
    """Each page with a form, as it is shown first, for the coordination or a partner."""

    def __init__(self, table: Table) -> None:
        soon = timezone.localdate() + timedelta(days=9)
        held = make_meeting(table.committee)
        make_minutes(held, "proposed")
        mover, seconder = attend(held, table.audet), attend(held, table.roy)
        point = make_point(held, notes="<p>Notes</p>")
        make_decision(
            point, kind="resolution", outcome="unanimous", moved_by=mover, seconded_by=seconder
        )
        follow_up = make_follow_up(point, table.partner.person)
        called = make_meeting(table.committee, status="convened", date=soon)
        draft = make_meeting(table.committee, status="draft", number=None, date=soon)
        make_point(draft)
        staff, partner = table.coordination, table.partner
        self.addresses = {
            "log": (staff, reverse("meeting_log")),
            "seats": (staff, reverse("meeting_seats")),
            "edit": (staff, reverse("meeting_edit", args=[held.pk])),
            "plan": (staff, reverse("meeting_create")),
            "replan": (staff, reverse("meeting_edit", args=[draft.pk])),
            "cancel": (staff, reverse("meeting_cancel", args=[called.pk])),
            "visibility": (staff, reverse("meeting_visibility", args=[held.pk])),
            "attach": (staff, reverse("meeting_attach", args=[held.pk])),
            "submit": (staff, reverse("minutes_submit", args=[held.pk])),
            "adopt": (staff, reverse("minutes_adopt", args=[held.pk])),
            "comment": (partner, reverse("minutes_comment", args=[held.pk])),
            "reply": (partner, reverse("meeting_reply", args=[called.pk])),
            "follow-up": (staff, reverse("followup_update", args=[follow_up.pk])),
            "own follow-up": (partner, reverse("followup_update", args=[follow_up.pk])),
        }


NAMES = [
    "log",
    "seats",
    "edit",
    "plan",
    "replan",
    "cancel",
    "visibility",
    "attach",
    "submit",
    "adopt",
    "comment",
    "reply",
    "follow-up",
    "own follow-up",
]


@pytest.fixture
def pages(table: Table) -> Iterator[Pages]:
    return Pages(table)


@pytest.mark.parametrize("name", NAMES)
def test_no_form_fails(pages: Pages, table: Table, name: str) -> None:
    user, url = pages.addresses[name]
    client = Client()
    client.force_login(user)
    blank = controls(client.get(reverse("meeting_log") if name == "seats" else url))

    @given(data=st.data())
    def post(data: st.DataObject) -> None:
        changed = data.draw(st.dictionaries(st.sampled_from(sorted(blank)), VALUES, max_size=12))
        dropped = data.draw(st.sets(st.sampled_from(sorted(blank)), max_size=3))
        button = data.draw(st.sampled_from([{}, {"ajouter": "points"}, {"cocher": "1"}]))
        sent: dict[str, Any] = {
            field: value for field, value in (blank | changed).items() if field not in dropped
        }
        if data.draw(st.booleans()) and name in {"log", "edit", "attach"}:
            sent["minutes_file"] = sent["file"] = pdf(content=data.draw(st.binary(max_size=64)))
        sent |= button
        with transaction.atomic():
            response = client.post(url, sent)
            transaction.set_rollback(True)
        assert response.status_code in {200, 302, 400, 403}

    post()


@given(
    query=st.dictionaries(st.sampled_from(["instance", "entente", "annee", "etat", "page"]), VALUES)
)
def meeting_filters(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("meeting_list"), query).status_code == 200


@given(
    query=st.dictionaries(
        st.sampled_from(["etat", "personne", "organisme", "rencontre", "objectif", "page"]), VALUES
    )
)
def follow_up_filters(client: Client, query: dict[str, str]) -> None:
    assert client.get(reverse("followup_list"), query).status_code == 200


def test_no_filter_fails(pages: Pages, table: Table) -> None:
    client = Client()
    client.force_login(table.coordination)
    meeting_filters(client)
    follow_up_filters(client)
    assert Meeting.objects.count() == 3
