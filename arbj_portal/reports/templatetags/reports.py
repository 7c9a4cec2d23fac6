"""The accounts of an agreement on its page: {% load reports %}."""

from typing import Any

from django import template

from agreements.models import Agreement
from arbj_portal.reports.models import AccountabilityReport
from arbj_portal.reports.permissions import can_write_reports

register = template.Library()


@register.inclusion_tag("reports/_of_agreement.html", takes_context=True)
def agreement_reports(context: template.Context, agreement: Agreement) -> dict[str, Any]:
    """{% agreement_reports agreement %}: those its reader may see, and the way to begin one."""
    user = context["request"].user
    reports = AccountabilityReport.objects.visible_to(user).filter(agreement=agreement)
    return {
        "agreement": agreement,
        "reports": list(reports),
        "can_write": can_write_reports(user),
    }
