"""Bars of progress: how many of a number of directives are done, in progress and blocked."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style

from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.text_cells import Line


def bar_shares(parts: Sequence[int], whole: int, cells: int) -> list[int]:
    """Return how many of `cells` each part of `whole` gets: by largest remainder, and at least one where there
    is any.

    The cells of all parts together are never more than `cells`.
    """
    if whole <= 0 or cells <= 0:
        return [0] * len(parts)
    exact = [part * cells / whole for part in parts]
    given = [max(int(share), 1 if part else 0) for share, part in zip(exact, parts, strict=True)]
    wanted = min(cells, round(sum(exact)))
    by_remainder = sorted(range(len(parts)), key=lambda index: given[index] - exact[index])
    for index in by_remainder:
        if sum(given) >= wanted:
            break
        given[index] += 1 if exact[index] > given[index] else 0
    while sum(given) > cells:
        given[given.index(max(given))] -= 1
    return given


def stacked_bar(
    parts: Sequence[tuple[int, Style]], whole: int, cells: int, text_styles: TextStyles, *, plain: bool = False
) -> Line:
    """Return a bar of `cells` cells: a run for each part in its ink, then a thin line for what is left."""
    runs = bar_shares([count for count, _ in parts], whole, cells)
    full, empty = ("=", "-") if plain else ("█", "─")
    line = [Segment(full * run, ink) for run, (_, ink) in zip(runs, parts, strict=True) if run]
    rest = cells - sum(runs)
    return [*line, Segment(empty * rest, text_styles.faint)] if rest else line
