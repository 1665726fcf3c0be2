"""Drawn lines of records, kept until something about them changes."""

from collections import OrderedDict
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip

from ngkt_tui.tui.widgets.cells import Line, hrule, width_of
from ngkt_tui.tui.widgets.sections import RenderContext
from ngkt_tui.tui.widgets.shelf import RowIndex

KEPT = 300
"""Records whose lines are kept; beyond, the one drawn longest ago is forgotten."""


class CacheKey(NamedTuple):
    """What all lines of a list are drawn for: another look needs other lines."""

    width: int
    theme: str


class StripCache:
    """The lines of each record, as drawn for one look."""

    def __init__(self) -> None:
        self._strips: OrderedDict[RowIndex, list[Strip]] = OrderedDict()
        self._look = CacheKey(0, "")

    def get(self, spot: RowIndex, look: CacheKey) -> list[Strip] | None:
        """Return the lines of the record at `spot` as drawn for `check_external_changes`, `None` where they are to be
        drawn."""
        return self._strips.get(spot) if look == self._look else None

    def put(self, spot: RowIndex, look: CacheKey, strips: list[Strip]) -> None:
        """Keep the lines of a record."""
        if look != self._look:
            self.clear()
            self._look = look
        self._strips[spot] = strips
        if len(self._strips) > KEPT:
            self._strips.popitem(last=False)

    def forget(self, spot: RowIndex) -> None:
        """Forget the lines of one record."""
        self._strips.pop(spot, None)

    def clear(self) -> None:
        """Forget all lines."""
        self._strips.clear()


def fresh(strip: Strip) -> Strip:
    """Return a copy of a strip that is kept, to be handed out.

    A strip remembers what was ever cropped, filtered or styled from it, and each of those does the same: one that is
    handed out again and again holds hundreds of others.
    """
    return Strip(strip, strip.cell_length)


def heading_line(words: str, count: int, drawing: RenderContext) -> Line:
    """Return the line above a section: its words, a thin rule, how many records it has."""
    text_styles = drawing.text_styles
    title = Segment(f" {drawing.translate(words)} ", text_styles.muted)
    number = Segment(f" {count}", text_styles.muted)
    lead = hrule(2, text_styles.faint)
    rest = drawing.width - width_of([lead, title, number])
    return [lead, title, hrule(rest, text_styles.faint), number]


def waiting_line(drawing: RenderContext) -> Line:
    """Return the line of a record that is still being read."""
    return [Segment("·" * min(3, drawing.width), drawing.text_styles.faint)]
