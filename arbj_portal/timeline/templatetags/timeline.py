"""The timeline on other pages: {% load timeline %}. Each shows what its reader may see."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, Objective
from arbj_portal.core.roles import reads_everything
from arbj_portal.timeline.models import ObjectiveLink, TimelineEntry, TimelineEntryQuerySet

register = template.Library()

MOST_EVIDENCE = 10


@dataclass(frozen=True, slots=True)
class Evidence:
    """The newest entries that serve an objective, how many there are, and where all of them are."""

    entries: list[TimelineEntry]
    total: int
    url: str


@register.inclusion_tag("timeline/_of_agreement.html", takes_context=True)
def agreement_timeline(
    context: template.Context, agreement: Agreement, count: int = 10
) -> dict[str, Any]:
    """{% agreement_timeline agreement %}: its newest entries, and a link to all of them."""
    user = context["request"].user
    entries = TimelineEntry.objects.visible_to(user).filter(agreement=agreement)
    return newest(entries, user, count) | {"agreement": agreement}


@register.inclusion_tag("timeline/_recent.html", takes_context=True)
def recent_entries(context: template.Context, count: int = 5) -> dict[str, Any]:
    """{% recent_entries 5 %}: what happened last, today included."""
    user = context["request"].user
    entries = TimelineEntry.objects.visible_to(user).filter(starts_on__lte=timezone.localdate())
    return newest(entries, user, count)


def newest(entries: TimelineEntryQuerySet, user: Any, count: int) -> dict[str, Any]:
    return {
        "entries": list(entries.for_lines(user).in_order()[:count]),
        "shows_visibility": reads_everything(user),
    }


@register.simple_tag(takes_context=True)
def objective_evidence(context: template.Context, agreement: Agreement) -> dict[int, Evidence]:
    """{% objective_evidence agreement as evidence %}: what each of its objectives rests on.

    By objective id, in one query; {% with proof=evidence|of:objective %} gives one of them.
    """
    user = context["request"].user
    links = (
        ObjectiveLink.objects.visible_to(user)
        .filter(objective__agreement=agreement)
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by="objective",
                order_by=["-starts_on", "-entry__source", "-entry__source_id"],
            ),
            total=Window(Count("*"), partition_by="objective"),
        )
        .filter(rank__lte=MOST_EVIDENCE)
        .select_related("entry")
        .defer("entry__words", "entry__dates")
        .order_by("objective", "rank")
    )
    found: dict[int, Evidence] = {}
    for link in links:
        url = f"{reverse('timeline')}?objectif={link.objective_id}"
        evidence = found.setdefault(link.objective_id, Evidence([], link.total, url))
        evidence.entries.append(link.entry)
    return found


@register.filter
def of(evidence: dict[int, Evidence], objective: Objective) -> Evidence | None:
    """{{ evidence|of:objective }}: what the objective rests on, None where nothing does."""
    return evidence.get(objective.pk)
