"""The ways in which a half-typed filter may go on, on one line under the box: the first one is taken by a key."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment

from ngkt_tui.tui.keyboard import keyboard_of
from ngkt_tui.tui.widgets.cells import Line, shown, width_of
from ngkt_tui.tui.widgets.one_line import OneLine

LABEL_CELLS = 32


class Way(NamedTuple):
    """One way to go on: `insert` takes the place of the characters from `start` to `end`; `label` says what it is."""

    start: int
    end: int
    insert: str
    label: str


class WaysLine(OneLine):
    """The ways, those that do not fit left out. It takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__(id="ways")
        self._ways: tuple[Way, ...] = ()

    @property
    def first(self) -> Way | None:
        """Return the way that is taken next, `None` where there is none."""
        return self._ways[0] if self._ways else None

    def show(self, ways: Sequence[Way]) -> None:
        """Offer other ways."""
        if self._ways != tuple(ways):
            self._ways = tuple(ways)
            self.display = bool(ways)
            self.refresh()

    def turn(self) -> None:
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

    def _way(self, way: Way, *, is_first: bool) -> Line:
        inks = self.inks
        insert, label = shown(way.insert), shown(way.label, LABEL_CELLS)
        key = [Segment(f"{keyboard_of(self.app).name('complete')} ", inks.gold)] if is_first else []
        named = [] if label == insert else [Segment(f" {label}", inks.muted)]
        return [*key, Segment(insert, inks.strong if is_first else inks.text), *named, Segment("   ")]
