"""Attaching a document to an activity, and detaching one from what holds it."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from agreements.actions.documents import attach_document, detach_document
from agreements.forms.documents import DocumentForm
from agreements.models import Activity, Agreement
from agreements.permissions import can_record_progress, can_write_activities
from agreements.views.activities import activity_of
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_of, refusals_in, sent_once
from arbj_portal.core.models import Document


@sent_once
@form_page
def activity_attach(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_write_activities(request.user))
    form = DocumentForm(request.POST or None, request.FILES or None, owner=activity)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            attach_document(
                by=request.user,
                owner=activity,
                submission=form.cleaned_data["submission"],
                **form.described,
            )
            messages.success(request, "Le document est joint.")
            return redirect(activity.attachments_url)
    context = {"form": form, "activity": activity}
    return render(request, "agreements/activity_attach.html", context)


@require_POST
def activity_detach(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_write_activities(request.user))
    return detach(request, activity, document)


@require_POST
def agreement_detach(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_record_progress(request.user))
    return detach(request, agreement, document, extra_tags="documents")


DETACHED = "Le document est détaché; son fichier reste gardé pour la coordination."


def detach(
    request: HttpRequest, owner: Agreement | Activity, pk: int, extra_tags: str = ""
) -> HttpResponse:
    attached: QuerySet[Document] = Document.objects.filter(
        pk__in=owner.attachments.values("document")
    )
    document = get_object_or_404(attached, pk=pk)
    refusal = refusal_of(
        lambda: detach_document(by=request.user, owner=owner, document=document), moved_on=""
    )
    if refusal:
        messages.error(request, refusal, extra_tags=extra_tags)
    else:
        messages.success(request, DETACHED, extra_tags=extra_tags)
    return redirect(owner.attachments_url)
