"""History kept by database triggers: who changed what, when, from what to what."""

from collections.abc import Callable, Iterable

import pghistory
from django.db.models import Model


def recorded[M: type[Model]](*, exclude: Iterable[str] = ()) -> Callable[[M], M]:
    """Class decorator: each insert, change and deletion of a row leaves an event.

    Excluded fields are neither kept nor a reason for an event (a password, a last sign-in);
    nor is the version, which only says that something else changed.
    """

    def track(model: M) -> M:
        names = {field.name for field in model._meta.local_fields}
        return pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=[*exclude, *({"version"} & names)],
        )(model)

    return track
