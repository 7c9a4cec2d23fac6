"""Agreements: the list, the page of one, entering one, who reads it, its history."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.agreements import change_visibility, create_agreement, take_back_agreement
from agreements.forms.agreements import AgreementFilter, AgreementForm, VisibilityForm
from agreements.history import agreement_history
from agreements.milestones import NumberedMilestone, numbered
from agreements.models import Action, Agreement, MilestoneDocument, Party, StatusChange
from agreements.money import Money
from agreements.permissions import (
    can_read_history,
    can_record_progress,
    can_take_back_agreement,
    can_write_activities,
    can_write_agreements,
)
from agreements.picture import picture_of_agreement
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_over_version, refusals_in, sent_once
from arbj_portal.core.history_pages import changes_of
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility, reads_everything
from arbj_portal.core.statuses import LOOKS
from members.models import Committee, Organization, Person

PER_PAGE = 25


@login_not_required
@require_safe
def agreement_list(request: HttpRequest) -> HttpResponse:
    filters = AgreementFilter(request.GET)
    agreements = filters.filter(Agreement.objects.visible_to(request.user)).by_stage()
    parties = Prefetch("parties", Party.objects.select_related("organization"))
    page = Paginator(agreements.prefetch_related(parties), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "page": page,
        "shows_visibility": reads_everything(request.user),
        "can_create": can_write_agreements(request.user),
    }
    return render(request, "agreements/agreement_list.html", context)


@login_not_required
@require_safe
def agreement_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreements = Agreement.objects.select_related("person_in_charge")
    agreement = get_visible(request, agreements.visible_to(request.user), pk=pk)
    documents = Document.objects.visible_to(request.user).filter(
        pk__in=agreement.attachments.values("document")
    )
    changes = list(status_changes(agreement, request.user))
    objectives = agreement.objectives.select_related("carried_from").prefetch_related("indicators")
    milestones = milestones_of(agreement, request.user)
    context = {
        "agreement": agreement,
        "tone": LOOKS[agreement.status][1] or "info",
        "status_changes": changes,
        "since": next((change.effective for change in changes if not change.is_withdrawn), None),
        "objectives": objectives,
        "tally": Action.objects.of_agreement(agreement).tally(),
        "milestones": milestones,
        "picture": picture_of_agreement(agreement, objectives, milestones, request.user),
        "documents": documents,
        "open_documents": {document.pk for document in documents},
        "can_write": can_write_agreements(request.user),
        "can_take_back": can_take_back_agreement(request.user, agreement),
        "can_record_progress": can_record_progress(request.user),
        "can_add_activity": can_write_activities(request.user),
        "can_read_history": can_read_history(request.user),
        "money": money_of(agreement, request.user),
        **neighbours(agreement, request.user),
    }
    return render(request, "agreements/agreement_detail.html", context)


def status_changes(agreement: Agreement, user: Any) -> QuerySet[StatusChange]:
    """The newest first, each with whether its document is for the user."""
    changes = agreement.status_changes.select_related("author", "corrected_by", "document")
    return changes.annotate(shows_document=is_among(Document.objects.visible_to(user), "document"))


def is_among(visible: QuerySet[Any], column: str) -> Exists:
    """Whether what the column names is one of these, answered with the rows themselves."""
    return Exists(visible.order_by().filter(pk=OuterRef(column)))


def milestones_of(agreement: Agreement, user: Any) -> list[NumberedMilestone]:
    """In their order, with what of each the user may see."""
    proofs = MilestoneDocument.objects.select_related("attachment__document").filter(
        attachment__document__in=Document.objects.visible_to(user)
    )
    rows = agreement.milestones.select_related("objective", "responsible").annotate(
        shows_responsible=is_among(Person.objects.visible_to(user), "responsible"),
        reminded_on=Max("reminders__day"),
    )
    rows = rows.order_by("position", "pk")
    return numbered(rows.prefetch_related("dependencies", Prefetch("proofs", proofs)))


def money_of(agreement: Agreement, user: Any) -> Money:
    """The money of an agreement, whose parties lead to the organisations that the user sees."""
    parties = agreement.parties.select_related("organization").annotate(
        leads_to_organization=is_among(Organization.objects.visible_to(user), "organization")
    )
    return Money.of(agreement, parties)


def neighbours(agreement: Agreement, user: Any) -> dict[str, Any]:
    """What stands around the agreement, as far as the user may see it."""
    tied = Q(pk=agreement.earlier_id) | Q(earlier=agreement)
    others = list(Agreement.objects.visible_to(user).filter(tied).order_by("id"))
    return {
        "earlier": next((other for other in others if other.pk == agreement.earlier_id), None),
        "later": [other for other in others if other.earlier_id == agreement.pk],
        "committee": Committee.objects.visible_to(user).filter(pk=agreement.committee_id).first(),
    }


@sent_once
@form_page
def agreement_create(request: HttpRequest) -> HttpResponse:
    require(request, can_write_agreements(request.user))
    form = AgreementForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        with refusals_in(form):
            agreement = create_agreement(
                by=request.user,
                fields=form.model_data,
                status=sent["status"],
                effective=sent["effective"],
                reason=sent["reason"],
                submission=sent["submission"],
            )
            messages.success(
                request,
                "L’entente est inscrite, pour les partenaires. "
                "Ajoutez-y ses parties, ses objectifs et ses jalons.",
            )
            return redirect("agreement_edit", agreement.pk)
    return render(request, "agreements/agreement_form.html", {"form": form})


@require_POST
def agreement_take_back(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_take_back_agreement(request.user, agreement))
    refusal = refusal_over_version(
        request,
        lambda version: take_back_agreement(by=request.user, agreement=agreement, version=version),
        moved_on="Cette entente a été modifiée entre-temps : relisez-la avant de la retirer.",
    )
    if refusal:
        messages.error(request, refusal)
        return redirect(agreement)
    messages.success(request, f"L’entente « {agreement} » est retirée.")
    return redirect("agreement_list")


@sent_once
@form_page
def agreement_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_write_agreements(request.user))
    form = VisibilityForm(request.POST or None, owner=agreement)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            agreement = change_visibility(
                by=request.user,
                agreement=agreement,
                version=form.cleaned_data["version"],
                visibility=form.cleaned_data["visibility"],
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, READERS[agreement.visibility])
            return redirect(agreement)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/agreement_visibility.html", context)


READERS = {
    Visibility.PUBLIC: "L’entente est publique : tout le monde peut la lire.",
    Visibility.PARTNERS: "L’entente est réservée à ses partenaires.",
    Visibility.COORDINATION: "L’entente est réservée à la coordination et à l’administration.",
}


@require_safe
def agreement_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_read_history(request.user))
    changes = Paginator(changes_of(*agreement_history(agreement)), PER_PAGE)
    context = {"agreement": agreement, "page": changes.get_page(request.GET.get("page"))}
    return render(request, "agreements/agreement_history.html", context)
