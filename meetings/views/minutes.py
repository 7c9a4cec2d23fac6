"""The steps of the minutes, and what their readers say of the projet."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from meetings import actions
from meetings.forms.minutes import (
    AdoptMinutesForm,
    CommentForm,
    ErratumForm,
    SubmitMinutesForm,
)
from meetings.forms.steps import ReplyForm
from meetings.models import AgendaItem, Decision, Minutes, Reply
from meetings.permissions import can_comment, can_reply, can_write_erratum, can_write_meetings
from meetings.projets import readers_of
from meetings.seats import mandates_for
from meetings.views.lists import load_meeting
from meetings.views.planning import step


def load_minutes(request: HttpRequest, pk: int) -> Minutes:
    """The minutes that one may read of a meeting that one may see."""
    meeting = load_meeting(request, pk)
    minutes = get_visible(request, Minutes.objects.visible_to(request.user), pk=pk)
    minutes.meeting = meeting
    return minutes


@form_page
def minutes_submit(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_meetings(request.user))
    url = minutes.meeting.get_absolute_url()
    form = SubmitMinutesForm(request.POST or None, meeting=minutes.meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.submit_minutes(by=request.user, minutes=minutes, **form.cleaned_data)
            readers = minutes.meeting.committee.get_projet_readers_display()
            messages.success(request, f"Le projet est soumis : {readers} le lisent.")
            return redirect(url)
    context = {
        "form": form,
        "minutes": minutes,
        "meeting": minutes.meeting,
        "readers": [(person, person.mail_address) for person in readers_of(minutes)],
    }
    return render(request, "meetings/minutes_submit.html", context)


@require_POST
def minutes_return(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_meetings(request.user))
    return step(
        request,
        minutes.meeting,
        lambda version: actions.return_minutes_to_draft(
            by=request.user, minutes=minutes, version=version
        ),
        "Le projet est redevenu un brouillon : la coordination seule le lit.",
    )


@form_page
def minutes_adopt(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_meetings(request.user))
    url = minutes.meeting.get_absolute_url()
    decision = Decision.objects.proposing_to_adopt(minutes).first()
    form = AdoptMinutesForm(request.POST or None, initial={"decision": decision}, minutes=minutes)
    if form.is_valid():
        with refusals_in(form):
            actions.adopt_minutes(by=request.user, minutes=minutes, **form.adoption())
            messages.success(
                request, f"Le {minutes.word} est {minutes.adoption_word}. Son texte ne change plus."
            )
            return redirect(url)
    context = {
        "form": form,
        "meeting": minutes.meeting,
        "minutes": minutes,
        "title": f"Inscrire l’{minutes.adoption_act} du {minutes.word}",
    }
    return render(request, "meetings/minutes_adopt.html", context)


@form_page
def minutes_publish(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_meetings(request.user))
    if request.method != "POST":
        context = {"minutes": minutes, "meeting": minutes.meeting}
        return render(request, "meetings/minutes_publish.html", context)
    return step(
        request,
        minutes.meeting,
        lambda version: actions.publish_minutes(by=request.user, minutes=minutes, version=version),
        f"Le {minutes.word} est public, sans ses points à huis clos.",
    )


@require_POST
def minutes_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_meetings(request.user))
    return step(
        request,
        minutes.meeting,
        lambda version: actions.withdraw_minutes(by=request.user, minutes=minutes, version=version),
        f"Le {minutes.word} n’est plus public.",
    )


@form_page
@sent_once
def minutes_erratum(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_write_erratum(request.user, minutes))
    form = ErratumForm(request.POST or None, meeting=minutes.meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.write_erratum(by=request.user, minutes=minutes, **form.cleaned_data)
            messages.success(
                request, f"L’erratum est inscrit : qui lit le {minutes.word} le lit aussi."
            )
            return redirect(minutes.meeting)
    context = {"form": form, "meeting": minutes.meeting, "title": "Écrire un erratum"}
    return render(request, "meetings/meeting_step.html", context)


@form_page
@sent_once
def minutes_comment(request: HttpRequest, pk: int) -> HttpResponse:
    minutes = load_minutes(request, pk)
    require(request, can_comment(request.user, minutes))
    points = AgendaItem.objects.visible_to(request.user).filter(meeting=pk).in_order()
    form = CommentForm(
        request.POST or None,
        initial={"point": request.GET.get("point")},
        points=points,
        cancel_url=minutes.meeting.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.comment_on_minutes(
                by=request.user,
                submission=form.cleaned_data["submission"],
                minutes=minutes,
                agenda_item=form.cleaned_data["point"],
                text=form.cleaned_data["text"],
            )
            messages.success(request, "Votre commentaire est envoyé à la coordination.")
            return redirect(minutes.meeting)
    context = {"form": form, "meeting": minutes.meeting, "title": "Commenter le projet"}
    return render(request, "meetings/meeting_step.html", context)


@form_page
def meeting_reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the convocation, by one's account."""
    meeting = load_meeting(request, pk)
    require(request, can_reply(request.user, meeting))
    mandates = mandates_for(request.user, meeting)
    known = Reply.objects.filter(meeting=meeting, representative__in=mandates).first()
    initial = (
        {"answer": known.answer, "substitute": known.substitute, "note": known.note}
        if known
        else {}
    )
    form = ReplyForm(request.POST or None, initial=initial, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.reply_to_meeting(
                by=request.user, meeting=meeting, mandates=mandates, **form.cleaned_data
            )
            messages.success(request, "Votre réponse est enregistrée.")
            return redirect(meeting)
    context = {"form": form, "meeting": meeting, "title": "Répondre à la convocation"}
    return render(request, "meetings/meeting_step.html", context)
