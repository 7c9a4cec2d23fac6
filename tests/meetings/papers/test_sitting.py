"""What a sitting leaves in the papers: times, the quorum lost and found, those who stand apart."""

from datetime import time

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Meeting, Stance
from tests.meetings.papers.conftest import Sitting
from tests.paper_text import missing_words, pdf_text, word_text

pytestmark = pytest.mark.django_db

ATTENDANCE = (
    "de 13 h 32 à 17 h 40 arrivée à 13 h 45; sortie de 15 h 10 à 15 h 25 "
    "FORMANT QUORUM Quorum atteint à 13 h 45, perdu à 15 h 10, retrouvé à 15 h 25, "
    "perdu à 17 h 35."
)
STANCE = "Mme Morin inscrit sa dissidence."


@pytest.fixture
def sitting(sitting: Sitting) -> Sitting:
    """Three voices are needed, and one of the three comes late, goes out and comes back."""
    committee = sitting.meeting.committee
    committee.quorum_value = 3
    committee.save()
    Meeting.objects.filter(pk=sitting.meeting.pk).update(
        opened_at=time(13, 32), adjourned_at=time(17, 40)
    )
    late = sitting.meeting.attendances.get(representative=sitting.secretary)
    late.exits.create(left_at=time(15, 10), returned_at=time(15, 25))
    sitting.resolution.stances.create(attendance=late, kind=Stance.Kind.DISSENT)
    sitting.secret.stances.create(attendance=sitting.audet, kind=Stance.Kind.WITHDRAWAL)
    return sitting


def test_the_pdf_and_the_word_file_tell_it(client: Client, sitting: Sitting) -> None:
    client.force_login(sitting.table.coordination)
    for name, read in (("minutes_pdf", pdf_text), ("minutes_word", word_text)):
        response = client.get(reverse(name, args=[sitting.meeting.pk]))
        text = read(b"".join(response))
        assert missing_words(ATTENDANCE, text) == []
        assert STANCE in " ".join(text.replace("\xa0", " ").split())
        assert "Mme Audet se retire pour ce point." in " ".join(text.replace("\xa0", " ").split())


def test_the_extract_tells_the_stances_of_its_decision(client: Client, sitting: Sitting) -> None:
    client.force_login(sitting.table.coordination)
    response = client.get(reverse("decision_extract", args=[sitting.resolution.pk]))
    assert STANCE in " ".join(pdf_text(b"".join(response)).replace("\xa0", " ").split())


def test_those_of_a_closed_session_stay_there(client: Client, sitting: Sitting) -> None:
    client.force_login(sitting.table.partner)
    for name, read in (
        ("meeting_detail", bytes.decode),
        ("minutes_pdf", pdf_text),
        ("minutes_word", word_text),
    ):
        text = read(b"".join(client.get(reverse(name, args=[sitting.meeting.pk]))))
        assert "inscrit sa dissidence" in text.replace("\xa0", " ").replace("\n", " ")
        assert "se retire" not in text
