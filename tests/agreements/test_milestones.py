"""Milestones that wait for others, that documents prove, and of which people are reminded."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from agreements.actions.parts import MilestoneLine, save_milestones
from agreements.actions.reminders import remind_of_milestones
from agreements.milestones import numbered
from agreements.models import Agreement, Milestone, MilestoneDependency, MilestoneReminder
from arbj_portal.core.forms import constraint_error
from arbj_portal.core.models import OutgoingMessage
from members.models import Committee, Person, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_agreement, make_document, make_milestone, period
from tests.agreements.pages import filled, page_of, part_of, text_of
from tests.agreements.test_concurrency import refusal_of_the_second
from tests.members.factories import make_person, make_person_contact, make_user

pytestmark = pytest.mark.django_db
SPACE = "\N{NO-BREAK SPACE}"
DUE = date(2027, 3, 10)


@pytest.fixture
def agreement(committee: Committee) -> Agreement:
    return make_agreement("Mobilisation", visibility="public", committee=committee)


def save(agreement: Agreement, by: User, *lines: MilestoneLine) -> None:
    agreement.refresh_from_db()
    save_milestones(by=by, agreement=agreement, version=agreement.version, lines=lines)


def faults(*rows: Milestone) -> list[list[str]]:
    return [list(told.faults) for told in numbered(rows)]


# Dependencies


def test_the_administration_says_what_a_milestone_waits_for(
    agreement: Agreement, administration: User
) -> None:
    first, second, third = (
        make_milestone(agreement, title=title, position=place)
        for place, title in enumerate(("Diagnostic", "Priorités", "Entente"))
    )
    client = client_of(administration)
    sent = filled(page_of(client, agreement), "jalons-version")
    sent["jalons-2-depends_on"] = [first.pk, second.pk]
    client.post(reverse("agreement_section", args=[agreement.pk, "jalons"]), sent)
    assert {link.depends_on for link in third.dependencies.all()} == {first, second}
    page = client_of(None).get(agreement.get_absolute_url())
    told = part_of(page, f'id="jalon-{third.pk}"', "</li>")
    assert told.endswith("3. Entente Prévu · attend le jalon 1 , le jalon 2")
    sent = filled(page_of(client, agreement), "jalons-version")
    assert sent["jalons-2-depends_on"] == [str(first.pk), str(second.pk)]
    sent["jalons-2-depends_on"] = [second.pk]
    client.post(reverse("agreement_section", args=[agreement.pk, "jalons"]), sent)
    assert [link.depends_on for link in third.dependencies.all()] == [second]


def test_the_coordination_leaves_what_a_milestone_waits_for(
    agreement: Agreement, coordination: User
) -> None:
    first, second = make_milestone(agreement), make_milestone(agreement)
    second.dependencies.create(depends_on=first)
    client = client_of(coordination)
    sent = filled(page_of(client, agreement), "jalons-version")
    assert not [name for name in sent if name.endswith("depends_on")]
    client.post(reverse("agreement_section", args=[agreement.pk, "jalons"]), sent)
    assert second.dependencies.count() == 1


def test_what_waits_is_turned_around_in_one_go(agreement: Agreement, administration: User) -> None:
    first, second = make_milestone(agreement), make_milestone(agreement)
    second.dependencies.create(depends_on=first)
    save(
        agreement,
        administration,
        MilestoneLine({}, first.pk, depends_on=[second]),
        MilestoneLine({}, second.pk, depends_on=[]),
    )
    link = MilestoneDependency.objects.get()
    assert (link.milestone, link.depends_on) == (first, second)


def test_a_milestone_that_others_wait_for_stays(agreement: Agreement, administration: User) -> None:
    first, second = make_milestone(agreement, title="Diagnostic"), make_milestone(agreement)
    second.dependencies.create(depends_on=first)
    with pytest.raises(ValidationError) as refused:
        save(agreement, administration, MilestoneLine({}, first.pk, is_removed=True))
    assert "des jalons" in refused.value.messages[0]
    save(agreement, administration, MilestoneLine({}, second.pk, is_removed=True))
    assert list(agreement.milestones.all()) == [first]


@pytest.mark.django_db(transaction=True)
def test_two_milestones_do_not_wait_for_each_other_at_once(transactional_db: None) -> None:
    agreement = make_agreement()
    first, second = make_milestone(agreement), make_milestone(agreement)
    refused = refusal_of_the_second(
        lambda: first.dependencies.create(depends_on=second),
        lambda: second.dependencies.create(depends_on=first),
    )
    assert refused == "Un jalon ne peut pas s’attendre lui-même, même par un autre."
    assert MilestoneDependency.objects.count() == 1


def test_a_milestone_does_not_wait_for_itself(agreement: Agreement) -> None:
    milestone = make_milestone(agreement)
    with pytest.raises(IntegrityError) as refused:
        milestone.dependencies.create(depends_on=milestone)
    assert constraint_error(refused.value).message == (
        "Un jalon ne peut pas s’attendre lui-même, même par un autre."
    )


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ({}, {}, []),
        ({"target": "2027-03"}, {"target": "2027-04"}, []),
        ({"target": "2027-03"}, {"target": "2027-03"}, []),
        ({"target": "2027-03"}, {}, []),
        (
            {"target": "2027-05"},
            {"target": "2027-04"},
            ["Le jalon 1, qu’il attend, est prévu pour plus tard."],
        ),
        (
            {},
            {"status": "met", "actual": "2026-01"},
            ["Le jalon 1, qu’il attend, n’est pas atteint."],
        ),
        (
            {"status": "partially_met", "actual": "2026-01"},
            {"status": "met", "actual": "2026-01"},
            [],
        ),
    ],
)
def test_what_does_not_hold_together_is_told(
    first: dict[str, str], second: dict[str, str], said: list[str], agreement: Agreement
) -> None:
    rows = [
        make_milestone(
            agreement,
            **{
                name: period(value) if name != "status" else value for name, value in fields.items()
            },
        )
        for fields in (first, second)
    ]
    rows[1].dependencies.create(depends_on=rows[0])
    assert faults(*rows) == [[], said]
    page = client_of(None).get(agreement.get_absolute_url())
    assert all(fault in text_of(page) for fault in said)


# Evidence


def test_documents_that_prove_are_led_to_where_one_may_read_them(
    agreement: Agreement, coordination: User
) -> None:
    milestone = make_milestone(agreement, title="Diagnostic")
    make_document(agreement, title="Rapport", visibility="public")
    make_document(agreement, title="Brouillon", visibility="coordination")
    client = client_of(coordination)
    sent = filled(page_of(client, agreement), "jalons-version")
    sent["jalons-0-attachments"] = [link.pk for link in agreement.attachments.all()]
    client.post(reverse("agreement_section", args=[agreement.pk, "jalons"]), sent)
    assert milestone.proofs.count() == 2
    mark = f'id="jalon-{milestone.pk}"'
    seen = {
        user: part_of(client_of(user).get(agreement.get_absolute_url()), mark, "</li>")
        for user in (None, coordination)
    }
    assert (seen[None], seen[coordination]) == (
        "> 1. Diagnostic Prévu Rapport",
        "> 1. Diagnostic Prévu Rapport , Brouillon",
    )


def test_a_document_that_proves_is_not_detached(agreement: Agreement, coordination: User) -> None:
    milestone = make_milestone(agreement, title="Diagnostic")
    document = make_document(agreement, title="Rapport")
    milestone.proofs.create(attachment=agreement.attachments.get())
    client = client_of(coordination)
    answer = client.post(reverse("agreement_detach", args=[agreement.pk, document.pk]), follow=True)
    assert (
        "Cela ne peut pas être retiré : « preuve du jalon Diagnostic » s’y rattache encore."
        in text_of(answer)
    )
    assert agreement.attachments.get().document == document
    document.refresh_from_db()
    assert document.visibility == "partners"


# Reminders


@pytest.fixture
def kept_here(settings: Any) -> None:
    settings.DEMONSTRATION = False
    settings.PORTAL_URL = "https://portail.test"


@pytest.fixture
def rose(kept_here: None) -> Person:
    person = make_person(first_name="Rose", last_name="Tremblay")
    make_person_contact(person, email="rose@portail.test")
    return person


def sent() -> list[tuple[str, str]]:
    messages = OutgoingMessage.objects.order_by("pk")
    return [(message.recipient_address, message.subject) for message in messages]


def test_reminders_of_two_months(agreement: Agreement, rose: Person) -> None:
    """Day after day: a week before, the day after, then every two weeks while it is awaited."""
    milestone = make_milestone(agreement, target=period(DUE.isoformat()), responsible=rose)
    went = []
    for days in range(-20, 40):
        remind_of_milestones(DUE + timedelta(days=days))
        remind_of_milestones(DUE + timedelta(days=days))
        if OutgoingMessage.objects.count() > len(went):
            went.append(days)
        if days == 30:
            Milestone.objects.filter(pk=milestone.pk).update(status="met", actual=period("2027-04"))
    assert went == [-7, 1, 15, 29]
    assert MilestoneReminder.objects.count() == 4


def test_one_message_recalls_what_one_person_answers_for(
    agreement: Agreement, rose: Person
) -> None:
    make_milestone(agreement, title="Diagnostic", target=period("2027-02"), responsible=rose)
    make_milestone(agreement, title="Priorités", target=period("2027-03"), responsible=rose)
    make_milestone(agreement, title="Plus tard", target=period("2028"), responsible=rose)
    make_milestone(agreement, title="À quelqu’un d’autre", target=period("2027-02"))
    remind_of_milestones(date(2027, 3, 26))
    assert sent() == [("rose@portail.test", "2 jalons attendus, dont 1 en retard")]
    address = f"https://portail.test{agreement.get_absolute_url()}"
    first, second = agreement.milestones.filter(reminders__isnull=False)
    assert OutgoingMessage.objects.get().text == "\n\n".join(
        (
            "Bonjour Rose Tremblay,",
            f"Voici les jalons dont vous répondez, et dont le moment approche ou est passé{SPACE}:",
            f"- Diagnostic\n  Prévu{SPACE}: février 2027, en retard de 26 jours\n"
            f"  Mobilisation{SPACE}: {address}#jalon-{first.pk}",
            f"- Priorités\n  Prévu{SPACE}: mars 2027\n"
            f"  Mobilisation{SPACE}: {address}#jalon-{second.pk}",
            "Dites à la coordination où vous en êtes"
            f"{SPACE}: elle l’inscrit à la page de l’entente.\n",
        )
    )


UNTOLD: dict[str, Callable[[Agreement, Person], object]] = {
    "nobody answers": lambda agreement, rose: make_milestone(agreement, target=period("2027-02")),
    "no target": lambda agreement, rose: make_milestone(agreement, responsible=rose),
    "an open target": lambda agreement, rose: make_milestone(
        agreement, target=period("2027-02/.."), responsible=rose
    ),
    "an agreement that ended": lambda agreement, rose: make_milestone(
        make_agreement(status="completed"), target=period("2027-02"), responsible=rose
    ),
    "reached": lambda agreement, rose: make_milestone(
        agreement,
        target=period("2027-02"),
        actual=period("2027-02"),
        status="met",
        responsible=rose,
    ),
    "nobody to write to": lambda agreement, rose: make_milestone(
        agreement, target=period("2027-02"), responsible=make_person()
    ),
}


@pytest.mark.parametrize("case", UNTOLD)
def test_nobody_is_reminded_of_it(case: str, agreement: Agreement, rose: Person) -> None:
    UNTOLD[case](agreement, rose)
    remind_of_milestones(date(2027, 3, 1))
    assert sent() == []


def test_the_coordination_s_own_is_recalled_to_the_coordination(rose: Person) -> None:
    hidden = make_agreement("Réservée", visibility="coordination")
    make_milestone(hidden, target=period("2027-02"), responsible=rose)
    remind_of_milestones(date(2027, 3, 1))
    assert sent() == []
    make_user("coordination", person=rose)
    remind_of_milestones(date(2027, 3, 1))
    assert len(sent()) == 1


def test_when_somebody_was_reminded_is_told_to_those_who_chase(
    agreement: Agreement, rose: Person, coordination: User
) -> None:
    make_milestone(agreement, target=period("2027-02"), responsible=rose)
    remind_of_milestones(date(2027, 3, 1))

    def told(user: User | None) -> bool:
        page = client_of(user).get(agreement.get_absolute_url())
        return "rappel parti le 1er mars 2027" in text_of(page).replace("1 er", "1er")

    assert (told(coordination), told(None)) == (True, False)


def test_whoever_answers_finds_their_milestones_at_home(agreement: Agreement) -> None:
    person = make_person()
    user = make_user("coordination", person=person)
    make_milestone(agreement, title="Plus tard", target=period("2150"), responsible=person)
    make_milestone(agreement, title="Sans date", responsible=person)
    make_milestone(agreement, title="En retard", target=period("2014"), responsible=person)
    make_milestone(agreement, title="D’une autre personne", target=period("2014"))
    ended = make_agreement(status="completed")
    make_milestone(ended, title="Terminée", target=period("2014"), responsible=person)

    def own(client: Client) -> list[str]:
        return [row.title for row in client.get(reverse("home")).context["own_milestones"]]

    assert own(client_of(user)) == ["En retard", "Plus tard", "Sans date"]
    assert own(client_of(make_user("coordination"))) == []
