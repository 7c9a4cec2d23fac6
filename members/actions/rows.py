"""Writing one row: over the version that was read, or as the result of a form sent once."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from arbj_portal.core.forms import take_version
from arbj_portal.core.models import Submission


def lock[M: Model](row: M, version: int) -> M:
    """The row as it stands, locked and one version further; StaleFormError where it moved on."""
    locked = type(row)._base_manager.select_for_update().get(pk=row.pk)
    take_version(locked, version)
    return locked


def write[M: Model](row: M, fields: Mapping[str, Any]) -> M:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def lead_to(submission: Submission, url: str) -> None:
    """The same form, received again, answers with this address."""
    submission.result_url = url
    submission.save(update_fields=["result_url"])
