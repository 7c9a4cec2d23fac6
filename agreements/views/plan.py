"""The plan d'action of an agreement: reading it, its actions one by one, importing it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.plan import (
    add_action,
    begin_import,
    change_action,
    remove_action,
    take_import,
)
from agreements.forms.plan import ActionForm, PlanFilter
from agreements.forms.plan_import import ImportForm, TakeForm
from agreements.models import Action, Agreement, PlanImport
from agreements.permissions import can_record_progress, can_write_agreements
from agreements.plan.changes import Changes, changes_of
from agreements.plan.workbook import plan_workbook
from agreements.views.objectives import objective_of
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusal_over_version, refusals_in, sent_once
from arbj_portal.core.documents import TYPES
from members.models import Organization


def agreement_of(request: HttpRequest, pk: int) -> Agreement:
    return get_visible(request, Agreement.objects.visible_to(request.user), pk=pk)


@login_not_required
@require_safe
def plan_detail(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = agreement_of(request, pk)
    filters = PlanFilter(request.GET, agreement=agreement, user=request.user)
    shown = filters.filter(Action.objects.told_to(request.user))
    objectives = list(agreement.objectives.prefetch_related(Prefetch("actions", shown)))
    context = {
        "agreement": agreement,
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "objectives": objectives,
        "has_actions": any(objective.actions.all() for objective in objectives),
        "tally": Action.objects.of_agreement(agreement).tally(),
        "waiting": agreement.plan_imports.visible_to(request.user).waiting(),
        "can_write": can_write_agreements(request.user),
        "can_record_progress": can_record_progress(request.user),
    }
    return render(request, "agreements/plan_detail.html", context)


@sent_once
@form_page
def action_create(request: HttpRequest, pk: int) -> HttpResponse:
    objective = objective_of(request, pk)
    require(request, can_write_agreements(request.user))
    form = ActionForm(
        request.POST or None,
        action=Action(objective=objective),
        user=request.user,
        is_whole=True,
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            added = add_action(
                by=request.user,
                objective=objective,
                fields=form.described,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, f"L’action {added.reference} est au plan.")
            return redirect(added)
    context = {"form": form, "objective": objective, "agreement": objective.agreement}
    return render(request, "agreements/action_form.html", context)


def action_of(request: HttpRequest, pk: int) -> Action:
    actions = Action.objects.visible_to(request.user).select_related("objective__agreement")
    return get_visible(request, actions, pk=pk)


@sent_once
@form_page
def action_edit(request: HttpRequest, pk: int) -> HttpResponse:
    planned = action_of(request, pk)
    require(request, can_record_progress(request.user))
    form = ActionForm(
        request.POST or None,
        action=planned,
        user=request.user,
        is_whole=can_write_agreements(request.user),
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            change_action(
                by=request.user,
                planned=planned,
                version=form.cleaned_data["version"],
                fields=form.described,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, f"L’action {planned.reference} est enregistrée.")
            return redirect(planned)
    context = {
        "form": form,
        "action": planned,
        "objective": planned.objective,
        "agreement": planned.objective.agreement,
        "can_write": can_write_agreements(request.user),
    }
    return render(request, "agreements/action_form.html", context)


@require_POST
def action_remove(request: HttpRequest, pk: int) -> HttpResponse:
    planned = action_of(request, pk)
    require(request, can_write_agreements(request.user))
    refusal = refusal_over_version(
        request,
        lambda version: remove_action(by=request.user, planned=planned, version=version),
        moved_on="Cette action a été modifiée entre-temps : relisez-la avant de la retirer.",
    )
    if refusal:
        messages.error(request, refusal)
    else:
        messages.success(request, f"L’action {planned.reference} est retirée du plan.")
    return redirect(planned.objective.plan_url)


@require_safe
def plan_model(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook to fill in: the plan as it stands."""
    agreement = agreement_of(request, pk)
    require(request, can_write_agreements(request.user))
    return HttpResponse(
        plan_workbook(agreement, Organization.objects.visible_to(request.user)),
        content_type=TYPES[".xlsx"],
        headers={"Content-Disposition": f'attachment; filename="plan-d-action-{pk}.xlsx"'},
    )


@sent_once
@form_page
def plan_import_begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A workbook is read: what is wrong with it, or what it would change."""
    agreement = agreement_of(request, pk)
    require(request, can_write_agreements(request.user))
    form = ImportForm(
        request.POST or None, request.FILES or None, agreement=agreement, user=request.user
    )
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            plan_import = begin_import(
                by=request.user,
                agreement=agreement,
                filename=form.cleaned_data["file"].name,
                rows=form.rows,
                submission=form.cleaned_data["submission"],
            )
            return redirect(plan_import)
    context = {"form": form, "agreement": agreement}
    return render(request, "agreements/plan_import_begin.html", context)


@sent_once
@form_page
def plan_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What a workbook would change of the plan as it stands now, to agree to."""
    imports = PlanImport.objects.visible_to(request.user)
    found = get_visible(request, imports.select_related("agreement", "taken_by"), pk=pk)
    require(request, can_write_agreements(request.user))
    form = TakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            take_import(by=request.user, plan_import=found, **form.cleaned_data)
            messages.success(request, "Le plan d’action est importé.")
            return redirect(found.agreement.plan_url)
    return render(request, "agreements/plan_import.html", shown_import(found, form))


def shown_import(found: PlanImport, form: TakeForm) -> dict[str, Any]:
    """A refused form takes along what would change now, to be agreed to in its turn."""
    context = {"form": form, "import": found, "agreement": found.agreement}
    if found.taken_at:
        return context
    try:
        changes: Changes = changes_of(found.agreement, found.rows)
    except ValidationError as error:
        return {**context, "fault": error.messages[0]}
    return {**context, "changes": changes, "seen": changes.digest}
