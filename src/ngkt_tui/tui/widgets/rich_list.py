"""A sheet on the screen: entries to read and scroll, with a cursor that stops at those that can be followed.

It decides nothing: what is followed or pointed at it posts as messages. Between two stops that are far apart the
arrows scroll, so that everything can be read without a mouse; at its ends they hand the focus on.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from ngkt_tui.domain.text import SearchTerms
from ngkt_tui.services.detail_lines.lines import DetailLine
from ngkt_tui.tui.keymap import Owner, bindings
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import Line, fit_line
from ngkt_tui.tui.widgets.line_widgets import SelectableLines
from ngkt_tui.tui.widgets.list_lines import fresh
from ngkt_tui.tui.widgets.rich_list_render import LineStyle, draw

NOTHING = SearchTerms()
GUTTER = 2
"""Cells left of a line; the first one holds the cursor's bar."""
REACH = 3
"""Lines beyond what is in sight from which a stop is fetched at once."""


class RichList(SelectableLines, ScrollView, can_focus=True, inherit_bindings=False):
    """Entries below each other. `cursor` is the number of the entry under the cursor, `None` where it is on none.

    `marks_stops` puts a mark before what can be followed; a list in which all or nothing can be needs none. `keeps_bar`
    where what is under the cursor stays chosen while the focus is elsewhere. What is `search_terms` is marked where it
    stands.
    """

    BINDINGS = bindings(Owner.LIST)
    select_from = GUTTER

    @dataclass(eq=False)
    class Followed(Message):
        """An entry was chosen, by Enter or a click. `target` is the entry's."""

        sheet: "RichList"
        target: str

    @dataclass(eq=False)
    class Pointed(Message):
        """The cursor lies on another entry. `target` is the entry's."""

        sheet: "RichList"
        target: str

    def __init__(
        self,
        entries: Sequence[DetailLine] = (),
        *,
        at: str | None = None,
        marks_stops: bool = True,
        keeps_bar: bool = False,
        label_width: int = 16,
        is_plain: bool = False,
        search_terms: SearchTerms = NOTHING,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.cursor: int | None = None
        self._is_plain = is_plain
        self._keeps_bar = keeps_bar
        self._was_moved = at is not None
        self._marker = ("> " if is_plain else "› ") if marks_stops else ""
        self._label_width = label_width
        self.search_terms = search_terms
        self._drawn_for: tuple[int, str] | None = None
        self._lines: list[Strip] = []
        self._tops: list[int] = [0]
        self._take(entries, at)

    @property
    def entries(self) -> tuple[DetailLine, ...]:
        return self._entries

    @property
    def target(self) -> str | None:
        return None if self.cursor is None else self._entries[self.cursor].target

    def show(self, entries: Sequence[DetailLine], *, at: str | None = None, top: int = 0) -> None:
        """Show other entries, scrolled to the line `top`, the cursor on the target `at` or on the first in sight."""
        self._take(entries, at)
        self._settle()
        self._scroll_to_line(top)
        self._was_moved = at is not None
        self._keep_in_sight()
        self.refresh(layout=self.styles.auto_dimensions)

    def show_heading(self, text: str) -> None:
        """Scroll to the heading `text`, the cursor on the first stop below it."""
        for number, entry in enumerate(self._entries):
            if entry.is_heading and entry.runs[0].text == text:
                self._scroll_to_line(self._tops[number])
                self.cursor = next((stop for stop in self._stops if stop > number), self.cursor)
                self.refresh()

    @property
    def line_of_cursor(self) -> int:
        return 0 if self.cursor is None else self._tops[self.cursor]

    @property
    def top(self) -> int:
        """Return the first line in sight."""
        return round(self.scroll_y)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        self._draw_for(width)
        return len(self._lines)

    def on_resize(self, event: events.Resize) -> None:
        self._settle()
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        number = y + self.top
        strip = self.selectable_line(number)
        if self.cursor is not None and self.cursor == self._entry_at(number):
            strip = self._under_cursor(strip)
        return self.with_selection(strip, number).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        width = self.scrollable_content_region.width
        self._draw_for(width)
        return fresh(self._lines[number]) if number < len(self._lines) else Strip.blank(width)

    def on_click(self, event: events.Click) -> None:
        """Follow the entry under the mouse; the end of a selection follows none."""
        if self.text_selection is not None:
            return
        offset = event.get_content_offset(self)
        number = self._entry_at(offset.y + self.top) if offset else None
        if number is not None and self._entries[number].target:
            self._point(number)
            self.action_activate()

    def action_activate(self) -> None:
        """Follow the entry under the cursor; where it has been scrolled away, show it first."""
        if self.cursor is None:
            return
        if not self._in_sight(self.cursor):
            self._reveal()
        elif target := self._entries[self.cursor].target:
            self.post_message(self.Followed(self, target))

    def action_cursor(self, step: int) -> None:
        """Go to the next stop above or below where it is near; else scroll; at the end, hand on the focus."""
        stop = self._next_stop(step)
        if stop is not None and self._near(stop):
            self._point(stop)
        elif self._can_scroll(step):
            self._scroll_to_line(self.top + step)
        elif stop is None:
            self.leave(step)

    def leave(self, step: int) -> None:
        """Hand the focus on from an end of the sheet."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_page(self, step: int) -> None:
        """Scroll by a height, the cursor to the stop that is then the first or the last in sight."""
        self._scroll_to_line(self.top + step * max(1, self.size.height - 1))
        seen = [stop for stop in self._stops if self._in_sight(stop)]
        if seen:
            self._point(seen[0] if step < 0 else seen[-1])

    def action_first(self) -> None:
        self._go_to_end(0, 0)

    def action_last(self) -> None:
        self._go_to_end(self._last_top(), -1)

    def _go_to_end(self, line: int, stop: int) -> None:
        if self._stops:
            self._point(self._stops[stop])
        self._scroll_to_line(line)
        self._was_moved = True
        self.refresh()

    def _take(self, entries: Sequence[DetailLine], at: str | None = None) -> None:
        self._entries = tuple(entries)
        self._stops = [number for number, entry in enumerate(self._entries) if entry.target]
        matching = (stop for stop in self._stops if self._entries[stop].target == at)
        self.cursor = next(matching, self._stops[0] if self._stops else None)
        self._drawn_for = None

    def _settle(self) -> None:
        self._draw_for(self.scrollable_content_region.width)
        self.virtual_size = Size(0, len(self._lines))

    def _draw_for(self, width: int) -> None:
        if self._drawn_for == (width, self.app.theme):
            return
        self._drawn_for = (width, self.app.theme)
        look = LineStyle(text_styles_of(self.app.theme), self._marker, self._label_width, self.search_terms)
        room = max(1, width - GUTTER - 1)
        drawn = [draw(entry, room, look) for entry in self._entries]
        self._tops = [0, *accumulate(len(lines) for lines in drawn)]
        self._lines = [_strip(line, width) for lines in drawn for line in lines]

    def _under_cursor(self, strip: Strip) -> Strip:
        text_styles = text_styles_of(self.app.theme)
        if self.has_focus or self._keeps_bar:
            bar = Segment(">" if self._is_plain else "▌", text_styles.gold)
            strip = Strip.join([Strip([bar], 1), strip.crop(1)])
        return strip.apply_style(text_styles.cursor)

    def _entry_at(self, number: int) -> int | None:
        return bisect_right(self._tops, number) - 1 if 0 <= number < len(self._lines) else None

    def _in_sight(self, number: int) -> bool:
        return self._tops[number] < self.top + self.size.height and self._tops[number + 1] > self.top

    def _near(self, number: int) -> bool:
        first, end = self.top - REACH, self.top + self.size.height + REACH
        return self._tops[number] < end and self._tops[number + 1] > first

    def _next_stop(self, step: int) -> int | None:
        if self.cursor is not None and self._in_sight(self.cursor):
            start = self.cursor
        else:
            first, last = self._entry_at(self.top), self._entry_at(self.top + self.size.height - 1)
            start = (first or 0) - 1 if step > 0 else (len(self._entries) if last is None else last + 1)
        after = (stop for stop in self._stops if stop > start)
        before = (stop for stop in reversed(self._stops) if stop < start)
        return next(after if step > 0 else before, None)

    def _point(self, number: int) -> None:
        self.cursor = number
        self._was_moved = True
        self._reveal()
        self.refresh()
        if target := self._entries[number].target:
            self.post_message(self.Pointed(self, target))

    def _keep_in_sight(self) -> None:
        if self._was_moved:
            self._reveal()

    def _reveal(self) -> None:
        if self.cursor is None or not self.size.height:
            return
        first = 0 if self.cursor == self._stops[0] and self._tops[self.cursor] < self.size.height else None
        top, end = self._tops[self.cursor], self._tops[self.cursor + 1]
        if top < self.top:
            self._scroll_to_line(top if first is None else first)
        elif end > self.top + self.size.height:
            self._scroll_to_line(min(top, end - self.size.height))

    def _last_top(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def _can_scroll(self, step: int) -> bool:
        return self.top < self._last_top() if step > 0 else self.top > 0

    def _scroll_to_line(self, number: int) -> None:
        self.scroll_to(y=max(0, min(number, self._last_top())), animate=False, force=True)


def _strip(line: Line, width: int) -> Strip:
    return Strip(fit_line([Segment(" " * GUTTER), *line, Segment(" ")], width), width)
