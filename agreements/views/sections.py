"""One agreement, edited on one page of sections; each is a form of its own, saved by itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from agreements.actions.agreements import change_details, change_status
from agreements.actions.documents import attach_document
from agreements.actions.parts import save_milestones, save_objectives, save_parties
from agreements.forms.agreements import DetailsForm, StatusForm
from agreements.forms.documents import DocumentForm
from agreements.forms.parts import MilestonesForm, ObjectivesForm, PartiesForm
from agreements.models import Agreement, Contribution
from agreements.permissions import can_record_progress, can_write_agreements
from arbj_portal.core.access import get_visible, require
from arbj_portal.core.actions import claim_submission, lead_to
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


def save_details(form: DetailsForm, **who: Any) -> None:
    change_details(version=form.cleaned_data["version"], fields=form.model_data, **who)


def save_status(form: StatusForm, **who: Any) -> None:
    names = ("version", "status", "effective", "reason")
    change_status(**{name: form.cleaned_data[name] for name in names}, **who)


def save_lines(action: Callable[..., Agreement]) -> Callable[..., object]:
    def save(form: Any, **who: Any) -> None:
        action(version=form.cleaned_data["version"], lines=form.lines.lines, **who)

    return save


def save_document(form: DocumentForm, *, by: Any, agreement: Agreement) -> None:
    attach_document(by=by, owner=agreement, **form.described)


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


@sent_once
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_edit(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The page, and where each section is sent; a rejected section comes back as it was typed."""
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_record_progress(request.user))
    sent = None
    if request.method == "POST":
        section = section_of(slug)
        require(request, section.is_open_to(request.user))
        sent = form_of(section, agreement, request, request.POST, request.FILES)
        if sent.is_valid():
            with refusals_in(sent):
                receive(section, sent, agreement, request)
                messages.success(request, section.saved, extra_tags=slug)
                return redirect(address_of(agreement, slug))
    return render(
        request, "agreements/agreement_edit.html", page_of(request, agreement, slug, sent)
    )


def section_of(slug: str) -> Section:
    for section in SECTIONS:
        if section.slug == slug:
            return section
    raise Http404


def form_of(section: Section, agreement: Agreement, request: HttpRequest, *sent: Any) -> BaseForm:
    return section.form(*sent, agreement=agreement, user=request.user, prefix=section.slug)


@transaction.atomic
def receive(section: Section, form: BaseForm, agreement: Agreement, request: HttpRequest) -> None:
    """Save a section once, however often it is sent."""
    claim = claim_submission(token=form.cleaned_data["submission"], by=request.user)
    lead_to(claim, address_of(agreement, section.slug))
    section.save(form, by=request.user, agreement=agreement)


def address_of(agreement: Agreement, slug: str) -> str:
    return f"{reverse('agreement_edit', args=[agreement.pk])}#{slug}"


def page_of(
    request: HttpRequest, agreement: Agreement, slug: str, sent: BaseForm | None
) -> dict[str, Any]:
    """The sections that are open to the user; the one that was sent with what was typed in it.

    What a section was told after saving stands in it, the other messages at the head of the page.
    """
    told = list(messages.get_messages(request))
    sections = [
        {
            "section": section,
            "form": sent if sent and section.slug == slug else form_of(section, agreement, request),
            "messages": [message for message in told if message.extra_tags == section.slug],
        }
        for section in SECTIONS
        if section.is_open_to(request.user)
    ]
    return {
        "agreement": agreement,
        "sections": sections,
        "messages": [message for message in told if not message.extra_tags],
        "formsets": [sent, getattr(sent, "lines", None)],
        "documents": [link.document for link in agreement.attachments.select_related("document")],
        "status": agreement.status_changes.first(),
        "totals": Contribution.objects.filter(party__agreement=agreement).totals(),
    }
