"""Rules between rows that several models of the room share."""

import pgtrigger

from arbj_portal.core.rules import RowRule


def stays(name: str, column: str, message: str) -> RowRule:
    """The row keeps the owner it was made for: what others compare it with does not move."""
    return RowRule(
        name=name,
        operation=pgtrigger.UpdateOf(column),
        broken=f"NEW.{column} <> OLD.{column}",
        message=message,
    )
