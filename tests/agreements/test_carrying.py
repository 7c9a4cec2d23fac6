"""Objectives that an agreement left undone, taken up again by the one that follows it."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from agreements.actions.parts import carry_objectives
from agreements.models import Agreement, Objective
from arbj_portal.core.actions import StaleFormError
from members.models import User
from tests.agreements.conftest import client_of
from tests.agreements.factories import make_agreement, make_objective
from tests.agreements.pages import filled, part_of, text_of

pytestmark = pytest.mark.django_db
EXPLAINED = {"cause": "Faute de temps.", "follow_up": "À reprendre."}


@pytest.fixture
def earlier() -> Agreement:
    earlier = make_agreement("Mobilisation", visibility="public")
    make_objective(earlier, position=1, text="connaître", status="met")
    make_objective(earlier, position=2, text="concerter", status="partially_met", **EXPLAINED)
    make_objective(earlier, position=3, text="planifier", status="in_progress")
    return earlier


@pytest.fixture
def successor(earlier: Agreement) -> Agreement:
    successor = make_agreement("Spécifique", earlier=earlier, earlier_link="succeeds")
    make_objective(successor, position=4, text="conclure")
    return successor


def carry(successor: Agreement, by: User, *texts: str, **told: Any) -> Agreement:
    objectives = Objective.objects.filter(text__in=texts)
    version = Agreement.objects.get(pk=successor.pk).version
    return carry_objectives(
        by=by, agreement=successor, version=version, objectives=objectives, **told
    )


def told(agreement: Agreement) -> list[tuple[int, str, str]]:
    return [(row.position, row.text, row.status) for row in agreement.objectives.all()]


def test_what_was_left_undone_is_taken_up_after_the_others(
    successor: Agreement, earlier: Agreement, administration: User
) -> None:
    carry(successor, administration, "concerter", "planifier", cause="Fin du programme.")
    assert told(successor) == [
        (4, "conclure", "not_started"),
        (5, "concerter", "not_started"),
        (6, "planifier", "not_started"),
    ]
    origins = [row.carried_from and row.carried_from.text for row in successor.objectives.all()]
    assert origins == [None, "concerter", "planifier"]
    assert told(earlier) == [
        (1, "connaître", "met"),
        (2, "concerter", "partially_met"),
        (3, "planifier", "carried_over"),
    ]
    concluded = earlier.objectives.get(position=3)
    assert (concluded.cause, concluded.follow_up) == (
        "Fin du programme.",
        "Repris à l’entente « Spécifique ».",
    )
    assert earlier.objectives.get(position=2).cause == "Faute de temps."
    assert [Agreement.objects.get(pk=row.pk).version for row in (successor, earlier)] == [2, 2]


def test_an_open_objective_is_carried_for_a_cause(
    successor: Agreement, earlier: Agreement, administration: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        carry(successor, administration, "planifier")
    assert refusal.value.message_dict == {
        "cause": ["Dites pourquoi ceux qui ne sont pas conclus passent à l’entente suivante."]
    }
    carry(successor, administration, "concerter")
    assert len(told(successor)) == 2


@pytest.mark.parametrize("text", ["connaître", "conclure"])
def test_what_is_met_or_of_elsewhere_is_not_carried(
    text: str, successor: Agreement, administration: User
) -> None:
    with pytest.raises(ValidationError) as refusal:
        carry(successor, administration, text)
    assert refusal.value.messages == [
        "Un de ces objectifs est entre-temps atteint, ou déjà reporté."
    ]


def test_an_objective_is_carried_once(successor: Agreement, administration: User) -> None:
    carry(successor, administration, "concerter")
    with pytest.raises(ValidationError):
        carry(successor, administration, "concerter")
    with pytest.raises(StaleFormError):
        carry_objectives(by=administration, agreement=successor, version=1, objectives=[])


def test_the_page_proposes_them_and_both_sides_tell_of_it(
    successor: Agreement, earlier: Agreement, administration: User
) -> None:
    client = client_of(administration)
    address = reverse("objectives_carry", args=[successor.pk])
    sections = successor.get_section_url("objectifs")
    assert address in client.get(sections).content.decode()
    typed = filled(client.get(address), "cause", cause="Fin du programme.")
    assert len(typed["objectives"]) == 2
    assert client.post(address, typed).url == successor.get_section_url("objectifs")
    again = text_of(client.post(address, typed | {"submission": str(uuid4())}))
    assert "Un de ces objectifs est entre-temps atteint, ou déjà repris." in again
    assert "Rien à reprendre" in text_of(client.get(address))
    assert address not in client.get(sections).content.decode()
    told = text_of(client.get(successor.get_absolute_url()))
    assert "Repris de l’objectif 2 de « Mobilisation »" in told
    taken = successor.objectives.get(text="concerter")
    assert "Repris de l’objectif 2 Mobilisation" in text_of(client.get(taken.get_absolute_url()))
    origin = client.get(taken.carried_from.get_absolute_url())
    assert "Repris à l’objectif 5 Spécifique" in text_of(origin)
    public = client_of(None).get(taken.carried_from.get_absolute_url())
    assert "Spécifique" not in part_of(public, "<aside", "</aside>")


def test_an_agreement_that_follows_none_says_so(administration: User) -> None:
    address = reverse("objectives_carry", args=[make_agreement().pk])
    assert "Aucune entente antérieure" in text_of(client_of(administration).get(address))
