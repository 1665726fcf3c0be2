"""Rendering of a record list: the lines in sight, each drawn once and cached."""

from collections.abc import Container, Mapping, Sequence
from datetime import date

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import ColumnHeading, Line, ListOptions, RenderContext, Row, Section, fit_line
from ngkt_tui.tui.widgets.line_widgets import SelectableLines
from ngkt_tui.tui.widgets.list_lines import (
    CacheKey,
    EmptyState,
    StripCache,
    column_line,
    empty_state_lines,
    fresh,
    group_line,
    heading_line,
    waiting_line,
)
from ngkt_tui.tui.widgets.record_cache import RecordCache, RowIndex
from ngkt_tui.tui.widgets.section_lines import HeadIndex

GUTTER = 1
"""Cells left of a line, for the cursor's bar; on its right lies the scrollbar's cell."""
MIN_HEIGHT_OF_HEADINGS, MIN_HEIGHT_OF_HEADS = 5, 3
"""Lines that a list must have for headings of columns to stay in view, and beside them for the head of a group."""


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
        self.new_ids: frozenset[str] = frozenset()
        self.options = ListOptions()
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

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(heading.name for heading in self._columns(self.scrollable_content_region.width) if heading.name)

    def show_notice(self, notice: EmptyState) -> None:
        """Set what the list says as long as it has no records."""
        self._notice = notice
        self.refresh()

    def redraw(self) -> None:
        """Draw every line anew: another language, theme or day."""
        self._strips.clear()
        self.refresh()

    @property
    def fixed(self) -> int:
        """Return how many lines stay in view above the records: one where columns have headings."""
        has_columns = any(section.columns for section in self._cache.sections)
        return 1 if self.records and has_columns and self.size.height >= MIN_HEIGHT_OF_HEADINGS else 0

    @property
    def sticky(self) -> HeadIndex | None:
        """Return the head that stays in view in the place of the first line: of the group that the line belongs to."""
        located = self._cache.locate(round(self.scroll_y))
        if located is None or isinstance(located[0], HeadIndex) or self.size.height - self.fixed < MIN_HEIGHT_OF_HEADS:
            return None
        return self._cache.head_of(located[0])

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if self._ground is None:
            self._ground = self.rich_style
        number, fixed = y + round(self.scroll_y), self.fixed
        if not self.records:
            strip = self._notice_strip(y, width)
        elif y < fixed:
            return self._column_strip(width).apply_style(self._ground)
        elif y == fixed and (head := self.sticky) is not None:
            return self._head_strip(head, width).apply_style(self._ground)
        else:
            strip = self._strip(number - fixed, width)
        return self.with_selection(strip, number).apply_style(self._ground)

    def selectable_line(self, number: int) -> Strip:
        """Return a line; the first are those that stay in view, the others follow as they do unscrolled."""
        width = self.scrollable_content_region.width
        if not self.records:
            return self._notice_strip(number, width)
        if number < self.fixed:
            return self._column_strip(width)
        located = self._cache.locate(number - self.fixed)
        return self._plain_strip(*located, width) if located is not None else Strip.blank(width)

    def notify_style_update(self) -> None:
        """Ask for the colours again: another theme, or the focus has come or gone."""
        super().notify_style_update()
        self._ground = None

    def _draw_anew(self, first: RowIndex, spots: int) -> None:
        for place in range(first.place, first.place + spots):
            self._strips.forget(RowIndex(first.section, place))
        last = RowIndex(first.section, min(first.place + spots, self._cache.rows[first.section].count) - 1)
        end = self._cache.first_line(last) + self._cache.height(last)
        self._refresh_lines(first, end - self._cache.first_line(first))

    def _refresh_lines(self, first: RowIndex, lines: int) -> None:
        self.refresh_lines(self._cache.first_line(first) + self.fixed, lines)

    def _refresh_record(self, ordinal: int) -> None:
        if ordinal < self.records:
            spot = self._cache.spot(ordinal)
            self._refresh_lines(spot, self._cache.height(spot))

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
        """Reckon the places again: counts or the size have changed."""
        self._fit_height()
        self._cache.reindex()
        self._strips.forget_heads()
        size = Size(0, self._cache.lines + self.fixed)
        if size != self.virtual_size:  # set as it is, it would lay out the whole screen anew, and draw the bar twice
            self.set_reactive(RecordView.virtual_size, size)
            self._scroll_update(size)

    def _fit_height(self) -> None:
        """Give each record as many lines as there is room for, where it can be drawn in several."""
        section, rows = self._cache.sections[0], self._cache.rows[0]
        if section.heights is None or not self.size.height:
            return
        choices, room = section.heights(self.size.width), self.size.height - self.fixed - len(rows.groups)
        height, lead = next((each for each in choices if each[0] * rows.count <= room), choices[-1])
        if height != self.options.height:
            self.options = self.options._replace(height=height)
            self._cache.sections = (section._replace(height=height, lead=lead),)
            self._strips.clear()

    def _cursor_line(self) -> int:
        spot = self._cursor_spot()
        return self._cache.first_line(spot) if spot else 0

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_target_y = self.scroll_y = max(0, line)

    def _lines_in_sight(self) -> tuple[int, int]:
        first = round(self.scroll_y)
        return first, first + max(1, self.size.height - self.fixed) - 1

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
        if isinstance(spot, HeadIndex):
            return self._head_strip(spot, width)
        strip = self._plain_strip(spot, part, width)
        is_pointed = spot == self._cursor_spot() and part >= self._cache.sections[spot.section].lead
        return self._under_cursor(strip) if is_pointed else strip

    def _head_strip(self, head: HeadIndex, width: int) -> Strip:
        strip, spot = self._plain_strip(head, 0, width), self._cursor_spot()
        is_pointed = spot is not None and self._cache.is_folded(spot) and self._cache.head_of(spot) == head
        return self._under_cursor(strip) if is_pointed else strip

    def _column_strip(self, width: int) -> Strip:
        drawing, columns = self._drawing(width), self._columns(width)
        return Strip(fit_line([Segment(" " * GUTTER), *column_line(columns, drawing)], width), width)

    def _columns(self, width: int) -> Sequence[ColumnHeading]:
        located = self._cache.locate(round(self.scroll_y))
        section = self._cache.sections[number := located[0].section if located else 0]
        if section.columns is None:
            return ()
        drawing = self._drawing(width)
        is_marked = bool(self.marked.get(section.kind))  # then the lines are a cell further in
        inner = drawing._replace(width=drawing.width - is_marked, sample=self._cache.row(RowIndex(number, 0)))
        first, *others = section.columns(inner)
        return [first._replace(width=first.width + is_marked), *others]

    def _drawing(self, width: int) -> RenderContext:
        return RenderContext(
            max(0, width - GUTTER),
            self.language,
            self.today,
            self._text_styles(),
            self.ascii,
            self.search_terms,
            self.is_scoped,
            self.options,
            self.new_ids,
        )

    def _plain_strip(self, spot: RowIndex | HeadIndex, part: int, width: int) -> Strip:
        look = CacheKey(width, self.app.theme)
        strips = self._strips.get(spot, look)
        if strips is None:
            strips = self._draw(spot, width)
            self._strips.put(spot, look, strips)
        return fresh(strips[part])

    def _draw(self, spot: RowIndex | HeadIndex, width: int) -> list[Strip]:
        section, drawing = self._cache.sections[spot.section], self._drawing(width)
        if isinstance(spot, HeadIndex):
            lines = [self._head(spot, section, drawing)]
        elif (row := self._cache.row(spot)) is None:
            lines = [waiting_line(drawing)] * self._cache.height(spot)
        else:
            above = self._cache.row(RowIndex(spot.section, spot.place - 1)) if spot.place else None
            if self.marked.get(section.kind):
                return self._draw_marked(spot, row, above, drawing)
            lines = self._cut(spot, section.draw(row, above, drawing))
        edge = Segment(" " * GUTTER)
        return [Strip(fit_line([edge, *fit_line(line, drawing.width)], width), width) for line in lines]

    def _head(self, head: HeadIndex, section: Section, drawing: RenderContext) -> Line:
        if head.group < 0:
            return heading_line(section.heading, self._cache.rows[head.section].count, drawing)
        group, draw = self._cache.group(head), section.draw_group or group_line
        return draw(group, drawing, group.key in self._cache.rows[head.section].folded)

    def _cut(self, spot: RowIndex, lines: list[Line]) -> list[Line]:
        height = self._cache.height(spot)
        return [*lines, *([] for _ in range(height - len(lines)))][:height]

    def _draw_marked(self, spot: RowIndex, row: Row, above: Row | None, drawing: RenderContext) -> list[Strip]:
        """Draw a record of a kind of which any is marked a cell further in, its own mark before its first line."""
        section, inner = self._cache.sections[spot.section], drawing._replace(width=max(0, drawing.width - 1))
        mark, blank = Segment(drawing.glyph("◆", "*"), drawing.text_styles.violet), Segment(" ")
        strips = []
        for part, line in enumerate(self._cut(spot, section.draw(row, above, inner))):
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
