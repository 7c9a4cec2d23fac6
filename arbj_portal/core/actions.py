"""What every action is made of: one transaction, one author, no lost update, no second sending."""

import uuid
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import pghistory
from django.db import IntegrityError, models, transaction

from arbj_portal.core.models import Submission


class StaleFormError(Exception):
    """Somebody saved the same thing after this form was opened; carries its version now."""


class AlreadySubmitted(Exception):
    """The same form was received before; carries the address of what it made."""

    def __init__(self, result_url: str) -> None:
        super().__init__(result_url)
        self.result_url = result_url


def action[**P, R](act: Callable[P, R]) -> Callable[P, R]:
    """Decorate a write: all of it or nothing, and history tells who did it (by=None: nobody)."""

    @wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        by: Any = kwargs["by"]
        with transaction.atomic(), pghistory.context(user=by.pk if by else None):
            return act(*args, **kwargs)

    return run


def take_version(instance: Any, version: int) -> None:
    """Advance a locked row from the version that was read, or raise StaleFormError."""
    if instance.version != version:
        raise StaleFormError(instance.version)
    instance.version = version + 1


def lock[M: models.Model](row: M, version: int) -> M:
    """The row as it stands, locked and one version further; StaleFormError where it moved on.

    Its key does not change: rows that are tied to it meanwhile need not wait.
    """
    locked = type(row)._base_manager.select_for_update(no_key=True).get(pk=row.pk)
    take_version(locked, version)
    return locked


def write[M: models.Model](row: M, fields: Mapping[str, Any]) -> M:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    return row


def write_changes[M: models.Model](row: M, fields: Mapping[str, Any]) -> M:
    """A new row, or a known one where it becomes another: one version further, then."""
    if row._state.adding:
        return write(row, fields)
    versioned: Any = row
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if changed:
        versioned.version += 1
        write(row, changed)
    return row


def claim_submission(*, token: uuid.UUID, by: Any) -> Submission:
    """Take the token, inside the transaction of the action; AlreadySubmitted the second time."""
    try:
        with transaction.atomic():
            return Submission.objects.create(token=token, user=by)
    except IntegrityError:
        raise AlreadySubmitted(Submission.objects.get(token=token).result_url) from None


def lead_to(submission: Submission, url: str) -> None:
    """The same form, received again, answers with this address."""
    submission.result_url = url
    submission.save(update_fields=["result_url"])
