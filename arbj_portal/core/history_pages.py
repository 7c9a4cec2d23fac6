"""A history as people read it: who changed what, when, from what to what.

A room says which rows make one history, and pages through it:

    changes = changes_of(
        Source(Agreement, Q(pgh_obj=agreement.pk)),
        Source(Milestone, Q(agreement=agreement.pk), name="{title}"),
    )
    page = Paginator(changes, HISTORY_PER_PAGE).get_page(request.GET.get("page"))

    {% include "core/_history.html" with page=page %}

The number of queries depends on the models that a page meets, never on its rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import singledispatch
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import (
    FETCH_PEERS,
    BooleanField,
    DecimalField,
    Field,
    Model,
    Q,
    QuerySet,
    Value,
    Window,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Lag

from arbj_portal.core.periods import Period
from arbj_portal.core.rich_text import STARTS_AS_HTML, to_plain
from arbj_portal.core.typography import amount_text, date_text, datetime_text, time_text

HISTORY_PER_PAGE = 25
SYSTEM = "système"
REMOVED = "(retiré)"
UNTOLD = {"id", "is_demonstration"}

Names = Mapping[tuple[type[Model], Any], str]


def events_of(model: Any) -> Any:
    """The events that the rows of a recorded model left: a manager made at run time."""
    return model.pgh_event_model.objects


@dataclass(frozen=True)
class Source:
    """The events of one model that belong to a history.

    rows: the condition on its events. name: what tells its rows from each other, with the texts
    of its fields (« {position}. {text} »). untold: fields that say nothing to people.
    """

    model: type[Model]
    rows: Q
    name: str = ""
    untold: frozenset[str] = frozenset()

    @property
    def events(self) -> QuerySet[Model]:
        return events_of(self.model).filter(self.rows)

    @property
    def fields(self) -> list[Field]:
        """Those of its fields that events keep."""
        kept = {field.name for field in events_of(self.model).model._meta.concrete_fields}
        return [field for field in self.model._meta.concrete_fields if field.name in kept]


class FieldChange(NamedTuple):
    """A field of a row, before and after; an empty text where there is nothing."""

    label: str
    before: str
    after: str


class Moment(NamedTuple):
    """When something was done, by whom; changes of one request share theirs."""

    at: datetime
    who: str
    context: UUID | None


@dataclass(frozen=True)
class Change:
    """What happened to one row."""

    moment: Moment
    act: str  # « Ajout », « Modification », « Retrait »
    kind: str
    name: str
    fields: tuple[FieldChange, ...]


ACTS = {"insert": "Ajout", "update": "Modification", "delete": "Retrait"}


class Changes:
    """A history, newest first, read by slices; Django's Paginator takes it as a list."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources

    def count(self) -> int:
        return self._index().count()

    def __getitem__(self, wanted: slice) -> list[Change]:
        index = list(self._index()[wanted])
        events = self._events(index)
        names = names_of(self._related(events))
        people = people_of(event for event in events.values())
        changes = [
            self._change(
                self.sources[number],
                events[number, key],
                events.get((number, before)),
                names,
                people,
            )
            for number, key, before, _ in index
        ]
        return [change for change in changes if change.fields or change.act != ACTS["update"]]

    def _index(self) -> QuerySet:
        """Of each event: the number of its source, its key, that of the event before, its time."""
        first, *others = [
            source.events.order_by()
            .annotate(
                pgh_source=Value(number),
                pgh_before=Window(Lag("pgh_id"), partition_by="pgh_obj_id", order_by="pgh_id"),
            )
            .values_list("pgh_source", "pgh_id", "pgh_before", "pgh_created_at")
            for number, source in enumerate(self.sources)
        ]
        return first.union(*others, all=True).order_by("-pgh_created_at", "pgh_source", "-pgh_id")

    def _events(self, index: list[tuple]) -> dict[tuple[int, int], Any]:
        wanted: defaultdict[int, set[int]] = defaultdict(set)
        for number, key, before, _ in index:
            wanted[number] |= {key, before} - {None}
        return {
            (number, event.pgh_id): event
            for number, keys in wanted.items()
            for event in events_of(self.sources[number].model)
            .filter(pgh_id__in=keys)
            .select_related("pgh_context")
        }

    def _related(self, events: Mapping[tuple[int, int], Any]) -> dict[type[Model], set[Any]]:
        related: defaultdict[type[Model], set[Any]] = defaultdict(set)
        for (number, _), event in events.items():
            for field in self.sources[number].fields:
                key = getattr(event, field.attname)
                if field.related_model and key is not None:
                    related[field.related_model].add(key)
        return related

    @staticmethod
    def _change(
        source: Source, event: Any, before: Any, names: Names, people: Mapping[int | None, str]
    ) -> Change:
        texts = texts_of(source, event, names)
        then, now = {
            "insert": ({}, texts),
            "update": (texts_of(source, before or event, names), texts),
            "delete": (texts, {}),
        }[event.pgh_label]
        told = []
        for field in source.fields:
            absent = "non" if isinstance(field, BooleanField) and then and now else ""
            change = FieldChange(
                str(field.verbose_name),
                then.get(field.name) or absent,
                now.get(field.name) or absent,
            )
            if change.before != change.after and field.name not in UNTOLD | source.untold:
                told.append(change)
        moment = Moment(
            event.pgh_created_at, people.get(author_of(event), SYSTEM), event.pgh_context_id
        )
        kind = str(source.model._meta.verbose_name)
        return Change(moment, ACTS[event.pgh_label], kind, source.name.format_map(texts), (*told,))


