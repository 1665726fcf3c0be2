"""Drawing without a character beyond ASCII but for letters: frames, bars, signs, quotation marks, all in one place.

It stands at the end of what draws, so that what Textual itself draws goes through it too. Each character is replaced
by one of the same width.
"""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

_SAME = {
    "-": "─━┄┅┈┉╌╍═╴╶╸╺╼╾–—‐‑−▔▁▂▃▀▄",
    "|": "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▐▍▎▏▕▊▋▉",
    "+": "╭╮╯╰┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜▛▜▙▟▗▖▝▘▞▚",
    "#": "█▅▆▇▇■▓▒░⏽",
    "~": "…≈",
    ".": "·‧∙",
    "*": "✎•◆★●◉♦",
    "o": "○◇☆□☐",
    "%": "◐",
    "!": "▲⚠△",
    "v": "✓✔▼▾↓▽",
    "x": "✗✘×☒",
    "^": "↑▴",
    ">": "›»→▸▶▷≥⇒",
    "<": "‹«←◂◀≤⇐",
    '"': "“”„″",
    "'": "‘’‚′",
    "@": "↻⟳",
    "=": "↔",
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
        """Return the segments of a line without signs beyond ASCII."""
        return [
            each if each.text.isascii() else Segment(each.text.translate(TABLE), each.style, each.control)
            for each in segments
        ]
