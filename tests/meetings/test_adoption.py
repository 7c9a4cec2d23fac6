"""Minutes adopted « avec modifications »: corrected as the decision asks, then locked, at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from arbj_portal.core.answers import TODAY
from meetings import actions
from meetings.models import Decision, Minutes, MinutesRendering
from tests.meetings.factories import (
    DAY,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    now,
)
from tests.meetings.pages import controls, errors
from tests.paper_text import pdf_text

pytestmark = pytest.mark.django_db
STORED = "<p>Un <strong>bilan</strong> est présenté.</p><ul><li>Deux cents</li><li>Trois</li></ul>"


class Proposed:
    """A projet with two points, and the decision of the next meeting that may adopt it."""

    def __init__(self, table: Table) -> None:
        self.meeting = make_meeting(table.committee)
        self.minutes = make_minutes(self.meeting, "proposed")
        self.report = make_point(self.meeting, title="Bilan", notes=STORED)
        self.other = make_point(self.meeting, title="Divers", notes="<p>Rien.</p>")
        self.later = make_meeting(table.committee, date=DAY + timedelta(days=30))
        make_minutes(self.later, "proposed")
        self.decision = make_decision(
            make_point(self.later), text="D’adopter, en lisant « trois cents » au point 1."
        )

    @property
    def url(self) -> str:
        return reverse("minutes_adopt", args=[self.meeting.pk])

    def notes(self) -> dict[str, str]:
        return dict(self.meeting.agenda_items.values_list("title", "notes"))


@pytest.fixture
def proposed(table: Table) -> Proposed:
    return Proposed(table)


@pytest.fixture
def page(client: Client, table: Table, proposed: Proposed) -> dict[str, Any]:
    """The adoption page as the coordination finds it, the decision chosen."""
    client.force_login(table.coordination)
    return controls(client.get(proposed.url)) | {"decision": str(proposed.decision.pk)}


def test_the_page_corrects_adopts_and_locks_at_once(
    client: Client, proposed: Proposed, page: dict[str, Any]
) -> None:
    typed = {f"point-{proposed.report.pk}": "Un bilan est présenté.", "with_changes": "on"}
    assert client.post(proposed.url, page | typed).status_code == 302
    minutes = Minutes.objects.get(pk=proposed.meeting.pk)
    assert (minutes.state, minutes.adopted_by) == ("adopted_with_changes", proposed.decision)
    assert proposed.notes() == {"Bilan": "<p>Un bilan est présenté.</p>", "Divers": "<p>Rien.</p>"}
    kept = MinutesRendering.objects.get(minutes=minutes, audience="open")
    with kept.document.file.open() as file:
        paper = pdf_text(file.read())
    assert "Un bilan est présenté." in paper
    assert "Deux cents" not in paper


def test_notes_left_as_they_are_keep_their_markup(
    client: Client, proposed: Proposed, page: dict[str, Any]
) -> None:
    as_browsers_send = {
        name: value.replace("\n", "\r\n") for name, value in page.items() if "point-" in name
    }
    assert client.post(proposed.url, page | as_browsers_send).status_code == 302
    assert Minutes.objects.get(pk=proposed.meeting.pk).state == "adopted"
    assert proposed.notes() == {"Bilan": STORED, "Divers": "<p>Rien.</p>"}
    assert set(proposed.meeting.agenda_items.values_list("notes_version", flat=True)) == {1}


def test_corrections_are_told_as_modifications(
    client: Client, proposed: Proposed, page: dict[str, Any]
) -> None:
    typed = page | {f"point-{proposed.other.pk}": "Autre chose."}
    response = client.post(proposed.url, typed)
    assert errors(response) == [
        "Avec modifications · Des notes sont corrigées\N{NO-BREAK SPACE}: cochez cette case, ou "
        "remettez-les comme elles étaient."
    ]
    assert controls(response) == typed
    assert proposed.notes() == {"Bilan": STORED, "Divers": "<p>Rien.</p>"}
    assert Minutes.objects.get(pk=proposed.meeting.pk).state == "proposed"


def test_what_is_adopted_is_what_was_read(
    client: Client, table: Table, proposed: Proposed, page: dict[str, Any]
) -> None:
    theirs = "<p>Le <em>leur</em>.</p>"
    proposed.report.refresh_from_db()
    actions.save_notes(
        by=table.administration, item=proposed.report, text=theirs, base=1, session=uuid4()
    )
    response = client.post(proposed.url, page)
    told = TODAY.format("«\N{NO-BREAK SPACE}Le leur.\N{NO-BREAK SPACE}»")
    assert f"1. Bilan · {told}" in errors(response)
    assert Minutes.objects.get(pk=proposed.meeting.pk).state == "proposed"
    again = controls(response) | {f"point-{proposed.report.pk}": "Le leur."}
    assert client.post(proposed.url, again).status_code == 302
    assert proposed.notes()["Bilan"] == theirs


def test_both_meetings_tell_of_the_modifications(
    client: Client, table: Table, proposed: Proposed
) -> None:
    actions.adopt_minutes(
        by=table.coordination,
        **now(proposed.minutes),
        decision=proposed.decision,
        with_changes=True,
        corrections={proposed.report: "<p>Trois cents.</p>"},
    )
    client.force_login(table.partner)
    adopted = client.get(proposed.meeting.get_absolute_url()).content.decode()
    assert adopted.count(proposed.decision.text) == 1
    adopting = client.get(proposed.later.get_absolute_url()).content.decode()
    assert adopting.count("</a>, avec modifications.</p>") == 1


def test_nothing_is_corrected_where_the_adoption_is_refused(
    table: Table, proposed: Proposed
) -> None:
    elsewhere = make_decision(make_point(make_meeting(table.committee, date=DAY)))
    Decision.objects.filter(pk=elsewhere.pk).update(outcome="postponed")
    with pytest.raises(ValidationError):
        actions.adopt_minutes(
            by=table.coordination,
            **now(proposed.minutes),
            decision=elsewhere,
            with_changes=True,
            corrections={proposed.report: "<p>Trois cents.</p>"},
        )
    assert proposed.notes()["Bilan"] == STORED
