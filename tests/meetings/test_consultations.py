"""Decisions taken between meetings: asked, answered, counted, numbered, noted."""

from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from arbj_portal.core.actions import StaleFormError
from arbj_portal.core.models import OutgoingMessage
from meetings import actions
from meetings.expectations import expected_of
from meetings.models import (
    AgendaItem,
    Consultation,
    ConsultationAnswer,
    ConsultationLink,
    Decision,
    Meeting,
)
from meetings.voices import Tally, voices_of
from members.models import Membership, PersonContact, Representative
from tests.meetings.factories import (
    PUBLIC,
    Table,
    make_decision,
    make_meeting,
    make_minutes,
    make_point,
    now,
    publish,
)
from tests.meetings.pages import controls, errors
from tests.meetings.test_carrying import carry, in_days, plan
from tests.meetings.test_concurrency import all_at_once
from tests.meetings.test_models import broken
from tests.meetings.test_queries import count
from tests.paper_text import pdf_text

pytestmark = pytest.mark.django_db
QUESTION = "D’APPUYER le projet de halte."


def draft(table: Table, **fields: Any) -> Consultation:
    values = {
        "committee": table.committee,
        "title": "Halte d’accueil",
        "question": QUESTION,
        "until": in_days(5),
    }
    return actions.write_consultation(
        by=table.coordination, submission=uuid4(), values=values | fields
    )


def ask(table: Table, **fields: Any) -> Consultation:
    for mandate in (table.audet, table.boivin):
        email = f"{mandate.person.last_name.lower()}@exemple.test"
        PersonContact.objects.update_or_create(person=mandate.person, defaults={"email": email})
    consultation = draft(table, **fields)
    return actions.open_consultation(by=table.coordination, consultation=consultation, version=1)


def fresh(consultation: Consultation) -> Consultation:
    return Consultation.objects.select_related("committee", "decision").get(pk=consultation.pk)


def step(consultation: Consultation) -> dict[str, Any]:
    return {"consultation": consultation, "version": fresh(consultation).version}


def say(table: Table, consultation: Consultation, *answers: tuple[Representative, str]) -> None:
    for mandate, answer in answers:
        actions.record_consultation_answer(
            by=table.coordination, consultation=consultation, mandate=mandate, answer=answer
        )


def link_of(consultation: Consultation, mandate: Representative) -> str:
    links = ConsultationLink.objects.unrevoked().filter(consultation=consultation)
    return links.get(representative=mandate).get_absolute_url()


def close(table: Table, consultation: Consultation, outcome: str = "unanimous") -> Decision:
    return actions.close_consultation(by=table.coordination, **step(consultation), outcome=outcome)


def decided(table: Table) -> Decision:
    consultation = ask(table)
    say(table, consultation, *((row, "for") for row in (table.audet, table.boivin, table.roy)))
    return close(table, consultation)


def text(client: Client, user: Any, url: str) -> str:
    client.logout()
    if user.is_authenticated:
        client.force_login(user)
    return client.get(url).content.decode()


def test_everybody_with_a_voice_is_asked(table: Table) -> None:
    adviser = table.seat("Conseil", "Ministère")
    Membership.objects.filter(pk=adviser.membership_id).update(votes=False)
    consultation = ask(table)
    asked = {link.representative: bool(link.message) for link in consultation.links.all()}
    assert asked == {table.audet: True, table.boivin: True, table.roy: False}
    message = OutgoingMessage.objects.get(recipient_name="Dominique Boivin")
    assert QUESTION in message.text
    assert link_of(consultation, table.boivin) in message.text
    assert "Ville de Chapais" in message.text


def test_a_link_answers_and_reading_it_changes_nothing(client: Client, table: Table) -> None:
    consultation = ask(table)
    url = link_of(consultation, table.boivin)
    page = client.get(url)
    assert "Dominique Boivin" in page.content.decode()
    assert QUESTION in page.content.decode()
    assert not ConsultationAnswer.objects.exists()
    assert errors(client.post(url, {})) == ["Réponse · Ce champ est obligatoire."]
    client.post(url, {"answer": "for", "comment": "Bravo"})
    client.post(url, {"answer": "for", "comment": "Bravo"})
    client.post(url, {"answer": "against"})
    answers = ConsultationAnswer.objects.values_list("answer", "comment", "answered_by")
    assert list(answers) == [("for", "Bravo", None), ("against", "", None)]


def altered(table: Table, consultation: Consultation, url: str) -> str:
    return url.replace(".", ".a")


def revoked(table: Table, consultation: Consultation, url: str) -> str:
    actions.revoke_consultation_link(
        by=table.coordination, **step(consultation), mandate=table.boivin
    )
    return url


