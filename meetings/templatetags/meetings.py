"""What the pages of meetings write."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from arbj_portal.core.rich_text import sanitise
from arbj_portal.core.templatetags.portal import status
from arbj_portal.core.typography import plural
from meetings.models import FollowUp

register = template.Library()


@register.filter
def rich_text(markup: str) -> SafeString:
    """{{ point.notes|rich_text }}: stored notes, sanitised once more on their way out."""
    return mark_safe(sanitise(markup))  # noqa: S308


@register.filter
def duration_fr(seconds: int) -> str:
    """{{ item.seconds|duration_fr }}: « 12 min 3 s », « 45 s »."""
    minutes, rest = divmod(seconds, 60)
    told = [f"{minutes}\N{NO-BREAK SPACE}min"] if minutes else []
    told += [f"{rest}\N{NO-BREAK SPACE}s"] if rest or not minutes else []
    return " ".join(told)


@register.simple_tag
def follow_up_status(follow_up: FollowUp, *, plain: bool = False) -> SafeString:
    """{% follow_up_status follow_up %}: its status, or how late it is."""
    if not follow_up.is_late:
        return status(follow_up.status, follow_up.get_status_display(), plain=plain)
    days = follow_up.days_late
    return status("late", f"En retard de {days} jour{plural(days)}", plain=plain)
