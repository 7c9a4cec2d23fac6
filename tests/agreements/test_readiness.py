"""What an agreement lacks before it is signed, and before it ends."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from agreements.actions.agreements import change_details, create_agreement
from agreements.actions.parts import Line, MilestoneLine, save_milestones, save_objectives
from agreements.actions.statuses import change_status, correct_status
from agreements.forms.agreements import StatusForm
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


def test_a_signature_takes_parties_amounts_and_a_period() -> None:
    agreement = make_agreement(status="awaiting_signature")
    make_party(agreement)
    assert told(agreement, Status.SIGNED) == [
        ("Nommez au moins deux parties.", "parties"),
        ("Inscrivez ce que promet au moins une partie.", "parties"),
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


def test_what_it_took_to_end_stays_so(administration: User) -> None:
    """What was not so before may stay as it is: an agreement from before the portal."""
    agreement = make_agreement(status="completed_partially")
    met = make_objective(agreement, position=1, status="met")
    make_objective(agreement, position=2)
    milestone = make_milestone(agreement, title="Rapport", status="not_met")
    act = {"by": administration, "agreement": agreement, "version": 1}
    ended = "Cette entente est terminée\xa0: corrigez d’abord son état, à l’historique."
    with pytest.raises(ValidationError) as refused:
        save_objectives(**act, lines=[Line({"status": "in_progress"}, met.pk)])
    assert refused.value.messages == [ended, "Concluez l’objectif 1."]
    with pytest.raises(ValidationError) as refused:
        save_milestones(**act, lines=[MilestoneLine({"status": "scheduled"}, milestone.pk)])
    assert refused.value.messages == [
        ended,
        "Dites ce qu’il en est du jalon «\xa0Rapport\xa0».",
    ]
    save_objectives(**act, lines=[Line({"text": "Mieux dit"}, met.pk)])


SIGNED_IN_MARCH = {"status": Status.SIGNED, "effective": period("2014-03"), "reason": "Signée."}


def sign(by: User, agreement: Agreement, **told: Any) -> Agreement:
    return change_status(by=by, agreement=agreement, version=1, **SIGNED_IN_MARCH | told)


def test_an_agreement_is_signed_once_whoever_tells_it(administration: User) -> None:
    signed = sign(administration, make_ready(make_agreement(status="awaiting_signature")))
    assert signed.signed == period("2014-03")
    entered = create_agreement(
        by=administration, fields={"title": "Mobilisation", "kind": "specific"}, **SIGNED_IN_MARCH
    )
    assert entered.signed == period("2014-03")
    told = {"by": administration, "agreement": signed}
    with pytest.raises(ValidationError) as refused:
        change_details(**told, version=2, fields={"signed": period("2014-04")})
    assert refused.value.message_dict == {
        "signed": ["L’historique dit\xa0: signée, mars 2014. Corrigez-le, la fiche suivra."]
    }
    changed = change_details(**told, version=2, fields={"signed": None})
    assert changed.signed == period("2014-03")
    changed = change_details(**told, version=3, fields={"signed": period("2014-03-05")})
    correct_status(
        by=administration,
        change=signed.status_changes.get(),
        version=changed.version,
        correction="C’était en avril.",
        **SIGNED_IN_MARCH | {"effective": period("2014-04")},
    )
    signed.refresh_from_db()
    assert signed.signed == period("2014-04")


@pytest.mark.parametrize(
    ("signed", "effective", "said"),
    [
        (
            "2014-04",
            "2014-03",
            "La fiche dit qu’elle fut signée à un autre moment\xa0: avril 2014. Donnez la même "
            "date, ou corrigez la fiche.",
        ),
        (None, "2014-03/..", "Donnez le jour ou le mois de la signature."),
    ],
)
def test_a_signature_at_two_times_is_refused(
    signed: str | None, effective: str, said: str, administration: User
) -> None:
    agreement = make_ready(make_agreement(status="awaiting_signature"))
    Agreement.objects.filter(pk=agreement.pk).update(signed=signed and period(signed))
    with pytest.raises(ValidationError) as refused:
        sign(administration, agreement, effective=period(effective))
    assert refused.value.message_dict == {"effective": [said]}


def test_what_is_missing_before_two_ends_is_told_once() -> None:
    agreement = make_agreement(status="closing")
    make_objective(agreement, position=1)
    make_objective(agreement, position=2, status="not_met", cause="…", follow_up="…")
    form = StatusForm(agreement=agreement, user=None)
    whole, partial = (
        f"«\xa0{status.label}\xa0»" for status in (Status.COMPLETED, Status.COMPLETED_PARTIALLY)
    )
    assert [(statuses, [lack.text for lack in missing]) for statuses, missing in form.waiting] == [
        (f"{whole} ou {partial}", ["Concluez l’objectif 1."]),
        (whole, [f"L’objectif 2 n’est pas atteint\xa0: l’entente est plutôt {partial}."]),
    ]


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
