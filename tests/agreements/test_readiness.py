"""What an agreement lacks before it is signed, and before it ends."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from agreements.actions.statuses import change_status
from agreements.models import Agreement, Objective
from agreements.readiness import lacks
from members.models import User
from tests.agreements.factories import (
    make_agreement,
    make_milestone,
    make_objective,
    make_party,
    make_ready,
    period,
)

pytestmark = pytest.mark.django_db
Status = Agreement.Status


def told(agreement: Agreement, status: str) -> list[tuple[str, str]]:
    agreement = Agreement.objects.get(pk=agreement.pk)
    return [(lack.text, lack.section) for lack in lacks(agreement, status)]


def test_a_signature_takes_parties_amounts_and_dates() -> None:
    agreement = make_agreement(status="awaiting_signature")
    make_party(agreement)
    assert told(agreement, Status.SIGNED) == [
        ("Nommez au moins deux parties.", "parties"),
        ("Inscrivez ce que promet au moins une partie.", "parties"),
        ("Donnez la date de la signature.", "fiche"),
        ("Donnez la période visée.", "fiche"),
    ]
    assert told(make_ready(agreement), Status.SIGNED) == []


def test_an_end_takes_an_answer_for_each_objective_and_each_milestone() -> None:
    agreement = make_agreement(status="closing")
    make_objective(agreement, position=1, status="met")
    make_objective(agreement, position=2, status="in_progress")
    make_objective(agreement, position=3, status="not_met", cause="…", follow_up="…")
    make_milestone(agreement, title="Rapport")
    make_milestone(agreement, title="Forum", status="not_met")
    open_ones = [
        ("Concluez l’objectif 2.", "objectifs"),
        ("Dites ce qu’il en est du jalon «\xa0Rapport\xa0».", "jalons"),
    ]
    assert told(agreement, Status.COMPLETED_PARTIALLY) == open_ones
    assert told(agreement, Status.COMPLETED) == [
        open_ones[0],
        (
            "L’objectif 3 n’est pas atteint\xa0: l’entente est plutôt "
            "«\xa0Terminée, mandat partiellement réalisé\xa0».",
            "objectifs",
        ),
        open_ones[1],
    ]


@pytest.mark.parametrize("status", sorted(set(Status) - {"signed", *Agreement.ENDED}))
def test_other_statuses_take_nothing(status: str) -> None:
    assert told(make_agreement(), status) == []


def test_what_is_missing_refuses_the_status(administration: User) -> None:
    agreement = make_agreement(status="closing")
    Objective.objects.create(agreement=agreement, position=1, text="Assurer")

    def end() -> Agreement:
        return change_status(
            by=administration,
            agreement=agreement,
            version=1,
            status=Status.COMPLETED,
            effective=period("2015-03"),
            reason="Fin.",
        )

    with pytest.raises(ValidationError) as refused:
        end()
    assert refused.value.message_dict == {"status": ["Concluez l’objectif 1."]}
    Objective.objects.update(status="met")
    assert end().status == Status.COMPLETED


@pytest.mark.parametrize(
    ("status", "in_force", "proposed"),
    [
        ("signed", "2013-10/2015-03", "in_force"),
        ("signed", "2199/2200", None),
        ("signed", None, None),
        ("in_force", "2013-10/2015-03", "closing"),
        ("suspended", "2013-10/2015-03", "closing"),
        ("in_force", "2013-10/..", None),
        ("in_force", "2013-10/2199", None),
        ("closing", "2013-10/2015-03", None),
    ],
)
def test_a_period_proposes_a_status(
    status: str, in_force: str | None, proposed: str | None
) -> None:
    told = make_agreement(status=status, in_force=in_force and period(in_force))
    assert told.proposed_status == proposed


def test_what_the_period_proposes_is_told_and_chosen_beforehand(
    client: Client, administration: User
) -> None:
    ended = make_agreement(status="in_force", in_force=period("2013-10/2015-03"))
    client.force_login(administration)
    sentence = "La période visée est terminée : l’entente passerait à « En clôture »."
    for page in ("/", reverse("agreement_edit", args=[ended.pk])):
        assert sentence in client.get(page).content.decode().replace("\xa0", " ")
    page = client.get(reverse("agreement_edit", args=[ended.pk]))
    assert '<option value="closing" selected>' in page.content.decode()
    ended.refresh_from_db()
    assert ended.status == "in_force"
