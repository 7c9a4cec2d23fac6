"""What adopted minutes say does not change any more: the database refuses it."""

from collections.abc import Collection

import pgtrigger

from arbj_portal.core.rules import RowRule

ADOPTED = "('adopted', 'adopted_with_changes')"
ANY_CHANGE = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
OWN_MEETING = "{row}.meeting_id"
MEETING_OF_POINT = "(SELECT meeting_id FROM meetings_agendaitem WHERE id = {row}.agenda_item_id)"
MEETING_OF_ATTENDANCE = (
    "(SELECT meeting_id FROM meetings_attendance WHERE id = {row}.attendance_id)"
)
MESSAGE = "Le texte adopté ne change plus."


def locked_once_adopted(meeting: str, *, lives_on: Collection[str] = ()) -> RowRule:
    """A row that adopted minutes tell of is neither added, changed nor removed.

    meeting: SQL for the key of its meeting, over « {row} ». lives_on: the columns that change
    still. Who adopts the minutes waits for those who change a row, and the other way round.
    """
    meetings = f"({meeting.format(row='OLD')}, {meeting.format(row='NEW')})"
    return RowRule(
        name="locked_once_adopted",
        operation=ANY_CHANGE,
        locks=f"PERFORM FROM meetings_minutes WHERE meeting_id IN {meetings} FOR SHARE;",
        broken=f"""{says_something_else(lives_on)} AND EXISTS (
            SELECT FROM meetings_minutes minutes
            WHERE minutes.meeting_id IN {meetings} AND minutes.state IN {ADOPTED}
        )""",
        message=MESSAGE,
    )


def adopted_stays(*, lives_on: Collection[str]) -> RowRule:
    """Adopted minutes themselves keep what they say, and are not deleted."""
    return RowRule(
        name="adopted_stays",
        operation=pgtrigger.Update | pgtrigger.Delete,
        broken=f"OLD.state IN {ADOPTED} AND {says_something_else(lives_on)}",
        message=MESSAGE,
    )


def says_something_else(lives_on: Collection[str]) -> str:
    """SQL: whether more changes than these columns; to add or to remove changes all."""
    columns = "ARRAY[{}]::text[]".format(", ".join(f"'{column}'" for column in lives_on))
    return f"(to_jsonb(OLD) - {columns}) IS DISTINCT FROM (to_jsonb(NEW) - {columns})"
