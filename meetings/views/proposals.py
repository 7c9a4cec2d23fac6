"""Points that partners propose: by account, by personal link, and the coordination's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from meetings import actions
from meetings.forms.proposals import ProposalAnswerForm, ProposalForm
from meetings.models import PointProposal
from meetings.permissions import can_edit_meeting, can_propose
from meetings.seats import mandates_for
from meetings.views.convocations import load_link, proposals_of, refuse_link
from meetings.views.lists import load_meeting

SENT = "Votre proposition est envoyée à la coordination. Sa réponse paraîtra ici."


@form_page
@sent_once
def point_propose(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own proposals for a meeting, and one more while it is time."""
    meeting = load_meeting(request, pk)
    own = proposals_of(meeting.proposals.filter(representative__person__user=request.user.pk))
    is_open = can_propose(request.user, meeting)
    require(request, is_open or bool(own))
    form = None
    if is_open:
        form = ProposalForm(
            request.POST or None,
            request.FILES or None,
            mandates=mandates_for(request.user, meeting),
            cancel_url=meeting.get_absolute_url(),
        )
    if form and form.is_valid():
        with refusals_in(form):
            actions.propose_point(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, SENT)
            return redirect("point_propose", pk)
    context = {"form": form, "meeting": meeting, "proposals": own}
    return render(request, "meetings/point_propose.html", context)


@login_not_required
@form_page
@sent_once
@never_cache
def link_propose(request: HttpRequest, token: str) -> HttpResponse:
    """The same for whoever holds a personal link."""
    link = load_link(token)
    if link is None:
        return refuse_link(request)
    form = None
    if link.meeting.takes_proposals:
        form = ProposalForm(
            request.POST or None, request.FILES or None, cancel_url=link.get_absolute_url()
        )
    if form and form.is_valid():
        with refusals_in(form):
            actions.propose_by_link(by=None, link=link, **form.cleaned_data)
            messages.success(request, SENT)
            return redirect("link_propose", token)
    own = link.meeting.proposals.filter(representative=link.representative_id)
    context = {
        "form": form,
        "meeting": link.meeting,
        "link": link,
        "proposals": proposals_of(own),
    }
    return render(request, "meetings/link_propose.html", context)


@form_page
def proposal_answer(request: HttpRequest, pk: int, proposal_pk: int) -> HttpResponse:
    """Accept a proposed point at a place of the agenda, or decline it with a word."""
    meeting = load_meeting(request, pk)
    proposals = PointProposal.objects.visible_to(request.user).filter(meeting=meeting)
    proposal = get_visible(
        request,
        proposals.select_related(
            "document", "representative__person", "representative__membership__organization"
        ),
        pk=proposal_pk,
    )
    require(request, can_edit_meeting(request.user, meeting))
    proposal.meeting = meeting
    form = ProposalAnswerForm(
        request.POST or None,
        proposal=proposal,
        items=meeting.agenda_items.in_order(),
        cancel_url=meeting.agenda_url,
    )
    if form.is_valid():
        with refusals_in(form):
            messages.success(request, settle(request, proposal, form))
            return redirect(f"{reverse('meeting_agenda', args=[pk])}#propositions")
    context = {"form": form, "meeting": meeting, "proposal": proposal}
    return render(request, "meetings/proposal_answer.html", context)


def settle(request: HttpRequest, proposal: PointProposal, form: ProposalAnswerForm) -> str:
    """Do what the coordination chose, and say it."""
    answered = {
        "by": request.user,
        "proposal": proposal,
        "version": form.cleaned_data["version"],
        "answer": form.cleaned_data["answer"],
    }
    if form.accepts:
        actions.accept_proposal(place=form.cleaned_data["place"], **answered)
        return f"Le point « {proposal.title} » est à l’ordre du jour."
    actions.decline_proposal(**answered)
    return f"Le point « {proposal.title} » est décliné."
