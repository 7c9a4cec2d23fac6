"""The page of whoever holds a link to answer a consultation: it knows nothing else."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page
from arbj_portal.core.answers import refusals_in
from arbj_portal.core.documents import send_document
from arbj_portal.core.roles import Visibility
from meetings import actions
from meetings.forms.consultations import ConsultationAnswerForm
from meetings.models import ConsultationLink
from meetings.views.convocations import refuse_link


def load_link(token: str) -> ConsultationLink | None:
    links = ConsultationLink.objects.select_related(
        "consultation__committee",
        "representative__person",
        "representative__membership__organization",
    )
    return links.opened_by(token)


@login_not_required
@form_page
@never_cache
def consultation_link(request: HttpRequest, token: str) -> HttpResponse:
    """The question, for whoever holds a link: they answer by it; reading changes nothing."""
    link = load_link(token)
    if link is None:
        return refuse_link(request)
    mandate, consultation = link.representative, link.consultation
    form = ConsultationAnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            actions.answer_by_consultation_link(by=None, link=link, **form.cleaned_data)
            messages.success(request, "Votre réponse est enregistrée. Merci.")
            return redirect(link)
    answers = consultation.answers.filter(representative__membership=mandate.membership_id)
    context = {
        "link": link,
        "consultation": consultation,
        "form": form,
        "organization": mandate.membership.organization.name_on(timezone.localdate()),
        "answer": answers.select_related("representative__person").last(),
        "documents": documents_of(link),
    }
    return render(request, "meetings/consultation_link.html", context)


def documents_of(link: ConsultationLink) -> Any:
    attached = link.consultation.attachments.exclude(document__visibility=Visibility.COORDINATION)
    return attached.select_related("document")


@login_not_required
@require_safe
@never_cache
def consultation_link_document(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    link = load_link(token)
    attachment = documents_of(link).filter(document=pk).first() if link else None
    if attachment is None:
        return refuse_link(request)
    return send_document(attachment.document)
