"""Meetings, as a list and one by one."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from arbj_portal.core.access import get_visible, require
from arbj_portal.core.history_pages import changes_of
from meetings.forms.filters import MeetingFilterForm
from meetings.history import meeting_history
from meetings.models import Meeting, Minutes
from meetings.permissions import (
    can_adopt_minutes,
    can_cancel,
    can_change_visibility,
    can_close,
    can_comment,
    can_convene,
    can_delete_draft,
    can_edit_meeting,
    can_hold_sitting,
    can_leave_out,
    can_postpone,
    can_publish_minutes,
    can_read_calls,
    can_read_history,
    can_record,
    can_reopen,
    can_return_minutes,
    can_submit_minutes,
    can_withdraw_minutes,
    can_write_erratum,
    can_write_meetings,
)
from meetings.reading import Reading, read_meeting

PER_PAGE = 25


def load_meeting(request: HttpRequest, pk: int) -> Meeting:
    """A meeting that one may see, with what every page of it tells."""
    meetings = Meeting.objects.visible_to(request.user)
    return get_visible(
        request, meetings.select_related("committee", "created_by", "minutes"), pk=pk
    )


@login_not_required
@require_safe
def meeting_list(request: HttpRequest) -> HttpResponse:
    filters = MeetingFilterForm(request.GET, user=request.user)
    meetings = filters.filter(Meeting.objects.visible_to(request.user))
    rows = with_minutes_state(meetings, request.user).upcoming_first(timezone.localdate())
    page = Paginator(rows.select_related("committee"), PER_PAGE).get_page(request.GET.get("page"))
    for meeting in page:
        meeting.section = "À venir" if meeting.is_upcoming else str(meeting.date.year)
        if meeting.minutes_state:
            meeting.minutes_text = Minutes(meeting=meeting, state=meeting.minutes_state).state_text
    context = {
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "page": page,
        "can_write": can_write_meetings(request.user),
    }
    return render(request, "meetings/meeting_list.html", context)


def with_minutes_state(meetings: QuerySet[Meeting], user: Any) -> QuerySet[Meeting]:
    """Each meeting with the state of those of its minutes that the user may read."""
    minutes = Minutes.objects.visible_to(user).filter(meeting=OuterRef("pk"))
    return meetings.annotate(
        minutes_state=Subquery(minutes.values("state")),
        minutes_are_fictitious=Subquery(minutes.values("is_demonstration")),
    )


@login_not_required
@require_safe
def meeting_detail(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    reading = read_meeting(meeting, request.user)
    context = {"reading": reading, "meeting": meeting, **rights(request.user, reading)}
    return render(request, "meetings/meeting_detail.html", context)


def rights(user: Any, reading: Reading) -> dict[str, bool]:
    """What the reader may do here, for the buttons of the page."""
    meeting, minutes = reading.meeting, reading.minutes
    return {
        "can_write": can_write_meetings(user),
        "can_edit": can_edit_meeting(user, meeting),
        "can_leave_out": can_leave_out(user, meeting),
        "can_record": can_record(user, meeting),
        "can_hold_sitting": can_hold_sitting(user, meeting),
        "can_close": can_close(user, meeting),
        "can_reopen": can_reopen(user, meeting),
        "can_convene": can_convene(user, meeting),
        "can_cancel": can_cancel(user, meeting),
        "can_postpone": can_postpone(user, meeting),
        "can_change_visibility": can_change_visibility(user, meeting),
        "can_delete": can_delete_draft(user, meeting),
        "can_submit": can_submit_minutes(user, minutes),
        "can_return": can_return_minutes(user, minutes),
        "can_adopt": can_adopt_minutes(user, minutes),
        "can_publish": can_publish_minutes(user, minutes),
        "can_withdraw": can_withdraw_minutes(user, minutes),
        "can_write_erratum": can_write_erratum(user, minutes),
        "can_comment": can_comment(user, minutes),
        "can_reply": reading.has_seat,
        "can_propose": reading.has_seat and meeting.takes_proposals,
        "can_read_calls": can_read_calls(user, meeting),
        "can_read_history": can_read_history(user),
    }


@require_safe
def meeting_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what of a meeting, and when: its closed sessions included."""
    meeting = load_meeting(request, pk)
    require(request, can_read_history(request.user))
    changes = changes_of(*meeting_history(meeting))
    page = Paginator(changes, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/meeting_history.html", {"meeting": meeting, "page": page})
