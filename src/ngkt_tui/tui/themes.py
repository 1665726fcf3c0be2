"""The two themes, sơn mài (lacquer, dark) and giấy dó (handmade paper, light), and the inks that lines are drawn with.

Gold leads the eye (focus, keys, titles), jade is done, sky in progress, vermilion blocked or overdue, violet linked
or repeated. A colour never stands alone: each comes with a glyph or a word.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of a theme. `border` is for lines, never for text."""

    ground: str
    panel: str
    raised: str
    border: str
    text: str
    muted: str
    gold: str
    vermilion: str
    jade: str
    sky: str
    violet: str


LACQUER = Palette(
    ground="#17120f",
    panel="#1f1814",
    raised="#2a201a",
    border="#5a463a",
    text="#efe3d0",
    muted="#a8957f",
    gold="#e3b25b",
    vermilion="#ee6a50",
    jade="#7fc29b",
    sky="#7fb3d5",
    violet="#c39ac9",
)
PAPER = Palette(
    ground="#f7f0e1",
    panel="#fbf6ea",
    raised="#efe4cf",
    border="#b7a385",
    text="#2a211b",
    muted="#6d5f50",
    gold="#855f0a",
    vermilion="#b3301c",
    jade="#22684a",
    sky="#1f5c86",
    violet="#7a3f82",
)


def _theme(name: str, palette: Palette, dark: bool) -> Theme:
    own = palette._asdict() | {
        "border": palette.border,
        "border-blurred": palette.border,
        "text-muted": palette.muted,
        "foreground-muted": palette.muted,
        "block-cursor-background": palette.raised,
        "block-cursor-foreground": palette.text,
        "block-cursor-blurred-background": palette.raised,
        "block-cursor-blurred-foreground": palette.text,
        "block-hover-background": palette.raised,
        "input-cursor-background": palette.gold,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.border,
        "screen-selection-background": palette.gold,
        "screen-selection-foreground": palette.ground,
        "scrollbar": palette.border,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.gold,
        "scrollbar-background": palette.panel,
        "scrollbar-background-hover": palette.panel,
        "scrollbar-background-active": palette.panel,
        "scrollbar-corner-color": palette.panel,
    }
    own.pop("panel")  # Textual's own name for what lies above a surface: our raised ground
    return Theme(
        name=name,
        primary=palette.gold,
        secondary=palette.sky,
        accent=palette.violet,
        success=palette.jade,
        warning=palette.gold,
        error=palette.vermilion,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.panel,
        panel=palette.raised,
        dark=dark,
        variables=own,
    )


SON_MAI = _theme("son-mai", LACQUER, dark=True)
GIAY_DO = _theme("giay-do", PAPER, dark=False)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (SON_MAI, GIAY_DO)}
PALETTES: Mapping[str, Palette] = {SON_MAI.name: LACQUER, GIAY_DO.name: PAPER}


def other_theme(name: str) -> str:
    """Return the name of the theme that is not `name`."""
    return GIAY_DO.name if name == SON_MAI.name else SON_MAI.name


class TextStyles(NamedTuple):
    """Styles that lines are drawn with. They set no ground, so that a cursor can lie under them."""

    text: Style
    strong: Style
    muted: Style
    faint: Style
    """For lines and empty dots, never for text."""
    gold: Style
    title: Style
    vermilion: Style
    jade: Style
    sky: Style
    violet: Style
    cursor: Style
    """The ground of the line under the cursor."""
    selected: Style
    """What is selected with the mouse."""
    late: Style
    """What is late, as a sign of its own."""


@cache
def text_styles_of(theme: str) -> TextStyles:
    """Return the inks of the theme of that name; an unknown name draws as the dark one."""
    palette = PALETTES.get(theme, LACQUER)
    return TextStyles(
        text=Style(color=palette.text),
        strong=Style(color=palette.text, bold=True),
        muted=Style(color=palette.muted),
        faint=Style(color=palette.border),
        gold=Style(color=palette.gold),
        title=Style(color=palette.gold, bold=True),
        vermilion=Style(color=palette.vermilion),
        jade=Style(color=palette.jade),
        sky=Style(color=palette.sky),
        violet=Style(color=palette.violet),
        cursor=Style(bgcolor=palette.raised),
        selected=Style(color=palette.ground, bgcolor=palette.gold),
        late=Style(color=palette.vermilion, bold=True),
    )


_SAME = {
    "-": "─━┄┅┈┉╌╍═╴╶╸╺╼╾–—‐‑−▔▁▂▃▀▄",
    "|": "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▐▍▎▏▕▊▋▉",
    "+": "✦╭╮╯╰┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜▛▜▙▟▗▖▝▘▞▚",
    "#": "█▅▆▇▇■▪▓▒░⏽",
    "~": "…≈⇢",
    ".": "·‧∙",
    "*": "✎•◆★●◉♦",
    "o": "○◇☆□☐",
    "%": "◐",
    "!": "▲⚠△",
    "v": "✓✔▼▾↓▽",
    "x": "✗✘×☒",
    "^": "↑▴⌂",
    ">": "›»→▸▶▷≥⇒",
    "<": "‹«←◂◀≤⇐",
    '"': "“”„″",
    "'": "‘’‚′",
    "@": "↻⟳",
    "=": "↔◕",
    "L": "↳└",
    "/": "╱",
    "\\": "╲",
    "X": "╳",
    " ": "\xa0\u2002\u2003\u2009\u202f",
}
TABLE = {ord(drawn): plain for plain, all_drawn in _SAME.items() for drawn in all_drawn}


class AsciiFilter(LineFilter):
    """Replaces every sign of a line by one of ASCII; letters stay as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            each if each.text.isascii() else Segment(each.text.translate(TABLE), each.style, each.control)
            for each in segments
        ]
