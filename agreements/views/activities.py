"""Activities: entering one, its page, correcting it, who reads it, taking back a mistake."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.activities import (
    change_activity_visibility,
    create_activity,
    delete_activity,
    edit_activity,
)
from agreements.forms.activities import CHOOSE, ActivityEditForm, ActivityForm
from agreements.forms.agreements import VisibilityForm
from agreements.history import activity_history
from agreements.models import Activity, ActivityPhoto, Agreement
from agreements.permissions import can_delete_activity, can_read_history, can_write_activities
from agreements.views.agreements import PER_PAGE
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from arbj_portal.core.history_pages import changes_of
from arbj_portal.core.models import Document
from arbj_portal.core.roles import Visibility
from members.models import Committee, Organization


def activity_of(request: HttpRequest, pk: int) -> Activity:
    activities = Activity.objects.select_related("agreement", "committee")
    return get_visible(request, activities.visible_to(request.user), pk=pk)


@sent_once
@form_page
def activity_create(request: HttpRequest) -> HttpResponse:
    """From home, or from an agreement, which then stands in the address (?entente=…)."""
    require(request, can_write_activities(request.user))
    if request.method != "POST":
        chosen = {
            "agreement": request.GET.get("entente"),
            "objectives": request.GET.getlist("objectif"),
        }
        form = ActivityForm(initial=chosen, user=request.user)
    else:
        form = ActivityForm(request.POST, request.FILES, user=request.user)
        if CHOOSE in request.POST:
            form.is_judged = False
        elif form.is_valid():
            with refusals_in(form):
                activity = create_activity(
                    by=request.user,
                    fields=form.model_data,
                    document=form.document,
                    submission=form.cleaned_data["submission"],
                    **form.ties,
                )
                messages.success(request, ENTERED[activity.visibility])
                return redirect(activity)
    return render(request, "agreements/activity_form.html", {"form": form})


ENTERED = {
    Visibility.PUBLIC: "L’activité est inscrite, et publique.",
    Visibility.PARTNERS: "L’activité est inscrite, pour les partenaires.",
    Visibility.COORDINATION: "L’activité est inscrite, pour la coordination.",
}


@login_not_required
@require_safe
def activity_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is tied to is shown as far as one may see that too."""
    activity = activity_of(request, pk)
    user = request.user
    agreement = Agreement.objects.visible_to(user).filter(pk=activity.agreement_id).first()
    context = {
        "activity": activity,
        "agreement": agreement,
        "committee": Committee.objects.visible_to(user).filter(pk=activity.committee_id).first(),
        "objectives": activity.objectives.all() if agreement else [],
        "organizations": Organization.objects.visible_to(user).filter(activities=activity),
        "photos": ActivityPhoto.objects.visible_to(user)
        .filter(attachment__activity=activity)
        .select_related("attachment__document"),
        "documents": Document.objects.visible_to(user).filter(
            pk__in=activity.attachments.filter(photo=None).values("document")
        ),
        "can_write": can_write_activities(user),
        "can_delete": can_delete_activity(user, activity),
        "can_read_history": can_read_history(user),
    }
    return render(request, "agreements/activity_detail.html", context)


@sent_once
@form_page
def activity_edit(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_write_activities(request.user))
    form = ActivityEditForm(request.POST or None, activity=activity, user=request.user)
    if CHOOSE in request.POST:
        form.is_judged = False
    elif request.method == "POST" and form.is_valid():
        with refusals_in(form):
            edit_activity(
                by=request.user,
                activity=activity,
                version=form.cleaned_data["version"],
                fields=form.model_data,
                submission=form.cleaned_data["submission"],
                **form.ties,
            )
            messages.success(request, "L’activité est enregistrée.")
            return redirect(activity)
    context = {"form": form, "activity": activity}
    return render(request, "agreements/activity_form.html", context)


@sent_once
@form_page
def activity_visibility(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_write_activities(request.user))
    form = VisibilityForm(request.POST or None, owner=activity)
    if request.method == "POST" and form.is_valid():
        with refusals_in(form):
            activity = change_activity_visibility(
                by=request.user,
                activity=activity,
                version=form.cleaned_data["version"],
                visibility=form.cleaned_data["visibility"],
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, READERS[activity.visibility])
            return redirect(activity)
    context = {"form": form, "activity": activity}
    return render(request, "agreements/activity_visibility.html", context)


READERS = {
    Visibility.PUBLIC: "L’activité est publique : tout le monde peut la lire.",
    Visibility.PARTNERS: "L’activité est réservée aux partenaires.",
    Visibility.COORDINATION: "L’activité est réservée à la coordination et à l’administration.",
}


@require_POST
def activity_delete(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    delete_activity(by=request.user, activity=activity)
    messages.success(request, f"L’activité « {activity} » est retirée.")
    return redirect(activity.agreement or "timeline")


@require_safe
def activity_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    activity = activity_of(request, pk)
    require(request, can_read_history(request.user))
    changes = Paginator(changes_of(*activity_history(activity)), PER_PAGE)
    context = {"activity": activity, "page": changes.get_page(request.GET.get("page"))}
    return render(request, "agreements/activity_history.html", context)
