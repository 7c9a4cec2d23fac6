"""Moving the points of an agenda: its order is one list, in which sub-points follow their point."""

from dataclasses import dataclass, replace
from enum import StrEnum

from django.core.exceptions import ValidationError

from meetings.models import AgendaItem

NEW = 0
"""The key of a point that is not stored yet."""


class Move(StrEnum):
    UP = "up"
    DOWN = "down"
    UNDER = "under"
    OUT = "out"


@dataclass(frozen=True)
class Row:
    """A point by its key, and whether it stands under the last point before it that does not."""

    pk: int
    is_under: bool = False


type Block = list[Row]
"""A point, with those under it."""


@dataclass(frozen=True)
class Place:
    """Where a point goes: after or under one that is there; at the end without one."""

    item: AgendaItem | None = None
    is_under: bool = False

    @property
    def section(self) -> str:
        """What goes after or under a point is of its section."""
        return self.item.section if self.item else ""


def rows_of(items: list[AgendaItem]) -> list[Row]:
    return [Row(item.pk, item.parent_id is not None) for item in items]


def blocks_of(rows: list[Row]) -> list[Block]:
    blocks: list[Block] = []
    for row in rows:
        if row.is_under and blocks:
            blocks[-1].append(row)
        else:
            blocks.append([replace(row, is_under=False)])
    return blocks


def in_rows(blocks: list[Block]) -> list[Row]:
    return [row for block in blocks for row in block]


def moved(rows: list[Row], pk: int, move: Move) -> list[Row]:
    """The list once a point has made one move; a French ValidationError where it cannot."""
    blocks = blocks_of(rows)
    place = next(index for index, block in enumerate(blocks) if any(row.pk == pk for row in block))
    block = blocks[place]
    if block[0].pk == pk:
        blocks = move_block(blocks, place, move)
    else:
        inner = next(index for index, row in enumerate(block) if row.pk == pk)
        blocks = move_within(blocks, place, inner, move)
    return in_rows(blocks)


def move_block(blocks: list[Block], place: int, move: Move) -> list[Block]:
    """A point, with those under it, past its neighbour or under the one before it."""
    if move == Move.OUT:
        raise ValidationError("Ce point n’est sous aucun autre.")
    if move == Move.UNDER:
        if place == 0:
            raise ValidationError("Aucun point ne précède celui-ci.")
        inner = [replace(row, is_under=True) for row in blocks[place]]
        return [*blocks[: place - 1], blocks[place - 1] + inner, *blocks[place + 1 :]]
    return swapped(blocks, place, move)


def move_within(blocks: list[Block], place: int, inner: int, move: Move) -> list[Block]:
    """A sub-point past its neighbour under the same point, or out, after that point."""
    if move == Move.UNDER:
        raise ValidationError("Ce point est déjà sous un autre.")
    head, *under = blocks[place]
    if move == Move.OUT:
        out = [replace(under.pop(inner - 1), is_under=False)]
        return [*blocks[:place], [head, *under], out, *blocks[place + 1 :]]
    return [*blocks[:place], [head, *swapped(under, inner - 1, move)], *blocks[place + 1 :]]


def swapped[T](things: list[T], place: int, move: Move) -> list[T]:
    other = place - 1 if move == Move.UP else place + 1
    if other < 0:
        raise ValidationError("Ce point est déjà le premier.")
    if other >= len(things):
        raise ValidationError("Ce point est déjà le dernier.")
    changed = list(things)
    changed[place], changed[other] = changed[other], changed[place]
    return changed


def with_new(rows: list[Row], place: Place) -> list[Row]:
    """The list with a new point at its place; last among those under the same point."""
    if place.item is None:
        return [*rows, Row(NEW)]
    blocks = blocks_of(rows)
    index = next(
        index for index, block in enumerate(blocks) if any(row.pk == place.item.pk for row in block)
    )
    if place.is_under:
        blocks[index] = [*blocks[index], Row(NEW, is_under=True)]
    else:
        blocks.insert(index + 1, [Row(NEW)])
    return in_rows(blocks)


def without(rows: list[Row], pk: int) -> list[Row]:
    """The list without one point; those under it stand in its place."""
    kept: list[Row] = []
    is_freed = False
    for row in rows:
        if not row.is_under:
            is_freed = row.pk == pk
        if row.pk != pk:
            kept.append(replace(row, is_under=row.is_under and not is_freed))
    return kept
