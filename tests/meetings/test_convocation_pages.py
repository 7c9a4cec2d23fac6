"""Calling people, following who answers, and the pages of personal links."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.documents import store_document
from arbj_portal.core.models import OutgoingMessage
from meetings.models import Meeting, MeetingMessage, PersonalLink, Reply
from tests.meetings.factories import (
    COORDINATION,
    DAY,
    PARTNERS,
    PDF,
    Table,
    make_meeting,
    make_point,
    now,
    pdf,
)
from tests.meetings.pages import controls, errors
from tests.meetings.test_convocations import LATER, SPACE, convened, draft
from tests.paper_text import pdf_text

pytestmark = pytest.mark.django_db
REFUSED = "Ce lien ne sert plus"


def link_of(mandate: Any) -> str:
    return PersonalLink.objects.unrevoked().get(representative=mandate).get_absolute_url()


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_recap_says_what_goes_to_whom_before_it_goes(client: Client, table: Table) -> None:
    meeting = draft(table)
    client.force_login(table.coordination)
    address = reverse("meeting_convene", args=[meeting.pk])
    page = client.get(address)
    recap = page.context["recap"]
    assert [(row.person.last_name, where) for row, where in recap.recipients] == [
        ("Audet", "audet@portail.test"),
        ("Boivin", "boivin@portail.test"),
        ("Roy", ""),
    ]
    assert recap.enclosures[-1] == "Rencontre.ics"
    assert not OutgoingMessage.objects.exists()
    response = client.post(address, controls(page) | {"words": "Au plaisir"})
    assert response.status_code == 302
    sent = OutgoingMessage.objects.get(recipient_name="Dominique Audet")
    assert sent.subject == recap.subject
    assert "\n\nAu plaisir\n\n" in sent.text


def test_a_link_answers_without_an_account(client: Client, table: Table) -> None:
    meeting = convened(table)
    make_point(meeting, title="Ouverture")
    make_point(meeting, title="Secret", is_closed_session=True)
    address = link_of(table.boivin)
    page = client.get(address)
    said = page.content.decode()
    assert "Dominique Boivin" in said
    assert "Ouverture" in said
    assert "Secret" not in said
    assert "no-store" in page["Cache-Control"]
    data = controls(page) | {"answer": "substitute", "substitute": "Alice Tremblay"}
    assert client.post(address, data, follow=True).status_code == 200
    reply = Reply.objects.get()
    assert (reply.representative, reply.answer, reply.substitute, reply.answered_by) == (
        table.boivin,
        "substitute",
        "Alice Tremblay",
        None,
    )
    assert f"Votre réponse{SPACE}: remplacement par Alice Tremblay" in text(client, address)


def test_reading_a_link_changes_nothing(client: Client, table: Table) -> None:
    meeting = convened(table)
    address = link_of(table.boivin)
    before = Meeting.objects.values().get(), PersonalLink.objects.count(), Reply.objects.count()
    for _ in range(2):
        assert client.get(f"{address}?answer=present&version={meeting.version}").status_code == 200
        assert client.head(address).status_code == 200
    after = Meeting.objects.values().get(), PersonalLink.objects.count(), Reply.objects.count()
    assert after == before


def altered(table: Table, address: str) -> str:
    return address[:-2] + ("A" if address[-2] != "A" else "B") + "/"


def unsigned(table: Table, address: str) -> str:
    return address.partition(".")[0] + "/"


def of_another_signer(table: Table, address: str) -> str:
    return reverse("personal_link", args=["00000000000000000000000000000000.abc"])


def revoked(table: Table, address: str) -> str:
    PersonalLink.objects.update(revoked_at=timezone.now(), revoked_by=table.coordination)
    return address


def after_the_end(table: Table, address: str) -> str:
    Meeting.objects.update(date=DAY)
    return address


def held(table: Table, address: str) -> str:
    Meeting.objects.update(status="held")
    return address


def sitting_no_more(table: Table, address: str) -> str:
    table.boivin.ended_on = timezone.localdate() - timedelta(days=1)
    table.boivin.save()
    return address


@pytest.mark.parametrize(
    "spoil",
    [altered, unsigned, of_another_signer, revoked, after_the_end, held, sitting_no_more],
)
def test_a_link_that_does_not_serve_says_nothing_else(
    client: Client, table: Table, spoil: Any
) -> None:
    meeting = convened(table)
    address = spoil(table, link_of(table.boivin))
    for response in (
        client.get(address),
        client.post(address, {"version": meeting.version, "answer": "present"}),
        client.get(f"{address}documents/1/"),
    ):
        said = response.content.decode()
        assert (response.status_code, REFUSED in said) == (404, True)
        assert "Boivin" not in said
        assert meeting.title not in said
    assert not Reply.objects.exists()


def test_a_link_tells_that_a_meeting_will_not_be(client: Client, table: Table) -> None:
    convened(table)
    Meeting.objects.update(status="cancelled", status_reason="Tempête")
    address = link_of(table.boivin)
    page = client.get(address)
    assert "Tempête" in page.content.decode()
    assert page.context["form"] is None
    assert client.post(address, {"version": 1, "answer": "present"}).status_code == 200
    assert not Reply.objects.exists()


@pytest.mark.parametrize(("level", "status"), [(PARTNERS, 200), (COORDINATION, 404)])
def test_a_link_opens_the_documents_of_those_called(
    client: Client, table: Table, level: str, status: int
) -> None:
    meeting = convened(table)
    client.force_login(table.coordination)
    attach = reverse("meeting_attach", args=[meeting.pk])
    client.post(attach, controls(client.get(attach)) | {"title": "Budget", "file": pdf()})
    document = meeting.attachments.get().document
    document.visibility = level
    document.save()
    client.logout()
    address = link_of(table.boivin)
    assert ("Budget" in text(client, address)) == (status == 200)
    response = client.get(f"{address}documents/{document.pk}/")
    assert (response.status_code, b"".join(response)[:4] == PDF[:4]) == (status, status == 200)
    response.close()


def test_a_link_opens_no_document_of_another_meeting(client: Client, table: Table) -> None:
    convened(table)
    other = make_meeting(table.committee, date=LATER, status="convened")
    client.force_login(table.coordination)
    attach = reverse("meeting_attach", args=[other.pk])
    client.post(attach, controls(client.get(attach)) | {"title": "Budget", "file": pdf()})
    client.logout()
    pk = other.attachments.get().document_id
    assert client.get(f"{link_of(table.boivin)}documents/{pk}/").status_code == 404


def test_the_coordination_renews_and_revokes_a_link(client: Client, table: Table) -> None:
    meeting = convened(table)
    first = link_of(table.boivin)
    client.force_login(table.coordination)
    address = reverse("link_renew", args=[meeting.pk, table.boivin.pk])
    response = client.post(address, {"version": now(meeting)["version"]})
    assert response.headers["Location"] == reverse("meeting_calls", args=[meeting.pk])
    second = link_of(table.boivin)
    message = OutgoingMessage.objects.filter(recipient_name="Dominique Boivin").latest("pk")
    assert second in message.text
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    address = reverse("link_revoke", args=[meeting.pk, table.boivin.pk])
    client.post(address, {"version": now(meeting)["version"]})
    assert client.get(second).status_code == 404


def test_the_coordination_records_what_was_answered_on_paper(client: Client, table: Table) -> None:
    meeting = convened(table)
    client.force_login(table.coordination)
    address = reverse("reply_record", args=[meeting.pk, table.roy.pk])
    page = client.get(address)
    assert errors(client.post(address, controls(page))) == ["Réponse · Ce champ est obligatoire."]
    response = client.post(address, controls(page) | {"answer": "absent"})
    assert response.headers["Location"] == reverse("meeting_calls", args=[meeting.pk])
    reply = Reply.objects.get()
    assert (reply.representative, reply.answer, reply.answered_by) == (
        table.roy,
        "absent",
        table.coordination,
    )


def test_the_coordination_sees_who_was_called_by_what(client: Client, table: Table) -> None:
    meeting = convened(table)
    Reply.objects.create(meeting=meeting, representative=table.boivin, answer="remote")
    late = table.seat("Tard", "Ville de Matagami")
    client.force_login(table.coordination)
    page = client.get(reverse("meeting_calls", args=[meeting.pk]))
    found = {
        line.mandate: (
            [sent.message is not None for sent in line.messages],
            line.has_link,
            line.reply and line.reply.answer,
        )
        for line in page.context["lines"]
    }
    assert found == {
        table.audet: ([True], True, None),
        table.boivin: ([True], True, "remote"),
        table.roy: ([False], False, None),
        late: ([], False, None),
    }


def test_the_list_of_those_called_costs_the_same_for_many(
    client: Client, table: Table, django_assert_max_num_queries: Any
) -> None:
    meeting = convened(table)
    client.force_login(table.coordination)
    with django_assert_max_num_queries(20):
        client.get(reverse("meeting_calls", args=[meeting.pk]))


def test_whoever_has_no_mail_gets_a_letter(client: Client, table: Table) -> None:
    meeting = convened(table, words="Au plaisir de vous y voir.")
    client.force_login(table.coordination)
    page = client.get(reverse("call_letter", args=[meeting.pk, table.roy.pk]))
    said = pdf_text(page.content)
    for words in ("Mme Dominique Roy", "Chambre de commerce", "Au plaisir de vous y voir."):
        assert words in said
    assert "/rencontres/convocation/" not in said


def test_there_is_no_letter_to_whoever_was_not_called(client: Client, table: Table) -> None:
    meeting = convened(table)
    late = table.seat("Tard", "Ville de Matagami")
    client.force_login(table.coordination)
    address = reverse("call_letter", args=[meeting.pk, late.pk])
    assert not MeetingMessage.objects.filter(representative=late).exists()
    assert client.get(address).status_code == 404


def test_a_link_opens_the_documents_of_open_points(client: Client, table: Table) -> None:
    meeting = convened(table)
    found = {}
    for title, is_closed, level in (
        ("Budget", False, "partners"),
        ("Note interne", False, "coordination"),
        ("Candidats", True, "public"),
    ):
        point = make_point(meeting, is_closed_session=is_closed)
        found[title] = store_document(by=None, file=pdf(), title=title, visibility=level)
        point.attachments.create(document=found[title])
    address = link_of(table.boivin)
    said = client.get(address).content.decode()
    assert {title: title in said for title in found} == {
        "Budget": True,
        "Note interne": False,
        "Candidats": False,
    }
    files = {
        title: b"".join(client.get(f"{address}documents/{document.pk}/"))
        for title, document in found.items()
    }
    assert {title: content == PDF for title, content in files.items()} == {
        "Budget": True,
        "Note interne": False,
        "Candidats": False,
    }
