"""How a view answers when an action refuses: a newer version, a broken rule, a form sent twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.models import Submission

STALE = (
    "Cette fiche a été modifiée entre-temps. Ce que vous avez tapé est encore ici : "
    "comparez-le à la fiche d’aujourd’hui, puis enregistrez de nouveau pour le garder."
)


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Make errors of the form of what an action refuses; the view then shows it again.

    After somebody else's save the form takes the newer version along, so that saving once more
    is a choice made knowingly.
    """
    try:
        yield
    except StaleFormError as error:
        data: Any = form.data
        form.data = data = data.copy()  # what a request sent does not change
        data[form.add_prefix("version")] = error.args[0]
        form.add_error(None, STALE)
    except IntegrityError as error:
        form.add_error(None, constraint_error(error))
    except ValidationError as error:
        form.add_error(None, error)


def sent_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose form carries a submission: sent twice, it leads to the first result.

    The second is known before it is read, or after, for its form would complain of what the
    first made; where both reach the action, its claim on the token decides.
    """

    @wraps(view)
    def once(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            refuse_second(request)
            answer = view(request, *args, **kwargs)
            if answer.status_code == HTTPStatus.OK:
                refuse_second(request)  # its form complains of what the first made meanwhile
            return answer
        except AlreadySubmitted as first:
            messages.info(request, "Ce formulaire avait déjà été reçu : en voici le résultat.")
            return redirect(first.result_url or "home")

    return once


def refuse_second(request: HttpRequest) -> None:
    first = Submission.objects.filter(pk__in=tokens_of(request), user=request.user.pk).first()
    if first:
        raise AlreadySubmitted(first.result_url)


def tokens_of(request: HttpRequest) -> list[UUID]:
    """What was sent as a submission, by a form with or without a prefix."""
    tokens = []
    for name in request.POST:
        if name.rpartition("-")[2] == "submission":
            with suppress(ValueError):
                tokens.append(UUID(request.POST.get(name, "")))
    return tokens
