"""The steps of a meeting and of its minutes, over HTTP."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Comment, Meeting, MeetingDocument, Minutes, Reply
from tests.meetings.factories import (
    DAY,
    PDF,
    PUBLIC,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    now,
    pdf,
)
from tests.meetings.pages import controls, errors

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + timedelta(days=10)
PLAN = reverse("meeting_create")


def url(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.pk])


def read(meeting: Meeting) -> dict[str, Any]:
    """What a form carries of a meeting that was just read."""
    return {"version": now(meeting)["version"]}


def message(client: Client, address: str, data: dict[str, Any]) -> str:
    """What the page says after an act."""
    response = client.post(address, data, follow=True)
    assert response.redirect_chain, errors(response)
    return " ".join(str(told) for told in response.context["messages"])


def plan_page(client: Client, table: Table, **changes: Any) -> dict[str, Any]:
    client.force_login(table.coordination)
    return controls(client.get(PLAN)) | {"title": "À venir", "date": SOON.isoformat()} | changes


def test_a_meeting_is_planned_then_called(client: Client, table: Table) -> None:
    data = plan_page(client, table, starts_at="09:00", proposals_until=SOON.isoformat())
    response = client.post(PLAN, data)
    meeting = Meeting.objects.get()
    assert response.headers["Location"] == meeting.agenda_url
    assert (meeting.status, meeting.number, meeting.visibility) == ("draft", None, "partners")
    convene = url("meeting_convene", meeting)
    data = controls(client.get(convene))
    assert data["proposals_until"] == SOON.isoformat()
    assert "convoquée" in message(client, convene, data)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.number, meeting.proposals_until) == ("convened", 1, SOON)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"title": ""}, "Titre · Ce champ est obligatoire."),
        (
            {"date": (timezone.localdate() - timedelta(days=1)).isoformat()},
            "Date · Cette date est passée : une rencontre déjà tenue se consigne.",
        ),
        (
            {"proposals_until": (SOON + timedelta(days=1)).isoformat()},
            "Points proposés jusqu’au · Au plus tard le jour de la rencontre.",
        ),
    ],
)
def test_what_is_refused_of_a_plan(
    client: Client, table: Table, changes: dict[str, Any], line: str
) -> None:
    data = plan_page(client, table, **changes)
    response = client.post(PLAN, data)
    assert errors(response) == [line]
    assert controls(response) == data
    assert not Meeting.objects.exists()


def test_a_plan_changes(client: Client, table: Table) -> None:
    client.post(PLAN, plan_page(client, table))
    meeting = Meeting.objects.get()
    edit = url("meeting_edit", meeting)
    data = controls(client.get(edit)) | {"title": "Changée"}
    assert client.post(edit, data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.title, meeting.version) == ("Changée", 2)
    stale = controls(client.get(edit)) | {"version": "1"}
    assert "a été modifiée entre-temps" in errors(client.post(edit, stale))[0]


def test_a_draft_is_deleted_by_its_author(client: Client, table: Table) -> None:
    draft = make_meeting(
        table.committee, status="draft", number=None, created_by=table.administration
    )
    client.force_login(table.coordination)
    assert client.post(url("meeting_delete", draft)).status_code == 403
    Meeting.objects.update(created_by=table.coordination)
    assert client.get(url("meeting_delete", draft)).status_code == 200
    assert (
        message(client, url("meeting_delete", draft), read(draft)) == "Le brouillon est supprimé."
    )
    assert not Meeting.objects.exists()


def test_a_draft_whose_author_is_gone_may_be_deleted(client: Client, table: Table) -> None:
    table.outsider.is_active = False
    table.outsider.save()
    draft = make_meeting(table.committee, status="draft", number=None, created_by=table.outsider)
    client.force_login(table.coordination)
    assert client.post(url("meeting_delete", draft), read(draft)).status_code == 302


@pytest.mark.parametrize(
    ("name", "status"), [("meeting_cancel", "cancelled"), ("meeting_postpone", "postponed")]
)
def test_a_called_meeting_is_put_off_with_a_reason(
    client: Client, table: Table, name: str, status: str
) -> None:
    meeting = make_meeting(table.committee, status="convened", date=SOON)
    client.force_login(table.coordination)
    page = client.post(url(name, meeting), read(meeting) | {"reason": ""})
    assert errors(page) == ["Motif · Ce champ est obligatoire."]
    message(client, url(name, meeting), read(meeting) | {"reason": "Tempête de neige"})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.status_reason) == (status, "Tempête de neige")
    client.force_login(table.partner)
    assert "Tempête de neige" in client.get(meeting.get_absolute_url()).content.decode()


def test_an_act_that_came_too_late_says_so(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    client.force_login(table.coordination)
    told = "L’état de la rencontre est maintenant « Tenue »."
    assert errors(client.post(url("meeting_convene", meeting), read(meeting))) == [told]
    assert errors(
        client.post(url("meeting_cancel", meeting), read(meeting) | {"reason": "Trop tard"})
    ) == [told]


def test_making_public_is_a_second_act_that_says_what_it_shows(
    client: Client, table: Table
) -> None:
    meeting = make_meeting(table.committee)
    make_point(meeting, is_closed_session=True)
    client.force_login(table.coordination)
    page = client.get(url("meeting_visibility", meeting) + "?niveau=public").content.decode()
    assert "sans ceux à huis clos" in page
    assert "rendre la rencontre publique ne le rend pas public" in page
    told = message(
        client, url("meeting_visibility", meeting), read(meeting) | {"visibility": "public"}
    )
    assert told == "La visibilité de la rencontre est maintenant : public."
    client.logout()
    assert client.get(meeting.get_absolute_url()).status_code == 200
    client.force_login(table.coordination)
    refused = client.post(
        url("meeting_visibility", meeting), read(meeting) | {"visibility": "tous"}
    )
    assert errors(refused) == [
        "Qui peut lire · Ce choix n’est pas offert ici\xa0: prenez-en un autre."
    ]


def test_minutes_go_from_draft_to_public(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    minutes = make_minutes(meeting)
    client.force_login(table.coordination)
    submit = url("minutes_submit", meeting)
    assert errors(client.post(submit, read(meeting))) == [
        "Il n’y a rien à soumettre encore : ni point, ni fichier."
    ]
    make_decision(make_point(meeting))
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert errors(client.post(submit, read(meeting) | {"comments_until": yesterday})) == [
        "Commentaires jusqu’au · Cette date est passée."
    ]
    assert "Le projet est soumis" in message(
        client, submit, read(meeting) | {"comments_until": SOON.isoformat()}
    )
    later = make_meeting(table.committee, date=DAY + timedelta(days=30))
    decision = make_decision(make_point(later), text="D’adopter le procès-verbal.")
    adopt = url("minutes_adopt", meeting)
    told = message(client, adopt, controls(client.get(adopt)) | {"decision": decision.pk})
    assert told == "Le procès-verbal est adopté. Son texte ne change plus."
    minutes.refresh_from_db()
    assert (minutes.state, minutes.adopted_on, minutes.adopted_by) == (
        "adopted",
        later.date,
        decision,
    )
    assert client.get(url("minutes_publish", meeting)).status_code == 200
    assert "public" in message(client, url("minutes_publish", meeting), read(meeting))
    minutes.refresh_from_db()
    assert (minutes.visibility, minutes.published_by) == (PUBLIC, table.coordination)
    assert message(client, url("minutes_withdraw", meeting), read(meeting)) == (
        "Le procès-verbal n’est plus public."
    )


def test_only_open_decisions_of_later_meetings_adopt(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    later = {"date": DAY + timedelta(days=30)}
    adopting = make_decision(make_point(make_meeting(table.committee, **later)))
    make_decision(make_point(meeting))
    make_decision(make_point(make_meeting(table.committee, date=DAY - timedelta(days=1))))
    make_decision(make_point(make_meeting(Table("Autre", "AUTRE").committee, **later)))
    held = make_meeting(table.committee, **later)
    make_decision(make_point(held, is_closed_session=True))
    make_decision(make_point(held), outcome="withdrawn")
    make_decision(make_point(make_meeting(table.committee, status="convened", **later)))
    client.force_login(table.coordination)
    form = client.get(url("minutes_adopt", meeting)).context["form"]
    assert list(form.fields["decision"].queryset) == [adopting]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            {},
            "Décision d’une rencontre suivante · "
            "Choisissez la décision, ou donnez la date de l’adoption.",
        ),
        (
            {"adopted_on": (DAY - timedelta(days=1)).isoformat()},
            "Ou date de l’adoption · L’adoption ne peut pas précéder la rencontre.",
        ),
        (
            {"adopted_on": SOON.isoformat()},
            "Ou date de l’adoption · L’adoption ne peut pas être à venir.",
        ),
        (
            {"decision": "999999"},
            "Décision d’une rencontre suivante · "
            "Sélectionnez un choix valide. Ce choix ne fait pas partie de ceux disponibles.",
        ),
    ],
)
def test_what_is_refused_of_an_adoption(
    client: Client, table: Table, data: dict[str, str], line: str
) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed")
    client.force_login(table.coordination)
    assert errors(client.post(url("minutes_adopt", meeting), read(meeting) | data)) == [line]
    assert Minutes.objects.get().state == "proposed"


def test_steps_of_minutes_are_the_coordination_s(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, visibility=PUBLIC)
    make_minutes(meeting, "proposed")
    for name in ("submit", "return", "adopt", "publish", "withdraw"):
        address = url(f"minutes_{name}", meeting)
        for reader, status in (
            ("administration", 403),
            ("partner", 403),
            ("outsider", 404),
            ("anonymous", 302),
        ):
            client.logout()
            if reader != "anonymous":
                client.force_login(table.readers[reader])
            assert (name, reader, client.post(address).status_code) == (name, reader, status)
    assert Minutes.objects.get().state == "proposed"


def test_partners_comment_the_projet(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    make_minutes(meeting, "proposed", comments_until=SOON)
    point, closed = make_point(meeting), make_point(meeting, is_closed_session=True)
    client.force_login(table.partner)
    address = url("minutes_comment", meeting)
    page = client.get(address, {"point": point.pk})
    assert list(page.context["form"].fields["point"].queryset) == [point]
    data = controls(page) | {"text": "Une coquille"}
    told = message(client, address, data)
    assert told == "Votre commentaire est envoyé à la coordination."
    client.post(address, data)
    comment = Comment.objects.get()
    assert (comment.author, comment.agenda_item, comment.text) == (
        table.partner,
        point,
        "Une coquille",
    )
    fresh = controls(client.get(address))
    assert errors(client.post(address, fresh)) == ["Commentaire · Écrivez votre commentaire."]
    hidden = client.post(address, fresh | {"text": "a", "point": closed.pk})
    assert len(errors(hidden)) == 1
    Minutes.objects.update(comments_until=DAY)
    assert client.get(address).status_code == 403
    Minutes.objects.update(state="draft")
    assert client.get(address).status_code == 404


def test_a_partner_answers_the_convocation(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee, status="convened", date=SOON)
    client.force_login(table.partner)
    address = url("meeting_reply", meeting)
    assert errors(client.post(address, read(meeting) | {"answer": "substitute"})) == [
        "Nom de la personne qui vous remplace · Nommez la personne qui vous remplace."
    ]
    assert errors(
        client.post(address, read(meeting) | {"answer": "present", "substitute": "Lou"})
    ) == ["Votre réponse · Choisissez « Remplacement par », ou effacez le nom."]
    assert errors(client.post(address, read(meeting) | {"answer": ""})) == [
        "Votre réponse · Ce champ est obligatoire."
    ]
    message(client, address, read(meeting) | {"answer": "substitute", "substitute": "Lou Tremblay"})
    assert (
        message(client, address, read(meeting) | {"answer": "remote"})
        == "Votre réponse est enregistrée."
    )
    reply = Reply.objects.get()
    assert (reply.representative, reply.answer, reply.substitute, reply.answered_by) == (
        table.boivin,
        "remote",
        "",
        table.partner,
    )
    assert controls(client.get(address))["answer"] == "remote"
    client.force_login(table.coordination)
    assert client.get(address).status_code == 403
    Meeting.objects.update(date=DAY)
    client.force_login(table.partner)
    assert client.post(address, read(meeting) | {"answer": "present"}).status_code == 403


def test_documents_are_attached_and_detached(client: Client, table: Table) -> None:
    meeting = make_meeting(table.committee)
    client.force_login(table.coordination)
    address = url("meeting_attach", meeting)
    data = controls(client.get(address)) | {"title": "Avis", "file": pdf()}
    assert "joint" in message(client, address, data)
    client.post(address, data | {"file": pdf()})
    document = MeetingDocument.objects.get().document
    client.force_login(table.partner)
    opened = client.get(document.get_absolute_url())
    assert b"".join(opened) == PDF
    detach = reverse("meeting_detach", args=[meeting.pk, document.pk])
    assert client.post(detach).status_code == 403
    client.force_login(table.coordination)
    message(client, detach, read(meeting))
    assert client.post(detach).status_code == 302
    assert not MeetingDocument.objects.exists()
    client.force_login(table.partner)
    assert client.get(document.get_absolute_url()).status_code == 404
