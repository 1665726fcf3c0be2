"""Rendering of a record list: the lines in sight, each drawn once and cached."""

from collections import OrderedDict
from collections.abc import Container, Mapping, Sequence
from datetime import date
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.folding import SearchTerms
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import Line, RenderContext, Row, Section, fit_line, hrule, sanitize_cell, width_of
from ngkt_tui.tui.widgets.line_widgets import SelectableLines
from ngkt_tui.tui.widgets.record_cache import RecordCache, RowIndex

GUTTER = 1
"""Cells left of a line, for the cursor's bar; on its right lies the scrollbar's cell."""


class Tone(Enum):
    """Whether a notice tells of work, of emptiness, or of a failure."""

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


class RecordView(SelectableLines, ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of records by sections. Without records it shows a notice instead."""

    select_from = GUTTER

    def __init__(self, sections: Sequence[Section], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.language = Language.VI
        self.today = date.min
        self.ascii = False
        self.marked: Mapping[RecordKind, Container[str]] = {}
        """The records that are drawn with a mark; a kind of which none is has no entry, or an empty one."""
        self.search_terms = SearchTerms()
        """What the filter of the rows looks for."""
        self.is_scoped = False
        """Whether the rows are those of a scope."""
        self._cache = RecordCache(sections)
        self._strips = StripCache()
        self._notice = EmptyState()
        self._cursor = 0
        self._ground: Style | None = None
        self._laid_out: tuple[Size, Size] | None = None

    @property
    def records(self) -> int:
        """Return how many records the list has, as far as is known."""
        return self._cache.records

    @property
    def counts(self) -> tuple[tuple[int, bool], ...]:
        """Return for each section how many records it has, and whether that is all of them."""
        return tuple((rows.count, rows.counted) for rows in self._cache.rows)

    def row_of(self, record: str) -> Row | None:
        """Return the row of a record, `None` where it has not been read."""
        spot = self._cache.find(record)
        return self._cache.row(spot) if spot is not None else None

    def show_notice(self, notice: EmptyState) -> None:
        """Set what the list says as long as it has no records."""
        self._notice = notice
        self.refresh()

    def redraw(self) -> None:
        """Draw every line anew: another language, theme or day."""
        self._strips.clear()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self._ground is None:
            self._ground = self.rich_style
        number = y + round(self.scroll_y)
        strip = self._strip(number, width) if self.records else self._notice_strip(y, width)
        return self.with_selection(strip, number).apply_style(self._ground)

    def selectable_line(self, number: int) -> Strip:
        width = self.scrollable_content_region.width
        if not self.records:
            return self._notice_strip(number, width)
        located = self._cache.locate(number)
        return self._plain_strip(*located, width) if located is not None else Strip.blank(width)

    def notify_style_update(self) -> None:
        """Ask for the colours again: another theme, or the focus has come or gone."""
        super().notify_style_update()
        self._ground = None

    def _draw_anew(self, first: RowIndex, spots: int) -> None:
        """Draw records anew that lie below one another."""
        for place in range(first.place, first.place + spots):
            self._strips.forget(RowIndex(first.section, place))
        self.refresh_lines(self._cache.first_line(first), spots * self._cache.sections[first.section].height)

    def _refresh_record(self, ordinal: int) -> None:
        """Put a record on the screen again, as when the cursor comes or goes."""
        if ordinal < self.records:
            spot = self._cache.spot(ordinal)
            self.refresh_lines(self._cache.first_line(spot), self._cache.sections[spot.section].height)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take in the size that a layout has found.

        Textual's own compares the container with another than it keeps, and so draws the scrollbars of all lists
        again whenever anything is laid out, which costs as much as drawing the lists.
        """
        laid_out = (size, container_size)
        if laid_out == self._laid_out:
            return False
        self._laid_out = laid_out
        return super()._size_updated(size, virtual_size, container_size, layout)

    def _resettle(self) -> None:
        """Reckon the places again: counts have changed."""
        self._cache.reindex()
        for section in range(len(self._cache.sections)):
            self._strips.forget(RowIndex(section, -1))
        size = Size(0, self._cache.lines)
        if size != self.virtual_size:  # set as it is, it would lay out the whole screen anew, and draw the bar twice
            self.set_reactive(RecordView.virtual_size, size)
            self._scroll_update(size)

    def _text_styles(self) -> TextStyles:
        return text_styles_of(self.app.theme)

    def _cursor_spot(self) -> RowIndex | None:
        return self._cache.spot(self._cursor) if self._cursor < self.records else None

    def _notice_strip(self, y: int, width: int) -> Strip:
        lines = empty_state_lines(self._notice, width, self._text_styles())
        return Strip(lines[y - 1], width) if 0 < y <= len(lines) else Strip.blank(width)

    def _strip(self, line: int, width: int) -> Strip:
        located = self._cache.locate(line)
        if located is None:
            return Strip.blank(width)
        spot, part = located
        strip = self._plain_strip(spot, part, width)
        is_pointed = spot == self._cursor_spot() and part >= self._cache.sections[spot.section].lead
        return self._under_cursor(strip) if is_pointed else strip

    def _plain_strip(self, spot: RowIndex, part: int, width: int) -> Strip:
        look = CacheKey(width, self.app.theme)
        strips = self._strips.get(spot, look)
        if strips is None:
            strips = self._draw(spot, width)
            self._strips.put(spot, look, strips)
        return fresh(strips[part])

    def _draw(self, spot: RowIndex, width: int) -> list[Strip]:
        section = self._cache.sections[spot.section]
        drawing = RenderContext(
            max(0, width - GUTTER), self.language, self.today, self._text_styles(), self.ascii, self.search_terms
        )._replace(is_scoped=self.is_scoped)
        if spot.place < 0:
            lines = [heading_line(section.heading, self._cache.rows[spot.section].count, drawing)]
        elif (row := self._cache.row(spot)) is None:
            lines = [waiting_line(drawing)] * section.height
        else:
            above = self._cache.row(RowIndex(spot.section, spot.place - 1)) if spot.place else None
            if self.marked.get(section.kind):
                return self._draw_marked(section, row, above, drawing)
            lines = section.draw(row, above, drawing)
        edge = Segment(" " * GUTTER)
        return [Strip(fit_line([edge, *fit_line(line, drawing.width)], width), width) for line in lines]

    def _draw_marked(self, section: Section, row: Row, above: Row | None, drawing: RenderContext) -> list[Strip]:
        """Draw a record of a kind of which any is marked: a cell further in, its own mark before its first line."""
        inner = drawing._replace(width=max(0, drawing.width - 1))
        mark, blank = Segment(drawing.glyph("◆", "*"), drawing.text_styles.violet), Segment(" ")
        strips = []
        for part, line in enumerate(section.draw(row, above, inner)):
            edge = [
                Segment(" " * GUTTER),
                mark if part == section.lead and row.id in self.marked[section.kind] else blank,
            ]
            strips.append(Strip(fit_line([*edge, *fit_line(line, inner.width)], drawing.width + GUTTER)))
        return strips

    def _under_cursor(self, strip: Strip) -> Strip:
        text_styles = self._text_styles()
        if self.has_focus:
            bar = Strip([Segment(">" if self.ascii else "▌", text_styles.gold)], GUTTER)
            strip = Strip.join([bar, strip.crop(GUTTER)])
        return strip.apply_style(text_styles.cursor)


KEPT = 300
"""Records whose lines are kept; beyond, the one drawn longest ago is forgotten."""


class CacheKey(NamedTuple):
    """What all lines of a list are drawn for: another look needs other lines."""

    width: int
    theme: str


class StripCache:
    """The lines of each record, as drawn for one look."""

    def __init__(self) -> None:
        self._strips: OrderedDict[RowIndex, list[Strip]] = OrderedDict()
        self._look = CacheKey(0, "")

    def get(self, spot: RowIndex, look: CacheKey) -> list[Strip] | None:
        """Return the lines of the record at `spot` as drawn for `look`, `None` where they are to be
        drawn."""
        return self._strips.get(spot) if look == self._look else None

    def put(self, spot: RowIndex, look: CacheKey, strips: list[Strip]) -> None:
        """Keep the lines of a record."""
        if look != self._look:
            self.clear()
            self._look = look
        self._strips[spot] = strips
        if len(self._strips) > KEPT:
            self._strips.popitem(last=False)

    def forget(self, spot: RowIndex) -> None:
        """Forget the lines of one record."""
        self._strips.pop(spot, None)

    def clear(self) -> None:
        """Forget all lines."""
        self._strips.clear()


def fresh(strip: Strip) -> Strip:
    """Return a copy of a strip that is kept, to be handed out.

    A strip remembers what was ever cropped, filtered or styled from it, and each of those does the same: one that is
    handed out again and again holds hundreds of others.
    """
    return Strip(strip, strip.cell_length)


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
