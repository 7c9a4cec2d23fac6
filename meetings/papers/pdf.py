"""Papers as PDF: their data, set by the template of their kind."""

from dataclasses import asdict

from arbj_portal.core.typesetting import typeset
from meetings.papers.content import (
    AgendaPaper,
    AttendanceSheet,
    ExtractPaper,
    LetterPaper,
    MinutesPaper,
)

type Paper = AgendaPaper | AttendanceSheet | ExtractPaper | LetterPaper | MinutesPaper

TEMPLATES: dict[type, str] = {
    AgendaPaper: "meetings/agenda.typ",
    AttendanceSheet: "meetings/attendance_sheet.typ",
    ExtractPaper: "meetings/extract.typ",
    LetterPaper: "meetings/letter.typ",
    MinutesPaper: "meetings/minutes.typ",
}


def as_pdf(paper: Paper, *, is_kept: bool = False) -> bytes:
    return typeset(TEMPLATES[type(paper)], asdict(paper), is_kept=is_kept)
