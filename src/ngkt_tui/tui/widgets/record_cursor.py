"""The cursor of a list of records: keys and the mouse move it, and fold the groups that the records stand in.

It belongs to a record, and keeps in view what lies under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.tui.keymap import Owner, bindings
from ngkt_tui.tui.widgets.drawing import Row, Section
from ngkt_tui.tui.widgets.list_lines import heading_at
from ngkt_tui.tui.widgets.record_cache import RowIndex
from ngkt_tui.tui.widgets.record_view import GUTTER, MIN_HEIGHT_OF_HEADS, RecordView
from ngkt_tui.tui.widgets.section_lines import HeadIndex


class RecordCursor(RecordView, can_focus=True, inherit_bindings=False):
    """Lines of records with a cursor on one of them, or on the head of a folded group."""

    BINDINGS = bindings(Owner.LIST)

    @dataclass(eq=False)
    class Activated(Message):
        """The record under the cursor was chosen, by Enter or a double click."""

        kind: RecordKind
        row: Row

    class Stepped(Message):
        """Its user went to the next record, or to one with the mouse, as one does who looks for something to do."""

    class CursorMoved(Message):
        """The cursor lies on another record, or on none."""

    @dataclass(eq=False)
    class HeadingClicked(Message):
        """The heading of a column was clicked; `column` is its id."""

        sender: "RecordCursor"
        column: str

    def __init__(self, sections: Sequence[Section], *, id: str | None = None) -> None:
        super().__init__(sections, id=id)
        self.cursor_record: str | None = None
        """The record that the cursor was put on, which need not be in the list now; `None` before it is first moved."""
        self._is_record_awaited = False

    @property
    def selected_row(self) -> tuple[RecordKind, Row] | None:
        """Return the record under the cursor, `None` where there is none or it has not been read yet."""
        spot = self._cursor_spot()
        row = self._cache.row(spot) if spot and not self._cache.is_folded(spot) else None
        return (self._cache.sections[spot.section].kind, row) if spot and row else None

    @property
    def place(self) -> RowIndex | None:
        """Return where the cursor is, `None` on an empty list."""
        return self._cursor_spot()

    def await_record(self, record: str) -> None:
        self.cursor_record, self._is_record_awaited = record, False

    def records_in_sight(self) -> set[str]:
        """Return the ids of the records whose lines are on the screen."""
        first, last = self._lines_in_sight()
        spans = self._cache.visible_ranges(first + (self.sticky is not None), last)
        spots = (RowIndex(section, place) for section, first, last in spans for place in range(first, last + 1))
        return {row.id for spot in spots if (row := self._cache.row(spot)) is not None}

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a double click chooses the record, the end of a selection does neither."""
        if self.text_selection is not None:
            return
        offset = event.get_content_offset(self)
        if offset is None or not self.records:
            return
        if offset.y < self.fixed:
            self._click_heading(offset.x)
            return
        head = self.sticky if offset.y == self.fixed else None
        located = self._cache.locate(offset.y - self.fixed + round(self.scroll_y))
        spot = head or (located[0] if located else None)
        if isinstance(spot, HeadIndex) and spot.group >= 0:
            self.fold(spot)
        elif isinstance(spot, RowIndex):
            self._move_to(self._cache.ordinal(spot))
            self.post_message(self.Stepped())
            if event.chain == 2:
                self.action_activate()

    def _click_heading(self, x: int) -> None:
        heading = heading_at(self._columns(self.scrollable_content_region.width), x - GUTTER)
        if heading is not None and heading.id:
            self.post_message(self.HeadingClicked(self, heading.id))

    def action_cursor(self, step: int) -> None:
        """Move the cursor by `step` records."""
        if self.records:
            self._move_to(self._cache.step(self._cursor, step))
        self.post_message(self.Stepped())

    def action_page(self, step: int) -> None:
        """Move the cursor by `step` heights of the list, at least one record."""
        line = self._cursor_line() + step * max(1, self.size.height - self.fixed - 1 - self._is_headed)
        located = self._cache.locate(max(0, min(line, self._cache.lines - 1)))
        if located is None:
            return
        spot = self._cache.first_of(located[0]) if isinstance(located[0], HeadIndex) else located[0]
        target = self._cache.ordinal(spot)
        onward = (target - self._cursor) * step > 0
        self._move_to(target if onward else self._cache.step(self._cursor, step))

    def action_fold(self, is_folded: bool) -> None:
        """Fold the group under the cursor away, or unfold it."""
        spot = self._cursor_spot()
        head = self._cache.head_of(spot) if spot else None
        if head is not None:
            self.fold(head, is_folded=is_folded)

    def fold(self, head: HeadIndex, *, is_folded: bool | None = None) -> None:
        """Fold the records of a group away, or unfold them; `None` for the other than now. The cursor goes to it."""
        rows, key = self._cache.rows[head.section], self._cache.group(head).key
        is_folded = key not in rows.folded if is_folded is None else is_folded
        (rows.folded.add if is_folded else rows.folded.discard)(key)
        height = self._cache.line_of_head(head) - round(self.scroll_y)
        self._resettle()
        self._move_to(self._cache.ordinal(self._cache.first_of(head)))
        self._scroll_to_line(self._cache.line_of_head(head) - max(0, height))
        self.refresh()

    def next_section(self) -> None:
        """Move the cursor to the first record of the next section that has any, its heading on top."""
        spot, many = self._cursor_spot(), len(self._cache.sections)
        if spot is None:
            return
        following = ((spot.section + step) % many for step in range(1, many))
        shown = (each for each in following if self._cache.sections[each].is_counted and self._cache.rows[each].count)
        if (section := next(shown, None)) is not None:
            self._move_to(self._cache.ordinal(RowIndex(section, 0)))
            self._scroll_to_line(self._cursor_line() - bool(self._cache.sections[section].heading))

    def action_first(self) -> None:
        """Move the cursor to the first record."""
        self._move_to(0)

    def action_last(self) -> None:
        if self.records:
            self._move_to(self._cache.step(self.records - 1, 0))

    def action_activate(self) -> None:
        """Choose the record under the cursor, or unfold the group."""
        spot = self._cursor_spot()
        if spot is not None and self._cache.is_folded(spot):
            self.action_fold(False)
        elif chosen := self.selected_row:
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
        chosen = self.selected_row
        return chosen[1].id if chosen else None

    def _reveal_cursor(self) -> None:
        spot = self._cursor_spot()
        if spot is None or not self.size.height:
            return
        first, seen, room = self._cache.first_line(spot), round(self.scroll_y), self.size.height - self.fixed
        is_folded = self._cache.is_folded(spot)
        top = 0 if not self._cursor else first - self._is_headed
        bottom = first + (1 if is_folded else self._cache.height(spot))
        if top < seen:
            self._scroll_to_line(top)
        elif bottom > seen + room:
            self._scroll_to_line(bottom - room)
        self._on_view()

    def _on_view(self) -> None:
        """Take note that other records may be in view."""

    @property
    def _is_headed(self) -> bool:
        """Return whether a head that stays in view takes the line above the record under the cursor.

        Before the list is laid out it counts as one with room.
        """
        spot, room = self._cursor_spot(), self.size.height - self.fixed
        is_grouped = spot is not None and not self._cache.is_folded(spot) and self._cache.head_of(spot) is not None
        return is_grouped and (room >= MIN_HEIGHT_OF_HEADS or not self.size.height)
