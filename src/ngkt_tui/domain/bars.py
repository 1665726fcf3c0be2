"""Charts of cells: how many cells of a bar each part of a whole gets, and the signs that the parts are drawn with."""

from collections.abc import Sequence
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
