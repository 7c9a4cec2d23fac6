"""The page of a sitting: what it shows, and how its buttons are answered."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import require, wants_json
from arbj_portal.core.actions import AlreadySubmitted
from arbj_portal.core.answers import refusal_of, refusals_in
from meetings import actions
from meetings.actions.in_session import movers_at
from meetings.forms.notes import NotesForm
from meetings.forms.sitting import BeginForm, EndForm, PointForm, PublicForm, SittingGuestForm
from meetings.models import AgendaItem, Meeting
from meetings.permissions import can_edit_meeting, can_hold_sitting
from meetings.sitting import Sitting, read_sitting
from meetings.views.lists import load_meeting
from meetings.views.notes import for_modules, load_point

MOVED_ON = "Quelqu’un d’autre vient de changer ceci : voici où cela en est."
ACTS: dict[str, Callable[..., Any]] = {"start": actions.start_clock, "stop": actions.stop_clock}


def load_table(request: HttpRequest, pk: int) -> Meeting:
    """A meeting whose sitting one records."""
    meeting = load_meeting(request, pk)
    require(request, can_hold_sitting(request.user, meeting))
    return meeting


@require_safe
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, load_table(request, pk))


def show(request: HttpRequest, meeting: Meeting, refused: BaseForm | None = None) -> HttpResponse:
    """The whole page, with the step that was refused as it was sent."""
    session = uuid4()
    found = read_sitting(meeting)
    for point in found.points:
        point.notes_form = NotesForm(item=point.item, session=session)
    context = {
        **context_of(request, found),
        "session": session,
        "step_form": refused or step_form(meeting),
        "form": refused,
        "guest_form": SittingGuestForm(auto_id="invite-%s"),
        "can_edit": can_edit_meeting(request.user, meeting),
    }
    return render(request, "meetings/sitting.html", context)


def context_of(request: HttpRequest, found: Sitting) -> dict[str, Any]:
    count = found.meeting.public_count
    return {
        "sitting": found,
        "meeting": found.meeting,
        "public_form": PublicForm(initial={"known": count, "count": count}, auto_id="public-%s"),
    }


def begin_form(meeting: Meeting, data: Any = None) -> BeginForm:
    return BeginForm(data, meeting=meeting, is_early=meeting.date > timezone.localdate())


def step_form(meeting: Meeting) -> BeginForm | EndForm | None:
    """The next step of the sitting itself."""
    if meeting.is_in_progress:
        return EndForm(meeting=meeting)
    return None if meeting.is_held else begin_form(meeting)


def state_of(request: HttpRequest, meeting: Meeting) -> dict[str, Any]:
    """What a page that is open already shows anew: its parts, each by its id."""
    found = read_sitting(load_meeting(request, meeting.pk))
    moment = found.meeting.now if found.meeting.is_in_progress else None
    return {
        "version": found.meeting.version,
        "quorum": found.quorum_text,
        "movers": [[str(row.pk), str(row)] for row in movers_at(found.meeting, moment)],
        "html": render_to_string(
            "meetings/_sitting_state.html", context_of(request, found), request
        ),
    }


@require_safe
@for_modules
def sitting_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the sitting stands, for a page on which somebody else's change is not shown yet."""
    return JsonResponse(state_of(request, load_table(request, pk)))


def done(request: HttpRequest, meeting: Meeting, said: str, anchor: str = "") -> HttpResponse:
    if wants_json(request):
        return JsonResponse(state_of(request, meeting) | {"said": said})
    if said:
        messages.success(request, said)
    return redirect(f"{reverse('sitting', args=[meeting.pk])}{anchor}")


def press(
    request: HttpRequest,
    meeting: Meeting,
    act: Callable[[], Any],
    *,
    said: str = "",
    anchor: str = "",
) -> HttpResponse:
    """Do what a button says; where it is refused, tell why, and show what stands."""
    error = refusal_of(act, moved_on=MOVED_ON)
    if not error:
        return done(request, meeting, said, anchor)
    if wants_json(request):
        return JsonResponse(state_of(request, meeting) | {"error": error}, status=409)
    messages.error(request, error)
    return redirect(f"{reverse('sitting', args=[meeting.pk])}{anchor}")


def refuse(
    request: HttpRequest, meeting: Meeting, form: BaseForm, anchor: str = ""
) -> HttpResponse:
    """A button whose form says nothing that is understood."""

    def refusal() -> None:
        raise ValidationError([error for told in form.errors.values() for error in told])

    return press(request, meeting, refusal, anchor=anchor)


def in_place(
    request: HttpRequest,
    meeting: Meeting,
    form: BaseForm,
    act: Callable[[], Any],
    *,
    said: str,
    anchor: str,
    **texts: Any,
) -> HttpResponse:
    """A form that opens within the page; without a module of ours, a page of its own."""
    if form.is_valid():
        with refusals_in(form):
            with suppress(AlreadySubmitted):  # the same form, received before: it is done
                act()
            return done(request, meeting, said, anchor)
    back = f"{reverse('sitting', args=[meeting.pk])}{anchor}"
    context = {"form": form, "meeting": meeting, "action": request.path, "back": back, **texts}
    if not wants_json(request):
        return render(request, "meetings/sitting_form.html", context)
    html = render_to_string("meetings/_sitting_form.html", context, request)
    return JsonResponse({"html": html}, status=422 if form.is_bound else 200)


@require_POST
def sitting_begin(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_table(request, pk)
    form = begin_form(meeting, request.POST)
    return take_step(request, meeting, form, actions.begin_meeting, "La séance est ouverte.")


@require_POST
def sitting_end(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_table(request, pk)
    form = EndForm(request.POST, meeting=meeting)
    return take_step(request, meeting, form, actions.end_meeting, "La séance est levée.")


def take_step(
    request: HttpRequest,
    meeting: Meeting,
    form: BeginForm | EndForm,
    act: Callable[..., Meeting],
    said: str,
) -> HttpResponse:
    if form.is_valid():
        with refusals_in(form):
            act(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, said)
            return redirect("sitting", pk=meeting.pk)
    return show(request, load_meeting(request, meeting.pk), form)


@require_POST
@for_modules
def sitting_point(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """What becomes of a point, or its clock."""
    meeting = load_meeting(request, pk)
    item: AgendaItem = load_point(request, pk, item_pk)
    require(request, can_hold_sitting(request.user, meeting))
    form, anchor = PointForm(request.POST), f"#point-{item.pk}"
    if not form.is_valid():
        return refuse(request, meeting, form, anchor)
    told = form.cleaned_data["act"]
    if told in ACTS:
        return press(
            request, meeting, lambda: ACTS[told](by=request.user, item=item), anchor=anchor
        )
    outcome = told if told in AgendaItem.Outcome.values else ""
    return press(
        request,
        meeting,
        lambda: actions.set_outcome(
            by=request.user, item=item, version=form.cleaned_data["version"], outcome=outcome
        ),
        anchor=anchor,
    )
