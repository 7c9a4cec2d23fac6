"""Minutes as a Word file: whole, with styles and numbering of their own."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from docx.oxml.ns import qn

from arbj_portal.core.documents import extension_of
from arbj_portal.core.rich_text import to_plain
from tests.meetings.papers.conftest import NOTES, Sitting
from tests.paper_text import missing_words, word_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(client: Client, sitting: Sitting) -> bytes:
    client.force_login(sitting.table.coordination)
    response = client.get(reverse("minutes_word", args=[sitting.meeting.pk]))
    assert response.status_code == 200
    return response.content


@pytest.fixture
def document(content: bytes) -> Any:
    return Document(BytesIO(content))


def test_no_word_of_the_notes_is_missing(content: bytes) -> None:
    assert extension_of(content) == ".docx"
    assert missing_words(to_plain(NOTES).replace("\n- ", "\n"), word_text(content)) == []


def test_it_says_what_the_pdf_says(content: bytes) -> None:
    wanted = (
        "Procès-verbal Rencontre ordinaire, numéro 7, tenue le mercredi 1er avril 2026 PROJET "
        "Présences Mme Dominique Audet (visioconférence), départ à 17 h 35 FORMANT QUORUM "
        "remplacée par Mme Boivin Public : 11 personnes 1. Suivi de l’entente "
        "Sur proposition de Mme Audet, dûment appuyée par Mme Boivin, il est résolu : "
        "TCJI-2026-04-01-01 D’adopter le plan d’action. ADOPTÉE À LA MAJORITÉ "
        "Suivis Écrire au ministère 1.1. Sous le point Prise sans quorum, à entériner "
        "Ce point est reporté à la prochaine rencontre. Présidence Secrétaire"
    )
    assert missing_words(wanted, word_text(content)) == []


def test_headings_skip_no_level(document: Any) -> None:
    levels = [
        int(paragraph.style.name.removeprefix("Heading "))
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert {1, 2, 3} <= set(levels)
    steps = zip([0, *levels], levels, strict=False)
    assert [level for before, level in steps if level > before + 1] == []


def test_tables_mark_their_header(document: Any) -> None:
    first_rows = [table.rows[0]._tr for table in document.tables]
    assert len(first_rows) == 3
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in first_rows)


def test_it_is_in_french(document: Any, sitting: Sitting) -> None:
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "fr-CA"
    assert document.core_properties.language == "fr-CA"
    title = f"Procès-verbal, {sitting.meeting.title}, 1er avril 2026"
    assert document.core_properties.title == title


def test_the_er_of_the_first_is_raised(document: Any) -> None:
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    raised = [run.text for run in runs if run.font.superscript]
    assert raised == ["er"] * 3
    assert [run.text for run in runs if "1er" in run.text] == []


def test_each_numbered_list_begins_again(client: Client, sitting: Sitting) -> None:
    sitting.open.notes = (
        "<ol><li>a</li></ol><p>b</p><ol><li>c</li><li>d<ol><li>e</li></ol></li></ol>"
    )
    sitting.open.save()
    client.force_login(sitting.table.coordination)
    response = client.get(reverse("minutes_word", args=[sitting.meeting.pk]))
    numbered = {
        paragraph.text: (number.numId.val, number.ilvl.val)
        for paragraph in Document(BytesIO(response.content)).paragraphs
        if (number := paragraph._p.pPr.numPr if paragraph._p.pPr is not None else None) is not None
    }
    assert numbered["a"][0] != numbered["c"][0] == numbered["d"][0] != numbered["e"][0]
    assert [numbered[letter][1] for letter in "acde"] == [0, 0, 0, 1]


def test_links_lead_where_they_led(document: Any) -> None:
    links = [
        (relation.target_ref, relation.is_external)
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/hyperlink")
    ]
    assert links == [("https://www.quebec.ca/x", True)]


def test_closed_sessions_are_left_out(client: Client, sitting: Sitting) -> None:
    client.force_login(sitting.table.partner)
    response = client.get(reverse("minutes_word", args=[sitting.meeting.pk]))
    text = word_text(response.content)
    assert "Suivi de l’entente" in text
    assert "secrètes" not in text
    assert "Décision tue." not in text
