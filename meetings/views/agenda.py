"""Building the agenda of a meeting: each change is one small act over the version that was read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_of, refusals_in, sent_once
from arbj_portal.core.roles import Visibility
from meetings import actions
from meetings.arranging import Move
from meetings.building import Agenda, read_agenda
from meetings.forms.agenda import AddPointForm, AgendaPointForm, MoveForm, OrderForm
from meetings.forms.rows import INCOMPLETE
from meetings.forms.steps import DocumentForm, StepForm
from meetings.models import AgendaItem, Meeting
from meetings.permissions import can_edit_meeting, can_leave_out
from meetings.views.lists import load_meeting

MOVED_ON = (
    "Rien n’est fait : l’ordre du jour a changé entre-temps. Le voici tel qu’il est maintenant."
)
AFTER_MOVE = {Move.UNDER: Move.OUT, Move.OUT: Move.UNDER}
"""Whose button takes the focus: the same one, or the one that takes the move back."""


def load_agenda(request: HttpRequest, pk: int) -> Meeting:
    meeting = load_meeting(request, pk)
    require(request, can_edit_meeting(request.user, meeting))
    return meeting


def load_point(request: HttpRequest, pk: int, item_pk: int) -> AgendaItem:
    """A point that one sees, of a meeting whose agenda one builds."""
    items = AgendaItem.objects.visible_to(request.user).filter(meeting=pk)
    item = get_visible(request, items.select_related("parent"), pk=item_pk)
    item.meeting = load_agenda(request, pk)
    return item


@form_page
@sent_once
def meeting_agenda(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda as it stands; what is posted adds a point."""
    meeting = load_agenda(request, pk)
    agenda = read_agenda(meeting, request.user)
    form = AddPointForm(request.POST or None, meeting=meeting, items=agenda.items)
    if form.is_valid():
        with refusals_in(form):
            item = actions.add_point(
                by=request.user,
                submission=form.cleaned_data["submission"],
                meeting=meeting,
                version=form.cleaned_data["version"],
                place=form.cleaned_data["place"],
                values={"title": form.cleaned_data["title"]},
            )
            return answer(
                request,
                load_meeting(request, pk),
                told=f"Le point « {item.title} » est ajouté.",
                item=item,
                focus="id_title",
                place=form.data.get("place", ""),
                status=HTTPStatus.CREATED,
            )
    return show(request, agenda, form)


def show(
    request: HttpRequest,
    agenda: Agenda,
    form: AddPointForm,
    status: int = HTTPStatus.OK,
    **told: Any,
) -> HttpResponse:
    """The page, or the part of it that a change replaces."""
    context = {
        "meeting": agenda.meeting,
        "agenda": agenda,
        "form": form,
        "moves": Move,
        "can_leave_out": can_leave_out(request.user, agenda.meeting),
        **told,
    }
    template = "meetings/_agenda.html" if request.htmx else "meetings/meeting_agenda.html"
    return render(request, template, context, status=status)