def after_the_last_day(table: Table, consultation: Consultation, url: str) -> str:
    Consultation.objects.update(until=in_days(-1))
    return url


def abandoned(table: Table, consultation: Consultation, url: str) -> str:
    actions.abandon_consultation(by=table.coordination, **step(consultation), reason="Erreur")
    return url


def without_a_vote(table: Table, consultation: Consultation, url: str) -> str:
    Membership.objects.filter(pk=table.boivin.membership_id).update(votes=False)
    return url


def of_a_meeting(table: Table, consultation: Consultation, url: str) -> str:
    token = url.rstrip("/").rpartition("/")[2]
    return reverse("personal_link", args=[token])


@pytest.mark.parametrize(
    "spoil", [altered, revoked, after_the_last_day, abandoned, without_a_vote, of_a_meeting]
)
def test_a_link_that_does_not_serve_says_nothing_else(
    client: Client, table: Table, spoil: Any
) -> None:
    consultation = ask(table)
    url = spoil(table, consultation, link_of(consultation, table.boivin))
    for response in (client.get(url), client.post(url, {"answer": "for"})):
        assert response.status_code == 404
        assert "Boivin" not in response.content.decode()
        assert consultation.title not in response.content.decode()
    assert not ConsultationAnswer.objects.exists()


def test_an_account_answers_for_its_own_organisation(client: Client, table: Table) -> None:
    consultation = ask(table)
    url = reverse("consultation_answer", args=[consultation.pk])
    client.force_login(table.partner)
    page = controls(client.get(url))
    client.post(url, page | {"answer": "abstention"})
    answer = ConsultationAnswer.objects.get()
    assert (answer.representative, answer.answered_by) == (table.boivin, table.partner)
    assert client.post(url, page | {"mandate": table.roy.pk, "answer": "for"}).status_code == 200
    assert ConsultationAnswer.objects.count() == 1


def test_a_voice_is_expected_until_it_is_heard(table: Table) -> None:
    consultation = ask(table)
    assert expected_of(table.partner).consultations == [consultation]
    assert expected_of(table.outsider).consultations == []
    say(table, consultation, (table.boivin, "for"))
    assert expected_of(table.partner).consultations == []


def test_one_voice_for_each_organisation(table: Table) -> None:
    consultation = ask(table)
    substitute = Representative.objects.create(
        person=table.seat("Second", "Autre organisme").person,
        membership=table.boivin.membership,
        office=Representative.Office.SUBSTITUTE,
    )
    say(table, consultation, (table.boivin, "for"), (table.roy, "for"), (substitute, "against"))
    voices = voices_of(fresh(consultation))
    assert Tally.of(voices) == Tally(1, 1, 0, 2)
    voice = next(row for row in voices if row.membership == table.boivin.membership)
    assert [answer.answer for answer in voice.answers] == ["for", "against"]


def test_closing_waits_for_the_voices_that_may_still_be_heard(table: Table) -> None:
    consultation = ask(table)
    say(table, consultation, (table.audet, "for"), (table.boivin, "for"))
    with pytest.raises(ValidationError, match="1 organisme peut encore répondre"):
        close(table, consultation)
    Consultation.objects.update(until=in_days(-1))
    assert close(table, consultation).number == f"TCJI-{timezone.localdate()}-01"


def test_closing_counts_the_voices_that_were_read(table: Table) -> None:
    consultation = ask(table, until=in_days(0))
    say(table, consultation, *((row, "for") for row in (table.audet, table.boivin, table.roy)))
    read = step(consultation)
    say(table, consultation, (table.roy, "against"))
    with pytest.raises(StaleFormError):
        actions.close_consultation(by=table.coordination, **read, outcome="unanimous")


@pytest.mark.parametrize(
    ("answers", "possible"),
    [
        (("for", "for", "for"), {"agreed", "unanimous"}),
        (("for", "for", "abstention"), {"agreed", "unanimous"}),
        (("for", "for", "against"), {"majority"}),
        (("for", "against", "abstention"), {"rejected"}),
        (("abstention", "abstention", "abstention"), {"rejected"}),
    ],
)
def test_the_outcome_is_what_the_voices_say(
    table: Table, answers: tuple[str, ...], possible: set[str]
) -> None:
    mandates = (table.audet, table.boivin, table.roy)
    for outcome in ("agreed", "unanimous", "majority", "rejected"):
        consultation = ask(table)
        say(table, consultation, *zip(mandates, answers, strict=True))
        if outcome in possible:
            assert close(table, consultation, outcome).outcome == outcome
        else:
            with pytest.raises(ValidationError, match="Les voix disent autre chose"):
                close(table, consultation, outcome)


