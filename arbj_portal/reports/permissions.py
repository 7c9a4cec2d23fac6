"""Who may do what with accounts of agreements, once they may see them."""

from typing import Any

from arbj_portal.core.roles import Role, has_role, reads_everything
from arbj_portal.reports.models import AccountabilityReport


def can_write_reports(user: Any) -> bool:
    """The administration, which accounts for its agreements."""
    return has_role(user, Role.ADMINISTRATION)


def can_read_drafts(user: Any) -> bool:
    """Those who read everything."""
    return reads_everything(user)


def can_edit_report(user: Any, report: AccountabilityReport) -> bool:
    """While it is a draft."""
    return can_write_reports(user) and not report.is_deposited
