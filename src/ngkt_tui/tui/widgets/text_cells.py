"""Fitting text into terminal cells: every line comes out exactly as wide as it was asked for.

Widths are those of `rich.cells` (wide East Asian letters take two cells, combining marks none). Joiners and variation
selectors are dropped first: terminals do not agree on the width of what they join, and borders must stay in column.
"""

import re
from collections.abc import Iterable, Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from ngkt_tui.domain.highlighting import TextSpan
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.tui.themes import TextStyles

ELLIPSIS = "…"
FOUND = Style(bold=True, underline=True)
"""How the letters stand out that a filter was found by, beside their colour."""
MAX_LENGTH = 1000
"""Characters beyond this many are not looked at: no terminal line is longer."""

_JOINERS = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0100-\U000e01ef]")

Line = list[Segment]


def sanitize_cell(text: str, limit: int = MAX_LENGTH) -> str:
    """Return user text as a line may show it: clean, on one line, without joiners, cut to `limit` characters."""
    return _JOINERS.sub("", sanitize_line(text, limit))


def fit(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells: cut with an ellipsis, or filled with spaces."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    kept = (text[: width - 1] if length == len(text) else set_cell_size(text, width - 1)).rstrip()
    return kept + ELLIPSIS + " " * (width - 1 - cell_len(kept))


def fit_right(text: str, width: int) -> str:
    """Return `text` in exactly `width` cells, at their right end."""
    length = cell_len(text)
    return fit(text, width) if length >= width else " " * (width - length) + text


def width_of(line: Iterable[Segment]) -> int:
    """Return how many cells `line` takes."""
    return sum(cell_len(segment.text) for segment in line)


def fit_line(line: Iterable[Segment], width: int) -> Line:
    """Return `line` in exactly `width` cells, the last shown segment cut with an ellipsis where it is longer."""
    fitted: Line = []
    left = width
    for text, style, _control in line:
        length = cell_len(text)
        if length > left:
            return [*fitted, Segment(fit(text, left), style)] if left or not text.strip() else _cut_last(fitted)
        fitted.append(Segment(text, style))
        left -= length
    if left > 0:
        fitted.append(Segment(" " * left))
    return fitted


def _cut_last(line: Line) -> Line:
    """Return `line` as wide as it is, its end cut with an ellipsis."""
    while line and not line[-1].text:
        line = line[:-1]
    if not line:
        return line
    *kept, (text, style, _control) = line
    return [*kept, Segment(fit(text + ELLIPSIS, cell_len(text)), style)]


def justify(left: Iterable[Segment], right: Iterable[Segment], width: int, gap: int = 1) -> Line:
    """Return a line of `width` cells with `left` at its start, cut where need be, and `right` whole at its end."""
    tail = list(right)
    room = width - width_of(tail)
    if not tail:
        return fit_line(left, width)
    if room <= gap:
        return fit_line(tail, width)
    return [*fit_line(left, room - gap), Segment(" " * gap), *tail]


def highlight(text: str, ink: Style, spots: Sequence[TextSpan], text_styles: TextStyles) -> Line:
    """Return `text` in `ink`, its `spots` underlined, bold and violet."""
    if not spots:
        return [Segment(text, ink)]
    line: Line = []
    last = 0
    for start, end in spots:
        line += [Segment(text[last:start], ink), Segment(text[start:end], ink + text_styles.violet + FOUND)]
        last = end
    return [segment for segment in (*line, Segment(text[last:], ink)) if segment.text]


def hrule(width: int, style: Style) -> Segment:
    """Return a thin line of `width` cells."""
    return Segment("─" * max(0, width), style)
