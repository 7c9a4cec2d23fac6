"""Correcting what was said of the status of an agreement."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from agreements.actions.statuses import correct_status, withdraw_status
from agreements.forms.agreements import StatusCorrectionForm
from agreements.models import StatusChange
from agreements.permissions import can_write_agreements
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once


@sent_once
@form_page
def status_correct(request: HttpRequest, pk: int) -> HttpResponse:
    changes = StatusChange.objects.visible_to(request.user).select_related("agreement")
    change = get_visible(request, changes, pk=pk)
    require(request, can_write_agreements(request.user))
    form = StatusCorrectionForm(request.POST or None, request.FILES or None, change=change)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_correction(form, by=request.user, change=change)
            messages.success(request, "La correction est inscrite à l’historique, avec son motif.")
            return redirect(change.agreement)
    context = {"form": form, "change": change, "agreement": change.agreement}
    return render(request, "agreements/status_correct.html", context)


def save_correction(form: StatusCorrectionForm, **given: object) -> None:
    names = ["version", "correction", "submission"]
    act = withdraw_status
    if not form.cleaned_data["is_withdrawn"]:
        act = correct_status
        names += ["status", "effective", "reason", "file"]
    act(**given, **{name: form.cleaned_data[name] for name in names})
