"""Who may read a file of a deposited report: whoever may read the report."""

from typing import Any

from django.db.models import Q

from arbj_portal.reports.models import AccountabilityReport, ReportFile


def documents_of_reports(user: Any) -> Q:
    visible = AccountabilityReport.objects.visible_to(user)
    return Q(pk__in=ReportFile.objects.filter(report__in=visible).values("document"))
