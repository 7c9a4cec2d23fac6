"""Papers as PDF: whole, accessible, in the words of a Québec administration."""

from io import BytesIO
from typing import Any

import page
import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from arbj_portal.core.documents import store_document
from arbj_portal.core.rich_text import to_plain
from meetings.models import Decision, Meeting, Minutes
from meetings.papers.content import Audience, agenda_paper
from meetings.reading import read_meeting
from tests.meetings.factories import Table, make_meeting, make_minutes, make_point, pdf
from tests.meetings.papers.conftest import NOTES, Sitting
from tests.paper_text import missing_words, pdf_roles, pdf_text

pytestmark = pytest.mark.django_db

UA, ARCHIVE = page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A


def failures(content: bytes, profile: Any) -> list[str]:
    report = page.validate_pdf_bytes(content, profile=profile)
    return [str(failure) for failure in report.failures]


def fetch(client: Client, user: Any, name: str, pk: int) -> bytes:
    if user.is_authenticated:
        client.force_login(user)
    response = client.get(reverse(name, args=[pk]))
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    return b"".join(response)


def squeezed(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ")


@pytest.fixture
def minutes_pdf(client: Client, sitting: Sitting) -> bytes:
    return fetch(client, sitting.table.coordination, "minutes_pdf", sitting.meeting.pk)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("minutes_pdf", {"H1", "H2", "H3", "H4", "Table", "TH", "L", "LI", "Link", "BlockQuote"}),
        ("agenda_pdf", {"H1", "Table", "TH"}),
        ("attendance_sheet_pdf", {"H1", "Table", "TH"}),
        ("decision_extract", {"H1", "H2", "Table", "TH"}),
    ],
)
def test_papers_are_accessible(
    client: Client, sitting: Sitting, name: str, roles: set[str]
) -> None:
    target = sitting.resolution if name == "decision_extract" else sitting.meeting
    content = fetch(client, sitting.table.coordination, name, target.pk)
    assert failures(content, UA) == []
    assert roles - set(pdf_roles(content)) == set()
    with pikepdf.open(BytesIO(content)) as file:
        assert file.Root.Lang == "fr-CA"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert str(file.docinfo.Title).endswith(f"{sitting.meeting.title}, 1er avril 2026")


def test_no_word_of_the_notes_is_missing(minutes_pdf: bytes) -> None:
    wanted = to_plain(NOTES).replace("\n- ", "\n")
    assert len(wanted.split()) > 2000
    assert missing_words(wanted, pdf_text(minutes_pdf)) == []


def test_minutes_tell_who_was_there(minutes_pdf: bytes) -> None:
    wanted = (
        "Présences Mme Dominique Audet présidence Administration régionale "
        "Mme Dominique Morin arrivée à 13 h 45 secrétaire "
        "Mme Dominique Boivin (visioconférence), départ à 17 h 35 Ville de Chapais "
        "FORMANT QUORUM Absences motivées Mme Dominique Roy remplacée par Mme Boivin "
        "Personnes invitées Alex Experte Université Public : 11 personnes"
    )
    assert missing_words(wanted, pdf_text(minutes_pdf)) == []


def test_minutes_tell_decisions_in_their_two_forms(minutes_pdf: bytes) -> None:
    lines = [line for line in pdf_text(minutes_pdf).split("\n") if line]
    resolution = lines.index("TCJI-2026-04-01-01")
    assert lines[resolution - 1 : resolution + 3] == [
        "Sur proposition de Mme Audet, dûment appuyée par Mme Boivin, il est résolu\xa0:",
        "TCJI-2026-04-01-01",
        "D’adopter le plan d’action.",
        "ADOPTÉE À LA MAJORITÉ (2 pour, 1 contre, 0 abstention)",
    ]
    consensus = lines.index("TCJI-2026-04-01-02")
    assert lines[consensus - 1 : consensus + 3] == [
        "Il est convenu\xa0:",
        "TCJI-2026-04-01-02",
        "De suivre.",
        "Prise sans quorum, à entériner",
    ]


