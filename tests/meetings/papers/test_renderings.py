"""Adopted minutes are kept as a PDF, once for each audience, and follow the minutes’ access."""

import hashlib
from datetime import date
from typing import Any

import page
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from arbj_portal.core.documents import store_document
from arbj_portal.core.models import Document
from meetings.actions import adopt_minutes, keep_rendering, publish_minutes, withdraw_minutes
from meetings.models import Meeting, Minutes, MinutesRendering
from tests.meetings.factories import PUBLIC, Table, make_meeting, make_minutes, pdf
from tests.meetings.papers.conftest import Sitting
from tests.paper_text import pdf_text

pytestmark = pytest.mark.django_db

OPEN, FULL = MinutesRendering.Audience
SECRET = "paroles secrètes"


def bytes_of(rendering: MinutesRendering) -> bytes:
    with rendering.document.file.open() as file:
        return file.read()


@pytest.fixture
def adopted(sitting: Sitting) -> Minutes:
    Meeting.objects.update(visibility=PUBLIC)
    return adopt_minutes(
        by=sitting.table.coordination,
        minutes=sitting.minutes,
        version=sitting.meeting.version,
        adopted_on=date(2026, 5, 1),
    )


def read(client: Client, user: Any, minutes: Minutes) -> bytes:
    if user.is_authenticated:
        client.force_login(user)
    return b"".join(client.get(reverse("minutes_pdf", args=[minutes.pk])))


def test_adoption_keeps_one_for_each_audience(adopted: Minutes) -> None:
    kept = {rendering.audience: rendering for rendering in adopted.renderings.all()}
    assert set(kept) == {OPEN, FULL}
    for audience, rendering in kept.items():
        content = bytes_of(rendering)
        assert rendering.document.sha256 == hashlib.sha256(content).hexdigest()
        assert (SECRET in pdf_text(content)) is (audience == FULL)
        assert "ADOPTÉ LE " in pdf_text(content)
        assert "PROJET" not in pdf_text(content)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            assert page.validate_pdf_bytes(content, profile=profile).failures == []


@pytest.mark.parametrize(
    ("reader", "audience"), [("coordination", FULL), ("administration", FULL), ("partner", OPEN)]
)
def test_each_reader_gets_what_was_kept(
    client: Client, sitting: Sitting, adopted: Minutes, reader: str, audience: str
) -> None:
    kept = adopted.renderings.get(audience=audience)
    assert read(client, sitting.table.readers[reader], adopted) == bytes_of(kept)


def test_what_was_kept_is_served_even_where_names_changed(
    client: Client, sitting: Sitting, adopted: Minutes
) -> None:
    person = sitting.table.audet.person
    person.last_name = "Nouveau-Nom"
    person.save()
    assert "Nouveau-Nom" not in pdf_text(read(client, sitting.table.partner, adopted))


def test_the_public_reads_the_open_one_once_it_is_public(
    client: Client, sitting: Sitting, adopted: Minutes
) -> None:
    by, anonymous = sitting.table.coordination, sitting.table.anonymous
    kept = adopted.renderings.get(audience=OPEN).document

    def is_public() -> bool:
        return Document.objects.visible_to(anonymous).filter(pk=kept.pk).exists()

    assert not is_public()
    published = publish_minutes(by=by, minutes=adopted, version=adopted.meeting.version)
    assert is_public()
    assert SECRET not in pdf_text(read(client, anonymous, adopted))
    withdraw_minutes(by=by, minutes=published, version=published.meeting.version)
    assert not is_public()


def test_the_full_one_is_never_a_partners(sitting: Sitting, adopted: Minutes) -> None:
    publish_minutes(by=sitting.table.coordination, minutes=adopted, version=adopted.meeting.version)
    documents = {
        name: set(
            Document.objects.visible_to(user)
            .filter(rendering_of__isnull=False)
            .values_list("rendering_of__audience", flat=True)
        )
        for name, user in sitting.table.readers.items()
    }
    assert documents == {
        "coordination": {OPEN, FULL},
        "administration": {OPEN, FULL},
        "partner": {OPEN},
        "outsider": {OPEN},
        "anonymous": {OPEN},
    }


def test_minutes_adopted_in_another_way_are_kept_at_the_first_asking(
    client: Client, sitting: Sitting
) -> None:
    Minutes.objects.update(state=Minutes.State.ADOPTED, adopted_on=date(2026, 5, 1))
    first = read(client, sitting.table.partner, sitting.minutes)
    again = read(client, sitting.table.partner, sitting.minutes)
    kept = MinutesRendering.objects.get()
    assert (kept.audience, first, again) == (OPEN, bytes_of(kept), bytes_of(kept))
    assert SECRET not in pdf_text(first)


def test_asking_twice_keeps_one(sitting: Sitting) -> None:
    Minutes.objects.update(state=Minutes.State.ADOPTED, adopted_on=date(2026, 5, 1))
    by = sitting.table.coordination
    first = keep_rendering(by=by, minutes=sitting.minutes)
    assert keep_rendering(by=by, minutes=sitting.minutes) == first
    assert Document.objects.count() == 1


def test_an_audience_has_one_rendering(sitting: Sitting, adopted: Minutes) -> None:
    other = store_document(by=None, file=pdf(), title="Autre")
    with pytest.raises(IntegrityError, match="meetings_minutesrendering_once"):
        MinutesRendering.objects.create(minutes=adopted, audience=OPEN, document=other)


def test_a_rendering_neither_changes_nor_goes(adopted: Minutes) -> None:
    rendering = adopted.renderings.get(audience=OPEN)
    with pytest.raises(ProgrammingError), transaction.atomic():
        MinutesRendering.objects.filter(pk=rendering.pk).update(audience=FULL)
    with pytest.raises(ProgrammingError), transaction.atomic():
        rendering.delete()


def test_a_file_in_the_place_of_minutes_is_kept_as_it_is(table: Table) -> None:
    meeting = make_meeting(table.committee)
    file = store_document(by=None, file=pdf(), title="PV")
    minutes = make_minutes(meeting, Minutes.State.PROPOSED, document=file)
    adopt_minutes(
        by=table.coordination,
        minutes=minutes,
        version=meeting.version,
        adopted_on=meeting.date,
    )
    assert MinutesRendering.objects.count() == 0
