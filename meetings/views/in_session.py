"""Decisions and follow-ups written at a point while people talk, and the end of the record."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in
from meetings import actions
from meetings.actions.in_session import in_the_room
from meetings.forms.choices import SharedChoices
from meetings.forms.sitting import (
    CloseForm,
    ReopenForm,
    SittingDecisionForm,
    SittingFollowUpForm,
    VersionForm,
)
from meetings.models import AgendaItem, Decision, FollowUp, Meeting
from meetings.permissions import can_close, can_hold_sitting, can_reopen
from meetings.seats import seats_of
from meetings.views.lists import load_meeting
from meetings.views.notes import for_modules, load_point
from meetings.views.sitting import in_place, press, refuse


def load_item(request: HttpRequest, pk: int, item_pk: int) -> tuple[Meeting, AgendaItem]:
    meeting = load_meeting(request, pk)
    item = load_point(request, pk, item_pk)
    require(request, can_hold_sitting(request.user, meeting))
    item.meeting = meeting
    return meeting, item


def load_outcome[M: (Decision, FollowUp)](
    request: HttpRequest, model: type[M], pk: int
) -> tuple[Meeting, M]:
    """A decision or a follow-up that one may see, and its meeting."""
    rows = model._default_manager.visible_to(request.user)
    found = get_visible(request, rows.select_related("agenda_item__parent"), pk=pk)
    meeting = load_meeting(request, found.agenda_item.meeting_id)
    require(request, can_hold_sitting(request.user, meeting))
    found.agenda_item.meeting = meeting
    return meeting, found


@form_page
@for_modules
def decision_write(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    meeting, item = load_item(request, pk, item_pk)
    return show_decision(request, meeting, item, None)


@form_page
@for_modules
def decision_correct(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, decision = load_outcome(request, Decision, pk)
    return show_decision(request, meeting, decision.agenda_item, decision)


def show_decision(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, decision: Decision | None
) -> HttpResponse:
    form = SittingDecisionForm(
        request.POST or None,
        meeting=meeting,
        people=list(in_the_room(meeting)),
        decision=decision,
        auto_id=f"decision-{decision.pk if decision else 0}-point-{item.pk}-%s",
    )
    return in_place(
        request,
        meeting,
        form,
        lambda: actions.write_decision(
            by=request.user, item=item, decision=decision, **form.decision()
        ),
        said=f"La décision du point {item.number} est enregistrée.",
        anchor=f"#point-{item.pk}",
        title=f"Décision du point {item.number}",
        submit="Enregistrer la décision",
        fields="meetings/_sitting_decision_fields.html",
    )


@require_POST
@for_modules
def decision_remove(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, decision = load_outcome(request, Decision, pk)
    return remove(
        request,
        meeting,
        decision.agenda_item,
        lambda told: actions.remove_decision(by=request.user, decision=decision, **told),
    )


@form_page
@for_modules
def promise_write(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    meeting, item = load_item(request, pk, item_pk)
    return show_promise(request, meeting, item, None)


@form_page
@for_modules
def promise_correct(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, follow_up = load_outcome(request, FollowUp, pk)
    return show_promise(request, meeting, follow_up.agenda_item, follow_up)


def show_promise(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, follow_up: FollowUp | None
) -> HttpResponse:
    form = SittingFollowUpForm(
        request.POST or None,
        shared=SharedChoices(seats_of(meeting.committee, meeting.date, meeting)),
        follow_up=follow_up,
        auto_id=f"suivi-{follow_up.pk if follow_up else 0}-point-{item.pk}-%s",
    )
    return in_place(
        request,
        meeting,
        form,
        lambda: actions.write_promise(
            by=request.user, item=item, follow_up=follow_up, **form.promise()
        ),
        said=f"Le suivi du point {item.number} est enregistré.",
        anchor=f"#point-{item.pk}",
        title=f"Suivi du point {item.number}",
        submit="Enregistrer le suivi",
    )


@require_POST
@for_modules
def promise_remove(request: HttpRequest, pk: int) -> HttpResponse:
    meeting, follow_up = load_outcome(request, FollowUp, pk)
    return remove(
        request,
        meeting,
        follow_up.agenda_item,
        lambda told: actions.remove_promise(by=request.user, follow_up=follow_up, **told),
    )


def remove(
    request: HttpRequest, meeting: Meeting, item: AgendaItem, act: Callable[[Any], None]
) -> HttpResponse:
    """Take back what was written at a point, over the version that was read."""
    form, anchor = VersionForm(request.POST), f"#point-{item.pk}"
    if not form.is_valid():
        return refuse(request, meeting, form, anchor)
    said = f"C’est retiré du point {item.number}."
    return press(request, meeting, lambda: act(form.cleaned_data), said=said, anchor=anchor)


@form_page
def meeting_close(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing before a meeting can be closed; then it is."""
    meeting = load_meeting(request, pk)
    require(request, can_close(request.user, meeting))
    form = CloseForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.close_meeting(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, "La rencontre est clôturée.")
            return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "undecided": meeting.agenda_items.undecided().in_order(),
        "can_hold": can_hold_sitting(request.user, meeting),
    }
    return render(request, "meetings/meeting_close.html", context)


@form_page
def meeting_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_reopen(request.user, meeting))
    form = ReopenForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.reopen_meeting(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, "La rencontre est rouverte.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "title": "Rouvrir la rencontre"}
    return render(request, "meetings/meeting_step.html", context)