def test_minutes_number_points_and_tell_what_follows(minutes_pdf: bytes) -> None:
    wanted = (
        "1. Suivi de l’entente Suivis Écrire au ministère (Mme Roy, pour le 1er mai 2026) "
        "1.1. Sous le point 2. Candidatures secrètes (huis clos) 3. Budget "
        "Ce point est reporté à la prochaine rencontre. Mme Dominique Audet Présidence "
        "Mme Dominique Morin Secrétaire"
    )
    assert missing_words(wanted, pdf_text(minutes_pdf)) == []


def test_each_page_says_what_it_is_a_page_of(minutes_pdf: bytes) -> None:
    with pikepdf.open(BytesIO(minutes_pdf)) as file:
        total = len(file.pages)
    text = squeezed(pdf_text(minutes_pdf))
    assert total > 3
    assert [f"Page {number} de {total}" in text for number in range(1, total + 1)] == [True] * total
    assert text.count("PROJET") == total + 1


def test_the_er_of_the_first_is_raised(minutes_pdf: bytes) -> None:
    """Drawn apart from what stands on the line."""
    parts = [part for part in pdf_text(minutes_pdf).split("\n") if part]
    raised = parts.index("er")
    assert parts[raised - 1][-1] == "1"
    assert parts[raised + 1].startswith(" avril 2026")


@pytest.mark.parametrize("reader", ["partner", "coordination"])
def test_closed_sessions_are_for_those_who_read_them(
    client: Client, sitting: Sitting, reader: str
) -> None:
    user = sitting.table.readers[reader]
    minutes = fetch(client, user, "minutes_pdf", sitting.meeting.pk)
    agenda = fetch(client, user, "agenda_pdf", sitting.meeting.pk)
    for secret, content in (
        ("Candidatures secrètes", minutes),
        ("paroles secrètes", minutes),
        ("Décision tue.", minutes),
        ("Candidatures secrètes", agenda),
    ):
        assert (secret in pdf_text(content)) is (reader == "coordination")


def test_the_coordination_makes_an_agenda_for_those_who_read_less(sitting: Sitting) -> None:
    """What a convocation carries."""
    reading = read_meeting(sitting.meeting, sitting.table.coordination)
    told = {
        audience: [line.number for line in agenda_paper(reading, audience).lines]
        for audience in Audience
    }
    assert told == {Audience.OPEN: ["1", "1.1", "3"], Audience.FULL: ["1", "1.1", "2", "3"]}


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Meeting.Status.CONVENED, "Projet d’ordre du jour"),
        (Meeting.Status.HELD, "Ordre du jour"),
        (Meeting.Status.CANCELLED, "RENCONTRE ANNULÉE"),
        (Meeting.Status.DRAFT, "BROUILLON"),
    ],
)
def test_the_agenda_says_where_it_stands(
    client: Client, table: Table, status: str, title: str
) -> None:
    meeting = make_meeting(table.committee, status=status, status_reason="Tempête")
    make_point(meeting, title="Varia", minutes_planned=15, presenter=table.audet.person)
    lines = pdf_text(fetch(client, table.coordination, "agenda_pdf", meeting.pk)).split("\n")
    assert title in lines
    assert {"Varia", "Information, Mme Dominique Audet", "15\xa0min"} <= set(lines)


