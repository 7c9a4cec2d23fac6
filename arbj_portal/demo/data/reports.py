"""A draft of the accounts of the first agreement, over what the page tells of it."""

from agreements.models import Agreement
from arbj_portal.core.periods import Period
from arbj_portal.reports.actions import begin_report


def begin_accounts(agreement: Agreement) -> None:
    begin_report(by=None, agreement=agreement, period=Period.from_edtf("2013-10/2015-03"))
