"""History kept by database triggers: who changed what, when, from what to what."""

from collections.abc import Callable, Iterable

import pghistory
from django.db.models import Model


def recorded[M: type[Model]](*, exclude: Iterable[str] = ()) -> Callable[[M], M]:
    """Class decorator: each insert, change and deletion of a row leaves an event.

    Excluded fields are neither kept nor a reason for an event (a password, a last sign-in).
    """
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude),
    )
