"""Figures of one run: minimum, median and maximum, and ratios of medians."""

from collections.abc import Sequence
from statistics import median


def row(label: str, seconds: Sequence[float]) -> str:
    """Return a line with minimum, median and maximum in milliseconds."""
    low, middle, high = (1000 * value for value in (min(seconds), median(seconds), max(seconds)))
    return f"{label:<34} min {low:8.1f}   median {middle:8.1f}   max {high:8.1f} ms   ({len(seconds)} runs)"


def ratio(label: str, ours: Sequence[float], theirs: Sequence[float], limit: float) -> str:
    """Return a line with the ratio of the medians beside the limit that it must stay within."""
    value = median(ours) / median(theirs)
    return f"{label:<34} {value:.2f} x   (at most {limit:g} x: {'kept' if value <= limit else 'MISSED'})"
