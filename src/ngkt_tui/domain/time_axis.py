"""A horizontal axis of time in cells: to scale where days lie close together, long gaps folded to one width."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

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
