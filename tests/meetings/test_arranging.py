"""Moving points in the list that is an agenda."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from meetings.arranging import NEW, Move, Place, Row, blocks_of, in_rows, moved, with_new, without
from meetings.models import AgendaItem

ORDER = "1 2 20* 21* 3 30*"


def rows(text: str) -> list[Row]:
    return [Row(int(key.rstrip("*")), key.endswith("*")) for key in text.split()]


def text(found: list[Row]) -> str:
    return " ".join(f"{row.pk}{'*' if row.is_under else ''}" for row in found)


@pytest.mark.parametrize(
    ("pk", "move", "order"),
    [
        (2, Move.UP, "2 20* 21* 1 3 30*"),
        (2, Move.DOWN, "1 3 30* 2 20* 21*"),
        (21, Move.UP, "1 2 21* 20* 3 30*"),
        (20, Move.DOWN, "1 2 21* 20* 3 30*"),
        (3, Move.UNDER, "1 2 20* 21* 3* 30*"),
        (20, Move.OUT, "1 2 21* 20 3 30*"),
        (30, Move.OUT, "1 2 20* 21* 3 30"),
    ],
)
def test_a_point_moves_with_those_under_it(pk: int, move: Move, order: str) -> None:
    assert text(moved(rows(ORDER), pk, move)) == order


@pytest.mark.parametrize(
    ("pk", "move", "refusal"),
    [
        (1, Move.UP, "Ce point est déjà le premier."),
        (3, Move.DOWN, "Ce point est déjà le dernier."),
        (1, Move.UNDER, "Aucun point ne précède celui-ci."),
        (1, Move.OUT, "Ce point n’est sous aucun autre."),
        (20, Move.UP, "Ce point est déjà le premier."),
        (30, Move.DOWN, "Ce point est déjà le dernier."),
        (20, Move.UNDER, "Ce point est déjà sous un autre."),
    ],
)
def test_moves_that_cannot_be(pk: int, move: Move, refusal: str) -> None:
    with pytest.raises(ValidationError) as refused:
        moved(rows(ORDER), pk, move)
    assert refused.value.messages == [refusal]


def test_a_new_point_has_its_place() -> None:
    two = AgendaItem(pk=2)
    for place, order in (
        (Place(), f"{ORDER} 0"),
        (Place(two), "1 2 20* 21* 0 3 30*"),
        (Place(two, is_under=True), "1 2 20* 21* 0* 3 30*"),
        (Place(AgendaItem(pk=20), is_under=True), "1 2 20* 21* 0* 3 30*"),
    ):
        assert text(with_new(rows(ORDER), place)) == order
    assert NEW == 0


def test_what_was_under_a_removed_point_stands_in_its_place() -> None:
    assert text(without(rows(ORDER), 2)) == "1 20 21 3 30*"
    assert text(without(rows(ORDER), 21)) == "1 2 20* 3 30*"


@given(
    marks=st.lists(st.booleans(), min_size=1, max_size=12),
    moves=st.lists(st.tuples(st.integers(0, 11), st.sampled_from(Move)), max_size=20),
)
def test_no_point_is_lost_or_made_and_none_floats(
    marks: list[bool], moves: list[tuple[int, Move]]
) -> None:
    order = [Row(key, is_under and key > 1) for key, is_under in enumerate(marks, start=1)]
    for index, move in moves:
        before = order
        try:
            order = moved(order, index % len(order) + 1, move)
        except ValidationError:
            assert order == before
        assert sorted(row.pk for row in order) == list(range(1, len(order) + 1))
        assert not order[0].is_under
        assert in_rows(blocks_of(order)) == order
