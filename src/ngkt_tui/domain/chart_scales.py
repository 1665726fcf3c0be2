"""Charts of cells: how many cells of a bar each part of a whole gets, the signs that the parts are drawn with, axes.

An axis of time is to scale where days lie close together; long gaps are folded to one width.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ngkt_tui.domain.counting_form import bar_shares
from ngkt_tui.domain.enums import Stance, Status


class BarPart(NamedTuple):
    """A part of a stacked bar. `name` is the status that it counts, or `rest` for what is left of the whole."""

    name: str
    many: int


REST = "rest"
OPEN_STATUSES = tuple(status for status in Status if status not in (Status.DONE, Status.DROPPED))
STACKED = (Status.DONE, Status.REPORTED, Status.DOING, Status.BLOCKED, Status.DROPPED)
"""The statuses that are drawn in a stacked bar, from the left; with the rest nobody has begun."""

_SHADES: dict[str, str] = {
    "agreements": "█",
    Status.DONE: "█",
    Status.REPORTED: "▒",
    Status.DOING: "▓",
    Status.BLOCKED: "▞",
    Status.DROPPED: "·",
    REST: "░",
}
_LETTERS: dict[str, str] = {
    "agreements": "#",
    Status.DONE: "#",
    Status.REPORTED: "%",
    Status.DOING: "=",
    Status.BLOCKED: "!",
    Status.DROPPED: ".",
    REST: "-",
}


def part_sign(name: str, is_ascii: bool = False) -> str:
    """Return the sign that tells a part of a bar from its neighbours without a colour."""
    signs = _LETTERS if is_ascii else _SHADES
    return signs.get(name, signs[REST])


def bar_runs(parts: Sequence[BarPart], whole: int, cells: int) -> list[BarPart]:
    """Return the runs of cells of a bar that is `cells` wide where it shows all of `whole`; the rest comes last."""
    runs = bar_shares([part.many for part in parts], whole, cells)
    drawn = [BarPart(part.name, run) for part, run in zip(parts, runs, strict=True) if run]
    left = cells - sum(runs)
    return [*drawn, BarPart(REST, left)] if left else drawn


def scaled(count: float, most: float, cells: int) -> int:
    """Return the length of a bar of `count` beside others of which the longest has `cells` cells; 0 only for none."""
    return max(1, round(count * cells / most)) if count and most else 0


_STANCES: dict[str, tuple[str, str, str]] = {
    Stance.TRADITIONAL: ("■", "#", "sky"),
    Stance.KEY: ("★", "*", "gold"),
    Stance.EXPAND: ("◆", "+", "violet"),
    Stance.POTENTIAL: ("◇", "o", "violet"),
    Stance.PARTNER: ("●", "@", "jade"),
    Stance.ORIGIN: ("○", "<", "muted"),
    Stance.REPORTED: ("·", ".", "muted"),
}


def stance_sign(stance: str, is_ascii: bool = False) -> tuple[str, str]:
    """Return the sign of a stance and the name of its ink; of what is none a question mark."""
    sign, letter, ink = _STANCES.get(stance, ("?", "?", "muted"))
    return letter if is_ascii else sign, ink


DAYS_OF_MONTH = 30.44
MIN_STEP = 14
"""Cells from one day to the next at least: room for a sign and a short text."""
MAX_MONTHS = 12
"""A longer gap is folded."""
FOLDED_CELLS = 18
SCALES = (10, 8, 6, 5, 4, 3, 2, 1)
"""The cells of a month to choose from, the widest first."""


class AxisGap(NamedTuple):
    """The cells between two days that follow each other."""

    start: int
    end: int
    earlier: date
    later: date
    is_folded: bool


class TimeAxis(NamedTuple):
    """Days from the oldest on, each with its cell, and the gaps between them."""

    days: tuple[date, ...]
    cells: tuple[int, ...]
    gaps: tuple[AxisGap, ...]

    @property
    def length(self) -> int:
        """Return how many cells the axis has, with room for what stands at its last day."""
        return (self.cells[-1] if self.cells else 0) + MIN_STEP


def make_axis(days: Iterable[date], room: int) -> TimeAxis:
    """Return the axis of some days at the widest scale that fits into `room` cells, else at the narrowest."""
    ordered = tuple(sorted(set(days)))
    steps: list[int] = []
    for scale in SCALES:
        steps = [_step(earlier, later, scale) for earlier, later in pairwise(ordered)]
        if sum(steps) + MIN_STEP <= room:
            break
    cells = [0] if ordered else []
    for step in steps:
        cells.append(cells[-1] + step)
    ends = zip(pairwise(cells), pairwise(ordered), strict=True)
    gaps = (AxisGap(*between, *around, _is_folded(*around)) for between, around in ends)
    return TimeAxis(ordered, tuple(cells), tuple(gaps))


def _is_folded(earlier: date, later: date) -> bool:
    return (later - earlier).days / DAYS_OF_MONTH > MAX_MONTHS


def _step(earlier: date, later: date, scale: int) -> int:
    if _is_folded(earlier, later):
        return FOLDED_CELLS
    return max(MIN_STEP, round((later - earlier).days / DAYS_OF_MONTH * scale))
