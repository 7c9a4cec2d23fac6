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
from arbj_portal.core.answers import refusals_in, sent_once
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
    detach(request, activity, document)
    messages.success(request, DETACHED)
    return redirect(activity.attachments_url)


@require_POST
def agreement_detach(request: HttpRequest, pk: int, document: int) -> HttpResponse:
    agreement = get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)
    require(request, can_record_progress(request.user))
    detach(request, agreement, document)
    messages.success(request, DETACHED, extra_tags="documents")
    return redirect(agreement.attachments_url)


DETACHED = "Le document est détaché; son fichier reste gardé pour la coordination."


def detach(request: HttpRequest, owner: Agreement | Activity, pk: int) -> None:
    attached: QuerySet[Document] = Document.objects.filter(
        pk__in=owner.attachments.values("document")
    )
    detach_document(by=request.user, owner=owner, document=get_object_or_404(attached, pk=pk))
