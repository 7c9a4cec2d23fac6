"""The register of decisions: all that one may see, filtered, exported."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from arbj_portal.core.spreadsheets import csv_answer
from meetings.forms.decisions import DecisionFilterForm
from meetings.models import Decision
from meetings.permissions import can_certify

PER_PAGE = 25
COLUMNS = (
    "Numéro",
    "Date",
    "Instance",
    "Rencontre",
    "Point",
    "Forme",
    "Proposée par",
    "Appuyée par",
    "Texte",
    "Résultat",
    "Pour",
    "Contre",
    "Abstentions",
    "Prise sans quorum",
    "Entérinée par",
)


@login_not_required
@require_safe
def decision_register(request: HttpRequest) -> HttpResponse:
    filters = DecisionFilterForm(request.GET, user=request.user)
    page = Paginator(registered(filters, request.user), PER_PAGE).get_page(request.GET.get("page"))
    for decision in page:
        decision.may_be_certified = can_certify(request.user, decision)
    context = {"filter_form": filters, "is_filtered": filters.is_filtered, "page": page}
    return render(request, "meetings/decision_list.html", context)


@login_not_required
@require_safe
def decision_export(request: HttpRequest) -> HttpResponse:
    filters = DecisionFilterForm(request.GET, user=request.user)
    return csv_answer(
        "registre-des-decisions.csv", COLUMNS, lines(registered(filters, request.user))
    )


def registered(filters: DecisionFilterForm, user: Any) -> QuerySet[Decision]:
    """The decisions asked for, the newest meeting first, each in the order of its numbers."""
    decisions = filters.filter(Decision.objects.visible_to(user).placed()).select_related(
        "committee",
        "consultation",
        "agenda_item__meeting__committee",
        "agenda_item__parent",
        "moved_by__person",
        "seconded_by__person",
    )
    return decisions.told_to(user).order_by(
        "-on_day",
        "-agenda_item__meeting",
        F("number").asc(nulls_last=True),
        "id",
    )


def lines(decisions: QuerySet[Decision]) -> Iterator[tuple[Any, ...]]:
    for decision in decisions:
        item = decision.agenda_item
        yield (
            decision.number,
            decision.day.isoformat(),
            item.meeting.committee if item else decision.committee,
            item.meeting if item else decision.remark,
            item or decision.consultation,
            decision.get_kind_display(),
            decision.moved_by and decision.moved_by.formal_name,
            decision.seconded_by and decision.seconded_by.formal_name,
            decision.text,
            decision.get_outcome_display(),
            decision.votes_for,
            decision.votes_against,
            decision.abstentions,
            "oui" if decision.without_quorum else "non",
            decision.ratified_by,
        )
