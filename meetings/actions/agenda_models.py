"""Keeping agendas as models for the meetings to come."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from arbj_portal.core.actions import action, claim_submission, lead_to, lock, write
from meetings.models import AgendaItem, AgendaModel, AgendaModelItem, Meeting, Section
from meetings.records import PointEntry
from meetings.starting import points_of_meeting
from members.models import Committee, User

ORDINARY = "Séance ordinaire"
KINDS = {
    Section.AGENDA: AgendaItem.Kind.DECISION,
    Section.PREVIOUS_MINUTES: AgendaItem.Kind.DECISION,
    Section.FOLLOW_UPS: AgendaItem.Kind.DISCUSSION,
    Section.DECISION: AgendaItem.Kind.DECISION,
    Section.AGREEMENT: AgendaItem.Kind.DISCUSSION,
    Section.ROUND_TABLE: AgendaItem.Kind.DISCUSSION,
}


@action
def make_ordinary_model(*, by: User | None) -> AgendaModel:
    """The model that every portal begins with: the sections of the field, in their order."""
    model, is_new = AgendaModel.objects.get_or_create(name=ORDINARY, committee=None)
    if is_new:
        fill_model(
            model,
            [
                PointEntry(
                    {
                        "section": section,
                        "title": section.label,
                        "kind": KINDS.get(section, AgendaItem.Kind.INFORMATION),
                    }
                )
                for section in Section
            ],
        )
    return model


@action
def keep_as_model(
    *, by: User, submission: UUID, meeting: Meeting, name: str, committee: Committee | None
) -> AgendaModel:
    """Keep the agenda of a meeting as a model, without what is of that meeting alone."""
    claim = claim_submission(token=submission, by=by)
    model = AgendaModel.objects.create(
        name=name, committee=committee, is_demonstration=meeting.is_demonstration
    )
    fill_model(model, points_of_meeting(meeting))
    lead_to(claim, reverse("agenda_model_list"))
    return model


@action
def edit_agenda_model(
    *, by: User, model: AgendaModel, version: int, values: Mapping[str, Any]
) -> AgendaModel:
    """Give a model another name, or other committees to serve."""
    return write(lock(model, version), values)


@action
def delete_agenda_model(*, by: User, model: AgendaModel, version: int) -> None:
    """Delete a model; the meetings that started from it keep their agendas."""
    lock(model, version).delete()


def fill_model(model: AgendaModel, entries: Iterable[PointEntry]) -> None:
    """The points of a model, in their order."""
    fields = {field.name for field in AgendaModelItem._meta.fields}
    taken: Counter[int | None] = Counter()
    parent: AgendaModelItem | None = None
    for entry in entries:
        above = parent if entry.is_sub_point else None
        key = above.pk if above else None
        taken[key] += 1
        item = AgendaModelItem.objects.create(
            model=model,
            parent=above,
            position=taken[key],
            **{name: value for name, value in entry.values.items() if name in fields},
        )
        parent = parent if entry.is_sub_point else item
