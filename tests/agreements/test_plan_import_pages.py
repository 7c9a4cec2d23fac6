"""A plan d’action imported in its pages: what would change is shown, agreed to, then written."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.actions.plan import begin_import, take_import
from agreements.models import Action, Agreement, PlanImport
from agreements.plan.changes import changes_of
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_action, period
from tests.agreements.pages import filled, text_of
from tests.agreements.workbooks import book, file_of, make_planned_agreement, read, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement() -> Agreement:
    return make_planned_agreement()


def test_what_would_change_is_shown_before_it_does(
    agreement: Agreement, administration: User
) -> None:
    concerter = agreement.objectives.get(position=2)
    changed = make_action(concerter, number=1, text="Écrire", means="Un gabarit")
    same = make_action(concerter, number=2, text="Réunir")
    absent = make_action(concerter, number=3, text="Former")
    client = client_of(administration)
    address = reverse("plan_import_begin", args=[agreement.pk])
    made = book(
        row(number=1, text="Écrire", means="", status="En cours"),
        row(number=2, text="Réunir"),
        row(text="Publier", period="2027"),
        row(objective=1, text="Informer"),
    )
    sent = filled(client.get(address), "submission") | {"file": file_of(made)}
    answer = client.post(address, sent)
    kept = PlanImport.objects.get()
    assert answer.url == kept.get_absolute_url()
    page = client.get(answer.url)
    told = text_of(page)
    assert (
        "2 actions à ajouter, 1 à modifier; 1 déjà comme dans le classeur; 1 du plan ne figure pas "
        "au classeur et reste comme elle est." in told
    )
    assert "2.1 Écrire Moyens Un gabarit – État À faire En cours" in told
    assert "2.4 Publier Échéancier : 2027 État : À faire" in told
    assert "1.1 Informer État : À faire" in told
    assert Action.objects.count() == 3
    done = client.post(answer.url, filled(page, "seen"), follow=True)
    assert "Le plan d’action est importé." in text_of(done)
    plan = {action.reference: action for action in Action.objects.select_related("objective")}
    assert plan.keys() == {"1.1", "2.1", "2.2", "2.3", "2.4"}
    assert (plan["2.1"].status, plan["2.1"].means, plan["2.1"].version) == ("in_progress", "", 2)
    assert (plan["2.2"], plan["2.3"]) == (same, absent)
    assert (plan["2.1"], plan["2.4"].period) == (changed, period("2027"))
    kept.refresh_from_db()
    assert kept.taken_by == administration
    again = text_of(client.get(answer.url))
    assert "Ce classeur est importé" in again


def test_faults_are_listed_and_nothing_is_kept(agreement: Agreement, administration: User) -> None:
    client = client_of(administration)
    address = reverse("plan_import_begin", args=[agreement.pk])
    made = book(row(), *(row(objective=9) for _ in range(120)))
    sent = filled(client.get(address), "submission") | {"file": file_of(made)}
    told = text_of(client.post(address, sent))
    assert "Rien n’est importé : 120 choses à corriger dans le classeur." in told
    assert "3 A, Objectif L’entente n’a pas d’objectif 9." in told
    assert "Les 100 premières sont ci-dessus, de 120." in told
    assert not PlanImport.objects.exists()


def test_another_type_of_file_is_refused(agreement: Agreement, administration: User) -> None:
    client = client_of(administration)
    address = reverse("plan_import_begin", args=[agreement.pk])
    sent = filled(client.get(address), "submission")
    answer = client.post(address, sent | {"file": file_of(b"Objectif;Action", "plan.xlsx")})
    assert "Ce type de fichier n’est pas accepté. Types acceptés : Excel (.xlsx)." in text_of(
        answer
    )


def begin(agreement: Agreement, by: User, *rows: list[Any]) -> PlanImport:
    return begin_import(
        by=by,
        agreement=agreement,
        filename="plan.xlsx",
        rows=read(book(*rows), agreement, by),
    )


def test_what_changed_meanwhile_is_shown_again(agreement: Agreement, administration: User) -> None:
    kept = begin(agreement, administration, row(number=1))
    client = client_of(administration)
    page = client.get(kept.get_absolute_url())
    somebody_s = make_action(agreement.objectives.get(position=2), number=1, text="Entre-temps")
    refused = client.post(kept.get_absolute_url(), filled(page, "seen"))
    assert "Le plan a changé entre-temps : voici ce que l’import changerait" in text_of(refused)
    assert "2.1 Entre-temps Action Entre-temps Écrire aux employeurs" in text_of(refused)
    client.post(kept.get_absolute_url(), filled(refused, "seen"))
    somebody_s.refresh_from_db()
    assert somebody_s.text == "Écrire aux employeurs"


def test_an_import_is_taken_once(agreement: Agreement, administration: User) -> None:
    kept = begin(agreement, administration, row())
    seen = changes_of(agreement, kept.rows).digest
    take_import(by=administration, plan_import=kept, seen=seen)
    with pytest.raises(ValidationError) as refused:
        take_import(by=administration, plan_import=kept, seen=seen)
    assert refused.value.messages == ["Ce classeur est déjà importé."]
    assert Action.objects.count() == 1


def test_one_s_earlier_import_that_waits_is_dropped(
    agreement: Agreement, administration: User
) -> None:
    taken = begin(agreement, administration, row())
    take_import(by=administration, plan_import=taken, seen=changes_of(agreement, taken.rows).digest)
    begin(agreement, administration, row(text="Une autre"))
    last = begin(agreement, administration, row(text="Une dernière"))
    assert set(PlanImport.objects.all()) == {taken, last}


def test_an_import_that_names_what_is_gone_says_so(
    agreement: Agreement, administration: User
) -> None:
    kept = begin(agreement, administration, row())
    agreement.objectives.get(position=2).delete()
    told = text_of(client_of(administration).get(kept.get_absolute_url()))
    assert "Un objectif, un organisme ou une personne de ce classeur n’est plus au portail" in told


def test_a_plan_of_1000_actions_is_imported(agreement: Agreement, administration: User) -> None:
    kept = begin(
        agreement,
        administration,
        *(row(objective=1 + number % 2, text=f"Action {number}") for number in range(1000)),
    )
    changes = changes_of(agreement, kept.rows)
    take_import(by=administration, plan_import=kept, seen=changes.digest)
    assert Action.objects.of_agreement(agreement).tally()["total"] == 1000
