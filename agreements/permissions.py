"""Who may do what with agreements and activities, once they may see them."""

from typing import Any

from agreements.history import activity_history
from agreements.models import Activity, Agreement
from arbj_portal.core.history_pages import authors_of
from arbj_portal.core.roles import Role, Visibility, has_role, reads_everything


def can_write_agreements(user: Any) -> bool:
    """The administration: new agreements, status, parties, money, texts, visibility."""
    return has_role(user, Role.ADMINISTRATION)


def can_take_back_agreement(user: Any, agreement: Agreement) -> bool:
    """The administration, one entered by mistake: while it is not public and never moved on."""
    return (
        can_write_agreements(user)
        and agreement.visibility != Visibility.PUBLIC
        and agreement.status_changes.count() == 1
    )


def can_record_progress(user: Any) -> bool:
    """The coordination and the administration: how objectives and milestones go, evidence."""
    return has_role(user, Role.COORDINATION, Role.ADMINISTRATION)


def can_read_history(user: Any) -> bool:
    """Those who read everything: a history tells what was once less hidden."""
    return reads_everything(user)


def can_write_activities(user: Any) -> bool:
    """The coordination and the administration."""
    return has_role(user, Role.COORDINATION, Role.ADMINISTRATION)


def can_delete_activity(user: Any, activity: Activity) -> bool:
    """Its author, entered by mistake: while it is not public and nobody else has changed it.

    The histories are read last: they only concern what one entered oneself.
    """
    return (
        can_write_activities(user)
        and activity.created_by_id == user.pk
        and activity.visibility != Visibility.PUBLIC
        and authors_of(activity_history(activity)) == {user.pk}
    )
