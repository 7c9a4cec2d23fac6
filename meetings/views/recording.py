"""Recording a meeting that was held: new, planned, or to correct."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from arbj_portal.core.access import form_page, require
from arbj_portal.core.answers import sent_once
from meetings import actions
from meetings.forms.facts import proposed_facts
from meetings.forms.log import MeetingLog
from meetings.models import Meeting
from meetings.permissions import can_edit_meeting, can_write_meetings
from meetings.views.lists import load_meeting
from members.models import Committee


@form_page
@sent_once
def meeting_log(request: HttpRequest) -> HttpResponse:
    require(request, can_write_meetings(request.user))
    log = read_log(request, initial=proposed_facts(asked_committee(request), timezone.localdate()))
    if log.is_final and log.is_valid():
        with log.refusals():
            meeting = actions.log_meeting(
                by=request.user,
                submission=log.facts.cleaned_data["submission"],
                record=log.record(),
            )
            messages.success(
                request,
                "La rencontre est consignée. Les partenaires la voient dès maintenant dans la "
                "chronologie; elle n’est pas publique.",
            )
            return redirect(meeting)
    return show(request, log, "Consigner une rencontre", reverse("meeting_list"))


@form_page
@sent_once
def meeting_record(request: HttpRequest, pk: int) -> HttpResponse:
    """What happened at a meeting that was planned."""
    meeting = load_meeting(request, pk)
    is_open = can_edit_meeting(request.user, meeting) and (
        meeting.is_held or meeting.may_become(Meeting.Status.HELD)
    )
    require(request, is_open)
    return revise(request, meeting, "Consigner la rencontre")


def revise(request: HttpRequest, meeting: Meeting, title: str) -> HttpResponse:
    log = read_log(request, meeting=meeting)
    if log.is_final and log.is_valid():
        with log.refusals():
            meeting = actions.revise_meeting(
                by=request.user,
                submission=log.facts.cleaned_data["submission"],
                meeting=meeting,
                version=log.facts.cleaned_data["version"],
                record=log.record(),
            )
            messages.success(request, "La rencontre est enregistrée.")
            return redirect(meeting)
    return show(request, log, title, meeting.get_absolute_url())


@require_POST
def meeting_seats(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The attendance list for the committee and the date on the page, with what was ticked."""
    meeting = load_meeting(request, pk) if pk is not None else None
    require(request, can_write_meetings(request.user))
    data = request.POST.copy()
    data["actualiser"] = "1"
    log = MeetingLog(meeting=meeting, data=data)
    return render(request, "meetings/_attendance.html", {"log": log})


def read_log(request: HttpRequest, **options: Any) -> MeetingLog:
    if request.method != "POST":
        return MeetingLog(**options)
    return MeetingLog(data=request.POST, files=request.FILES, **options)


def asked_committee(request: HttpRequest) -> Committee | None:
    """The committee of the address: ?instance=3."""
    key = request.GET.get("instance", "")
    is_key = key.isdecimal() and len(key) < 10
    return Committee.objects.filter(pk=key).first() if is_key else None


def show(request: HttpRequest, log: MeetingLog, title: str, cancel_url: str) -> HttpResponse:
    context = {
        "log": log,
        "formsets": log.sources,
        "title": title,
        "cancel_url": cancel_url,
        "seats_url": reverse("meeting_seats", args=[log.meeting.pk])
        if log.meeting
        else reverse("meeting_seats"),
    }
    return render(request, "meetings/meeting_log.html", context)
