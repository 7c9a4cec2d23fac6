"""Consultations by e-mail: their list, their pages, their steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_of, refusals_in, sent_once
from arbj_portal.core.roles import reads_everything
from meetings import actions
from meetings.consulting import recap_of
from meetings.forms.consultations import (
    AbandonConsultationForm,
    CloseConsultationForm,
    ConsultationAnswerForm,
    ConsultationDocumentForm,
    ConsultationForm,
    ConsultationStepForm,
    OwnAnswerForm,
)
from meetings.forms.rows import INCOMPLETE
from meetings.models import AgendaItem, Consultation
from meetings.permissions import (
    can_answer_consultation,
    can_edit_consultation,
    can_end_consultation,
    can_write_meetings,
)
from meetings.voices import Tally, Voice, mandates_with_voice, voices_of
from members.models import Seats

PER_PAGE = 25
MOVED_ON = "Rien n’est fait : la consultation a changé entre-temps. Voyez ce qu’elle dit."


def load_consultation(request: HttpRequest, pk: int) -> Consultation:
    rows = Consultation.objects.visible_to(request.user)
    return get_visible(request, rows.select_related("committee", "decision", "objective"), pk=pk)


@require_safe
def consultation_list(request: HttpRequest) -> HttpResponse:
    rows = Consultation.objects.visible_to(request.user).select_related("committee", "decision")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "can_write": can_write_meetings(request.user)}
    return render(request, "meetings/consultation_list.html", context)


@require_safe
def consultation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    consultation, user = load_consultation(request, pk), request.user
    voices = [] if consultation.is_draft else known_voices(user, consultation)
    points = AgendaItem.objects.visible_to(user).filter(about_decision=consultation.decision_id)
    context = {
        "consultation": consultation,
        "voices": voices,
        "tally": Tally.of(voices),
        "reads_everything": reads_everything(user),
        "documents": consultation.attachments.select_related("document"),
        "points": points.select_related("meeting").order_by("meeting__date")
        if consultation.decision_id
        else [],
        "can_write": can_write_meetings(user),
        "can_edit": can_edit_consultation(user, consultation),
        "can_answer": can_answer_consultation(user, consultation),
        "can_end": can_end_consultation(user, consultation),
    }
    return render(request, "meetings/consultation_detail.html", context)


def known_voices(user: Any, consultation: Consultation) -> list[Voice]:
    """One's own voice; once all are counted, those of the other members that one sees."""
    voices = voices_of(consultation)
    if reads_everything(user):
        return voices
    own = Seats.of(user).organizations
    others = consultation.committee.memberships.none()
    if consultation.is_closed:
        others = consultation.committee.memberships.visible_to(user)
    seen = set(others.values_list("organization", flat=True)) | set(own)
    return [voice for voice in voices if voice.membership.organization_id in seen]


@form_page
@sent_once
def consultation_create(request: HttpRequest) -> HttpResponse:
    require(request, can_write_meetings(request.user))
    form = ConsultationForm(request.POST or None, cancel_url=reverse("consultation_list"))
    if form.is_valid():
        with refusals_in(form):
            consultation = actions.write_consultation(
                by=request.user,
                submission=form.cleaned_data["submission"],
                values=form.values(),
            )
            messages.success(
                request,
                "Le brouillon est enregistré : la coordination et l’administration le lisent.",
            )
            return redirect(consultation)
    return show(request, form, "Consulter par courriel")


