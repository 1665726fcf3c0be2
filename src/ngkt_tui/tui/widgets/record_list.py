"""A list of records, of any length, that draws only the lines in sight and reads only the pages in sight.

It decides nothing and reads nothing: what it lacks it asks for with messages, and rows come down through methods.
The cursor belongs to a record and so survives a refresh and another filter. Every opening of the list
has a generation number; rows of an earlier generation are dropped.

Headings of columns stay in view above the records where a section has `columns`. The rows of a section may stand in
groups, told with its first pages or by `show_groups` and no part of its records: each is headed by a line that stays
in view while its records scroll. A folded group shows that line alone, and the cursor stands on it: no record is
chosen then.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from textual import events
from textual.message import Message

from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.tui.widgets.drawing import ListOptions, Row, Section
from ngkt_tui.tui.widgets.record_cache import PAGE, FirstPages, RowIndex, pages_of
from ngkt_tui.tui.widgets.record_cursor import RecordCursor
from ngkt_tui.tui.widgets.section_lines import NO_HEIGHTS, HeadIndex, RowHeights, completed, recounted

AHEAD = 1
"""How many heights of the list are read beyond what is in sight, so that paging does not wait."""


class RecordList(RecordCursor, can_focus=True):
    """A list over sections of records, with a cursor."""

    @dataclass(eq=False)
    class PageWanted(Message):
        """A page has come into sight that has not been read."""

        sender: "RecordList"
        section: int
        page: int

    def __init__(self, sections: Sequence[Section], *, id: str | None = None) -> None:
        super().__init__(sections, id=id)
        self.generation = 0
        self._sections = tuple(sections)
        self._from_top = True
        self._asked: set[tuple[int, int]] = set()

    def begin(self, *, from_top: bool) -> int:
        """Start a new generation and return its number; `from_top` for other records than before, not for a refresh.

        What is shown stays until the first rows of the new generation come.
        """
        self.generation += 1
        self._from_top = self._from_top or from_top  # a refresh does not overtake other records that are on their way
        self._asked.clear()
        return self.generation

    def pages_in_sight(self) -> tuple[tuple[int, ...], ...]:
        """Return for each section the pages to open it with: those in sight, or the first."""
        pages: list[tuple[int, ...]] = [(0,)] * len(self._cache.sections)
        if not self._from_top:
            seen: dict[int, set[int]] = {}
            for section, first, last in self._cache.visible_ranges(*self._lines_in_sight()):
                seen.setdefault(section, set()).update(pages_of(first, last))
            for section, numbers in seen.items():
                pages[section] = tuple(sorted(numbers))
        return tuple(pages)

    def show_opening(self, openings: Sequence[FirstPages | None]) -> None:
        """Begin anew with what was first read of each section, `None` for one that stays as it is.

        The cursor stays on its record where that is here.
        """
        height = self._cursor_line() - round(self.scroll_y)
        record = self.cursor_record or self._record_under_cursor()
        for rows, opening in zip(self._cache.rows, openings, strict=True):
            if opening is not None:
                rows.open(opening)
        self._resettle()
        self.redraw()
        spot = self._cache.find(record) if record else None
        if spot is None and self._from_top:
            self._put_cursor(0)
            self._scroll_to_line(0)
        else:
            self._put_cursor(self._cache.ordinal(spot) if spot else self._cursor)
            self._scroll_to_line(self._cursor_line() - height)
        self._from_top = False
        self._reveal_cursor()

    def show_count(self, section: int, count: int) -> None:
        """Take in the number of records of a section."""
        spot = self._cursor_spot()
        rows = self._cache.rows[section]
        rows.count, rows.counted = count, True
        self._resettle()
        still_there = spot is not None and spot.place < self._cache.rows[spot.section].count
        self._put_cursor(self._cache.ordinal(spot) if spot and still_there else self._cursor)

    def show_groups(self, section: int, groups: tuple[RecordGroup, ...], *, keeps_places: bool = False) -> None:
        """Take in the groups that the rows of a section stand in; what is seen stays where it is.

        With `keeps_places` the groups were counted after an edit, and the rows are where they were before it: where
        groups begin does not change, only what is counted of their statuses.
        """
        rows, height, seen = self._cache.rows[section], self._cursor_line() - round(self.scroll_y), self._seen()
        if keeps_places:
            rows.groups = recounted(rows.groups, groups)
        else:
            rows.groups, rows.has_all_groups = completed([] if rows.has_all_groups else rows.groups, groups), True
        self._resettle()
        self._scroll_to_line(self._cursor_line() - height)
        self._reveal_cursor()
        if self._seen() != seen:  # those beyond the first screen are counted later than it is drawn
            self.refresh()

    def _seen(self) -> list[object]:
        """Return what is on each line in sight: which record, or the group that the line heads."""
        first, last = self._lines_in_sight()
        lines = [self._cache.locate(line) for line in range(first, last + 1)]
        heads = {
            head: self._cache.group(head)
            for head in (self.sticky, *(each[0] for each in lines if each))
            if isinstance(head, HeadIndex) and head.group >= 0
        }
        return [lines, heads]

    def show_page(self, section: int, page: int, rows: tuple[Row, ...]) -> None:
        """Take in a page that was asked for."""
        held = self._cache.rows[section]
        count = held.count
        held.put(page, rows)
        self._asked.discard((section, page))
        if held.count != count:
            self._resettle()
        for place in range(page * PAGE, (page + 1) * PAGE + 1):
            self._strips.forget(RowIndex(section, place))
        held.heights.forget(page)
        if _most(self.options.needed, self._cells_of(self._sections[section], rows)) != self.options.needed:
            self.redraw()
        if self._is_in_sight(section, page):
            self._measure()
            self.refresh()
            self.post_message(self.CursorMoved())
        if self._is_record_awaited:
            self._keep_record()

    def show_found(self, record: str, spot: RowIndex) -> None:
        """Put the cursor on a record whose place was looked up, unless the user has gone elsewhere meanwhile."""
        is_there = spot.section not in self._cache.hidden and spot.place < self._cache.rows[spot.section].count
        if record == self.cursor_record and is_there:
            self._put_cursor(self._cache.ordinal(spot))
            self._scroll_to_line(self._cursor_line() - self.size.height // 2)
            self._reveal_cursor()

    def show_rows(self, fresh: Sequence[Row]) -> bool:
        """Put fresh rows in the places of their records, as after an edit; return whether each of them has one."""
        spots = list(self._cache.replace(fresh))
        if self.options.is_wrapped:
            self._fit_wrapped()  # another text may need more lines
        for spot in spots:
            self._draw_anew(spot, spots=2)  # what is below may leave out what stands above it
        return len(spots) >= len(fresh)

    def lay_out(self, options: ListOptions) -> None:
        """Lay the rows out in another way; what is grouped otherwise has to be read anew."""
        self.options = options
        self.redraw()

    def redraw(self) -> None:
        self.options = self.options._replace(needed=self._needed_cells())
        super().redraw()
        self._fit_wrapped()

    def _needed_cells(self) -> tuple[int, ...]:
        """Return how many cells the rows that were read need in the columns that are as wide as what they hold."""
        read = zip(self._sections, self._cache.rows, strict=True)
        return _most(*(self._cells_of(section, rows.read) for section, rows in read))

    def _cells_of(self, section: Section, rows: Iterable[Row]) -> tuple[int, ...]:
        needed, drawing = section.needed, self._drawing(self.scrollable_content_region.width)
        return _most(*(needed(row, drawing) for row in rows)) if needed else ()

    def _fit_wrapped(self) -> None:
        """Give the rows as many lines as they need at the width of the list, and forget what they needed before."""
        highest = max(section.wrap for section in self._sections)
        if highest == 1:
            return
        self.options = self.options._replace(height=highest if self.options.is_wrapped else 1)
        with self._keeping_sight():
            for rows in self._cache.rows:
                rows.heights = RowHeights(PAGE) if self.options.is_wrapped else NO_HEIGHTS
        self._measure()
        self._reveal_cursor()

    def _measure(self) -> None:
        """Find out how many lines the rows have that are in sight, by the page."""
        while self.options.is_wrapped and (pages := self._unmeasured()):
            with self._keeping_sight():
                for section, page in pages:
                    self._measure_page(section, page)

    def _measure_page(self, section: int, page: int) -> None:
        rows, draw = self._cache.rows[section], self._cache.sections[section].draw
        drawing = self._drawing(self.scrollable_content_region.width)
        is_marked = bool(self.marked.get(self._cache.sections[section].kind))
        inner = drawing._replace(width=max(0, drawing.width - is_marked))
        rows.heights.put(page, (len(draw(row, None, inner)) for row in rows.page(page)))
        for place in range(page * PAGE, (page + 1) * PAGE):
            self._strips.forget(RowIndex(section, place))

    def _unmeasured(self) -> list[tuple[int, int]]:
        """Return the pages in sight that were read and not measured, each with its section."""
        return [
            (section, page)
            for section, first, last in self._cache.visible_ranges(*self._lines_in_sight())
            for page in pages_of(first, last)
            if page not in self._cache.rows[section].heights and self._cache.rows[section].page(page)
        ]

    @contextmanager
    def _keeping_sight(self) -> Iterator[None]:
        """Have the record that is seen first stay there, and the cursor in sight, whatever becomes of the lines."""
        located, cursor = self._cache.locate(round(self.scroll_y)), self._cursor_spot()
        first, last = self._lines_in_sight()
        is_seen = cursor is not None and first <= self._cache.first_line(cursor) <= last
        yield
        self._resettle()
        self.refresh()
        if located is not None and isinstance(spot := located[0], RowIndex):
            self._scroll_to_line(self._cache.first_line(spot) + min(located[1], self._cache.height(spot) - 1))
        if cursor is not None and is_seen and not self._cache.is_folded(cursor):
            end = self._cache.first_line(cursor) + self._cache.height(cursor)
            self._scroll_to_line(max(round(self.scroll_y), end - (self.size.height - self.fixed)))

    def on_resize(self, event: events.Resize) -> None:
        self._fit_wrapped()
        self._resettle()
        self._reveal_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._on_view()

    def _is_in_sight(self, section: int, page: int) -> bool:
        spans = self._cache.visible_ranges(*self._lines_in_sight())
        return any(seen == section and page in pages_of(first, last) for seen, first, last in spans)

    def _on_view(self) -> None:
        """Ask for the pages that are in view, or nearly so; measure those that are here."""
        self._measure()
        top, bottom = self._lines_in_sight()
        ahead = AHEAD * (bottom - top + 1)
        for section, first, last in self._cache.visible_ranges(top - ahead, bottom + ahead):
            for page in self._cache.rows[section].missing(first, last):
                if (section, page) not in self._asked:
                    self._asked.add((section, page))
                    self.post_message(self.PageWanted(self, section, page))


def _most(*needed: tuple[int, ...]) -> tuple[int, ...]:
    """Return the most cells of each column; of lists without such columns none."""
    return tuple(max(cells) for cells in zip(*(each for each in needed if each), strict=True))
