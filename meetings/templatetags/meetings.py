"""What the pages of meetings write."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from arbj_portal.core.rich_text import sanitise
from arbj_portal.core.templatetags.portal import status
from arbj_portal.core.typography import date_html, plural
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


@register.simple_tag
def postponements(follow_up: FollowUp) -> SafeString | str:
    """{% postponements follow_up %}: « reporté 2 fois : du 1er au 8 mars, puis au 15 mai »."""
    rows = list(follow_up.postponements.all())
    if not rows:
        return ""
    told, stood = SafeString(), None
    for row in rows:
        joint = ", puis " if told else ""
        if row.due_from and row.due_from != stood:
            told += format_html(
                "{}du {} au {}", joint, date_html(row.due_from), date_html(row.due_to)
            )
        else:
            told += format_html("{}au {}", joint, date_html(row.due_to))
        stood = row.due_to
    return format_html("reporté {} fois\N{NO-BREAK SPACE}: {}", len(rows), told)


@register.filter
def plural_of(count: int, words: str) -> str:
    """{{ count|plural_of:"ouvert,ouverts" }}; one form alone holds for all."""
    return plural(count, words) if "," in words else words
