"""The parts that a written summary is made of, whatever the format.

All texts are cleaned and on one line; the last blocks of a long summary hold iterators, to be walked once.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ngkt_tui.domain.chart_scales import BarPart, bar_runs, part_sign, scaled
from ngkt_tui.domain.enums import Status

ADDRESS = re.compile(r"""(https?://[^\s<>|"'()\[\]{}]+)""")
"""An address of the web within a text; splitting by it leaves the addresses at the odd places."""


class Title(NamedTuple):
    """The heading of the whole summary with the lines that say what it covers."""

    text: str
    lines: tuple[str, ...]


class HeadingBlock(NamedTuple):
    """A heading; level 1 for an annex, which begins a page, 2 for a section, 3 for a part of one."""

    level: int
    text: str


class Paragraph(NamedTuple):
    """A sentence or two."""

    text: str


class Sentences(NamedTuple):
    """A list of sentences, each on its own."""

    sentences: tuple[str, ...]


class ColumnBlock(NamedTuple):
    """A column of a table. `anchor` is what the rows are pointed at by: `[1]` points at the first cell `1`."""

    label: str
    is_number: bool = False
    anchor: str = ""


class Table(NamedTuple):
    """Rows under labelled columns."""

    columns: tuple[ColumnBlock, ...]
    rows: Iterable[tuple[str, ...]]


class Bar(NamedTuple):
    """A stacked bar of `parts` of a `whole`; beside others of which the longest stands for `most`, shorter than it."""

    label: str
    parts: tuple[BarPart, ...]
    whole: int
    caption: str
    most: int | None = None

    def runs(self, cells: int) -> list[BarPart]:
        """Return the runs of cells where the longest bar has `cells`."""
        return bar_runs(self.parts, self.whole, self.length(cells))

    def length(self, cells: int) -> int:
        """Return how many of `cells` the bar takes."""
        return cells if self.most is None else scaled(self.whole, self.most, cells)

    def text(self, cells: int, is_ascii: bool = False) -> str:
        """Return the bar in signs that tell its parts apart without a colour, filled with blanks to `cells`."""
        drawn = "".join(part_sign(part.name, is_ascii) * part.many for part in self.runs(cells))
        return drawn + " " * (cells - len(drawn))


class Bars(NamedTuple):
    """Bars under each other."""

    bars: tuple[Bar, ...]


class Legend(NamedTuple):
    """What the parts of bars are: the name of each, and the words for it."""

    entries: tuple[tuple[str, str], ...]

    def text(self, is_ascii: bool = False) -> str:
        """Return the signs of the parts, each with its words."""
        return " · ".join(f"{part_sign(name, is_ascii)} {words}" for name, words in self.entries)


class Detail(NamedTuple):
    """A labelled remark on an item. In one on its source, `[1]` points at the table of articles."""

    label: str
    text: str
    is_source: bool = False


class ItemBlock(NamedTuple):
    """One directive of a checklist. `number` is its place in a numbered list."""

    id: str
    status: Status | None
    glyph: str
    word: str
    text: str
    details: tuple[Detail, ...]
    number: int | None = None


class Checklist(NamedTuple):
    """Directives in order; walked once.

    `total` is how many there are where they are read as they are walked, `None` for a short list.
    """

    items: Iterable[ItemBlock]
    total: int | None = None


Block = Title | HeadingBlock | Paragraph | Sentences | Table | Bars | Legend | Checklist
