"""A horizontal axis of time in cells: to scale where days lie close together, long gaps folded to one width."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate

_WEEK, _MONTH = 7, 30.44
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
    return (later - earlier).days / _MONTH > MAX_MONTHS


def _step(earlier: date, later: date, scale: int) -> int:
    if _is_folded(earlier, later):
        return FOLDED_CELLS
    return max(MIN_STEP, round((later - earlier).days / _MONTH * scale))


def time_between(earlier: date, later: date, language: Language) -> str:
    """Return about how much time lies between two days, in the unit that needs the smallest number above one."""
    days = abs((later - earlier).days)
    if days < 2 * _WEEK:
        return translate(language, "span.day" if days == 1 else "span.days", count=days)
    if days < 2 * _MONTH:
        return translate(language, "span.weeks", count=round(days / _WEEK))
    months = round(days / _MONTH)
    if months < 36:
        return translate(language, "span.months", count=months)
    return translate(language, "span.years", count=months // 12)
