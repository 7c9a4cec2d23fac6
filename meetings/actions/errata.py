"""Correcting adopted minutes in the open."""

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from arbj_portal.core.actions import action, claim_submission, lead_to
from meetings.actions.renderings import render_adopted
from meetings.models import AgendaItem, Erratum, Meeting, Minutes
from members.models import User


@action
def write_erratum(
    *,
    by: User,
    submission: UUID,
    minutes: Minutes,
    day: date,
    text: str,
    reason: str,
    agenda_item: AgendaItem | None = None,
) -> Erratum:
    """Write a correction beside the adopted text; its papers are kept anew, those before stay."""
    claim = claim_submission(token=submission, by=by)
    lead_to(claim, minutes.meeting.get_absolute_url())
    Meeting.objects.select_for_update().get(pk=minutes.pk)
    if day > timezone.localdate():
        raise ValidationError({"day": "Cette date est à venir."})
    erratum = Erratum.objects.create(
        minutes=minutes, agenda_item=agenda_item, date=day, text=text, reason=reason, author=by
    )
    render_adopted(minutes, by)
    return erratum
