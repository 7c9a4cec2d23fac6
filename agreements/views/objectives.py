"""One objective: what it aims at, how far it is, and what shows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from agreements.actions.parts import carry_objectives, save_indicators
from agreements.forms.carrying import CarryForm
from agreements.forms.indicators import IndicatorsForm
from agreements.models import Agreement, Objective
from agreements.permissions import (
    can_record_progress,
    can_write_activities,
    can_write_agreements,
)
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once


def objective_of(request: HttpRequest, pk: int) -> Objective:
    objectives = Objective.objects.visible_to(request.user).select_related("agreement")
    return get_visible(request, objectives, pk=pk)


@login_not_required
@require_safe
def objective_detail(request: HttpRequest, pk: int) -> HttpResponse:
    objective = objective_of(request, pk)
    neighbours = Objective.objects.visible_to(request.user).select_related("agreement")
    context = {
        "objective": objective,
        "agreement": objective.agreement,
        "carried_from": neighbours.filter(pk=objective.carried_from_id).first(),
        "carried_into": neighbours.filter(carried_from=objective),
        "indicators": objective.indicators.all(),
        "milestones": objective.milestones.all(),
        "actions": objective.actions.told_to(request.user),
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


@sent_once
@form_page
def objectives_carry(request: HttpRequest, pk: int) -> HttpResponse:
    """To a successor, what the agreement before it left undone."""
    agreements = Agreement.objects.visible_to(request.user).select_related("earlier")
    agreement = get_visible(request, agreements, pk=pk)
    require(request, can_write_agreements(request.user))
    form = CarryForm(request.POST or None, agreement=agreement)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            carry_objectives(by=request.user, agreement=agreement, **form.cleaned_data)
            messages.success(request, "Les objectifs sont repris.", extra_tags="objectifs")
            return redirect(agreement.get_section_url("objectifs"))
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/objectives_carry.html", context)