def test_the_agenda_tells_hours_and_documents(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, status=Meeting.Status.CONVENED)
    for title, minutes in (("Accueil", 20), ("Candidatures", 15), ("Varia", None)):
        point = make_point(
            meeting,
            title=title,
            minutes_planned=minutes,
            is_closed_session=title == "Candidatures",
        )
        for level in ("partners", "coordination"):
            document = store_document(
                by=None, file=pdf(), title=f"{title} {level}", visibility=level
            )
            point.attachments.create(document=document)
    content = fetch(client, table.partner, "agenda_pdf", meeting.pk)
    assert failures(content, UA) == []
    lines = pdf_text(content).replace("\xa0", " ").split("\n")
    assert {"13 h 30", "14 h 5", "Document : Accueil partners", "Document : Varia partners"} <= set(
        lines
    )
    assert not any("coordination" in line or "Candidatures" in line for line in lines)
    sent = agenda_paper(read_meeting(meeting, table.coordination), Audience.OPEN)
    assert [line.documents for line in sent.lines] == [["Accueil partners"], ["Varia partners"]]


def test_documents_of_points_are_annexes_of_the_minutes(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    for title, is_closed in (("Budget", False), ("Candidats", True)):
        point = make_point(meeting, is_closed_session=is_closed)
        document = store_document(by=None, file=pdf(), title=title)
        point.attachments.create(document=document)
    told = {
        reader: pdf_text(fetch(client, table.readers[reader], "minutes_pdf", meeting.pk))
        for reader in ("partner", "coordination")
    }
    assert {reader: "Candidats" in text for reader, text in told.items()} == {
        "partner": False,
        "coordination": True,
    }
    assert all("Point 1\xa0: Budget" in text for text in told.values())


@pytest.mark.parametrize(
    ("state", "said"), [(Minutes.State.PROPOSED, True), (Minutes.State.ADOPTED, False)]
)
def test_an_extract_is_certified_under_reserve_until_the_adoption(
    client: Client, sitting: Sitting, state: str, said: bool
) -> None:
    adopted_on = None if state == Minutes.State.PROPOSED else sitting.meeting.date
    Minutes.objects.filter(pk=sitting.minutes.pk).update(state=state, adopted_on=adopted_on)
    user = sitting.table.coordination
    text = pdf_text(fetch(client, user, "decision_extract", sitting.resolution.pk))
    assert ("Sous réserve de l’adoption du procès-verbal" in text) is said
    wanted = (
        "Extrait de procès-verbal FORMANT QUORUM Point 1. Suivi de l’entente TCJI-2026-04-01-01 "
        "Extrait certifié conforme Mme Dominique Morin Secrétaire"
    )
    assert missing_words(wanted, text) == []


def test_a_decision_without_a_number_has_no_extract(client: Client, sitting: Sitting) -> None:
    decision = Decision.objects.create(agenda_item=sitting.open, text="De voir.")
    client.force_login(sitting.table.coordination)
    response = client.get(reverse("decision_extract", args=[decision.pk]))
    assert response.status_code == 403


def test_the_attendance_sheet_expects_those_who_sit(client: Client, sitting: Sitting) -> None:
    text = pdf_text(
        fetch(client, sitting.table.coordination, "attendance_sheet_pdf", sitting.meeting.pk)
    )
    names = [name for name in ("Audet", "Morin", "Boivin", "Roy") if f"Dominique {name}" in text]
    assert names == ["Audet", "Morin", "Boivin", "Roy"]


def test_fictitious_data_are_told_on_each_page(client: Client, table: Table) -> None:
    for is_fictitious in (True, False):
        meeting = make_meeting(table.committee, is_demonstration=is_fictitious)
        make_minutes(meeting)
        text = pdf_text(fetch(client, table.coordination, "minutes_pdf", meeting.pk))
        assert ("données de démonstration" in text) is is_fictitious


def test_a_file_in_the_place_of_minutes_is_what_one_gets(client: Client, table: Table) -> None:
    document = store_document(by=None, file=pdf(), title="PV")
    meeting = make_meeting(table.committee)
    make_minutes(meeting, document=document)
    client.force_login(table.coordination)
    for name in ("minutes_pdf", "minutes_word"):
        response = client.get(reverse(name, args=[meeting.pk]))
        assert response.headers["Location"] == document.get_absolute_url()
