"""Points that partners propose: by account, by link, until a day; and what they are answered."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.models import Document, OutgoingMessage
from meetings import actions
from meetings.arranging import Place
from meetings.models import AgendaItem, Meeting, PersonalLink, PointProposal
from tests.meetings.factories import COORDINATION, PARTNERS, Table, make_meeting, make_point, pdf
from tests.meetings.pages import controls, errors
from tests.members.factories import make_person_contact

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SOON = TODAY + timedelta(days=10)


@pytest.fixture
def meeting(table: Table) -> Meeting:
    meeting = make_meeting(
        table.committee, status="convened", date=SOON, proposals_until=SOON - timedelta(days=3)
    )
    make_point(meeting, title="Ouverture")
    make_point(meeting, title="Points de décision", section="decision")
    make_point(meeting, title="Levée")
    return meeting


def propose(table: Table, meeting: Meeting, **fields: Any) -> PointProposal:
    return actions.propose_point(
        **{
            "by": table.partner,
            "submission": uuid4(),
            "meeting": meeting,
            "mandate": table.boivin,
            "title": "Places en garderie",
            "reason": "Des familles attendent.",
            "minutes_wanted": 15,
        }
        | fields
    )


def refusal(act: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        act()
    return refused.value.messages


def test_a_partner_proposes_a_point_once(client: Client, table: Table, meeting: Meeting) -> None:
    client.force_login(table.partner)
    address = reverse("point_propose", args=[meeting.pk])
    assert address in client.get(meeting.get_absolute_url()).content.decode()
    data = controls(client.get(address)) | {
        "title": "Places en garderie",
        "reason": "Des familles attendent.",
        "minutes_wanted": "15",
    }
    for _ in range(2):
        response = client.post(address, data | {"file": pdf()}, follow=True)
        assert response.redirect_chain == [(address, 302)]
    proposal = PointProposal.objects.get()
    assert (proposal.representative, proposal.proposed_by, proposal.state) == (
        table.boivin,
        table.partner,
        "waiting",
    )
    assert proposal.document.visibility == COORDINATION
    assert proposal.document not in Document.objects.visible_to(table.partner)
    page = response.content.decode()
    assert "En attente" in page
    assert not AgendaItem.objects.filter(title="Places en garderie").exists()


def test_what_is_refused_of_a_proposal(client: Client, table: Table, meeting: Meeting) -> None:
    client.force_login(table.partner)
    address = reverse("point_propose", args=[meeting.pk])
    data = controls(client.get(address)) | {"minutes_wanted": "0"}
    page = client.post(address, data)
    assert errors(page) == [
        "Point proposé · Donnez un titre au point.",
        "Pourquoi ce point · Dites en quelques mots pourquoi.",
        "Durée souhaitée (min) · Assurez-vous que cette valeur est supérieure ou égale à 1.",
    ]
    assert controls(page) == data
    assert not PointProposal.objects.exists()


@pytest.mark.parametrize(
    ("fields", "takes"),
    [
        ({}, True),
        ({"proposals_until": TODAY}, True),
        ({"proposals_until": TODAY - timedelta(days=1)}, False),
        ({"proposals_until": None}, False),
        ({"status": "draft"}, False),
        ({"status": "postponed", "status_reason": "Tempête"}, False),
        ({"status": "in_progress"}, False),
    ],
)
def test_until_a_day_and_while_the_meeting_is_called(
    client: Client, table: Table, meeting: Meeting, fields: dict[str, Any], takes: bool
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(**fields)
    meeting.refresh_from_db()
    if takes:
        assert propose(table, meeting).is_waiting
        return
    assert refusal(lambda: propose(table, meeting)) == [
        "Il n’est plus temps de proposer un point pour cette rencontre."
    ]
    client.force_login(table.partner)
    status = client.get(reverse("point_propose", args=[meeting.pk])).status_code
    assert status == (404 if fields.get("status") == "draft" else 403)


def test_one_proposes_by_a_mandate_of_the_day(table: Table, meeting: Meeting) -> None:
    table.boivin.ended_on = TODAY
    table.boivin.save()
    assert refusal(lambda: propose(table, meeting)) == [
        "Ce mandat ne court pas le jour de la rencontre."
    ]


def test_whoever_has_no_seat_proposes_nothing(
    client: Client, table: Table, meeting: Meeting
) -> None:
    meeting.visibility = "public"
    meeting.save()
    for reader in ("coordination", "administration", "outsider"):
        client.force_login(table.readers[reader])
        assert client.get(reverse("point_propose", args=[meeting.pk])).status_code == 403


def test_a_link_proposes_without_an_account(client: Client, table: Table, meeting: Meeting) -> None:
    link = PersonalLink.objects.create(meeting=meeting, representative=table.roy)
    address = reverse("link_propose", args=[link.token])
    assert address in client.get(link.get_absolute_url()).content.decode()
    page = client.get(address)
    assert not PointProposal.objects.exists()
    data = controls(page) | {"title": "Transport", "reason": "Il manque."}
    for _ in range(2):
        assert client.post(address, data).headers["Location"] == address
    proposal = PointProposal.objects.get()
    assert (proposal.representative, proposal.proposed_by) == (table.roy, None)
    propose(table, meeting)
    own = client.get(address).content.decode()
    assert "Transport" in own
    assert "Places en garderie" not in own
    PersonalLink.objects.update(revoked_at=timezone.now(), revoked_by=table.coordination)
    assert client.get(address).status_code == 404
    assert client.post(address, data | {"submission": str(uuid4())}).status_code == 404


def test_a_proposal_is_accepted_at_a_place(client: Client, table: Table, meeting: Meeting) -> None:
    make_person_contact(table.boivin.person, email="boivin@portail.test")
    proposal = propose(table, meeting, file=pdf())
    client.force_login(table.coordination)
    assert "Places en garderie" in client.get(meeting.agenda_url).content.decode()
    assert "Point proposé" in client.get("/").content.decode()
    address = reverse("proposal_answer", args=[meeting.pk, proposal.pk])
    page = client.get(address)
    decision = meeting.agenda_items.get(section="decision")
    assert page.context["form"]["place"].value() == f"sous-{decision.pk}"
    data = controls(page) | {"decision": "accepter", "answer": "Avec plaisir."}
    assert client.post(address, data).status_code == 302
    item = AgendaItem.objects.get(title="Places en garderie")
    assert (item.number, item.section, item.minutes_planned, item.presenter, item.proposal) == (
        "2.1",
        "decision",
        15,
        table.boivin.person,
        proposal,
    )
    document = item.attachments.get().document
    assert (document, document.visibility) == (proposal.document, PARTNERS)
    assert document in Document.objects.visible_to(table.partner)
    message = OutgoingMessage.objects.get()
    assert (message.recipient_address, message.reply_to) == (
        "boivin@portail.test",
        table.coordination.email,
    )
    assert "est accepté" in message.text
    assert "Avec plaisir." in message.text
    client.force_login(table.partner)
    told = client.get(reverse("point_propose", args=[meeting.pk])).content.decode()
    assert "Avec plaisir." in told
    assert "C’est le point 2.1." in told


def test_a_proposal_is_declined_with_a_word(client: Client, table: Table, meeting: Meeting) -> None:
    proposal = propose(table, meeting)
    client.force_login(table.coordination)
    address = reverse("proposal_answer", args=[meeting.pk, proposal.pk])
    data = controls(client.get(address)) | {"decision": "decliner"}
    assert errors(client.post(address, data)) == [
        "Mot à la personne qui propose · Dites pourquoi : la personne qui propose le lira."
    ]
    assert client.post(address, data | {"answer": "À la prochaine."}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer, proposal.answered_by) == (
        "declined",
        "À la prochaine.",
        table.coordination,
    )
    assert meeting.agenda_items.count() == 3
    Meeting.objects.update(proposals_until=None)
    client.force_login(table.partner)
    page = client.get(reverse("point_propose", args=[meeting.pk]))
    assert page.context["form"] is None
    assert "À la prochaine." in page.content.decode()


def test_an_answer_is_given_once(table: Table, meeting: Meeting) -> None:
    proposal = propose(table, meeting)
    read = {"by": table.coordination, "proposal": proposal}
    actions.accept_proposal(version=1, place=Place(), **read)
    with pytest.raises(StaleFormError):
        actions.decline_proposal(version=1, answer="Non", **read)
    assert refusal(lambda: actions.accept_proposal(version=2, place=Place(), **read)) == [
        "Cette proposition est déjà « Acceptée »."
    ]
    assert AgendaItem.objects.filter(proposal=proposal).count() == 1


def test_each_reads_their_own(table: Table, meeting: Meeting) -> None:
    propose(table, meeting)
    propose(table, meeting, by=None, mandate=table.roy, title="Transport")
    seen = {
        name: {row.title for row in PointProposal.objects.visible_to(user)}
        for name, user in table.readers.items()
    }
    both = {"Places en garderie", "Transport"}
    assert seen == {
        "coordination": both,
        "administration": both,
        "partner": {"Places en garderie"},
        "outsider": set(),
        "anonymous": set(),
    }


def test_a_call_says_until_when_to_propose(table: Table) -> None:
    make_person_contact(table.boivin.person, email="boivin@portail.test")
    draft = make_meeting(table.committee, status="draft", number=None, date=SOON)
    actions.convene_meeting(
        by=table.coordination, meeting=draft, version=1, proposals_until=SOON - timedelta(days=1)
    )
    text = OutgoingMessage.objects.get().text
    assert "vous pouvez y proposer un point à l’ordre du jour" in text
