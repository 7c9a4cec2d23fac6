"""Preparing a meeting to come, calling it, putting it off; saying who may read one."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from arbj_portal.core.access import form_page, require
from arbj_portal.core.answers import refusal_of, refusals_in, sent_once
from meetings import actions
from meetings.actions.agenda_models import ORDINARY
from meetings.forms.facts import proposed_facts
from meetings.forms.plan import MeetingPlan, PlanFactsForm
from meetings.forms.rows import INCOMPLETE
from meetings.forms.steps import DocumentForm, MeetingVisibilityForm, ReasonForm, StepForm
from meetings.models import AgendaModel, Meeting
from meetings.permissions import can_delete_draft, can_edit_meeting, can_write_meetings
from meetings.views.lists import load_meeting
from meetings.views.recording import asked_committee, revise

MOVED_ON = (
    "Rien n’est fait : la rencontre a été modifiée entre-temps. "
    "Voyez ce qu’elle dit maintenant, puis recommencez au besoin."
)


@form_page
@sent_once
def meeting_create(request: HttpRequest) -> HttpResponse:
    require(request, can_write_meetings(request.user))
    plan = MeetingPlan(
        data=request.POST if request.method == "POST" else None,
        initial=proposed_facts(asked_committee(request), None),
        start=request.GET.get("depart", ordinary_start()),
    )
    if plan.is_final and plan.is_valid():
        with refusals_in(plan.facts):
            return redirect(make_meetings(request, plan))
    context = {
        "plan": plan,
        "formsets": plan.sources,
        "facts": plan.facts,
        "title": "Planifier une rencontre",
        "submit": "Enregistrer le brouillon",
        "cancel_url": reverse("meeting_list"),
    }
    return render(request, "meetings/meeting_plan.html", context)


def ordinary_start() -> str:
    """The model with which every portal begins, while it is kept."""
    model = AgendaModel.objects.filter(name=ORDINARY, committee=None).first()
    return f"modele-{model.pk}" if model else ""


def make_meetings(request: HttpRequest, plan: MeetingPlan) -> str:
    """Make what a valid page plans; where to go from there."""
    planned = {
        "by": request.user,
        "submission": plan.facts.cleaned_data["submission"],
        "values": plan.facts.values(),
        "points": plan.start.points,
    }
    days = plan.all_days
    if len(days) > 1:
        actions.plan_series(days=days, **planned)
        messages.success(
            request,
            f"{len(days)} rencontres sont enregistrées comme brouillons : convoquez chacune le "
            "moment venu.",
        )
        return reverse("meeting_list")
    meeting = actions.plan_meeting(**planned)
    messages.success(
        request,
        "La rencontre est enregistrée comme brouillon : la coordination et l’administration "
        "seules la voient, jusqu’à ce que vous la convoquiez. Voici son ordre du jour.",
    )
    return meeting.agenda_url


@form_page
@sent_once
def meeting_edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_edit_meeting(request.user, meeting))
    if meeting.is_held:
        return revise(request, meeting, "Modifier la rencontre")
    form = PlanFactsForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.replan_meeting(
                by=request.user,
                submission=form.cleaned_data["submission"],
                meeting=meeting,
                version=form.cleaned_data["version"],
                values=form.values(),
            )
            messages.success(request, "La rencontre est enregistrée.")
            return redirect(meeting)
    context = {
        "form": form,
        "facts": form,
        "meeting": meeting,
        "title": "Modifier la rencontre",
        "submit": "Enregistrer la rencontre",
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "meetings/meeting_plan.html", context)


def step(
    request: HttpRequest,
    meeting: Meeting,
    act: Callable[[int], object],
    done: str,
    then: str = "",
) -> HttpResponse:
    """Do what a button asks of the version that was read, and say what became of it."""
    form = StepForm(request.POST, meeting=meeting)
    if not form.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect(meeting)
    version = form.cleaned_data["version"]
    if refusal := refusal_of(lambda: act(version), moved_on=MOVED_ON):
        messages.error(request, refusal)
        return redirect(meeting)
    messages.success(request, done)
    return redirect(then or meeting)


@form_page
def meeting_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return put_off(request, pk, actions.cancel_meeting, "Annuler la rencontre", "annulée")


@form_page
def meeting_postpone(request: HttpRequest, pk: int) -> HttpResponse:
    return put_off(request, pk, actions.postpone_meeting, "Reporter la rencontre", "reportée")


def put_off(
    request: HttpRequest, pk: int, act: Callable[..., Meeting], title: str, done: str
) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    form = ReasonForm(request.POST or None, meeting=meeting, submit=title)
    if form.is_valid():
        with refusals_in(form):
            act(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, f"La rencontre est {done}.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "title": title}
    return render(request, "meetings/meeting_step.html", context)


@form_page
def meeting_delete(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_delete_draft(request.user, meeting))
    if request.method != "POST":
        return render(request, "meetings/meeting_delete.html", {"meeting": meeting})
    return step(
        request,
        meeting,
        lambda version: actions.delete_draft(by=request.user, meeting=meeting, version=version),
        "Le brouillon est supprimé.",
        then="meeting_list",
    )


@form_page
def meeting_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    form = MeetingVisibilityForm(
        request.POST or None,
        initial={"visibility": request.GET.get("niveau") or meeting.visibility},
        meeting=meeting,
    )
    if form.is_valid():
        with refusals_in(form):
            meeting = actions.set_meeting_visibility(
                by=request.user, meeting=meeting, **form.cleaned_data
            )
            level = meeting.get_visibility_display().lower()
            messages.success(request, f"La visibilité de la rencontre est maintenant : {level}.")
            return redirect(meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "documents": meeting.following_documents,
        "has_closed_points": meeting.agenda_items.filter(is_closed_session=True).exists(),
    }
    return render(request, "meetings/meeting_visibility.html", context)


@form_page
@sent_once
def meeting_attach(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    form = DocumentForm(request.POST or None, request.FILES or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.attach_document(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, "Le document est joint à la rencontre.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "title": "Joindre un document"}
    return render(request, "meetings/meeting_step.html", context)


@require_POST
def meeting_detach(request: HttpRequest, pk: int, document_pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    attachment = meeting.attachments.filter(document=document_pk).first()
    if attachment is None:
        return redirect(meeting)
    return step(
        request,
        meeting,
        lambda version: actions.detach_document(
            by=request.user, attachment=attachment, version=version
        ),
        "Le document n’est plus joint à la rencontre.",
    )
