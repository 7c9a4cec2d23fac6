"""The board of the administration: what each number counts, and where it leads."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement
from arbj_portal.core.models import Portal
from arbj_portal.core.periods import Period
from arbj_portal.home.board import Card, board
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_contribution,
    make_document,
    make_milestone,
    make_movement,
    make_objective,
    make_party,
    make_status_change,
    period,
)
from tests.agreements.pages import part_of
from tests.meetings.factories import Table, make_follow_up, make_meeting, make_point

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(db: None) -> Table:
    return Table()


def card_of(table: Table, agreement: Agreement) -> Card:
    (card,) = [card for card in board(table.administration) if card.agreement == agreement]
    return card


def until(day: date) -> dict[str, Any]:
    return {"in_force": Period.from_edtf(f"2013-10-01/{day.isoformat()}")}


def test_days_are_counted_while_an_agreement_goes_on(table: Table) -> None:
    today = timezone.localdate()
    days = [
        card_of(table, make_agreement(status=status, **fields)).days_left
        for status, fields in (
            ("in_force", until(today + timedelta(days=30))),
            ("in_force", until(today - timedelta(days=3))),
            ("completed", until(today + timedelta(days=30))),
            ("in_force", {}),
        )
    ]
    assert days == [30, -3, None, None]


def test_money_used_is_told_of_what_is_promised(table: Table) -> None:
    agreement = make_agreement()
    for _ in range(2):
        contribution = make_contribution(make_party(agreement), promised=50)
        make_movement(contribution, "paid", 40)
        make_movement(contribution, "used", "12.50")
    card = card_of(table, agreement)
    assert (card.promised, card.paid, card.used, card.used_share) == (100, 80, 25, 25)
    assert card_of(table, make_agreement()).used_share is None


def test_an_objective_that_nothing_shows_is_flagged(table: Table) -> None:
    agreement = make_agreement()
    shown = make_objective(agreement, position=1, status="met")
    make_activity(agreement).objectives.add(shown)
    flagged = make_objective(agreement, position=2, status="in_progress")
    make_objective(agreement, position=3, status="not_started")
    card = card_of(table, agreement)
    assert card.unproven == [flagged]
    assert card.states == [
        ("not_started", "Non amorcé", 1),
        ("in_progress", "En cours", 1),
        ("met", "Atteint", 1),
    ]
    make_point(make_meeting(table.committee), objective=flagged)
    assert card_of(table, agreement).unproven == []


def test_what_is_late_or_missing_is_counted(table: Table) -> None:
    agreement = make_agreement()
    make_milestone(agreement, target=period("2014"))
    make_milestone(agreement, target=period("2190"))
    point = make_point(make_meeting(table.committee, agreement=agreement))
    make_follow_up(point, table.audet.person, due_on=date(2014, 1, 1))
    make_follow_up(point, table.audet.person, due_on=date(2014, 1, 1), status="done")
    make_status_change(agreement, "signed")
    contribution = make_contribution(make_party(agreement))
    make_movement(contribution, "paid", 1)
    make_movement(contribution, "paid", 1, document=make_document(agreement))
    make_movement(contribution, "used", 1)
    card = card_of(table, agreement)
    assert (card.late_milestones, card.late_follow_ups) == (1, 1)
    assert (card.unsigned_copies, card.unproven_payments) == (1, 1)
    assert not card.is_clear


def test_nothing_is_clear_before_the_signature(table: Table) -> None:
    statuses = ("in_preparation", "awaiting_signature", "in_force")
    clear = [card_of(table, make_agreement(status=status)).is_clear for status in statuses]
    assert clear == [False, False, True]


def test_a_period_that_is_over_is_no_clear_matter(table: Table) -> None:
    card = card_of(table, make_agreement(status="in_force", **until(date(2015, 3, 31))))
    assert not card.is_clear
    Portal.objects.create(name="Portail", body_name="Organisme", privacy_officer="A. B.")
    page = client_of(table.administration).get("/")
    told = part_of(page, '<article class="panel', "</article>")
    assert "période terminée le 31 mars 2015" in told


def test_numbers_lead_to_what_they_count(table: Table) -> None:
    Portal.objects.create(name="Portail", body_name="Organisme", privacy_officer="A. B.")
    agreement = make_agreement("Mobilisation", status="in_force")
    make_milestone(agreement, target=period("2014"))
    make_status_change(agreement, "signed")
    make_movement(make_contribution(make_party(agreement), promised=50), "paid", 40)
    point = make_point(make_meeting(table.committee, agreement=agreement))
    make_follow_up(point, table.audet.person, due_on=date(2014, 1, 1))
    objective = make_objective(agreement, position=3, status="met")
    page = client_of(table.administration).get("/")
    assert part_of(page, '<article class="panel', "</article>").endswith(
        "Mobilisation Signée Entente administrative Argent 50 $ promis , 40 $ versés "
        "Objectifs 1 Atteint Sans preuve objectif 3 Jalons 1 en retard Suivis 1 en retard "
        "Pièces exemplaire signé à joindre , 1 versement sans preuve"
    )
    for address in (
        f"{agreement.get_absolute_url()}#jalons",
        f"{agreement.get_absolute_url()}#etats",
        f"{reverse('followup_list')}?etat=retard&amp;entente={agreement.pk}",
        objective.get_absolute_url(),
    ):
        assert f'href="{address}"' in page.content.decode()
    assert "Les ententes" not in client_of(table.coordination).get("/").content.decode()
