"""The lines of a list: those that are no records (notices, headings of columns, heads), and all as they were drawn."""

from collections import OrderedDict
from collections.abc import Sequence
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from ngkt_tui.domain.enums import GLYPHS, Language, Status
from ngkt_tui.domain.short_names import abbreviate_agency
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.domain.words import format_date, format_month
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.drawing import (
    ELLIPSIS,
    ColumnHeading,
    Line,
    RenderContext,
    fit,
    fit_line,
    fit_right,
    hrule,
    justify,
    sanitize_cell,
    status_glyph,
    width_of,
)
from ngkt_tui.tui.widgets.record_cache import RowIndex
from ngkt_tui.tui.widgets.section_lines import HeadIndex


class Tone(Enum):
    """What a notice is about: work, emptiness, or a failure."""

    BUSY = auto()
    EMPTY = auto()
    FAILED = auto()


class EmptyState(NamedTuple):
    """A title and sentences; the last sentence says what to do next."""

    title: str = ""
    sentences: tuple[str, ...] = ()
    tone: Tone = Tone.BUSY


def empty_state_lines(notice: EmptyState, width: int, text_styles: TextStyles) -> list[Line]:
    """Return the lines of a notice, its sentences folded at word ends to `width` cells."""
    title = text_styles.vermilion if notice.tone is Tone.FAILED else text_styles.muted
    margin = Segment(" ")
    lines: list[Line] = [[margin, Segment(part, title)] for part in _fold(notice.title, width - 2)]
    for sentence in notice.sentences:
        lines += [[margin, Segment(part, _ink(notice, sentence, text_styles))] for part in _fold(sentence, width - 2)]
    return [fit_line(line, width) for line in lines]


def _ink(notice: EmptyState, sentence: str, text_styles: TextStyles) -> Style:
    return text_styles.text if sentence is notice.sentences[-1] else text_styles.muted


