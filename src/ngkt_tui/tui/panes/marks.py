"""The glyphs and inks of statuses and stances: a glyph says what a colour says."""

from rich.style import Style

from ngkt_tui.domain.kinds import Stance
from ngkt_tui.domain.status import ASCII_GLYPHS, GLYPHS, Status
from ngkt_tui.tui.themes import Inks

DAMAGED = "?"
"""Stands where the store holds a word that is no status or stance."""

_STANCES: dict[str, tuple[str, str, str]] = {
    Stance.TRADITIONAL: ("■", "#", "sky"),
    Stance.KEY: ("★", "*", "gold"),
    Stance.EXPAND: ("◆", "+", "violet"),
    Stance.POTENTIAL: ("◇", "o", "violet"),
    Stance.PARTNER: ("●", "@", "jade"),
    Stance.ORIGIN: ("○", "<", "muted"),
    Stance.REPORTED: ("·", ".", "muted"),
}


def status_glyph(status: str, plain: bool) -> str:
    """Return the glyph of a status, in plain characters where asked for."""
    try:
        known = Status(status)
    except ValueError:
        return f"[{DAMAGED}]" if plain else DAMAGED
    return ASCII_GLYPHS[known] if plain else GLYPHS[known]


def status_ink(status: str, inks: Inks) -> Style:
    """Return the ink of a status."""
    match status:
        case Status.DONE:
            return inks.jade
        case Status.DOING:
            return inks.sky
        case Status.BLOCKED:
            return inks.vermilion
        case _:
            return inks.muted


def stance_mark(stance: str, inks: Inks, plain: bool) -> tuple[str, Style]:
    """Return the glyph and the ink of a stance."""
    glyph, letter, ink = _STANCES.get(stance, (DAMAGED, DAMAGED, "muted"))
    return letter if plain else glyph, getattr(inks, ink)
