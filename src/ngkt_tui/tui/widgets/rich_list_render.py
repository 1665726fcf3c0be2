"""Rendering of the lines of a `RichList`, and the record's summary above the fields of a dialog.

User text is sanitised here, and only here.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.strip import Strip

from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun, Tone
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import ELLIPSIS, Line, fit, fit_line, highlight, hrule, sanitize_cell, width_of
from ngkt_tui.tui.widgets.line_widgets import SelectableLines

MAX_TEXT_LENGTH = 20_000
"""Characters of one run that are drawn: as many as a digest allows."""
ROOM_FOR_LABELS = 52
"""Cells below which a label stands before its text instead of in a column."""


class LineStyle(NamedTuple):
    """How the entries of a sheet are drawn: their inks, what stands before a stop, the cells of the label's column."""

    text_styles: TextStyles
    marker: str = "› "
    label_width: int = 16
    search_terms: SearchTerms = SearchTerms()
    """What is marked where it stands."""


_WORD = re.compile(" *(?:· )?[^ ]+ *| +")
"""A word with the blanks around it; a separating dot stays with the word that it goes before."""

_INKS: dict[Tone, str] = {"key": "gold", "done": "jade", "doing": "sky", "alarm": "vermilion", "linked": "violet"}
"""The inks that are named for a colour; the other tones are named as their inks."""


def style_for(tone: Tone, text_styles: TextStyles) -> Style:
    """Return the ink that a tone is drawn with."""
    ink: Style = getattr(text_styles, _INKS.get(tone, tone))
    return ink


def draw(entry: DetailLine, width: int, look: LineStyle) -> list[Line]:
    """Return the lines of `entry`, each at most `width` cells wide; at least one."""
    if entry.is_heading:
        return [_heading(entry, width, look.text_styles)]
    if not entry.runs:
        return [[]]
    first, rest = _margins(entry, width, look)
    indent = sum(cell_len(segment.text) for segment in rest)
    body = wrap(_with_label(entry, width), max(4, width - indent))
    return [
        [*(first if not number else rest), *(segment for run in runs for segment in _marked(run, look))]
        for number, runs in enumerate(body)
    ]


def _marked(run: TextRun, look: LineStyle) -> Line:
    spans = look.search_terms.match_spans(run.text) if look.search_terms.phrases else ()
    return highlight(run.text, style_for(run.tone, look.text_styles), spans, look.text_styles)


def _heading(entry: DetailLine, width: int, text_styles: TextStyles) -> Line:
    title = "".join(sanitize_cell(run.text) for run in entry.runs)
    title = fit(title, min(cell_len(title), width))
    return [Segment(title, text_styles.title), Segment(" "), hrule(width - cell_len(title) - 1, text_styles.faint)]


def _margins(entry: DetailLine, width: int, look: LineStyle) -> tuple[Line, Line]:
    """Return what stands before the first line of an entry and before the others."""
    indent = Segment(" " * entry.indent)
    blank = Segment(" " * cell_len(look.marker))
    mark = Segment(look.marker, look.text_styles.gold) if entry.target else blank
    if entry.label is None:
        return ([indent, mark], [indent, blank]) if entry.target else ([indent], [indent])
    if width < ROOM_FOR_LABELS:
        return [indent, mark], [indent, blank, Segment("  ")]
    label = Segment(
        fit(sanitize_cell(entry.label), look.label_width - 1) + " ", style_for(entry.label_tone, look.text_styles)
    )
    return [indent, label, mark], [indent, Segment(" " * look.label_width), blank]


def _with_label(entry: DetailLine, width: int) -> Iterator[TextRun]:
    if entry.label and width < ROOM_FOR_LABELS:
        yield TextRun(f"{entry.label}: ", entry.label_tone)
    yield from entry.runs


def wrap(runs: Iterable[TextRun], width: int) -> list[list[TextRun]]:
    """Return `runs` in lines of at most `width` cells, broken at blanks, long words chopped; at least one line."""
    cleaned = [TextRun(_cleaned(run.text), run.tone) for run in runs]
    ends = _line_ends("".join(run.text for run in cleaned), max(1, width))
    return [_slice(cleaned, start, end) for start, end in zip([0, *ends], ends, strict=False)]


def _cleaned(text: str) -> str:
    blanks = " " * (len(text) - len(text.lstrip(" "))), " " * (len(text) - len(text.rstrip(" ")))
    core = sanitize_cell(text, MAX_TEXT_LENGTH)
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


def _slice(runs: Sequence[TextRun], start: int, end: int) -> list[TextRun]:
    """Return the characters `start` to `end` of all runs together, without the blanks at their end."""
    taken: list[TextRun] = []
    offset = 0
    for text, tone in runs:
        part = text[max(0, start - offset) : max(0, end - offset)]
        if part:
            taken.append(TextRun(part, tone))
        offset += len(text)
    while taken and not (last := taken[-1].text.rstrip(" ")):
        taken.pop()
    if taken:
        taken[-1] = TextRun(last, taken[-1].tone)
    return taken


MAX_LINES = 2


class RecordSummary(SelectableLines):
    """A user text, cut with an ellipsis where it is longer than the lines it is given."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = sanitize_cell(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return min(MAX_LINES, len(wrap([TextRun(self._text)], width)))

    def render_line(self, y: int) -> Strip:
        """Return a line of the text; the last one ends with an ellipsis where more would follow."""
        return self.with_selection(self.selectable_line(y), y).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        width, height = self.content_size
        lines = wrap([TextRun(self._text, "muted")], width)
        text_styles = text_styles_of(self.app.theme)
        line = [Segment(run.text, text_styles.muted) for run in lines[number]] if number < len(lines) else []
        if number == height - 1 and len(lines) > height:
            line = [*fit_line(line, min(width_of(line), width - 2)), Segment(f" {ELLIPSIS}", text_styles.muted)]
        return Strip(fit_line(line, width), width)
