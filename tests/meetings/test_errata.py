"""Adopted minutes are corrected in the open: an erratum stands beside their text."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import actions
from meetings.models import AgendaItem, Erratum, MinutesRendering
from tests.meetings.factories import (
    DAY,
    PUBLIC,
    Table,
    make_meeting,
    make_minutes,
    make_point,
    now,
    publish,
)
from tests.meetings.pages import controls, errors
from tests.meetings.test_models import broken
from tests.paper_text import pdf_text, word_text

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=40)


class Adopted:
    """Public minutes, adopted as they stood, with an open point and one in closed session."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.meeting = make_meeting(table.committee, visibility=PUBLIC)
        self.open = make_point(self.meeting, title="Bilan", notes="<p>Deux cents.</p>")
        self.closed = make_point(self.meeting, title="Dossiers", is_closed_session=True)
        minutes = make_minutes(self.meeting, "proposed")
        adopted = actions.adopt_minutes(
            by=table.coordination, **now(minutes), adopted_on=DAY + timedelta(days=30)
        )
        self.minutes = publish(adopted, table.coordination)

    def correct(self, text: str, point: AgendaItem | None = None, **fields: Any) -> Erratum:
        told = {"day": LATER, "reason": "Faute de frappe", "submission": uuid4()} | fields
        return actions.write_erratum(
            by=self.table.coordination, minutes=self.minutes, agenda_item=point, text=text, **told
        )

    def read(self, client: Client, name: str) -> bytes:
        answer = client.get(reverse(name, args=[self.meeting.pk]))
        return b"".join(answer) if answer.streaming else answer.content


@pytest.fixture
def adopted(table: Table) -> Adopted:
    return Adopted(table)


def test_an_erratum_is_written_once_from_its_page(client: Client, adopted: Adopted) -> None:
    client.force_login(adopted.table.coordination)
    url = reverse("minutes_erratum", args=[adopted.meeting.pk])
    assert url in client.get(adopted.meeting.get_absolute_url()).text
    typed = {"agenda_item": adopted.open.pk, "text": "Lire trois cents.", "reason": "Faute"}
    data = controls(client.get(url)) | typed
    for _ in range(2):
        assert client.post(url, data).status_code == 302
    erratum = Erratum.objects.get()
    assert (erratum.minutes, erratum.agenda_item) == (adopted.minutes, adopted.open)
    assert (erratum.date, erratum.author) == (timezone.localdate(), adopted.table.coordination)
    assert client.get(adopted.meeting.get_absolute_url()).text.count("Lire trois cents.") == 2


@pytest.mark.parametrize(
    ("name", "text_of"), [("minutes_pdf", pdf_text), ("minutes_word", word_text)]
)
def test_papers_tell_it_at_their_head_and_under_its_point(
    client: Client, adopted: Adopted, name: str, text_of: Callable[[bytes], str]
) -> None:
    adopted.correct("Lire trois cents.", adopted.open)
    adopted.correct("Lire Chapais partout.")
    text = text_of(adopted.read(client, name))
    assert text.count("Lire trois cents.") == 2
    assert text.count("Lire Chapais partout.") == 1
    assert text.index("Lire trois cents.") < text.index("Deux cents.")


def test_errata_of_closed_sessions_are_read_as_their_points_are(
    client: Client, adopted: Adopted
) -> None:
    adopted.correct("Lire salamandre.", adopted.closed)
    seen = {
        name: [str(row) for row in Erratum.objects.visible_to(user)]
        for name, user in adopted.table.readers.items()
    }
    told = ["Lire salamandre."]
    assert seen == {
        "coordination": told,
        "administration": told,
        "partner": [],
        "outsider": [],
        "anonymous": [],
    }
    for reader, count in (("partner", 0), ("coordination", 2)):
        client.force_login(adopted.table.readers[reader])
        texts = [
            client.get(adopted.meeting.get_absolute_url()).text,
            pdf_text(adopted.read(client, "minutes_pdf")),
            word_text(adopted.read(client, "minutes_word")),
        ]
        assert [text.count("salamandre") for text in texts] == [count] * 3


def test_errata_are_read_with_the_minutes_alone(adopted: Adopted) -> None:
    adopted.correct("Lire trois cents.")
    actions.withdraw_minutes(by=adopted.table.coordination, **now(adopted.minutes))
    seen = {
        name for name, user in adopted.table.readers.items() if Erratum.objects.visible_to(user)
    }
    assert seen == {"coordination", "administration", "partner"}


def test_papers_from_before_an_erratum_are_kept(adopted: Adopted) -> None:
    before = list(MinutesRendering.objects.values_list("audience", "errata", "document__sha256"))
    adopted.correct("Lire trois cents.", adopted.open)
    after = list(MinutesRendering.objects.values_list("audience", "errata", "document__sha256"))
    assert after[:2] == before
    assert [row[:2] for row in after[2:]] == [("open", 1), ("full", 1)]


def test_an_erratum_stays_as_it_was_written(adopted: Adopted) -> None:
    erratum = Erratum.objects.filter(pk=adopted.correct("Lire trois cents.").pk)
    for act in (lambda: erratum.update(text="Autre"), lambda: erratum._raw_delete(erratum.db)):
        assert broken(act) == "pgtrigger: Cannot update or delete rows from meetings_erratum table"


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"text": ""}, "meetings_erratum_text"),
        ({"reason": ""}, "meetings_erratum_reason"),
        ({"date": DAY}, "meetings_erratum_of_adopted_minutes"),
        ({"agenda_item": "elsewhere"}, "meetings_erratum_agenda_item_of_same_meeting"),
        ({"minutes": "elsewhere"}, "meetings_erratum_of_adopted_minutes"),
    ],
)
def test_rules_of_errata(adopted: Adopted, fields: dict[str, Any], rule: str) -> None:
    projet = make_minutes(make_meeting(adopted.table.committee), "proposed")
    elsewhere = {"agenda_item": make_point(projet.meeting), "minutes": projet}
    values = {
        "minutes": adopted.minutes,
        "date": LATER,
        "text": "Lire trois cents.",
        "reason": "Faute",
        "author": adopted.table.coordination,
    } | {name: elsewhere[name] if value == "elsewhere" else value for name, value in fields.items()}
    assert broken(lambda: Erratum.objects.create(**values)) == rule


def test_an_erratum_is_of_a_day_that_came(client: Client, adopted: Adopted) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError) as refused:
        adopted.correct("Lire trois cents.", day=tomorrow)
    assert refused.value.message_dict == {"day": ["Cette date est à venir."]}
    client.force_login(adopted.table.coordination)
    url = reverse("minutes_erratum", args=[adopted.meeting.pk])
    typed = {"day": date(2026, 3, 1).isoformat(), "text": "Lire ceci.", "reason": "Faute"}
    response = client.post(url, controls(client.get(url)) | typed)
    assert errors(response) == [
        "Un erratum corrige ce qui est adopté, et ne précède pas l’adoption."
    ]


def test_what_is_not_adopted_is_corrected_in_its_text(client: Client, table: Table) -> None:
    projet = make_minutes(make_meeting(table.committee), "proposed")
    client.force_login(table.coordination)
    assert client.get(reverse("minutes_erratum", args=[projet.pk])).status_code == 403
