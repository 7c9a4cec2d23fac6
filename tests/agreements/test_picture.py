"""The picture of an agreement, its objectives and its milestones, and the table beside it."""

from typing import Any

import pytest
import time_machine

from agreements.milestones import numbered
from agreements.models import Agreement
from agreements.picture import picture_of_agreement
from arbj_portal.core.lanes import Picture
from members.models import Committee, User
from tests.agreements.conftest import client_of
from tests.agreements.factories import (
    make_activity,
    make_agreement,
    make_milestone,
    make_objective,
    make_status_change,
    period,
)
from tests.agreements.pages import part_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def now() -> Any:
    with time_machine.travel("2026-11-26 12:00:00-05:00", tick=False):
        yield


@pytest.fixture
def agreement(committee: Committee) -> Agreement:
    return make_agreement(
        "Mobilisation",
        visibility="public",
        committee=committee,
        in_force=period("2026-01/2027-12"),
    )


def picture(agreement: Agreement, user: Any) -> Picture | None:
    rows = agreement.milestones.select_related("objective").prefetch_related("dependencies")
    objectives = list(agreement.objectives.all())
    return picture_of_agreement(agreement, objectives, numbered(rows), user)


def told(agreement: Agreement, user: Any) -> list[tuple[str, list[str]]]:
    """Each lane with what it shows, as whoever does not see it hears it."""
    drawn = picture(agreement, user)
    assert drawn is not None
    return [(lane.name, [placed.mark.label for placed in lane.marks]) for lane in drawn.lanes]


def test_each_objective_has_its_lane(agreement: Agreement, coordination: User) -> None:
    second, first = make_objective(agreement, position=2), make_objective(agreement, position=1)
    make_objective(agreement, position=3)
    make_milestone(
        agreement,
        title="Diagnostic",
        objective=first,
        status="met",
        target=period("2026-03"),
        actual=period("2026-05"),
        position=1,
    )
    make_milestone(agreement, title="Plan", target=period("2026-06"), position=2)
    make_milestone(agreement, title="Sans date", objective=first, position=3)
    make_activity(agreement, title="Formation", period=period("{2026-02-03,2026-04/2026-06}"))
    done = make_activity(agreement, title="Ateliers", period=period("{2026-02-03,2026-04/2026-06}"))
    done.objectives.add(second)
    assert told(agreement, coordination) == [
        ("Entente", ["Mobilisation, janvier 2026 à décembre 2027, En préparation"]),
        ("Objectif 1", ["Jalon 1\xa0: Diagnostic, mai 2026, Atteint"]),
        (
            "Objectif 2",
            ["Ateliers, 3 février 2026, Formation", "Ateliers, avril à juin 2026, Formation"],
        ),
        ("Objectif 3", []),
        ("Autres jalons", ["Jalon 2\xa0: Plan, juin 2026, En retard"]),
    ]


def test_a_state_has_a_shape_of_its_own(agreement: Agreement, coordination: User) -> None:
    for status in ("met", "partially_met", "not_met", "scheduled"):
        reached = status in {"met", "partially_met"}
        make_milestone(
            agreement,
            status=status,
            target=period("2027-03"),
            actual=period("2026-03") if reached else None,
        )
    make_milestone(agreement, target=period("2026-03"))
    drawn = picture(agreement, coordination)
    assert drawn is not None
    shapes = {(key.look, key.shape): key.words for key in drawn.legend}
    assert len(shapes) == 6
    assert [key.words for key in drawn.legend] == [
        "jalon atteint",
        "atteint en partie",
        "non atteint",
        "prévu",
        "en retard",
        "quand il était prévu",
    ]


def test_what_a_reader_may_not_see_is_not_drawn(
    agreement: Agreement, coordination: User, partner: User
) -> None:
    objective = make_objective(agreement, position=1)
    for level in ("public", "partners", "coordination"):
        activity = make_activity(
            agreement, title=level, period=period("2026-03-02"), visibility=level
        )
        activity.objectives.add(objective)
    page = client_of(None).get(agreement.get_absolute_url()).content.decode()
    assert ("public, 2 mars 2026" in page, "partners, 2 mars" in page) == (True, False)
    drawn = [len(told(agreement, user)[1][1]) for user in (partner, coordination)]
    assert drawn == [2, 3]


def test_what_is_fictitious_says_so(agreement: Agreement) -> None:
    make_milestone(agreement, title="Plan", target=period("2026-06"), is_demonstration=True)
    page = client_of(None).get(agreement.get_absolute_url())
    drawn = part_of(page, '<figure class="lanes">', "</figure>")
    assert drawn.endswith("en retard données de démonstration")
    assert "Jalon 1 : Plan données de démonstration" in part_of(page, "<table", "</table>")


def test_the_table_says_the_same(agreement: Agreement) -> None:
    objective = make_objective(agreement, position=1)
    make_milestone(agreement, title="Plan", objective=objective, target=period("2026-06"))
    make_objective(agreement, position=2)
    page = client_of(None).get(agreement.get_absolute_url())
    assert part_of(page, "<summary>L’image en tableau</summary>", "</table>") == (
        "Ligne Quoi Quand État ou type "
        "Entente Mobilisation Janvier 2026 à décembre 2027 En préparation "
        "Objectif 1 Jalon 1 : Plan Juin 2026 En retard "
        "Objectif 2 –"
    )


@pytest.mark.parametrize(
    ("fields", "when"),
    [
        ({"signed": period("2025-10"), "in_force": None}, "octobre 2025 à novembre 2026"),
        ({"in_force": period("2025-10/..")}, "octobre 2025 à novembre 2026"),
        ({"in_force": period("2025-10/2026-03")}, "octobre 2025 à mars 2026"),
        ({"in_force": period("2027-03/2027-12")}, "mars à décembre 2027"),
        ({"in_force": period("2026-11/..")}, "novembre 2026"),
        ({"in_force": period("2026-12/..")}, "décembre 2026"),
    ],
)
def test_the_agreement_is_a_bar_over_its_time(
    fields: dict[str, Any], when: str, agreement: Agreement, coordination: User
) -> None:
    Agreement.objects.filter(pk=agreement.pk).update(**fields)
    agreement.refresh_from_db()
    make_milestone(agreement, target=period("2026-06"))
    assert told(agreement, coordination)[0][1] == [f"Mobilisation, {when}, En préparation"]


def test_an_agreement_that_ended_stops_there_and_shows_no_today(coordination: User) -> None:
    agreement = make_agreement("Ancienne", status="completed", signed=period("2013-10"))
    make_status_change(agreement, "completed", effective=period("2015-03"))
    make_milestone(agreement, target=period("2014-06"), status="not_met")
    drawn = picture(agreement, coordination)
    assert drawn is not None
    assert drawn.today is None
    assert told(agreement, coordination)[0][1] == [
        "Ancienne, octobre 2013 à mars 2015, Terminée, mandat réalisé"
    ]


def test_nothing_dated_makes_no_picture(agreement: Agreement, coordination: User) -> None:
    make_milestone(agreement, objective=make_objective(agreement))
    assert picture(agreement, coordination) is None
    page = client_of(None).get(agreement.get_absolute_url())
    assert 'class="lanes"' not in page.content.decode()
