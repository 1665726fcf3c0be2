"""The ways in which a half-typed filter may go on, on one line under the box: the first one is taken by a key."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment

from ngkt_tui.tui.keyboard import keymap_of
from ngkt_tui.tui.widgets.cells import Line, sanitize_cell, width_of
from ngkt_tui.tui.widgets.one_line import LineWidget

LABEL_CELLS = 32


class LineSuggestion(NamedTuple):
    """One way to go on: `insert` takes the place of the characters from `start` to `end`; `label` says what it is."""

    start: int
    end: int
    insert: str
    label: str


class SuggestionLine(LineWidget):
    """The ways, those that do not fit left out. It takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__(id="ways")
        self._ways: tuple[LineSuggestion, ...] = ()

    @property
    def first(self) -> LineSuggestion | None:
        """Return the way that is taken next, `None` where there is none."""
        return self._ways[0] if self._ways else None

    def show(self, ways: Sequence[LineSuggestion]) -> None:
        """Offer other ways."""
        if self._ways != tuple(ways):
            self._ways = tuple(ways)
            self.display = bool(ways)
            self.refresh()

    def rotate(self) -> None:
        """Offer the next way first, the present one last."""
        self.show((*self._ways[1:], *self._ways[:1]))

    def line(self, width: int) -> Line:
        """Return as many ways as fit, in their order, at least the first."""
        line: Line = [Segment("   ")]
        for number, way in enumerate(self._ways):
            more = self._way(way, is_first=number == 0)
            if number and width_of(line) + width_of(more) > width:
                break
            line += more
        return line

    def _way(self, way: LineSuggestion, *, is_first: bool) -> Line:
        text_styles = self.text_styles
        insert, label = sanitize_cell(way.insert), sanitize_cell(way.label, LABEL_CELLS)
        key = [Segment(f"{keymap_of(self.app).name('complete')} ", text_styles.gold)] if is_first else []
        named = [] if label == insert else [Segment(f" {label}", text_styles.muted)]
        return [*key, Segment(insert, text_styles.strong if is_first else text_styles.text), *named, Segment("   ")]
