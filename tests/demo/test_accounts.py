"""The accounts of the seed's agreement, October 2013 to March 2015: no word or figure missing."""

from io import BytesIO
from typing import Any

import pytest
from django.utils.text import capfirst
from openpyxl import load_workbook

from agreements.models import Agreement
from arbj_portal.core.amounts import format_amount
from arbj_portal.core.typography import date_text
from arbj_portal.reports.content import Content, content_of
from arbj_portal.reports.models import AccountabilityReport
from arbj_portal.reports.rendering.pdf import as_pdf
from arbj_portal.reports.rendering.word import as_word
from arbj_portal.reports.rendering.workbook import as_workbook
from meetings.models import Decision, FollowUp
from tests.paper_text import pdf_text, word_text

pytestmark = pytest.mark.usefixtures("demonstration")


def agreement() -> Agreement:
    return Agreement.objects.get(title="Programme Mobilisation-Diversité")


def content() -> Content:
    return content_of(AccountabilityReport.objects.get(agreement=agreement()))


def told_by_the_database() -> list[str]:
    """What the agreement, its money, its objectives and all that was done say, each as written."""
    own = agreement()
    change = own.status_changes.standing().first()
    meeting = own.meetings.get(date="2014-05-29")
    told = [own.title, own.programme, own.purpose, own.outcome, own.next_steps]
    told += [own.get_status_display(), change.effective.text, "Octobre 2013", "Catherine Lagacé"]
    for party in own.parties.all():
        told.append(capfirst(str(party)))
        for contribution in party.contributions.all():
            told += [format_amount(contribution.promised), contribution.note]
            told += ["à hauteur du montant promis"] * contribution.is_ceiling
            for movement in contribution.movements.all():
                told += [format_amount(movement.amount), movement.note]
    for objective in own.objectives.all():
        told += [capfirst(objective.text), objective.get_status_display()]
        told += [objective.cause, objective.follow_up]
    for activity in own.activities.all():
        told += [activity.title, activity.place, *activity.description.splitlines()]
        told += [activity.period.title, activity.get_kind_display()]
    told += [meeting.title, date_text(meeting.date)]
    told += [row.number for row in Decision.objects.filter(agenda_item__meeting=meeting)]
    told += [row.text for row in FollowUp.objects.filter(agenda_item__meeting=meeting)]
    told += [row.title for row in own.later.all()]
    return [text for text in told if text]


def squeezed(text: str) -> str:
    """Without spaces: papers break lines where they like."""
    return "".join(text.split())


def workbook_text(book: bytes) -> str:
    cells: list[Any] = [
        cell.value for sheet in load_workbook(BytesIO(book)) for row in sheet for cell in row
    ]
    return " ".join(
        format_amount(value) if isinstance(value, (int, float)) else str(value) for value in cells
    )


def test_the_pdf_and_the_word_file_say_all_of_it() -> None:
    report = content()
    for text in (pdf_text(as_pdf(report)), word_text(as_word(report))):
        found = squeezed(text)
        assert [told for told in told_by_the_database() if squeezed(told) not in found] == []


def test_the_workbook_says_all_of_it() -> None:
    """Its days are days, which each spreadsheet writes in its own way."""
    found = squeezed(workbook_text(as_workbook(content())))
    days = {date_text(meeting.date) for meeting in agreement().meetings.all()}
    wanted = [told for told in told_by_the_database() if told not in days]
    assert [told for told in wanted if squeezed(told) not in found] == []


def test_fiction_is_labelled_in_every_format() -> None:
    report = content()
    label = squeezed("données de démonstration")
    for text in (
        pdf_text(as_pdf(report)),
        word_text(as_word(report)),
        workbook_text(as_workbook(report)),
    ):
        assert label in squeezed(text)
