"""Figures of one run: medians, percentiles, and ratios of medians beside the limit that they must stay within."""

from collections.abc import Sequence
from statistics import median
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of the table: what was measured, ours beside what it is compared with, and the limit of their ratio.

    `ours` and `theirs` are in `unit`; `limit` is `None` where the figure gates nothing;
    `at_least` turns it round.
    """

    what: str
    ours: float
    theirs: float
    unit: str
    limit: float | None
    at_least: bool = False

    @property
    def ratio(self) -> float:
        return self.ours / self.theirs

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        kept = self.ratio >= self.limit if self.at_least else self.ratio <= self.limit
        return "kept" if kept else "MISSED"


def timed(what: str, ours: Sequence[float], theirs: Sequence[float], limit: float | None) -> Figure:
    """Return a figure of the medians of seconds, in milliseconds."""
    return Figure(what, 1000 * median(ours), 1000 * median(theirs), "ms", limit)


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 in 100 do not exceed."""
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as a Markdown table."""
    lines = ["| what | ours | beside | ratio | limit | |", "|---|---:|---:|---:|---:|---|"]
    for each in figures:
        limit = "" if each.limit is None else f"{'≥' if each.at_least else '≤'} {each.limit:g}"
        values = (f"{value:,.1f} {each.unit}" for value in (each.ours, each.theirs))
        lines.append(f"| {each.what} | {' | '.join(values)} | {each.ratio:.2f} | {limit} | {each.verdict} |")
    return "\n".join(lines)
