"""What a report is made of: sections of sentences and typed tables, the same for every format."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.text import capfirst

from arbj_portal.core.amounts import format_amount, format_number
from arbj_portal.core.periods import Period
from arbj_portal.core.typography import date_text

type Value = str | int | Decimal | date | Period | None


class Kind(StrEnum):
    """What a column holds; TEXT takes periods too, as people write them."""

    TEXT = "text"
    CODE = "code"  # letter by letter
    AMOUNT = "amount"
    NUMBER = "number"
    DAY = "day"
    SHARE = "share"  # a percentage, 0 to 100


WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.TEXT: lambda value: value.title if isinstance(value, Period) else capfirst(str(value)),
    Kind.CODE: str,
    Kind.AMOUNT: format_amount,
    Kind.NUMBER: lambda value: format_number(value, 2),
    Kind.DAY: date_text,
    Kind.SHARE: lambda value: f"{format_number(value, 1)}\N{NO-BREAK SPACE}%",
}
NUMERIC = {Kind.AMOUNT, Kind.NUMBER, Kind.SHARE}


@dataclass(frozen=True)
class Column:
    """width: its share of the table, beside the others."""

    label: str
    kind: Kind = Kind.TEXT
    width: int = 2

    @property
    def is_numeric(self) -> bool:
        return self.kind in NUMERIC

    def text(self, value: Value) -> str:
        """The value as it is read; what nobody knows is a dash."""
        return "–" if value is None or value == "" else WRITERS[self.kind](value)


@dataclass(frozen=True)
class Row:
    """A line of a table; its key finds the same line in another report."""

    key: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Table:
    title: str
    columns: tuple[Column, ...]
    rows: list[Row]
    total: tuple[Value, ...] | None = None

    @property
    def labels(self) -> list[str]:
        return [column.label for column in self.columns]

    @property
    def total_texts(self) -> list[str]:
        """The last line, empty where a column has no sum; nothing where there is none."""
        return [
            "" if value is None else column.text(value)
            for column, value in zip(self.columns, self.total or (), strict=False)
        ]

    def texts(self, values: Sequence[Value]) -> list[str]:
        return [column.text(value) for column, value in zip(self.columns, values, strict=True)]


@dataclass(frozen=True)
class Bar:
    """A line of a picture: its label, its value in words, its length from 0 to 100."""

    label: str
    text: str
    length: float


@dataclass(frozen=True)
class Figure:
    """A picture whose numbers stand in a table too; alternative: the same in one sentence."""

    caption: str
    alternative: str
    groups: list[tuple[str, list[Bar]]]


@dataclass(frozen=True)
class Part:
    """A section of a report; introduction: nested data of rich text, as papers take it."""

    slug: str
    title: str
    introduction: list[dict[str, Any]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        tables = any(table.rows for table in self.tables)
        return not (self.introduction or self.paragraphs or tables)


def table(title: str, columns: list[Column], rows: list[tuple[Any, ...]], **more: Any) -> Table:
    """rows: a key, then the values."""
    return Table(title, tuple(columns), [Row(str(key), tuple(rest)) for key, *rest in rows], **more)


def part(section: TextChoices, tables: list[Table], **more: Any) -> Part:
    return Part(section.value, str(section.label), tables=tables, **more)


def plain(node: Any) -> str:
    """A piece of rich text without its markup; blocks within it stand on lines of their own."""
    if isinstance(node, str):
        return node
    inside = [plain(child) for child in node["children"]]
    is_list = node["tag"] in {"ul", "ol", "blockquote"}
    return "\n".join(inside) if is_list else "".join(inside)
