"""What was promised at meetings, and where it stands."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.models import Agreement
from arbj_portal.core.access import form_page, get_visible, require
from arbj_portal.core.answers import refusals_in
from arbj_portal.core.roles import reads_everything
from meetings import actions
from meetings.chasing import people_answering
from meetings.forms.filters import FollowUpFilterForm
from meetings.forms.follow_ups import FollowUpForm, OwnFollowUpForm
from meetings.models import Decision, FollowUp, FollowUpLink, FollowUpReminder
from meetings.permissions import (
    can_chase,
    can_read_note,
    can_update_follow_up,
    can_write_meetings,
)
from members.models import Person

PER_PAGE = 25


@require_safe
def followup_list(request: HttpRequest) -> HttpResponse:
    filters = FollowUpFilterForm(request.GET, user=request.user)
    visible = FollowUp.objects.visible_to(request.user)
    shown, counts = filters.counts(visible)
    pages = Paginator(filters.filter(visible.told_to(request.user)), PER_PAGE)
    pages.count = shown  # counted with the others
    page = pages.get_page(request.GET.get("page"))
    for row in page:
        row.heading = filters.heading_of(row)
    context = {
        "filter_form": filters,
        "is_filtered": filters.is_filtered,
        "counts": counts,
        "page": page,
        "can_write": can_write_meetings(request.user),
    }
    return render(request, "meetings/followup_list.html", context)


def load_follow_up(request: HttpRequest, pk: int) -> Any:
    follow_ups = FollowUp.objects.visible_to(request.user).told_to(request.user)
    return get_visible(
        request, follow_ups.select_related("agenda_item__meeting__minutes", "objective"), pk=pk
    )


@require_safe
def followup_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One follow-up: where it comes from, how often it was put off, who was reminded of it."""
    follow_up = load_follow_up(request, pk)
    user, objective = request.user, follow_up.objective
    agreements = Agreement.objects.visible_to(user)
    context = {
        "follow_up": follow_up,
        "meeting": follow_up.agenda_item.meeting,
        "objective": objective if agreements.filter(objectives=objective).exists() else None,
        "decision": Decision.objects.visible_to(user).filter(pk=follow_up.decision_id).first(),
        "can_update": can_update_follow_up(user, follow_up),
        "can_read_note": can_read_note(user, follow_up),
        "can_chase": can_chase(user, follow_up),
    }
    if reads_everything(user):
        context |= chase_of(follow_up)
    return render(request, "meetings/followup_detail.html", context)


def chase_of(follow_up: FollowUp) -> dict[str, Any]:
    """Who is reminded of it, by which address, and what went already."""
    people = list(people_answering(follow_up, timezone.localdate()))
    links = FollowUpLink.objects.unrevoked().filter(person__in=people)
    holders = set(links.values_list("person", flat=True))
    reached = FollowUp.objects.told_by_mail().reached_on(timezone.localdate())
    reminders = FollowUpReminder.objects.filter(follow_up=follow_up)
    return {
        "people": [(person, person.mail_address, person.pk in holders) for person in people],
        "is_reached": reached.filter(pk=follow_up.pk).exists(),
        "reminders": reminders.select_related("person", "message"),
    }


@form_page
def followup_update(request: HttpRequest, pk: int) -> HttpResponse:
    follow_up = load_follow_up(request, pk)
    require(request, can_update_follow_up(request.user, follow_up))
    form_class = FollowUpForm if can_write_meetings(request.user) else OwnFollowUpForm
    form = form_class(
        request.POST or None, follow_up=follow_up, cancel_url=follow_up.get_absolute_url()
    )
    if form.is_valid():
        with refusals_in(form):
            actions.update_follow_up(by=request.user, follow_up=follow_up, **form.update())
            messages.success(request, "Le suivi est enregistré.")
            return redirect(follow_up)
    return render(request, "meetings/followup_form.html", {"form": form, "follow_up": follow_up})


def load_answering(request: HttpRequest, pk: int, person_pk: int) -> tuple[FollowUp, Person]:
    """A follow-up that the coordination chases, and one of those who answer for it."""
    follow_up = load_follow_up(request, pk)
    people = people_answering(follow_up, timezone.localdate())
    person = get_visible(request, people, pk=person_pk)
    require(request, can_chase(request.user, follow_up))
    return follow_up, person


@require_POST
def followup_remind(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    follow_up, person = load_answering(request, pk, person_pk)
    try:
        actions.remind_now(by=request.user, person=person)
        messages.success(request, f"Un rappel part vers {person}, avec tous ses suivis ouverts.")
    except ValidationError as refusal:
        messages.error(request, refusal.message)
    return redirect(follow_up)


@require_POST
def followup_revoke(request: HttpRequest, pk: int, person_pk: int) -> HttpResponse:
    follow_up, person = load_answering(request, pk, person_pk)
    actions.revoke_follow_up_link(by=request.user, person=person)
    messages.success(request, f"Le lien de {person} ne sert plus; le prochain rappel en aura un.")
    return redirect(follow_up)
