"""A list of records, of any length, that draws only the lines in sight and reads only the pages in sight.

It decides nothing and reads nothing: what it lacks it asks for with messages, and rows come down through methods.
The cursor belongs to a record and so survives a refresh and another filter. Every opening of the list
has a generation number; rows of an earlier generation are dropped.

Headings of columns stay in view above the records where a section has `columns`. The rows of a section may stand in
groups, told with its first pages or by `show_groups` and no part of its records: each is headed by a line that stays
in view while its records scroll. A folded group shows that line alone, and the cursor stands on it: no record is
chosen then.
"""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.tui.widgets.drawing import ListOptions, Row, Section
from ngkt_tui.tui.widgets.record_cache import PAGE, FirstPages, RowIndex, pages_of
from ngkt_tui.tui.widgets.record_cursor import RecordCursor
from ngkt_tui.tui.widgets.section_lines import recounted

AHEAD = 1
"""How many heights of the list are read beyond what is in sight, so that paging does not wait."""


class RecordList(RecordCursor, can_focus=True):
    """A list over sections of records, with a cursor."""

    class PageWanted(Message):
        """A page has come into sight that has not been read."""

        def __init__(self, sender: "RecordList", section: int, page: int) -> None:
            super().__init__()
            self.sender, self.section, self.page = sender, section, page

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

    def show_opening(self, openings: Sequence[FirstPages]) -> None:
        """Begin anew with what was first read of each section; the cursor stays on its record where that is here."""
        height = self._cursor_line() - round(self.scroll_y)
        record = self.cursor_record or self._record_under_cursor()
        for rows, opening in zip(self._cache.rows, openings, strict=True):
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
        rows, height = self._cache.rows[section], self._cursor_line() - round(self.scroll_y)
        rows.groups = recounted(rows.groups, groups) if keeps_places else groups
        self._resettle()
        self._scroll_to_line(self._cursor_line() - height)
        self._reveal_cursor()
        self.refresh()

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
        if self._is_in_sight(section, page):
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
        """Put fresh rows in the places of their records, as after an edit; tell whether each of them has one."""
        spots = list(self._cache.replace(fresh))
        for spot in spots:
            self._draw_anew(spot, spots=2)  # what is below may leave out what stands above it
        return len(spots) >= len(fresh)

    def lay_out(self, options: ListOptions) -> None:
        """Lay the rows out in another way; what is grouped otherwise has to be read anew."""
        self.options = options
        self._fit_wrapped()
        self.redraw()

    def _fit_wrapped(self) -> None:
        """Give the rows as many lines as they have at the width of the list."""
        if not any(section.wrap for section in self._sections):
            return
        width, is_wrapped = self.scrollable_content_region.width, self.options.is_wrapped
        heights = [section.wrap(width) if section.wrap and is_wrapped else None for section in self._sections]
        sections = [
            section._replace(height=height) if height else section
            for section, height in zip(self._sections, heights, strict=True)
        ]
        self.options = self.options._replace(height=max((height for height in heights if height), default=1))
        if self._cache.sections != tuple(sections):
            line = self._cursor_line() - round(self.scroll_y)
            self._cache.sections = tuple(sections)
            self._resettle()
            self._strips.clear()
            self._scroll_to_line(self._cursor_line() - line)

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
        """Ask for the pages that are in view, or nearly so."""
        top, bottom = self._lines_in_sight()
        ahead = AHEAD * (bottom - top + 1)
        for section, first, last in self._cache.visible_ranges(top - ahead, bottom + ahead):
            for page in self._cache.rows[section].missing(first, last):
                if (section, page) not in self._asked:
                    self._asked.add((section, page))
                    self.post_message(self.PageWanted(self, section, page))
