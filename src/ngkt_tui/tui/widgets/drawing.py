"""Drawing into terminal cells: text that fits, glyphs, bars, and what the rows of a list are drawn with.

Every line comes out exactly as wide as it was asked for. Widths are those of `rich.cells` (wide East Asian letters take
two cells, combining marks none). Joiners and variation selectors are dropped first: terminals do not agree on the width
of what they join, and borders must stay in column. A glyph says what a colour says.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple, Protocol

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style

from ngkt_tui.domain.chart_scales import stance_sign
from ngkt_tui.domain.counting_form import bar_shares
from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, Assessment, Language, RecordKind, Stance, Status
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.text import SearchTerms, TextSpan, sanitize_line
from ngkt_tui.domain.words import localized, translate
from ngkt_tui.query.filter.filter_spec import SortKey
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
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


DAMAGED_MARK = "?"
"""Stands where the store holds a word that is no status or stance."""


def status_glyph(status: Status | Damaged, plain: bool) -> str:
    """Return the glyph of a status, in plain characters where asked for."""
    if isinstance(status, Damaged):
        return f"[{DAMAGED_MARK}]" if plain else DAMAGED_MARK
    return ASCII_GLYPHS[status] if plain else GLYPHS[status]


def status_ink(status: Status | Damaged, text_styles: TextStyles) -> Style:
    """Return the ink of a status."""
    match status:
        case Status.DONE:
            return text_styles.jade
        case Status.DOING:
            return text_styles.sky
        case Status.BLOCKED:
            return text_styles.vermilion
        case Status.REPORTED:
            return text_styles.gold
        case _:
            return text_styles.muted


def stance_mark(stance: Stance | Damaged, text_styles: TextStyles, plain: bool) -> tuple[str, Style]:
    """Return the glyph and the ink of a stance."""
    glyph, ink = stance_sign(stance, plain)
    return glyph, getattr(text_styles, ink)


def importance_mark(importance: int, text_styles: TextStyles, plain: bool) -> tuple[str, Style]:
    """Return a bar as high as the importance, or its number in plain characters."""
    bar = {1: "▂", 2: "▅", 3: "█"}.get(importance, DAMAGED_MARK)
    return str(importance)[:1] if plain else bar, text_styles.muted if importance == 1 else text_styles.gold


def own_mark(plain: bool) -> str:
    """Return the pen that stands before what a user has given in the place of what was reported."""
    return "#" if plain else "✎"


def assessment_ink(assessment: Assessment | Damaged, text_styles: TextStyles) -> Style:
    """Return the ink of the assessment of a market."""
    match assessment:
        case Assessment.OPENING:
            return text_styles.jade
        case Assessment.AT_RISK:
            return text_styles.vermilion
        case Assessment.WATCHING:
            return text_styles.sky
        case _:
            return text_styles.text


def stacked_bar(
    parts: Sequence[tuple[int, Style]], whole: int, cells: int, text_styles: TextStyles, *, plain: bool = False
) -> Line:
    """Return a bar of `cells` cells: a run for each part in its ink, then a thin line for what is left."""
    runs = bar_shares([count for count, _ in parts], whole, cells)
    full, empty = ("=", "-") if plain else ("━", "─")
    line = [Segment(full * run, ink) for run, (_, ink) in zip(runs, parts, strict=True) if run]
    rest = cells - sum(runs)
    return [*line, Segment(empty * rest, text_styles.faint)] if rest else line


class Row(Protocol):
    """What every row has: its place in the default order, its id, whether it is withdrawn, own or corrected."""

    @property
    def position(self) -> int: ...

    @property
    def id(self) -> str: ...

    @property
    def withdrawn(self) -> int: ...

    @property
    def own(self) -> int: ...

    @property
    def corrected(self) -> int: ...


class ListOptions(NamedTuple):
    """How a list is laid out: what its rows are grouped and sorted by, and how many lines each has.

    Where rows are wrapped, a row has at most `height` lines.
    """

    grouping: ListGrouping = ListGrouping.NONE
    order: tuple[SortKey, ...] = ()
    is_wrapped: bool = False
    height: int = 1
    columns: tuple[str, ...] = ()
    """Those that a user has chosen, in their order; none where the width alone decides."""
    needed: tuple[int, ...] = ()  # the most cells that rows which were read take in columns as wide as what they hold


class ColumnHeading(NamedTuple):
    """The heading of a column of `width` cells, the last `gap` of which are blank.

    A click on it sorts by its `id`, where there is any; `name` is that of a column that can be chosen. `direction` is
    1 where the rows are sorted by it, -1 where in reverse, else 0.
    """

    id: str
    text: str
    width: int
    gap: int = 1
    is_right: bool = False
    direction: int = 0
    name: str = ""


class RenderContext(NamedTuple):
    """The surroundings in which a row is drawn; `width` is what each of its lines must fill."""

    width: int
    language: Language
    today: date
    text_styles: TextStyles
    ascii: bool = False
    search_terms: SearchTerms = SearchTerms()  # what the filter looks for, to be marked where it stands
    is_scoped: bool = False  # whether only what belongs to a scope is counted
    options: ListOptions = ListOptions()
    new_ids: frozenset[str] = frozenset()
    sample: Any = None  # a row of the section whose headings are drawn, where one has been read: they depend on it

    def translate(self, key: str, **values: object) -> str:
        return translate(self.language, key, **values)

    def localized(self, vi: str | None, en: str | None) -> str:
        """Return a bilingual user text in the language of the drawing, fit to be shown on a line."""
        return sanitize_cell(localized(self.language, vi, en))

    def found(self, text: str, ink: Style) -> Line:
        """Return text of a record in `ink`, marked where it holds what the filter looks for."""
        if not self.search_terms.phrases:
            return [Segment(text, ink)]
        return highlight(text, ink, self.search_terms.match_spans(text), self.text_styles)

    def glyph(self, drawn: str, plain: str) -> str:
        """Return a drawn character, or the plain one that stands for it where only ASCII is wanted."""
        return plain if self.ascii else drawn


class Section(NamedTuple):
    """Records of one kind in a list, one below the other, each `height` lines high.

    `listing` names the list to the reader. `draw` turns a row, and the row above it (`None` for the first), into
    `height` lines, the first `lead` of which lie above the record and are no part of it: the cursor leaves them out.
    `heading` is the key of the words above the section, empty for none. One that is not `is_counted` holds a line that
    is no record; one that `shows_progress` counts the statuses of directives, and is read again after an edit.
    `columns` returns the headings of the columns, which stay in view above the lines; `draw_group` draws the line that
    heads a group, with whether it is folded, where the lines of a list in general do not. `heights` gives, for a width,
    the heights to choose from, each with its lead, for the only section of a list: the first with which all records are
    in view, else the last. Where rows are wrapped, each has as many of at most `wrap` lines as it needs: those that
    `draw` returns. `needed` returns the cells of a row in each of the columns that are as wide as what they hold.
    """

    listing: str
    kind: RecordKind
    height: int
    draw: Callable[[Any, Any, RenderContext], list[Line]]
    heading: str = ""
    lead: int = 0
    is_counted: bool = True
    shows_progress: bool = False
    columns: Callable[[RenderContext], Sequence[ColumnHeading]] | None = None
    draw_group: Callable[[RecordGroup, RenderContext, bool], Line] | None = None
    heights: Callable[[int], Sequence[tuple[int, int]]] | None = None
    wrap: int = 1
    needed: Callable[[Any, RenderContext], tuple[int, ...]] | None = None


def made_marks(row: Row, drawing: RenderContext) -> Line:
    """Return a star before what is new, a house before what users made, a pen before what they corrected."""
    new = [Segment(drawing.glyph("✦ ", "+ "), drawing.text_styles.title)] if row.id in drawing.new_ids else []
    own = [Segment(drawing.glyph("⌂ ", "^ "), drawing.text_styles.gold)] if row.own else []
    return [*new, *own, *([Segment(f"{own_mark(drawing.ascii)} ", drawing.text_styles.sky)] if row.corrected else [])]
