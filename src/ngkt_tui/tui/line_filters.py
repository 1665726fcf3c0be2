"""What a terminal cannot show, replaced in the drawn lines: signs beyond ASCII, and colours beyond the sixteen."""

from colorsys import rgb_to_hls
from functools import lru_cache

from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

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


class SixteenColorsFilter(LineFilter):
    """Replaces every colour of a line by the one of the terminal's sixteen that has its hue.

    Rich takes the nearest by distance, to which a soft gold is white. On a grey ground, as of the cursor's row, none of
    them can be read well: words and numbers there are black or white, bold where they had a hue.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            Segment(each.text, _in_sixteen(each.style, any(map(_is_read, each.text))), each.control)
            if each.style
            else each
            for each in segments
        ]


def _is_read(sign: str) -> bool:
    """Return whether a sign is of words, numbers or keys; a bar or a mark is known by its shape."""
    return sign.isalnum() or (sign.isascii() and sign not in " =-")


@lru_cache(maxsize=4096)
def _in_sixteen(style: Style, has_words: bool) -> Style:
    ink = nearest_of_sixteen(style.color) if style.color else None
    ground = nearest_of_sixteen(style.bgcolor, is_ground=True) if style.bgcolor else None
    readable = READABLE_ON.get(ground.number if ground else None)
    if has_words and ink is not None and readable is not None:
        is_bold = style.bold or ink.number not in GREYS
        return style + Style(color=TerminalColor.from_ansi(readable), bgcolor=ground, bold=is_bold)
    return style + Style(color=ink, bgcolor=ground)


BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE = range(8)
BRIGHT = 8
GREYS = (BLACK, WHITE, BRIGHT + BLACK, BRIGHT + WHITE)
READABLE_ON: dict[int | None, int] = {BRIGHT + BLACK: BRIGHT + WHITE, WHITE: BLACK}
"""The ink of words on the grounds that are grey."""
HUES = ((20, RED), (70, YELLOW), (160, GREEN), (190, CYAN), (265, BLUE), (340, MAGENTA), (360, RED))
"""Each hue in degrees up to which a colour is called so."""
MIN_CHROMA = 0.17
MIN_SATURATION = 0.28
GROUND_STEPS = ((0.12, BLACK), (0.4, BRIGHT + BLACK), (0.9, WHITE), (1.0, BRIGHT + WHITE))
INK_STEPS = ((0.15, BLACK), (0.45, BRIGHT + BLACK), (0.75, WHITE), (1.0, BRIGHT + WHITE))
"""Each lightness up to which a colour without a hue is drawn so. Grounds of one theme lie closer together than inks."""


def nearest_of_sixteen(color: TerminalColor, *, is_ground: bool = False) -> TerminalColor:
    """Return the colour of the sixteen that a colour is drawn as; the terminal's own ones stay as they are."""
    if color.triplet is None:
        return color
    red, green, blue = color.triplet.normalized
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    if max(red, green, blue) - min(red, green, blue) < MIN_CHROMA or saturation < MIN_SATURATION:
        steps = GROUND_STEPS if is_ground else INK_STEPS
        return TerminalColor.from_ansi(next(number for limit, number in steps if lightness <= limit))
    number = next(number for limit, number in HUES if hue * 360 <= limit)
    return TerminalColor.from_ansi(number + (BRIGHT if lightness > 0.5 else 0))
