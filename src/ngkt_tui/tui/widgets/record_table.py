"""A list of records, of any length, that draws only the lines in sight and reads only the pages in sight.

It decides nothing and reads nothing: what it lacks it asks for with messages, and rows come down through methods.
The cursor belongs to a record and so survives a refresh and another filter. Every opening of the list
has a generation number; rows of an earlier generation are dropped.
"""

from collections.abc import Sequence

from textual import events
from textual.message import Message

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.tui.keymap import Owner, bindings
from ngkt_tui.tui.widgets.drawing import Row, Section
from ngkt_tui.tui.widgets.record_cache import PAGE, FirstPages, RowIndex, pages_of
from ngkt_tui.tui.widgets.record_renderer import RecordView

AHEAD = 1
"""How many heights of the list are read beyond what is in sight, so that paging does not wait."""


class RecordList(RecordView, can_focus=True, inherit_bindings=False):
    """A list over sections of records, with a cursor."""

    BINDINGS = bindings(Owner.LIST)

    class PageWanted(Message):
        """A page has come into sight that has not been read."""

        def __init__(self, sender: "RecordList", section: int, page: int) -> None:
            super().__init__()
            self.sender, self.section, self.page = sender, section, page

    class Activated(Message):
        """The record under the cursor was chosen, by Enter or a double click."""

        def __init__(self, kind: RecordKind, row: Row) -> None:
            super().__init__()
            self.kind, self.row = kind, row

    class Stepped(Message):
        """Its user went to the next record, or to one with the mouse, as one does who looks for something to do."""

    class CursorMoved(Message):
        """The cursor lies on another record, or on none."""

    def __init__(self, sections: Sequence[Section], *, id: str | None = None) -> None:
        super().__init__(sections, id=id)
        self.generation = 0
        self.cursor_record: str | None = None
        """The record that the cursor was put on, which need not be in the list now; `None` before it is first moved."""
        self._from_top = True
        self._is_record_awaited = False
        self._asked: set[tuple[int, int]] = set()

    @property
    def chosen(self) -> tuple[RecordKind, Row] | None:
        """Return the record under the cursor, `None` where there is none or it has not been read yet."""
        spot = self._cursor_spot()
        row = self._cache.row(spot) if spot else None
        return (self._cache.sections[spot.section].kind, row) if spot and row else None

    @property
    def place(self) -> RowIndex | None:
        """Return where the cursor is, `None` on an empty list."""
        return self._cursor_spot()

    def records_in_sight(self) -> set[str]:
        """Return the ids of the records whose lines are on the screen."""
        spans = self._cache.visible_ranges(*self._lines_in_sight())
        spots = (RowIndex(section, place) for section, first, last in spans for place in range(first, last + 1))
        return {row.id for spot in spots if (row := self._cache.row(spot)) is not None}

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
            for section, first, last in self._cache.visible_ranges(*self._lines_in_sight()):
                pages[section] = tuple(pages_of(first, last))
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
        if record == self.cursor_record and spot.place < self._cache.rows[spot.section].count:
            self._put_cursor(self._cache.ordinal(spot))
            self._scroll_to_line(self._cursor_line() - self.size.height // 2)
            self._reveal_cursor()

    def show_rows(self, fresh: Sequence[Row]) -> bool:
        """Put fresh rows in the places of their records, as after an edit; tell whether each of them has one."""
        spots = list(self._cache.replace(fresh))
        for spot in spots:
            self._draw_anew(spot, spots=2)  # what is below may leave out what stands above it
        return len(spots) >= len(fresh)

    def on_resize(self, event: events.Resize) -> None:
        self._reveal_cursor()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want_pages()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click chooses the record, the end of a selection does neither."""
        if self.text_selection is not None:
            return
        offset = event.get_content_offset(self)
        located = self._cache.locate(offset.y + round(self.scroll_y)) if offset else None
        if located is None or located[0].place < 0:
            return
        self._move_to(self._cache.ordinal(located[0]))
        self.post_message(self.Stepped())
        if event.chain == 2:
            self.action_activate()

    def action_cursor(self, step: int) -> None:
        """Move the cursor by `step` records."""
        self._move_to(self._cursor + step)
        self.post_message(self.Stepped())

    def action_page(self, step: int) -> None:
        """Move the cursor by `step` heights of the list, at least one record."""
        line = self._cursor_line() + step * max(1, self.size.height - 1)
        located = self._cache.locate(max(0, min(line, self._cache.lines - 1)))
        if located is None:
            return
        target = self._cache.ordinal(RowIndex(located[0].section, max(0, located[0].place)))
        self._move_to(target if target != self._cursor else self._cursor + step)

    def action_first(self) -> None:
        """Move the cursor to the first record."""
        self._move_to(0)

    def action_last(self) -> None:
        """Move the cursor to the last record."""
        self._move_to(self.records - 1)

    def action_activate(self) -> None:
        """Choose the record under the cursor."""
        if chosen := self.chosen:
            self.post_message(self.Activated(*chosen))

    def _move_to(self, ordinal: int) -> None:
        self._put_cursor(ordinal)
        self._keep_record()
        self._reveal_cursor()

    def _put_cursor(self, ordinal: int) -> None:
        before, self._cursor = self._cursor, max(0, min(ordinal, self.records - 1))
        for touched in {before, self._cursor}:
            self._refresh_record(touched)
        self.post_message(self.CursorMoved())

    def _keep_record(self) -> None:
        self.cursor_record = self._record_under_cursor()
        self._is_record_awaited = self.cursor_record is None

    def _record_under_cursor(self) -> str | None:
        chosen = self.chosen
        return chosen[1].id if chosen else None

    def _cursor_line(self) -> int:
        spot = self._cursor_spot()
        return self._cache.first_line(spot) if spot else 0

    def _reveal_cursor(self) -> None:
        spot = self._cursor_spot()
        if spot is None or not self.size.height:
            return
        top = 0 if not self._cursor else self._cache.first_line(spot)
        bottom = self._cache.first_line(spot) + self._cache.sections[spot.section].height
        seen = round(self.scroll_y)
        if top < seen:
            self._scroll_to_line(top)
        elif bottom > seen + self.size.height:
            self._scroll_to_line(bottom - self.size.height)
        self._want_pages()

    def _scroll_to_line(self, line: int) -> None:
        self.scroll_target_y = self.scroll_y = max(0, line)

    def _lines_in_sight(self) -> tuple[int, int]:
        first = round(self.scroll_y)
        return first, first + max(1, self.size.height) - 1

    def _is_in_sight(self, section: int, page: int) -> bool:
        spans = self._cache.visible_ranges(*self._lines_in_sight())
        return any(seen == section and page in pages_of(first, last) for seen, first, last in spans)

    def _want_pages(self) -> None:
        top, bottom = self._lines_in_sight()
        ahead = AHEAD * (bottom - top + 1)
        for section, first, last in self._cache.visible_ranges(top - ahead, bottom + ahead):
            for page in self._cache.rows[section].missing(first, last):
                if (section, page) not in self._asked:
                    self._asked.add((section, page))
                    self.post_message(self.PageWanted(self, section, page))
