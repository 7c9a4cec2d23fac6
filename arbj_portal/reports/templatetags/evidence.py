"""The evidence of an objective on its page: {% load evidence %}."""

from typing import Any

from django import template

from agreements.models import Objective
from arbj_portal.reports.evidence import by_year, evidence_of
from arbj_portal.reports.readable import Readable

register = template.Library()


@register.inclusion_tag("reports/_evidence.html", takes_context=True)
def objective_evidence(context: template.Context, objective: Objective) -> dict[str, Any]:
    """{% objective_evidence objective %}: what serves it, that its reader may see, by year."""
    pieces = evidence_of([objective], Readable.by(context["request"].user))[objective.pk]
    return {"years": by_year(pieces), "count": len(pieces)}
