"""Models of an agenda: keeping one, giving it another name, deleting it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from meetings import actions
from meetings.forms.agenda import DeleteModelForm, KeepModelForm, RenameModelForm
from meetings.models import AgendaModel, AgendaModelItem
from meetings.permissions import can_write_meetings
from meetings.views.agenda import load_agenda


@require_safe
def agenda_model_list(request: HttpRequest) -> HttpResponse:
    require(request, can_write_meetings(request.user))
    models = list(AgendaModel.objects.select_related("committee"))
    by_model: dict[int, list[AgendaModelItem]] = {model.pk: [] for model in models}
    for item in AgendaModelItem.objects.in_order():
        by_model[item.model_id].append(item)
    rows = [(model, by_model[model.pk]) for model in models]
    return render(request, "meetings/agendamodel_list.html", {"rows": rows})


@form_page
@sent_once
def agenda_keep(request: HttpRequest, pk: int) -> HttpResponse:
    """The agenda of a meeting, kept as a model."""
    meeting = load_agenda(request, pk)
    form = KeepModelForm(request.POST or None, meeting=meeting)
    if form.is_valid():
        with refusals_in(form):
            model = actions.keep_as_model(by=request.user, meeting=meeting, **form.cleaned_data)
            messages.success(request, f"L’ordre du jour est gardé comme modèle « {model} ».")
            return redirect("agenda_model_list")
    context = {"form": form, "meeting": meeting, "title": "Garder comme modèle"}
    return render(request, "meetings/meeting_step.html", context)


def load_model(request: HttpRequest, pk: int) -> AgendaModel:
    """Whoever may not write meetings is refused before learning which models there are."""
    require(request, can_write_meetings(request.user))
    return get_visible(request, AgendaModel.objects.all(), pk=pk)


@form_page
def agenda_model_edit(request: HttpRequest, pk: int) -> HttpResponse:
    model = load_model(request, pk)
    form = RenameModelForm(
        request.POST or None, model=model, cancel_url=reverse("agenda_model_list")
    )
    if form.is_valid():
        with refusals_in(form):
            values = {name: form.cleaned_data[name] for name in ("name", "committee")}
            actions.edit_agenda_model(
                by=request.user, model=model, version=form.cleaned_data["version"], values=values
            )
            messages.success(request, "Le modèle est enregistré.")
            return redirect("agenda_model_list")
    context = {"form": form, "model": model}
    return render(request, "meetings/agendamodel_form.html", context)


@form_page
def agenda_model_delete(request: HttpRequest, pk: int) -> HttpResponse:
    model = load_model(request, pk)
    form = DeleteModelForm(request.POST or None, initial={"version": model.version})
    if form.is_valid():
        with refusals_in(form):
            actions.delete_agenda_model(by=request.user, model=model, **form.cleaned_data)
            messages.success(request, f"Le modèle « {model} » est supprimé.")
            return redirect("agenda_model_list")
    context = {"form": form, "model": model}
    return render(request, "meetings/agendamodel_delete.html", context)