def answer(
    request: HttpRequest,
    meeting: Meeting,
    *,
    told: str = "",
    refused: str = "",
    item: AgendaItem | None = None,
    focus: str = "",
    place: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The agenda after a change, or after its refusal, and what to say of it."""
    if request.htmx:
        agenda = read_agenda(meeting, request.user)
        form = AddPointForm(
            meeting=meeting, items=agenda.items, initial={"place": place} if place else {}
        )
        return show(request, agenda, form, status, told=told, refused=refused, focus=focus)
    if refused:
        messages.error(request, refused)
    else:
        messages.success(request, told)
    anchor = f"#point-{item.pk}" if item and not refused else ""
    return redirect(f"{meeting.agenda_url}{anchor}")


def change(
    request: HttpRequest,
    form: StepForm,
    meeting: Meeting,
    act: Callable[[int], object],
    tell: Callable[[], str],
    **options: Any,
) -> HttpResponse:
    """Do what a button asks of the version that was read, and say what became of it."""
    refused = INCOMPLETE
    if form.is_valid():
        version = form.cleaned_data["version"]
        refused = refusal_of(lambda: act(version), moved_on=MOVED_ON)
    told = "" if refused else tell()
    meeting = load_meeting(request, meeting.pk)
    return answer(request, meeting, told=told, refused=refused, **options)


@require_POST
def agenda_move(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """One step up, down, under the point before, or out."""
    item = load_point(request, pk, item_pk)
    form = MoveForm(request.POST, meeting=item.meeting)
    move = form.data.get("move", "")

    def tell() -> str:
        moved = AgendaItem.objects.select_related("parent").get(pk=item.pk)
        return f"« {moved.title} » est maintenant le point {moved.number}."

    return change(
        request,
        form,
        item.meeting,
        lambda version: actions.move_point(
            by=request.user, meeting=item.meeting, version=version, item=item, move=Move(move)
        ),
        tell,
        item=item,
        focus=f"{AFTER_MOVE.get(move, move)}-{item.pk}",
    )


@require_POST
def agenda_order(request: HttpRequest, pk: int) -> HttpResponse:
    """The order in which dragging left the points."""
    meeting = load_agenda(request, pk)
    form = OrderForm(request.POST, meeting=meeting)
    return change(
        request,
        form,
        meeting,
        lambda version: actions.reorder_points(
            by=request.user, meeting=meeting, version=version, rows=form.rows()
        ),
        lambda: "L’ordre du jour a son nouvel ordre.",
    )


@form_page
def agenda_point(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """A point in the middle of the agenda, or on a page of its own without JavaScript."""
    item = load_point(request, pk, item_pk)
    form = AgendaPointForm(request.POST or None, meeting=item.meeting, item=item)
    if form.is_valid():
        with refusals_in(form):
            actions.edit_point(
                by=request.user,
                meeting=item.meeting,
                version=form.cleaned_data["version"],
                item=item,
                values=form.values(),
            )
            return answer(
                request,
                load_meeting(request, pk),
                told="Le point est enregistré.",
                item=item,
                focus=f"edit-{item.pk}",
            )
    context = {"form": form, "item": item, "meeting": item.meeting}
    if not request.htmx:
        return render(request, "meetings/agenda_point.html", context)
    response = render(request, "meetings/_agenda_point_form.html", context)
    return reswap(retarget(response, f"#line-{item.pk}"), "innerHTML")


@require_POST
def agenda_remove(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    item = load_point(request, pk, item_pk)
    return change(
        request,
        StepForm(request.POST, meeting=item.meeting),
        item.meeting,
        lambda version: actions.remove_point(
            by=request.user, meeting=item.meeting, version=version, item=item
        ),
        lambda: f"Le point « {item.title} » est retiré.",
        focus="id_title",
    )


@form_page
@sent_once
def agenda_attach(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """A file for a point, read by no more people than the point."""
    item = load_point(request, pk, item_pk)
    meeting = item.meeting
    ceiling = meeting.visibility if item.is_in_the_open else Visibility.COORDINATION
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        meeting=meeting,
        ceiling=ceiling,
        cancel_url=f"{meeting.agenda_url}#point-{item.pk}",
    )
    if form.is_valid():
        with refusals_in(form):
            actions.attach_to_point(by=request.user, item=item, **form.cleaned_data)
            messages.success(request, f"Le document est joint au point {item.number}.")
            return redirect(f"{meeting.agenda_url}#point-{item.pk}")
    title = f"Joindre un document au point {item.number}"
    context = {"form": form, "meeting": meeting, "title": title}
    return render(request, "meetings/meeting_step.html", context)


@require_POST
def agenda_detach(request: HttpRequest, pk: int, item_pk: int, document_pk: int) -> HttpResponse:
    item = load_point(request, pk, item_pk)
    attachment = item.attachments.select_related("agenda_item", "document").filter(
        document=document_pk
    )
    found = attachment.first()
    if found is None:
        return redirect(item.meeting.agenda_url)
    return change(
        request,
        StepForm(request.POST, meeting=item.meeting),
        item.meeting,
        lambda version: actions.detach_from_point(
            by=request.user, attachment=found, version=version
        ),
        lambda: f"Le document « {found} » n’est plus joint au point.",
        item=item,
        focus=f"edit-{item.pk}",
    )
