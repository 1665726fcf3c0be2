"""The parts that a written summary is made of, whatever the format.

All texts are cleaned and on one line; the last blocks of a long summary hold iterators, to be walked once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.enums import Status


class Title(NamedTuple):
    """The heading of the whole summary with the lines that say what it covers."""

    text: str
    lines: tuple[str, ...]


class HeadingBlock(NamedTuple):
    """A heading; level 2 for a section, 3 for a part of one."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A sentence or two."""

    text: str


class ColumnBlock(NamedTuple):
    """A column of a table."""

    label: str
    is_number: bool = False


class Table(NamedTuple):
    """Rows under labelled columns."""

    columns: tuple[ColumnBlock, ...]
    rows: Iterable[tuple[str, ...]]


class Bar(NamedTuple):
    """A share drawn as a bar: `finished` and `overdue` of `total`."""

    label: str
    finished: int
    overdue: int
    total: int
    caption: str


class Bars(NamedTuple):
    """Bars under each other."""

    bars: tuple[Bar, ...]


class Detail(NamedTuple):
    """A labelled remark on an item."""

    label: str
    text: str


class ItemBlock(NamedTuple):
    """One directive of a checklist."""

    id: str
    status: Status | None
    glyph: str
    word: str
    text: str
    details: tuple[Detail, ...]


class Checklist(NamedTuple):
    """Directives in order; walked once.

    `total` is how many there are where they are read as they are walked, `None` for a short list.
    """

    items: Iterable[ItemBlock]
    total: int | None = None


Block = Title | HeadingBlock | Paragraph | Table | Bars | Checklist