def _fold(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in sanitize_cell(text).split():
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def heading_line(words: str, count: int, drawing: RenderContext) -> Line:
    """Return the line above a section: its words, a thin rule, how many records it has."""
    text_styles = drawing.text_styles
    title = Segment(f" {drawing.translate(words)} ", text_styles.muted)
    number = Segment(f" {count}", text_styles.muted)
    lead = hrule(2, text_styles.faint)
    rest = drawing.width - width_of([lead, title, number])
    return [lead, title, hrule(rest, text_styles.faint), number]


def waiting_line(drawing: RenderContext) -> Line:
    """Return the line of a record that is still being read."""
    return [Segment("·" * min(3, drawing.width), drawing.text_styles.faint)]


def column_line(headings: Sequence[ColumnHeading], drawing: RenderContext) -> Line:
    """Return the headings of columns, each as wide as its column: quiet, an arrow at the one that sorts."""
    line: Line = []
    for heading in headings:
        arrow = {1: drawing.glyph("↑", "^"), -1: drawing.glyph("↓", "v")}.get(heading.direction, "")
        cells = max(0, heading.width - heading.gap)
        has_room = not arrow or cell_len(heading.text) < cells
        text = (heading.text if has_room else set_cell_size(heading.text, max(0, cells - 1))) + arrow
        fitted = fit_right(text, cells) if heading.is_right else fit(text, cells)
        ink = drawing.text_styles.gold if heading.direction else drawing.text_styles.muted
        line += [Segment(fitted, ink), Segment(" " * (heading.width - cells))]
    return fit_line(line, drawing.width)


def heading_at(headings: Sequence[ColumnHeading], x: int) -> ColumnHeading | None:
    """Return the heading in whose cells `x` lies."""
    end = 0
    for heading in headings:
        end += heading.width
        if x < end:
            return heading
    return None


def wrapped(line: Sequence[Segment], width: int, height: int) -> list[Line]:
    """Return a line folded at word ends to `height` lines of `width` cells, the last cut where that is not enough."""
    lines: list[Line] = []
    rest = list(line)
    for left in range(height, 0, -1):
        text = "".join(segment.text for segment in rest)
        end = _end_of_line(text, width) if left > 1 else len(text)
        head, rest = _split(rest, end)
        lines.append(fit_line(head, width))
        rest = _split(rest, len(text) - end - len(text[end:].lstrip()))[1]
    return lines


def _end_of_line(text: str, width: int) -> int:
    """Return up to where `text` goes on a line: the last word end that fits; of a long word, as much as fits."""
    if cell_len(text) <= width:
        return len(text)
    end = len(set_cell_size(text, width).rstrip())
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else max(1, end)


def _split(line: Sequence[Segment], place: int) -> tuple[Line, Line]:
    """Return what stands before and behind a number of characters."""
    head: Line = []
    for number, (text, style, _control) in enumerate(line):
        if place < len(text):
            return [*head, Segment(text[:place], style)], [Segment(text[place:], style), *line[number + 1 :]]
        head.append(Segment(text, style))
        place -= len(text)
    return head, []


def around_hit(text: str, terms: SearchTerms, cells: int) -> str:
    """Return a text cut at its start, where what is looked for would lie beyond its first `cells`."""
    spans = terms.match_spans(text) if cell_len(text) > cells else ()
    if not spans or cell_len(text[: spans[0][1]]) < cells:
        return text
    start = spans[0][0]
    while (before := text.rfind(" ", 0, max(0, start - 1))) > 0:
        if cell_len(text[before : spans[0][1]]) > max(cells // 3, cell_len(text[start : spans[0][1]])):
            break
        start = before + 1
    return f"{ELLIPSIS}{text[start:]}"


def short_agency(name: str, language: Language, cells: int) -> str:
    """Return the short form of an agency's name in `cells`, cut after a whole word where it is still too long."""
    name = abbreviate_agency(name, language)
    words = name.split()
    while len(words) > 1 and cell_len(" ".join(words)) > cells - (len(words) < len(name.split())):
        words.pop()
    kept = " ".join(words).rstrip(",;-–")
    whole = kept if kept == name else kept + ELLIPSIS
    return fit(whole, min(cells, cell_len(whole)))


def group_line(group: RecordGroup, drawing: RenderContext, is_folded: bool) -> Line:
    """Return the line that heads a group: date and name, then what is done, open, blocked and late, and how many.

    A count of nothing is left out. Where there is little room the name gives way.
    """
    text_styles = drawing.text_styles
    arrow = drawing.glyph("▸", ">") if is_folded else drawing.glyph("▾", "v")
    day = format_date(group.date, drawing.language)
    name = drawing.localized(group.label_vi, group.label_en) or drawing.translate(group.words or "group.none")
    left = [
        Segment(f"{arrow} ", text_styles.muted),
        *([Segment(day, text_styles.title), Segment("  ")] if day else []),
        Segment(name, text_styles.muted if day else text_styles.title),
    ]
    return justify(left, _group_counts(group, drawing) if group.is_counted else [], drawing.width, gap=2)


def directive_group_line(group: RecordGroup, drawing: RenderContext, is_folded: bool) -> Line:
    """Return the line that heads a group of directives, with what it is called by what they are grouped by."""
    by, width = drawing.options.grouping, drawing.width
    if not group.key and not group.date and by is not ListGrouping.NONE:  # the rows without groups are on their way
        name = drawing.translate(f"group.no-{by}")
    elif by is ListGrouping.STATUS and group.key in GLYPHS:
        glyph = status_glyph(Status(group.key), drawing.ascii)
        name = f"{glyph} {drawing.translate(f'status.{group.key}')}"
    elif by is ListGrouping.DUE:
        name = format_month(group.key, drawing.language)
    elif by is ListGrouping.AGENCY and cell_len(name := drawing.localized(group.label_vi, group.label_en)) * 2 > width:
        name = abbreviate_agency(name, drawing.language)
    else:
        return group_line(group, drawing, is_folded)
    return group_line(group._replace(label_vi=name, label_en=name), drawing, is_folded)


def _group_counts(group: RecordGroup, drawing: RenderContext) -> Line:
    text_styles, plain = drawing.text_styles, drawing.ascii
    late = drawing.translate("group.late", count=group.late) if group.late else ""
    counts = [
        (late, text_styles.late),
        (f"{status_glyph(Status.BLOCKED, plain)}{group.blocked}" if group.blocked else "", text_styles.vermilion),
        (f"{status_glyph(Status.DONE, plain)}{group.done}" if group.done else "", text_styles.jade),
        (drawing.translate("group.open", count=group.open) if group.open else "", text_styles.text),
    ]
    line = [segment for words, ink in counts if words for segment in (Segment(words, ink), Segment("  "))]
    return [*line, Segment(f"{group.records:>3}", text_styles.muted)]


KEPT = 300
"""Records whose lines are kept; beyond, the one drawn longest ago is forgotten."""


class CacheKey(NamedTuple):
    """What all lines of a list are drawn for: another look needs other lines."""

    width: int
    theme: str


class StripCache:
    """The lines of each record, as drawn for one look."""

    def __init__(self) -> None:
        self._strips: OrderedDict[RowIndex | HeadIndex, list[Strip]] = OrderedDict()
        self._look = CacheKey(0, "")

    def get(self, spot: RowIndex | HeadIndex, look: CacheKey) -> list[Strip] | None:
        """Return the lines of the record at `spot` as drawn for `look`, `None` where they are to be drawn."""
        return self._strips.get(spot) if look == self._look else None

    def put(self, spot: RowIndex | HeadIndex, look: CacheKey, strips: list[Strip]) -> None:
        """Keep the lines of a record."""
        if look != self._look:
            self.clear()
            self._look = look
        self._strips[spot] = strips
        if len(self._strips) > KEPT:
            self._strips.popitem(last=False)

    def forget(self, spot: RowIndex) -> None:
        self._strips.pop(spot, None)

    def forget_heads(self) -> None:
        for head in [each for each in self._strips if isinstance(each, HeadIndex)]:
            del self._strips[head]

    def clear(self) -> None:
        self._strips.clear()


def fresh(strip: Strip) -> Strip:
    """Return a copy of a strip that is kept, to be handed out.

    A strip remembers what was ever cropped, filtered or styled from it, and each of those does the same: one that is
    handed out again and again holds hundreds of others.
    """
    return Strip(strip, strip.cell_length)
