"""Finding positions for records in a wanted order, moving as few of those that have one as can be. Pure."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ngkt_tui.domain.positions import RANGE

GAP = 1 << 10
"""How far apart neighbours are put, so that others find room between them."""


class Positioned(NamedTuple):
    """A record and its position; `None` where it has none yet."""

    record: str
    position: int | None


def assign_positions(wanted: Sequence[Positioned], base: int) -> dict[str, int]:
    """Return the positions of the records that must get a new one, so that all stand in the order of `is_current`.

    `range_start` is the number below the range. Where there is no room left between two, all are placed anew.
    """
    low, high = base, base + RANGE
    kept = _longest_increasing_subsequence(wanted, low, high)
    if not kept:
        return _spread_all(wanted, base)
    assigned: dict[str, int] = {}
    for run, left, right in _runs(wanted, kept):
        first, step = _gap(len(run), left, right)
        if run and (step < 1 or first <= low or first + step * len(run) > high):
            return _spread_all(wanted, base)
        assigned.update((record, first + step * number) for number, record in enumerate(run))
    return assigned


def _spread_all(wanted: Sequence[Positioned], base: int) -> dict[str, int]:
    first = base + RANGE // 2
    return {each.record: first + GAP * number for number, each in enumerate(wanted)}


def _runs(wanted: Sequence[Positioned], kept: Sequence[int]) -> Iterator[tuple[list[str], int | None, int | None]]:
    """Yield the records between those that keep their position, with the positions left and right of them."""
    for left, right in pairwise((None, *kept, None)):
        start = 0 if left is None else left + 1
        run = [each.record for each in wanted[start:right]]
        yield run, None if left is None else wanted[left].position, None if right is None else wanted[right].position


def _gap(count: int, left: int | None, right: int | None) -> tuple[int, int]:
    """Return the first position for `count` records between two positions, and the step from one to the next."""
    if left is not None and right is not None:
        step = min(GAP, (right - left) // (count + 1))
        return left + step, step
    if right is not None:
        return right - GAP * count, GAP
    return (left or 0) + GAP, GAP


def _longest_increasing_subsequence(wanted: Sequence[Positioned], low: int, high: int) -> list[int]:
    """Return the indexes of the longest part of `is_current` whose positions rise within the range."""
    ends: list[int] = []  # the least position that a rising part of each length can end with
    ends_at: list[int] = []  # and the index where it does
    before: dict[int, int] = {}
    for index, (_, position) in enumerate(wanted):
        if position is None or not low < position < high:
            continue
        length = bisect_left(ends, position)
        if length:
            before[index] = ends_at[length - 1]
        ends[length : length + 1] = [position]
        ends_at[length : length + 1] = [index]
    rising = ends_at[-1:]
    while rising and rising[-1] in before:
        rising.append(before[rising[-1]])
    return rising[::-1]