@form_page
def consultation_edit(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = load_consultation(request, pk)
    require(request, can_edit_consultation(request.user, consultation))
    form = ConsultationForm(
        request.POST or None,
        consultation=consultation,
        cancel_url=consultation.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.revise_consultation(
                by=request.user,
                consultation=consultation,
                version=form.cleaned_data["version"],
                values=form.values(),
            )
            messages.success(request, "Le brouillon est enregistré.")
            return redirect(consultation)
    return show(request, form, "Modifier la consultation", consultation)


def show(
    request: HttpRequest,
    form: Any,
    title: str,
    consultation: Consultation | None = None,
    **more: Any,
) -> HttpResponse:
    context = {"form": form, "title": title, "consultation": consultation, **more}
    return render(request, "meetings/consultation_form.html", context)


@form_page
@sent_once
def consultation_attach(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = load_consultation(request, pk)
    require(request, can_edit_consultation(request.user, consultation))
    form = ConsultationDocumentForm(
        request.POST or None, request.FILES or None, cancel_url=consultation.get_absolute_url()
    )
    if form.is_valid():
        with refusals_in(form):
            actions.attach_to_consultation(
                by=request.user, consultation=consultation, **form.cleaned_data
            )
            messages.success(request, "Le document est joint à la consultation.")
            return redirect(consultation)
    return show(request, form, "Joindre un document", consultation)


@form_page
def consultation_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Who gets the question and what it says, before it goes."""
    consultation = load_consultation(request, pk)
    require(request, can_edit_consultation(request.user, consultation))
    form = ConsultationStepForm(request.POST or None, consultation=consultation)
    if form.is_valid():
        with refusals_in(form):
            actions.open_consultation(
                by=request.user, consultation=consultation, **form.cleaned_data
            )
            messages.success(request, "La consultation est envoyée : les réponses paraîtront ici.")
            return redirect(consultation)
    recap = recap_of(consultation, request.user)
    context = {"form": form, "consultation": consultation, "recap": recap}
    return render(request, "meetings/consultation_open.html", context)


@form_page
def consultation_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer by one's account."""
    consultation = load_consultation(request, pk)
    require(request, can_answer_consultation(request.user, consultation))
    mandates = mandates_with_voice(consultation).of_user(request.user)
    mandates = mandates.select_related("membership__organization")
    form = OwnAnswerForm(
        request.POST if request.method == "POST" else None,
        mandates=mandates,
        cancel_url=consultation.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.answer_consultation(
                by=request.user, consultation=consultation, **form.cleaned_data
            )
            messages.success(request, "Votre réponse est enregistrée. Merci.")
            return redirect(consultation)
    return show(request, form, "Répondre à la consultation", consultation, shows_question=True)


@form_page
def consultation_record(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    """Record the answer of somebody who gave it by telephone or on paper."""
    consultation = load_consultation(request, pk)
    mandates = mandates_with_voice(consultation).select_related(
        "person", "membership__organization"
    )
    mandate = get_visible(request, mandates, pk=mandate_pk)
    require(request, can_end_consultation(request.user, consultation))
    form = ConsultationAnswerForm(
        request.POST if request.method == "POST" else None,
        cancel_url=consultation.get_absolute_url(),
        submit="Inscrire la réponse",
    )
    if form.is_valid():
        with refusals_in(form):
            actions.record_consultation_answer(
                by=request.user, consultation=consultation, mandate=mandate, **form.cleaned_data
            )
            messages.success(request, f"La réponse de {mandate.person} est inscrite.")
            return redirect(consultation)
    title = f"Réponse de {mandate.person}, {mandate.membership.organization}"
    return show(request, form, title, consultation, shows_question=True)


@form_page
def consultation_close(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = load_consultation(request, pk)
    require(request, can_end_consultation(request.user, consultation))
    form = CloseConsultationForm(request.POST or None, consultation=consultation)
    if form.is_valid():
        with refusals_in(form):
            decision = actions.close_consultation(
                by=request.user, consultation=consultation, **form.cleaned_data
            )
            messages.success(
                request,
                f"La décision {decision.number} est prise; la prochaine rencontre la notera.",
            )
            return redirect(consultation)
    tally = Tally.of(voices_of(consultation))
    return show(request, form, "Clore la consultation", consultation, tally=tally)


@form_page
def consultation_abandon(request: HttpRequest, pk: int) -> HttpResponse:
    consultation = load_consultation(request, pk)
    require(
        request,
        can_edit_consultation(request.user, consultation)
        or can_end_consultation(request.user, consultation),
    )
    form = AbandonConsultationForm(request.POST or None, consultation=consultation)
    if form.is_valid():
        with refusals_in(form):
            actions.abandon_consultation(
                by=request.user, consultation=consultation, **form.cleaned_data
            )
            messages.success(request, "La consultation est abandonnée.")
            return redirect(consultation)
    return show(request, form, "Abandonner la consultation", consultation)


@require_POST
def consultation_link_renew(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    return link_step(
        request, pk, mandate_pk, actions.renew_consultation_link, "La question repart vers {}."
    )


@require_POST
def consultation_link_revoke(request: HttpRequest, pk: int, mandate_pk: int) -> HttpResponse:
    return link_step(
        request, pk, mandate_pk, actions.revoke_consultation_link, "Le lien de {} ne sert plus."
    )


def link_step(
    request: HttpRequest, pk: int, mandate_pk: int, act: Callable[..., object], done: str
) -> HttpResponse:
    """Do what a button asks of the version that was read, and say what became of it."""
    consultation = load_consultation(request, pk)
    mandates = mandates_with_voice(consultation).select_related(
        "person__contact", "person__user", "membership__organization"
    )
    mandate = get_visible(request, mandates, pk=mandate_pk)
    require(request, can_end_consultation(request.user, consultation))
    form = ConsultationStepForm(request.POST, consultation=consultation)
    if not form.is_valid():
        messages.error(request, INCOMPLETE)
        return redirect(consultation)
    told = {"by": request.user, "consultation": consultation, "mandate": mandate}
    refusal = refusal_of(lambda: act(**told, **form.cleaned_data), moved_on=MOVED_ON)
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, done.format(mandate.person))
    return redirect(consultation)
