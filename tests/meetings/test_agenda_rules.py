"""What the database refuses of models, of proposals and of documents of points."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from arbj_portal.core.documents import store_document
from meetings.models import (
    AgendaItemDocument,
    AgendaModel,
    AgendaModelItem,
    Meeting,
    PointProposal,
)
from tests.meetings.factories import DAY, Table, make_meeting, make_minutes, make_point, pdf
from tests.meetings.test_models import broken

pytestmark = pytest.mark.django_db


def item(model: AgendaModel, **fields: Any) -> AgendaModelItem:
    return AgendaModelItem.objects.create(
        model=model, **({"position": 1, "title": "Ouverture"} | fields)
    )


def test_a_model_has_a_name_of_its_own(table: Table) -> None:
    AgendaModel.objects.create(name="Séance")
    AgendaModel.objects.create(name="Séance", committee=table.committee)
    create = AgendaModel.objects.create
    assert broken(lambda: create(name="Séance")) == "meetings_agendamodel_unique"
    assert broken(lambda: create(name="")) == "meetings_agendamodel_name"


def test_points_of_a_model_have_a_title_and_a_place() -> None:
    model, other = (AgendaModel.objects.create(name=name) for name in ("Un", "Deux"))
    above = item(model)
    under = item(model, parent=above)
    assert broken(lambda: item(model)) == "meetings_agendamodelitem_position"
    assert broken(lambda: item(model, position=2, title="")) == "meetings_agendamodelitem_title"
    for parent, owner in ((above, other), (under, model)):
        found = broken(lambda parent=parent, owner=owner: item(owner, parent=parent, position=2))
        assert found == "meetings_agendamodelitem_parent_of_same_model"


def propose(table: Table, meeting: Meeting, **fields: Any) -> PointProposal:
    return PointProposal.objects.create(
        **{
            "meeting": meeting,
            "representative": table.roy,
            "title": "Transport",
            "reason": "Il manque.",
        }
        | fields
    )


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"title": ""}, "title"),
        ({"reason": ""}, "why"),
        ({"state": "accepted"}, "state"),
        ({"answered_at": timezone.now()}, "answered"),
    ],
)
def test_a_proposal_is_whole(table: Table, fields: dict[str, Any], rule: str) -> None:
    meeting = make_meeting(table.committee)
    found = broken(lambda: propose(table, meeting, **fields))
    assert found == f"meetings_pointproposal_{rule}"


def test_a_proposal_is_declined_with_a_word(table: Table) -> None:
    answered = {"answered_at": timezone.now(), "answered_by": table.coordination}
    meeting = make_meeting(table.committee)
    found = broken(lambda: propose(table, meeting, state="declined", **answered))
    assert found == "meetings_pointproposal_declined"


def test_one_proposes_in_one_s_committee(table: Table) -> None:
    elsewhere = make_meeting(Table("Autre", "AUTRE").committee)
    found = broken(lambda: propose(table, elsewhere))
    assert found == "meetings_pointproposal_mandate_of_committee"


def test_points_are_proposed_before_the_meeting_at_the_latest(table: Table) -> None:
    late = DAY + timedelta(days=1)
    found = broken(lambda: make_meeting(table.committee, proposals_until=late))
    assert found == "meetings_meeting_proposals"


def test_a_document_is_attached_once_and_not_to_what_is_adopted(table: Table) -> None:
    meeting = make_meeting(table.committee)
    point = make_point(meeting)
    document = store_document(by=None, file=pdf(), title="Pièce")
    attach = lambda: AgendaItemDocument.objects.create(agenda_item=point, document=document)  # noqa: E731
    attachment = attach()
    assert broken(attach) == "meetings_agendaitemdocument_unique"
    make_minutes(meeting, "adopted")
    locked = "meetings_agendaitemdocument_locked_once_adopted"
    assert broken(attachment.delete) == locked
