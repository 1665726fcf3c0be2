"""The glyphs and inks of statuses, stances and of what users set: a glyph says what a colour says."""

from rich.style import Style

from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, Assessment, Stance, Status
from ngkt_tui.tui.themes import TextStyles

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


def status_ink(status: str, text_styles: TextStyles) -> Style:
    """Return the ink of a status."""
    match status:
        case Status.DONE:
            return text_styles.jade
        case Status.DOING:
            return text_styles.sky
        case Status.BLOCKED:
            return text_styles.vermilion
        case _:
            return text_styles.muted


def stance_mark(stance: str, text_styles: TextStyles, plain: bool) -> tuple[str, Style]:
    """Return the glyph and the ink of a stance."""
    glyph, letter, ink = _STANCES.get(stance, (DAMAGED, DAMAGED, "muted"))
    return letter if plain else glyph, getattr(text_styles, ink)


def importance_mark(importance: int, text_styles: TextStyles, plain: bool) -> tuple[str, Style]:
    """Return a bar as high as the importance, or its number in plain characters."""
    bar = {1: "▂", 2: "▅", 3: "█"}.get(importance, DAMAGED)
    return str(importance)[:1] if plain else bar, text_styles.muted if importance == 1 else text_styles.gold


def own_mark(plain: bool) -> str:
    """Return the pen that stands before what a user has given in the place of what was reported."""
    return "#" if plain else "✎"


def assessment_ink(assessment: str, text_styles: TextStyles) -> Style:
    """Return the ink in which the assessment of a market is told."""
    return {
        Assessment.OPENING: text_styles.jade,
        Assessment.AT_RISK: text_styles.vermilion,
        Assessment.WATCHING: text_styles.sky,
    }.get(Assessment(assessment) if assessment in set(Assessment) else Assessment.STABLE, text_styles.text)