def changes_of(*sources: Source) -> Changes:
    return Changes(sources)


def authors_of(sources: Iterable[Source]) -> set[int | None]:
    """Who did any of it; None stands for what was done by no account."""
    first, *others = [
        source.events.order_by().values_list(KeyTextTransform("user", "pgh_context__metadata"))
        for source in sources
    ]
    return {user and int(user) for (user,) in first.union(*others)}


def author_of(event: Any) -> int | None:
    """The account in whose name it was done."""
    return event.pgh_context and event.pgh_context.metadata.get("user")


def people_of(events: Iterable[Any]) -> dict[int | None, str]:
    users = {author for event in events if (author := author_of(event))}
    return {user.pk: str(user) for user in get_user_model()._base_manager.filter(pk__in=users)}


def names_of(related: Mapping[type[Model], set[Any]]) -> Names:
    """What rows are called; those that are no more, as they were last called."""
    names: dict[tuple[type[Model], Any], str] = {}
    for model, keys in related.items():
        rows = model._base_manager.filter(pk__in=keys).fetch_mode(FETCH_PEERS)
        found = {row.pk: row for row in rows}
        names |= {(model, key): str(row) for key, row in found.items()}
        gone = keys - found.keys()
        if gone and hasattr(model, "pgh_event_model"):
            names |= {(model, key): name for key, name in last_names(model, gone).items()}
    return names


def last_names(model: type[Model], keys: set[Any]) -> dict[Any, str]:
    events = (
        events_of(model)
        .filter(pgh_obj__in=keys)
        .fetch_mode(FETCH_PEERS)
        .order_by("pgh_obj_id", "-pgh_id")
        .distinct("pgh_obj_id")
    )
    return {event.pgh_obj_id: last_name(model, event) for event in events}


def last_name(model: type[Model], event: Any) -> str:
    try:
        return model.__str__(event)
    except ObjectDoesNotExist:
        return REMOVED


def texts_of(source: Source, event: Any, names: Names) -> dict[str, str]:
    return {field.name: text_of(field, event, names) for field in source.fields}


def text_of(field: Field, event: Any, names: Names) -> str:
    """The value of a field as people read it."""
    value = getattr(event, field.attname)
    if field.related_model:
        return "" if value is None else names.get((field.related_model, value), REMOVED)
    choices = getattr(field, "base_field", field).flatchoices
    if isinstance(value, list):
        return ", ".join(str(dict(choices).get(item, item)) for item in value)
    if choices:
        return str(dict(choices).get(value, value))
    if isinstance(field, DecimalField) and field.decimal_places == 2:
        return amount_text(value)
    return plain_text(value)


@singledispatch
def plain_text(value: Any) -> str:
    return str(value)


@plain_text.register
def _(value: None) -> str:
    return ""


@plain_text.register
def _(value: bool) -> str:
    return "oui" if value else ""


@plain_text.register
def _(value: str) -> str:
    return to_plain(value) if STARTS_AS_HTML.match(value) else value


plain_text.register(Period, lambda value: value.text)
plain_text.register(datetime, datetime_text)
plain_text.register(date, date_text)
plain_text.register(time, time_text)
