"""People: for those who may know who sits where."""

from copy import copy

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in, sent_once
from arbj_portal.core.history_pages import HISTORY_PER_PAGE, changes_of
from members.actions import people as actions
from members.forms.people import PersonCreateForm, PersonEditForm, PersonFilter
from members.history import person_history
from members.models import Person, PersonContact, Representative
from members.permissions import can_edit_members, can_see_person_contact

PER_PAGE = 50


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    filters = PersonFilter(request.GET)
    seats = (
        Representative.objects.visible_to(request.user)
        .current()
        .select_related("membership__organization", "membership__committee")
    )
    people = filters.filter(Person.objects.visible_to(request.user))
    people = people.prefetch_related(Prefetch("mandates", seats, to_attr="seats"))
    context = {
        "page": Paginator(people, PER_PAGE).get_page(request.GET.get("page")),
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "can_edit": can_edit_members(request.user),
    }
    return render(request, "members/person_list.html", context)


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    user = request.user
    person = get_visible(request, Person.objects.visible_to(user), pk=pk)
    reaches = can_see_person_contact(user, pk)
    context = {
        "person": person,
        "mandates": Representative.objects.visible_to(user)
        .filter(person=pk)
        .select_related("person", "membership__organization", "membership__committee")
        .order_by(F("ended_on").desc(nulls_first=True), "-started_on", "pk"),
        "contact": PersonContact.objects.filter(person=pk).first() if reaches else None,
        "can_edit": can_edit_members(user),
    }
    return render(request, "members/person_detail.html", context)


@sent_once
@form_page
def person_create(request: HttpRequest) -> HttpResponse:
    require(request, can_edit_members(request.user))
    form = PersonCreateForm(request.POST or None, cancel_url=reverse("person_list"))
    if form.is_valid():
        with refusals_in(form):
            person = actions.create_person(
                by=request.user,
                fields=form.model_data,
                contact=form.contact,
                submission=form.cleaned_data["submission"],
            )
            messages.success(request, "La fiche de la personne est créée.")
            return redirect(person)
    return render(request, "members/person_form.html", {"form": form})


@form_page
def person_edit(request: HttpRequest, pk: int) -> HttpResponse:
    person = get_visible(request, Person.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    form = PersonEditForm(
        request.POST or None,
        instance=copy(person),
        initial={"version": person.version},
        cancel_url=person.get_absolute_url(),
    )
    if form.is_valid():
        with refusals_in(form):
            actions.edit_person(
                by=request.user,
                person=person,
                version=form.cleaned_data["version"],
                fields=form.model_data,
                contact=form.contact,
            )
            messages.success(request, "La fiche de la personne est modifiée.")
            return redirect(person)
    return render(request, "members/person_form.html", {"form": form, "person": person})


@require_safe
def person_history_page(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever edits members: it tells of contact data too."""
    person = get_visible(request, Person.objects.visible_to(request.user), pk=pk)
    require(request, can_edit_members(request.user))
    changes = changes_of(*person_history(person))
    page = Paginator(changes, HISTORY_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/person_history.html", {"page": page, "person": person})
