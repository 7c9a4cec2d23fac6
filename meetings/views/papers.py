"""The papers of a meeting: agenda, attendance sheet, minutes, extracts."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from arbj_portal.core.access import get_visible, require
from arbj_portal.core.documents import TYPES, send_document
from meetings.actions import keep_rendering
from meetings.models import Decision, Minutes, MinutesRendering
from meetings.papers.content import (
    Audience,
    Masthead,
    MinutesPaper,
    agenda_paper,
    attendance_sheet,
    consultation_extract,
    extract_paper,
    minutes_paper,
)
from meetings.papers.pdf import Paper, as_pdf
from meetings.papers.word import as_word
from meetings.permissions import can_certify, can_write_meetings
from meetings.reading import read_meeting
from meetings.views.lists import load_meeting
from meetings.views.minutes import load_minutes


@login_not_required
@require_safe
def agenda_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    reading = read_meeting(load_meeting(request, pk), request.user)
    return pdf_answer(agenda_paper(reading, Audience.of(request.user)))


@require_safe
def attendance_sheet_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    return pdf_answer(attendance_sheet(meeting))


@login_not_required
@require_safe
def minutes_pdf(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What is kept of adopted minutes, else what their projet says now."""
    minutes = load_minutes(request, pk)
    if minutes.document:
        return redirect(minutes.document)
    if minutes.is_adopted:
        return kept_pdf(request, minutes)
    return pdf_answer(current_paper(request, minutes))


def current_paper(request: HttpRequest, minutes: Minutes) -> MinutesPaper:
    reading = read_meeting(minutes.meeting, request.user)
    return minutes_paper(reading, minutes, Audience.of(request.user))


def kept_pdf(request: HttpRequest, minutes: Minutes) -> FileResponse:
    renderings = MinutesRendering.objects.current(minutes, Audience.of(request.user))
    rendering = renderings.select_related("document").first()
    if rendering is None:
        rendering = keep_rendering(by=request.user, minutes=minutes)
    return send_document(rendering.document)


@login_not_required
@require_safe
def minutes_word(request: HttpRequest, pk: int) -> HttpResponseBase:
    minutes = load_minutes(request, pk)
    if minutes.document:
        return redirect(minutes.document)
    paper = current_paper(request, minutes)
    return file_answer(as_word(paper), paper.masthead, ".docx")


@require_safe
def decision_extract(request: HttpRequest, pk: int) -> HttpResponse:
    decisions = Decision.objects.visible_to(request.user).select_related("agenda_item")
    decisions = decisions.told_to(request.user)
    decision = get_visible(request, decisions, pk=pk)
    require(request, can_certify(request.user, decision))
    if decision.agenda_item is None:
        return pdf_answer(consultation_extract(decision.consultation, decision))
    minutes = load_minutes(request, decision.agenda_item.meeting_id)
    reading = read_meeting(minutes.meeting, request.user)
    return pdf_answer(extract_paper(reading, minutes, decision))


def pdf_answer(paper: Paper) -> HttpResponse:
    return file_answer(as_pdf(paper), paper.masthead, ".pdf")


def file_answer(content: bytes, masthead: Masthead, extension: str) -> HttpResponse:
    """The file under the name of its paper, as documents are received."""
    response = HttpResponse(content, content_type=TYPES[extension])
    name = content_disposition_header(as_attachment=True, filename=masthead.footer + extension)
    response.headers["Content-Disposition"] = name
    return response
