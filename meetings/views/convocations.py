"""Calling people to a meeting, following who answers, and the pages of personal links."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in
from arbj_portal.core.documents import send_document
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from meetings import actions
from meetings.call_sheet import call_sheet
from meetings.calls import call_recap
from meetings.forms.steps import ConveneForm, LinkReplyForm, RecordedReplyForm
from meetings.models import (
    AgendaItemDocument,
    Convocation,
    Meeting,
    MeetingMessage,
    PersonalLink,
    PointProposal,
    Reply,
)
from meetings.papers.letter import letter_paper
from meetings.permissions import (
    can_read_calls,
    can_record_reply,
    can_renew_link,
    can_write_meetings,
)
from meetings.reminders import next_reminder
from meetings.seats import mandates_concerned
from meetings.views.lists import load_meeting
from meetings.views.papers import pdf_answer
from meetings.views.planning import step
from members.models import Representative


@form_page
def meeting_convene(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets the call, what it says and what is attached, before it goes."""
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    form = ConveneForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            actions.convene_meeting(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(
                request,
                "La rencontre est convoquée : elle est à la chronologie, et l’on peut y répondre.",
            )
            return redirect(calls_url(meeting))
    recap = call_recap(meeting, request.user, words=form["words"].value() or "")
    return render(
        request, "meetings/meeting_convene.html", {"form": form, "meeting": meeting, "recap": recap}
    )


def calls_url(meeting: Meeting) -> str:
    return reverse("meeting_calls", args=[meeting.pk])


@require_safe
def meeting_calls(request: HttpRequest, pk: int) -> HttpResponse:
    """Who was called, when, by what, and what became of it."""
    meeting = load_meeting(request, pk)
    require(request, can_read_calls(request.user, meeting))
    context = {
        "meeting": meeting,
        "lines": call_sheet(meeting),
        "can_record_reply": can_record_reply(request.user, meeting),
        "can_renew": can_renew_link(request.user, meeting),
        "can_write": can_write_meetings(request.user),
        "reminders": meeting.convocations.filter(kind=Convocation.Kind.REMINDER).annotate(
            copies=Count("messages")
        ),
        "next_reminder": next_reminder(meeting, timezone.localdate()),
    }
    return render(request, "meetings/meeting_calls.html", context)


@require_POST
def meeting_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind those who are awaited, without waiting for the day that the committee chose."""
    meeting = load_meeting(request, pk)
    require(request, can_write_meetings(request.user))
    return step(
        request,
        meeting,
        lambda version: actions.remind_of_meeting_now(
            by=request.user, meeting=meeting, version=version
        ),
        "Le rappel part.",
        then=calls_url(meeting),
    )


def load_mandate(request: HttpRequest, meeting: Meeting, pk: int) -> Representative:
    """The mandate of somebody who sits on the day of the meeting, or who was told of it."""
    mandates = mandates_concerned(meeting).select_related("person", "membership__organization")
    return get_visible(request, mandates, pk=pk)


@form_page
def reply_record(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    """Record the answer of somebody who gave it by telephone or on paper."""
    meeting = load_meeting(request, pk)
    mandate = load_mandate(request, meeting, mandate_pk)
    require(request, can_record_reply(request.user, meeting))
    form = RecordedReplyForm(
        request.POST or None, initial=known_reply(meeting, mandate), meeting=meeting
    )
    if form.is_valid():
        with refusals_in(form):
            actions.reply_to_meeting(
                by=request.user, meeting=meeting, mandates=[mandate], **form.cleaned_data
            )
            messages.success(request, f"La réponse de {mandate.person} est inscrite.")
            return redirect(calls_url(meeting))
    context = {"form": form, "meeting": meeting, "title": f"Réponse de {mandate.person}"}
    return render(request, "meetings/meeting_step.html", context)


def known_reply(meeting: Meeting, mandate: Representative) -> dict[str, Any]:
    """What was answered already, as the form begins."""
    replies = Reply.objects.filter(meeting=meeting, representative=mandate)
    return replies.values("answer", "substitute", "note").first() or {}


@require_POST
def link_renew(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    mandate = load_mandate(request, meeting, mandate_pk)
    require(request, can_write_meetings(request.user))
    return step(
        request,
        meeting,
        lambda version: actions.renew_link(
            by=request.user, meeting=meeting, version=version, mandate=mandate
        ),
        f"L’avis repart vers {mandate.person}, avec un autre lien; le précédent ne sert plus.",
        then=calls_url(meeting),
    )


@require_POST
def link_revoke(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    meeting = load_meeting(request, pk)
    mandate = load_mandate(request, meeting, mandate_pk)
    require(request, can_write_meetings(request.user))
    return step(
        request,
        meeting,
        lambda version: actions.revoke_link(
            by=request.user, meeting=meeting, version=version, mandate=mandate
        ),
        f"Le lien de {mandate.person} ne sert plus.",
        then=calls_url(meeting),
    )


@require_safe
def call_letter(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    """What somebody was told last, to print and to post."""
    meeting = load_meeting(request, pk)
    mandate = load_mandate(request, meeting, mandate_pk)
    require(request, can_write_meetings(request.user))
    told = MeetingMessage.objects.filter(
        convocation__in=meeting.convocations.news(), representative=mandate
    )
    last = told.select_related("convocation__sent_by").last()
    if last is None:
        raise Http404
    last.convocation.meeting = meeting
    return pdf_answer(letter_paper(last.convocation, mandate, request.user))


def load_link(token: str) -> PersonalLink | None:
    links = PersonalLink.objects.select_related(
        "meeting__committee", "representative__person", "representative__membership__organization"
    )
    return links.opened_by(token)


@login_not_required
@form_page
@never_cache
def personal_link(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting, for whoever holds a link: they answer by it; reading changes nothing."""
    link = load_link(token)
    if link is None:
        return refuse_link(request)
    meeting, mandate = link.meeting, link.representative
    initial = known_reply(meeting, mandate)
    form = LinkReplyForm(request.POST or None, initial=initial, meeting=meeting)
    if meeting.awaits_replies and form.is_valid():
        with refusals_in(form):
            actions.reply_by_link(by=None, link=link, **form.cleaned_data)
            messages.success(request, "Votre réponse est enregistrée. Merci.")
            return redirect(link)
    context = {
        "link": link,
        "meeting": meeting,
        "form": form if meeting.awaits_replies else None,
        "organization": mandate.membership.organization.name_on(meeting.date),
        "reply": Reply.objects.filter(meeting=meeting, representative=mandate).first(),
        "points": open_points(meeting),
        "documents": documents_of(meeting),
        "can_propose": meeting.takes_proposals,
        "proposals": proposals_of(meeting.proposals.filter(representative=link.representative_id)),
    }
    return render(request, "meetings/personal_link.html", context)


def documents_of(meeting: Meeting) -> Any:
    """What is attached to the meeting for those who are called."""
    attached = meeting.attachments.exclude(document__visibility=Visibility.COORDINATION)
    return attached.select_related("document")


def open_points(meeting: Meeting) -> Any:
    """The points for those who are called, each with its « open_attachments »."""
    attached = AgendaItemDocument.objects.exclude(document__visibility=Visibility.COORDINATION)
    return (
        meeting.agenda_items.in_the_open()
        .in_order()
        .prefetch_related(
            Prefetch("attachments", attached.select_related("document"), "open_attachments")
        )
    )


def document_for_link(meeting: Meeting, pk: int) -> Document | None:
    """A document of the meeting, or of one of its points, that those who are called may read."""
    of_points = (one for item in open_points(meeting) for one in item.open_attachments)
    attached = (*documents_of(meeting), *of_points)
    return next((one.document for one in attached if one.document_id == pk), None)


def proposals_of(own: Any) -> list[PointProposal]:
    """Somebody's proposals, each with the point that it became."""
    return list(own.select_related("document").prefetch_related("points__parent"))


@login_not_required
@require_safe
@never_cache
def link_document(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    link = load_link(token)
    document = document_for_link(link.meeting, pk) if link else None
    if document is None:
        return refuse_link(request)
    return send_document(document)


def refuse_link(request: HttpRequest) -> HttpResponse:
    """The same words for an altered, withdrawn or expired link."""
    return render(request, "meetings/personal_link_unusable.html", status=404)
