"""Writing the notes of one point: no text that reaches the portal is ever dropped."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from arbj_portal.core.actions import action
from meetings.models import AgendaItem, EditingSession, Meeting, SetAsideText
from meetings.versions import text_of_version
from members.models import User

STRETCH = timedelta(minutes=10)
"""How long the autosaves of one author count as one version for people."""

NOTES_FIELDS = (
    "notes",
    "notes_version",
    "notes_stretch",
    "notes_session",
    "notes_session_base",
    "notes_saved_at",
    "notes_saved_by",
)


@dataclass(frozen=True)
class Saving:
    """The point as it now stands, and the text that was set aside, where it was not saved."""

    item: AgendaItem
    set_aside: SetAsideText | None = None

    @property
    def is_conflict(self) -> bool:
        return self.set_aside is not None and self.item.meeting.takes_changes


def lock_point(item: AgendaItem) -> AgendaItem:
    """The point as it is now, behind the lock that every change of a meeting takes first."""
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    points = AgendaItem.objects.select_for_update(of=("self",))
    return points.select_related("meeting__minutes", "notes_saved_by").get(pk=item.pk)


@action
def save_notes(*, by: User, item: AgendaItem, text: str, base: int, session: UUID) -> Saving:
    """Save what an editor holds, unless somebody else saved since: then it is set aside.

    base: the version that the text was made from. An editor whose own save was not answered
    goes on from an older one; that is no conflict.
    """
    item = lock_point(item)
    if text == item.notes:
        return Saving(item)
    if not item.meeting.takes_changes or not follows(item, base, session):
        return Saving(item, set_aside(item, text, base=base, by=by, session=session))
    write_notes(item, text, by=by, session=session)
    return Saving(item)


@action
def restore_notes(*, by: User, item: AgendaItem, version: int) -> AgendaItem:
    """Save the text of an earlier version again; the present one stays in the history."""
    item = lock_point(item)
    if item.meeting.takes_changes:
        write_notes(item, text_of_version(item, version), by=by)
    return item


@action
def tell_presence(
    *, by: User, meeting: Meeting, session: UUID, item: AgendaItem | None = None
) -> None:
    """Say that a tab has the notes open, and at which point it writes."""
    EditingSession.objects.gone().delete()
    here = EditingSession(
        meeting=meeting, user=by, session=session, agenda_item=item, seen_at=timezone.now()
    )
    EditingSession.objects.bulk_create(
        [here],
        update_conflicts=True,
        unique_fields=["meeting", "user", "session"],
        update_fields=["agenda_item", "seen_at"],
    )


@action
def leave_notes(*, by: User, meeting: Meeting, session: UUID) -> None:
    """Say that a tab has them open no more."""
    EditingSession.objects.filter(meeting=meeting, user=by, session=session).delete()


def follows(item: AgendaItem, base: int, session: UUID) -> bool:
    """Whether a text made from that version, by that editor, may take the place of the notes."""
    if base == item.notes_version:
        return True
    own = item.notes_session_base if session == item.notes_session else None
    return own is not None and own <= base < item.notes_version


def write_notes(item: AgendaItem, text: str, *, by: User, session: UUID | None = None) -> None:
    """Make a text the next version of the notes of a point; refused over a newer one.

    A session makes it an autosave: those of one author within ten minutes are one stretch.
    """
    if text == item.notes:
        return
    now = timezone.now()
    is_same_author = item.notes_saved_by_id == by.pk
    goes_on = is_same_author and item.notes_stretch and now - item.notes_stretch < STRETCH
    if session is None:
        item.notes_session_base = None
    elif session != item.notes_session:
        item.notes_session_base = item.notes_version
    item.notes_session = session
    item.notes_stretch = (item.notes_stretch if goes_on else now) if session else None
    item.notes = text
    item.notes_version += 1
    item.notes_saved_at, item.notes_saved_by = now, by
    item.save(update_fields=NOTES_FIELDS)


def set_aside(item: AgendaItem, text: str, *, base: int, by: User, session: UUID) -> SetAsideText:
    """Keep a text beside the notes; the same text of the same author once."""
    kept, _ = SetAsideText.objects.get_or_create(
        agenda_item=item,
        author=by,
        text=text,
        defaults={"base_version": base, "session": session},
    )
    return kept
