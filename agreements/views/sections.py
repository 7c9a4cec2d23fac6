"""One agreement, edited on one page of sections; each is a form of its own, saved by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agreements.actions.agreements import change_details
from agreements.actions.documents import attach_document
from agreements.actions.money import record_movement
from agreements.actions.parts import save_milestones, save_objectives, save_parties
from agreements.actions.statuses import change_status
from agreements.forms.agreements import DetailsForm, StatusForm
from agreements.forms.documents import DocumentForm
from agreements.forms.money import MovementForm
from agreements.forms.parts import MilestonesForm, ObjectivesForm, PartiesForm
from agreements.models import Agreement, Objective
from agreements.money import Money
from agreements.permissions import can_record_progress, can_write_agreements
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once


@dataclass(frozen=True)
class Section:
    """A part of the page: its anchor, who may edit it, its form, and what saving it does."""

    slug: str
    title: str
    is_open_to: Callable[[Any], bool]
    form: Callable[..., BaseForm]
    save: Callable[..., object]
    saved: str
    template: str


def document_form(*args: Any, agreement: Agreement, user: Any, **kwargs: Any) -> DocumentForm:
    return DocumentForm(*args, owner=agreement, **kwargs)


def save_details(form: DetailsForm, **given: Any) -> None:
    change_details(version=form.cleaned_data["version"], fields=form.model_data, **given)


def save_status(form: StatusForm, **given: Any) -> None:
    names = ("version", "status", "effective", "reason", "file")
    change_status(**{name: form.cleaned_data[name] for name in names}, **given)


def save_lines(action: Callable[..., Agreement]) -> Callable[..., object]:
    def save(form: Any, **given: Any) -> None:
        action(version=form.cleaned_data["version"], lines=form.lines.lines, **given)

    return save


def save_movement(form: MovementForm, *, agreement: Agreement, **given: Any) -> None:
    record_movement(**form.contribution, **form.described, **given)


def save_document(form: DocumentForm, *, agreement: Agreement, **given: Any) -> None:
    attach_document(owner=agreement, **form.described, **given)


SECTIONS = (
    Section(
        "fiche",
        "Fiche",
        can_write_agreements,
        DetailsForm,
        save_details,
        "La fiche est enregistrée.",
        "agreements/_section_form.html",
    ),
    Section(
        "etat",
        "État",
        can_write_agreements,
        StatusForm,
        save_status,
        "Le nouvel état est inscrit, avec sa date et son motif.",
        "agreements/_section_status.html",
    ),
    Section(
        "parties",
        "Parties et contributions",
        can_write_agreements,
        PartiesForm,
        save_lines(save_parties),
        "Les parties et leurs contributions sont enregistrées.",
        "agreements/_section_parties.html",
    ),
    Section(
        "mouvements",
        "Versements et dépenses",
        can_write_agreements,
        MovementForm,
        save_movement,
        "Le mouvement est inscrit.",
        "agreements/_section_movements.html",
    ),
    Section(
        "objectifs",
        "Objectifs",
        can_record_progress,
        ObjectivesForm,
        save_lines(save_objectives),
        "Les objectifs sont enregistrés.",
        "agreements/_section_objectives.html",
    ),
    Section(
        "jalons",
        "Jalons",
        can_record_progress,
        MilestonesForm,
        save_lines(save_milestones),
        "Les jalons sont enregistrés.",
        "agreements/_section_milestones.html",
    ),
    Section(
        "documents",
        "Documents",
        can_record_progress,
        document_form,
        save_document,
        "Le document est joint.",
        "agreements/_section_documents.html",
    ),
)


def agreement_of(request: HttpRequest, pk: int) -> Agreement:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_record_progress(request.user))
    return agreement


@require_safe
def agreement_edit(request: HttpRequest, pk: int) -> HttpResponse:
    return show_sections(request, agreement_of(request, pk))


@sent_once
@form_page
def agreement_section(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Where a section is sent; rejected, it comes back on its page as it was typed."""
    agreement = agreement_of(request, pk)
    if request.method != "POST":
        return show_sections(request, agreement)
    section = section_of(slug)
    require(request, section.is_open_to(request.user))
    form = form_of(section, agreement, request, request.POST, request.FILES)
    if form.is_valid():
        with refusals_in(form):
            submission = form.cleaned_data["submission"]
            section.save(form, by=request.user, agreement=agreement, submission=submission)
            messages.success(request, section.saved, extra_tags=slug)
            return redirect(agreement.get_section_url(slug))
    return show_sections(request, agreement, section, form)


def section_of(slug: str) -> Section:
    for section in SECTIONS:
        if section.slug == slug:
            return section
    raise Http404


def form_of(section: Section, agreement: Agreement, request: HttpRequest, *sent: Any) -> BaseForm:
    return section.form(*sent, agreement=agreement, user=request.user, prefix=section.slug)


def show_sections(
    request: HttpRequest,
    agreement: Agreement,
    rejected: Section | None = None,
    sent: BaseForm | None = None,
) -> HttpResponse:
    """The sections that are open to the user; a rejected one with what was typed in it.

    What a section was told after saving stands in it, the other messages at the head of the page.
    """
    told = list(messages.get_messages(request))
    sections = [
        {
            "section": section,
            "form": sent if section is rejected else form_of(section, agreement, request),
            "messages": [message for message in told if message.extra_tags == section.slug],
        }
        for section in SECTIONS
        if section.is_open_to(request.user)
    ]
    documents = [link.document for link in agreement.attachments.select_related("document")]
    context = {
        "agreement": agreement,
        "sections": sections,
        "messages": [message for message in told if not message.extra_tags],
        "formsets": [sent, getattr(sent, "lines", None)],
        "documents": documents,
        "open_documents": {document.pk for document in documents},
        "status": agreement.status_changes.standing().first(),
        "money": Money.of(agreement),
        "can_carry": Objective.objects.to_carry_into(agreement).exists(),
    }
    return render(request, "agreements/agreement_edit.html", context)