def test_the_decision_is_noted_at_the_next_meeting_once(table: Table) -> None:
    meeting = plan(table, 10)
    decision = decided(table)
    item = AgendaItem.objects.get(about_decision=decision)
    assert (item.meeting, item.title) == (
        meeting,
        f"Décision prise par consultation {decision.consultation.span}",
    )
    Meeting.objects.filter(pk=meeting.pk).update(status="held", number=9, date=in_days(0))
    item.outcome = AgendaItem.Outcome.POSTPONED
    item.save()
    following = plan(table, 20)
    again = following.agenda_items.get(about_decision=decision)
    assert (again.carried_from, again.times_postponed) == (item, 1)
    AgendaItem.objects.filter(pk=item.pk).update(outcome="treated")
    carry(table, following)
    assert not following.agenda_items.exists()


def test_those_who_were_asked_learn_of_the_end(table: Table) -> None:
    decision = decided(table)
    message = OutgoingMessage.objects.filter(recipient_name="Dominique Boivin").latest("pk")
    assert decision.number in message.text
    assert "3 pour, 0 contre, 0 abstention" in message.text


@pytest.mark.parametrize("name", ["decision_register", "decision_export"])
def test_the_register_tells_how_it_was_taken(client: Client, table: Table, name: str) -> None:
    decision = decided(table)
    said = text(client, table.coordination, reverse(name))
    today = decision.consultation.span
    assert decision.number in said
    assert f"Consultation par courriel {today}" in said
    filtered = f"{reverse(name)}?instance={table.committee.pk}&annee={timezone.localdate().year}"
    assert decision.number in text(client, table.coordination, filtered)


def test_an_extract_tells_how_it_was_taken(client: Client, table: Table) -> None:
    decision = decided(table)
    client.force_login(table.coordination)
    said = pdf_text(client.get(reverse("decision_extract", args=[decision.pk])).content)
    for words in (decision.number, QUESTION, "ADOPTÉE À L’UNANIMITÉ", "Extrait du registre"):
        assert words in said
    assert f"Consultation par courriel {decision.consultation.span}" in said


def test_each_reads_what_they_may(client: Client, table: Table) -> None:
    decision = decided(table)
    url, register = decision.get_absolute_url(), reverse("decision_register")

    def seen(where: str) -> dict[str, bool]:
        return {role: QUESTION in text(client, user, where) for role, user in table.readers.items()}

    staff = {"coordination": True, "administration": True, "partner": True}
    others = {"outsider": False, "anonymous": False}
    assert seen(url) == staff | others
    assert seen(register) == staff | others
    meeting = make_meeting(table.committee, date=in_days(0), status="convened", visibility=PUBLIC)
    carry(table, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status="held")
    assert seen(register) == staff | others
    assert seen(meeting.get_absolute_url()) == staff | others
    publish(make_minutes(meeting, "adopted"), table.coordination)
    assert seen(register) == dict.fromkeys(table.readers, True)
    assert seen(meeting.get_absolute_url()) == dict.fromkeys(table.readers, True)


def test_answers_of_others_are_told_once_all_are_counted(client: Client, table: Table) -> None:
    consultation = ask(table)
    url = consultation.get_absolute_url()
    actions.record_consultation_answer(
        by=table.coordination,
        consultation=consultation,
        mandate=table.audet,
        answer="against",
        comment="Trop tôt.",
    )
    assert "Contre" not in text(client, table.partner, url)
    say(table, consultation, (table.boivin, "for"), (table.roy, "for"))
    close(table, consultation, "majority")
    said = text(client, table.partner, url)
    assert ("Contre" in said, "Trop tôt." in said) == (True, False)
    assert "Trop tôt." in text(client, table.coordination, url)


def test_what_was_sent_keeps_its_words(client: Client, table: Table) -> None:
    consultation = ask(table)
    rows = Consultation.objects.filter(pk=consultation.pk)
    assert broken(lambda: rows.update(question="Autre")) == "meetings_consultation_text_stays"
    with pytest.raises(ValidationError):
        actions.revise_consultation(
            by=table.coordination, **step(consultation), values={"title": "Autre"}
        )


