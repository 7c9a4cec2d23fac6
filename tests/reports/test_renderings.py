"""A report as PDF, Word and workbook: whole in each, accessible, typed."""

from datetime import datetime
from io import BytesIO

import page
import pytest
from openpyxl import load_workbook

from arbj_portal.reports.content import Content, content_of
from arbj_portal.reports.rendering.pdf import as_pdf
from arbj_portal.reports.rendering.word import as_word
from arbj_portal.reports.rendering.workbook import as_workbook
from tests.agreements.factories import make_activity, period
from tests.meetings.factories import Table
from tests.paper_text import missing_words, pdf_roles, pdf_text, word_text
from tests.reports.factories import make_full_agreement, make_report

pytestmark = pytest.mark.django_db
PROFILES = [page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A]
FORMULA = '=HYPERLINK("http://example.org")'


@pytest.fixture
def content(table: Table) -> Content:
    agreement = make_full_agreement(table)
    make_activity(
        agreement, title=FORMULA, description="<script>", period=period("2014-05-22"), place="#{x}"
    )
    report = make_report(table, agreement)
    report.sections.filter(section="money").update(
        introduction="<p>Deux parts, <strong>à parts égales</strong>.</p><ul><li>1er mai</li></ul>"
    )
    return content_of(report)


def words_of(content: Content) -> str:
    """All that a report says, wherever it stands."""
    told = [content.masthead.committee, content.masthead.kind, content.masthead.meeting]
    for part in content.parts:
        told += [part.title, *part.paragraphs]
        for table in part.tables:
            if table.rows:
                told += table.labels
                told += [text for row in table.rows for text in table.texts(row.values)]
                told += table.total_texts
    return " ".join(told)


def test_the_pdf_is_accessible_and_whole(content: Content) -> None:
    pdf = as_pdf(content, is_kept=True)
    for profile in PROFILES:
        report = page.validate_pdf_bytes(pdf, profile=profile)
        assert [str(failure) for failure in report.failures] == []
    assert missing_words(words_of(content), pdf_text(pdf)) == []
    assert {"H1", "H2", "H3", "TOC", "TOCI", "Table", "TH", "Figure", "L"} <= set(pdf_roles(pdf))


def test_the_word_file_is_whole(content: Content) -> None:
    text = word_text(as_word(content))
    assert missing_words(words_of(content), text) == []
    assert "à parts égales" in text


def test_the_workbook_has_a_sheet_a_table_with_typed_cells(content: Content) -> None:
    book = load_workbook(BytesIO(as_workbook(content)))
    titles = [table.title for part in content.parts for table in part.tables if table.rows]
    assert book.sheetnames == ["Rapport", "Textes", *(title[:31] for title in titles)]
    assert [tuple(cell.value for cell in row) for row in book["Textes"].iter_rows(2, 4)] == [
        ("L’entente en bref", "Mandat partiellement réalisé."),
        ("Parties et contributions", "Deux parts, à parts égales."),
        ("Parties et contributions", "1er mai"),
    ]
    assert all(sheet.freeze_panes == "A2" for sheet in book.worksheets[1:])
    money = book["Par partie et par nature"]
    assert [cell.value for cell in money[2]] == ["ARBJ", "En argent", 50_000, 45_000.5, 4_999.5]
    assert [cell.value for cell in money[4]] == ["Total", None, 100_000, 90_001, 9_999]
    assert money["C2"].number_format == '#,##0.00\\ "$"'
    assert book["Rencontres tenues"]["A2"].value == datetime(2014, 5, 29)  # noqa: DTZ001 (a day)
    share = book["Présence par organisme"]["D2"]
    assert (share.value, share.number_format) == (1, "0.0\\ %")


def test_a_text_of_the_workbook_is_no_formula(content: Content) -> None:
    book = load_workbook(BytesIO(as_workbook(content)))
    (cell,) = [
        row[1]
        for row in book["Activités"].iter_rows()
        if str(row[1].value).split("\n")[0] == FORMULA
    ]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
