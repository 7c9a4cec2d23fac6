"""The papers of adopted minutes: made once for each audience, then kept."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import capfirst

from arbj_portal.core.actions import action
from arbj_portal.core.documents import store_document
from arbj_portal.core.roles import Visibility
from arbj_portal.core.typography import date_text
from meetings.models import Meeting, Minutes, MinutesRendering
from meetings.papers.content import minutes_paper
from meetings.papers.pdf import as_pdf
from meetings.reading import Reading, read_meeting
from members.models import User

Audience = MinutesRendering.Audience


@action
def keep_rendering(*, by: Any, minutes: Minutes) -> MinutesRendering:
    """The rendering for this reader of adopted minutes; the first who asks has it made.

    Whoever asks at the same time waits for it.
    """
    Meeting.objects.select_for_update().get(pk=minutes.pk)
    audience = Audience.of(by)
    kept = MinutesRendering.objects.current(minutes, audience).first()
    if kept:
        return kept
    reading = read_meeting(minutes.meeting, by)
    return make_rendering(minutes, reading, audience, by)


def render_adopted(minutes: Minutes, by: User) -> None:
    """Keep adopted minutes as they stand, for every audience; a file in their place is kept."""
    if minutes.document:
        return
    reading = read_meeting(minutes.meeting, by)
    for audience in Audience:
        if not MinutesRendering.objects.current(minutes, audience).exists():
            make_rendering(minutes, reading, audience, by)


def make_rendering(
    minutes: Minutes, reading: Reading, audience: Audience, by: Any
) -> MinutesRendering:
    paper = minutes_paper(reading, minutes, audience)
    name = f"{capfirst(minutes.word)} de la rencontre du {date_text(minutes.meeting.date)}"
    is_open, errata = audience == Audience.OPEN, audience.errata_of(minutes).count()
    name += f", {errata} errata" if errata > 1 else ", erratum" if errata else ""
    document = store_document(
        by=by if by.is_authenticated else None,
        file=ContentFile(as_pdf(paper, is_kept=True)),
        title=name if is_open else f"{name} ({audience.label})",
        visibility=minutes.visibility if is_open else Visibility.COORDINATION,
        is_demonstration=paper.masthead.is_demonstration,
    )
    return MinutesRendering.objects.create(
        minutes=minutes, audience=audience, errata=errata, document=document
    )
