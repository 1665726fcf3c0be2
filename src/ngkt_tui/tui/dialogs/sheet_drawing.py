"""Drawing the entries of a sheet: words wrapped by cells, labels in a column of their own where there is room for one.

User text is cleaned here, and only here, so that no entry can carry a control character to the screen.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style

from ngkt_tui.domain.sought import Sought
from ngkt_tui.services.telling.lines import Entry, Run, Tone
from ngkt_tui.tui.themes import Inks
from ngkt_tui.tui.widgets.cells import Line, fit, mark, rule, shown

LONGEST_TEXT = 20_000
"""Characters of one run that are drawn: as many as a digest allows."""
ROOM_FOR_LABELS = 52
"""Cells below which a label stands before its text instead of in a column."""


class Look(NamedTuple):
    """How the entries of a sheet are drawn: their inks, what stands before a stop, the cells of the label's column."""

    inks: Inks
    marker: str = "› "
    label_width: int = 16
    sought: Sought = Sought()
    """What is marked where it stands."""


_WORD = re.compile(" *(?:· )?[^ ]+ *| +")
"""A word with the blanks around it; a separating dot stays with the word that it goes before."""

_INKS: dict[Tone, str] = {"key": "gold", "done": "jade", "doing": "sky", "alarm": "vermilion", "linked": "violet"}
"""The inks that are named for a colour; the other tones are named as their inks."""


def ink_of(tone: Tone, inks: Inks) -> Style:
    """Return the ink that a tone is drawn with."""
    ink: Style = getattr(inks, _INKS.get(tone, tone))
    return ink


def draw(entry: Entry, width: int, look: Look) -> list[Line]:
    """Return the lines of `entry`, each at most `width` cells wide; at least one."""
    if entry.is_heading:
        return [_heading(entry, width, look.inks)]
    if not entry.runs:
        return [[]]
    first, rest = _margins(entry, width, look)
    indent = sum(cell_len(segment.text) for segment in rest)
    body = wrap(_with_label(entry, width), max(4, width - indent))
    return [
        [*(first if not number else rest), *(segment for run in runs for segment in _marked(run, look))]
        for number, runs in enumerate(body)
    ]


def _marked(run: Run, look: Look) -> Line:
    return mark(run.text, ink_of(run.tone, look.inks), look.sought.spots(run.text), look.inks)


def _heading(entry: Entry, width: int, inks: Inks) -> Line:
    title = "".join(shown(run.text) for run in entry.runs)
    title = fit(title, min(cell_len(title), width))
    return [Segment(title, inks.title), Segment(" "), rule(width - cell_len(title) - 1, inks.faint)]


def _margins(entry: Entry, width: int, look: Look) -> tuple[Line, Line]:
    """Return what stands before the first line of an entry and before the others."""
    indent = Segment(" " * entry.indent)
    blank = Segment(" " * cell_len(look.marker))
    mark = Segment(look.marker, look.inks.gold) if entry.target else blank
    if entry.label is None:
        return ([indent, mark], [indent, blank]) if entry.target else ([indent], [indent])
    if width < ROOM_FOR_LABELS:
        return [indent, mark], [indent, blank, Segment("  ")]
    label = Segment(fit(shown(entry.label), look.label_width - 1) + " ", ink_of(entry.label_tone, look.inks))
    return [indent, label, mark], [indent, Segment(" " * look.label_width), blank]


def _with_label(entry: Entry, width: int) -> Iterator[Run]:
    if entry.label and width < ROOM_FOR_LABELS:
        yield Run(f"{entry.label}: ", entry.label_tone)
    yield from entry.runs


def wrap(runs: Iterable[Run], width: int) -> list[list[Run]]:
    """Return `runs` in lines of at most `width` cells, broken at blanks, long words chopped; at least one line."""
    cleaned = [Run(_cleaned(run.text), run.tone) for run in runs]
    ends = _line_ends("".join(run.text for run in cleaned), max(1, width))
    return [_slice(cleaned, start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _cleaned(text: str) -> str:
    blanks = " " * (len(text) - len(text.lstrip(" "))), " " * (len(text) - len(text.rstrip(" ")))
    core = shown(text, LONGEST_TEXT)
    return f"{blanks[0]}{core}{blanks[1]}" if core else blanks[0]


def _line_ends(text: str, width: int) -> list[int]:
    ends: list[int] = []
    position = used = 0
    for word in (piece for match in _WORD.finditer(text) for piece in _pieces(match.group(), width)):
        if used and used + cell_len(word.rstrip(" ")) > width:
            ends.append(position)
            used = 0
        position += len(word)
        used += cell_len(word)
    return [*ends, position]


def _pieces(word: str, width: int) -> Sequence[str]:
    return [word] if cell_len(word.rstrip(" ")) <= width else chop_cells(word, width)


def _slice(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the characters `start` to `end` of all runs together, without the blanks at their end."""
    taken: list[Run] = []
    offset = 0
    for text, tone in runs:
        part = text[max(0, start - offset) : max(0, end - offset)]
        if part:
            taken.append(Run(part, tone))
        offset += len(text)
    while taken and not (last := taken[-1].text.rstrip(" ")):
        taken.pop()
    if taken:
        taken[-1] = Run(last, taken[-1].tone)
    return taken
