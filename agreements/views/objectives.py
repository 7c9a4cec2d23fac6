"""One objective: what it aims at, how far it is, and what shows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agreements.actions.parts import save_indicators
from agreements.forms.indicators import IndicatorsForm
from agreements.models import Objective
from agreements.permissions import can_record_progress, can_write_activities
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once


def objective_of(request: HttpRequest, pk: int) -> Objective:
    objectives = Objective.objects.visible_to(request.user).select_related("agreement")
    return get_visible(request, objectives, pk=pk)


@login_not_required
@require_safe
def objective_detail(request: HttpRequest, pk: int) -> HttpResponse:
    objective = objective_of(request, pk)
    context = {
        "objective": objective,
        "agreement": objective.agreement,
        "indicators": objective.indicators.all(),
        "milestones": objective.milestones.all(),
        "can_record_progress": can_record_progress(request.user),
        "can_add_activity": can_write_activities(request.user),
    }
    return render(request, "agreements/objective_detail.html", context)


@sent_once
@form_page
def indicators_edit(request: HttpRequest, pk: int) -> HttpResponse:
    objective = objective_of(request, pk)
    require(request, can_record_progress(request.user))
    form = IndicatorsForm(
        request.POST or None,
        agreement=objective.agreement,
        owner=objective,
        user=request.user,
        prefix="indicateurs",
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            save_indicators(
                by=request.user,
                objective=objective,
                version=form.cleaned_data["version"],
                lines=form.lines.lines,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "Les indicateurs sont enregistrés.")
            return redirect(objective)
    context = {
        "form": form,
        "objective": objective,
        "agreement": objective.agreement,
        "formsets": [form, form.lines],
    }
    return render(request, "agreements/indicators_edit.html", context)
