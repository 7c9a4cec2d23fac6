"""How a view answers when an action refuses: a newer version, a broken rule, a form sent twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, time
from decimal import Decimal
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.forms import (
    BaseForm,
    BooleanField,
    BoundField,
    ChoiceField,
    ModelChoiceField,
    ModelMultipleChoiceField,
)
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.choices import flatten_choices
from django.utils.html import strip_tags

from arbj_portal.core.actions import AlreadySubmitted, StaleFormError
from arbj_portal.core.amounts import format_amount
from arbj_portal.core.forms import RichTextField, VersionedMixin, constraint_error
from arbj_portal.core.models import Submission
from arbj_portal.core.rich_text import to_plain
from arbj_portal.core.typography import date_text, time_text

STALE = (
    "Cette fiche a été modifiée entre-temps. Ce que vous avez tapé est encore ici, et ce qui "
    "diffère est indiqué sous chaque champ : enregistrez de nouveau pour garder votre version."
)
TODAY = "La fiche dit maintenant : {}"
NOTHING = "rien"


@contextmanager
def refusals_in(form: BaseForm) -> Iterator[None]:
    """Make errors of the form of what an action refuses; the view then shows it again.

    After somebody else's save the form takes the newer version along, and tells under each field
    what it would overwrite, so that saving once more is a choice made knowingly.
    """
    try:
        yield
    except StaleFormError as error:
        data: Any = form.data
        form.data = data = data.copy()  # what a request sent does not change
        data[form.add_prefix("version")] = error.args[0]
        form.add_error(None, STALE)
        today = {name: stored_text(form[name]) for name in differing_fields(form)}
        for name, text in (today | getattr(form, "told_today", {})).items():
            form.add_error(name, TODAY.format(text))
    except IntegrityError as error:
        form.add_error(None, constraint_error(error))
    except ValidationError as error:
        form.add_error(None, error)


def refusal_of(act: Callable[[], object], *, moved_on: str) -> str:
    """Why an act was refused, for a button that has no form to show again; empty where it is done.

    moved_on: what is said where somebody else was faster.
    """
    try:
        act()
    except StaleFormError:
        return moved_on
    except IntegrityError as error:
        return " ".join(constraint_error(error).messages)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def refusal_over_version(
    request: HttpRequest, act: Callable[[int], object], *, moved_on: str
) -> str:
    """The same for a button that sends nothing but the version that was read."""
    form = VersionedMixin(request.POST)
    if not form.is_valid():
        return moved_on
    return refusal_of(lambda: act(form.cleaned_data["version"]), moved_on=moved_on)


def differing_fields(form: BaseForm) -> list[str]:
    """Those in which what was typed is not what is stored today, with which the form began."""
    return [name for name in form.changed_data if name in form.initial and not form[name].is_hidden]


def stored_text(bound: BoundField) -> str:
    """What a field began with, as people read it: « Chapais », « 29 mai 2014 », « oui »."""
    field, value = bound.field, bound.initial
    if isinstance(field, ModelChoiceField):
        text = rows_text(field, value)
    elif isinstance(field, ChoiceField):
        choices: Any = field.choices
        names = dict(flatten_choices(choices))
        values = value if isinstance(value, list) else [value]
        text = ", ".join(strip_tags(str(names.get(item, item))) for item in values if item)
    elif isinstance(field, BooleanField):
        text = "oui" if value else "non"
    elif isinstance(field, RichTextField):
        text = to_plain(value or "")
    else:
        text = text_of(value)
    return f"«\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}»" if text else NOTHING


def rows_text(field: Any, value: Any) -> str:
    values = value if isinstance(field, ModelMultipleChoiceField) else [value]
    keys = [getattr(row, "pk", row) for row in values or []]
    return ", ".join(map(field.label_from_instance, field.queryset.filter(pk__in=keys)))


def text_of(value: Any) -> str:
    write = {date: date_text, time: time_text, Decimal: format_amount}.get(type(value), str)
    return "" if value is None else write(value)


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