def test_consultation_constraints(table: Table) -> None:
    decision = decided(table)
    consultation = decision.consultation
    adviser = table.seat("Conseil", "Ministère")
    Membership.objects.filter(pk=adviser.membership_id).update(votes=False)
    point = make_point(make_meeting(table.committee))
    own = {"committee": table.committee, "title": "a", "question": "b", "until": in_days(1)}
    answer = ConsultationAnswer.objects.filter(consultation=consultation)
    make = Consultation.objects.create
    rows = Consultation.objects.filter(pk=draft(table).pk)
    sitting = {"consultation": consultation, "representative": table.boivin}
    for act, name in (
        (partial(make, **own | {"title": ""}), "consultation_title"),
        (partial(make, **own | {"question": ""}), "consultation_question"),
        (partial(rows.update, opened_at=timezone.now()), "consultation_opened"),
        (partial(rows.update, state="open"), "consultation_sent"),
        (partial(rows.update, state="abandoned"), "consultation_reason"),
        (
            partial(
                rows.update,
                state="closed",
                opened_at=timezone.now(),
                opened_by=table.coordination,
            ),
            "consultation_decided",
        ),
        (partial(answer.update, answer="for"), "consultationanswer_kept"),
        (
            partial(
                ConsultationAnswer.objects.create,
                **sitting | {"representative": adviser, "answer": "for"},
            ),
            "consultationanswer_voice_of_committee",
        ),
        (
            partial(ConsultationLink.objects.create, **sitting | {"representative": adviser}),
            "consultationlink_voice_of_committee",
        ),
        (partial(ConsultationLink.objects.create, **sitting), "consultationlink_once"),
        (
            partial(ConsultationLink.objects.filter(**sitting).update, revoked_at=timezone.now()),
            "consultationlink_revoked",
        ),
        (
            partial(Decision.objects.filter(pk=decision.pk).update, text="Autre"),
            "decision_consulted_stays",
        ),
        (partial(make_decision, point, committee=table.committee), "decision_taken"),
        (partial(Decision.objects.create, text="Sans instance"), "decision_taken"),
    ):
        assert broken(act) == f"meetings_{name}"


def test_a_draft_is_written_sent_and_closed_by_its_pages(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    url = reverse("consultation_create")
    page = controls(client.get(url))
    typed = {
        "committee": table.committee.pk,
        "title": "Halte",
        "question": QUESTION,
        "context": "Parce que.",
        "until": in_days(3).isoformat(),
    }
    assert errors(client.post(url, page | typed | {"until": "2020-01-01"})) == [
        "Réponses jusqu’au · Cette date est passée."
    ]
    client.post(url, page | typed)
    consultation = Consultation.objects.get()
    edit = reverse("consultation_edit", args=[consultation.pk])
    client.post(edit, controls(client.get(edit)) | {"title": "Halte d’accueil"})
    send = reverse("consultation_open", args=[consultation.pk])
    recap = client.get(send)
    assert QUESTION in recap.content.decode()
    client.post(send, controls(recap))
    record = reverse("consultation_record", args=[consultation.pk, table.roy.pk])
    client.post(record, {"answer": "for"})
    say(table, consultation, (table.audet, "for"), (table.boivin, "for"))
    end = reverse("consultation_close", args=[consultation.pk])
    response = client.post(end, controls(client.get(end)) | {"outcome": "agreed"}, follow=True)
    assert "Par consultation par courriel, il est convenu" in response.content.decode()
    assert fresh(consultation).title == "Halte d’accueil"


def test_pages_cost_the_same_for_many_voices(client: Client, table: Table) -> None:
    client.force_login(table.coordination)
    few = count(client, ask(table).get_absolute_url())
    for number in range(12):
        table.seat(f"Nom {number}", f"Organisme {number}")
    assert count(client, ask(table).get_absolute_url()) == few
    assert count(client, reverse("consultation_list")) <= 8


@pytest.mark.django_db(transaction=True)
def test_decisions_of_one_day_share_no_number(transactional_db: None) -> None:
    table = Table()
    waiting = [ask(table) for _ in range(3)]
    for consultation in waiting:
        say(table, consultation, *((row, "for") for row in (table.audet, table.boivin, table.roy)))
    minutes = make_minutes(make_meeting(table.committee, date=timezone.localdate()))
    make_decision(make_point(minutes.meeting))
    all_at_once(
        *[lambda row=row: close(table, row) for row in waiting],
        lambda: actions.submit_minutes(by=table.coordination, **now(minutes), comments_until=None),
    )
    numbers = sorted(Decision.objects.values_list("number", flat=True))
    assert numbers == [f"TCJI-{timezone.localdate()}-{place:02}" for place in range(1, 5)]


@pytest.mark.django_db(transaction=True)
def test_a_consultation_is_closed_once(transactional_db: None) -> None:
    table = Table()
    consultation = ask(table)
    say(table, consultation, *((row, "for") for row in (table.audet, table.boivin, table.roy)))
    read = step(consultation)

    def end() -> str:
        try:
            return str(
                actions.close_consultation(by=table.coordination, **read, outcome="unanimous")
            )
        except StaleFormError:
            return "trop tard"

    assert sorted(all_at_once(end, end)) == [f"TCJI-{timezone.localdate()}-01", "trop tard"]
    assert Decision.objects.count() == 1
