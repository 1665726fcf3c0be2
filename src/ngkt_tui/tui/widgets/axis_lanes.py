"""A horizontal axis of time with lanes of marks below it, of which only what is in sight is drawn.

The arrows lead along time in a lane, and up and down to the nearest mark of another lane.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ngkt_tui.domain.chart_scales import TimeAxis, make_axis
from ngkt_tui.domain.words import day_and_month
from ngkt_tui.services.detail_lines.lines import Formatter
from ngkt_tui.services.timeline import TimelineLane, TimelineMark
from ngkt_tui.tui.keymap import Owner, bindings
from ngkt_tui.tui.panes.conferences_pane import time_between
from ngkt_tui.tui.panes.officials_pane import short_post
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import ELLIPSIS, fit, sanitize_cell
from ngkt_tui.tui.widgets.rich_list_render import style_for

GUTTER = 13
"""Cells for the names of the lanes."""
HEAD = 4
"""Lines above the lanes: years, axis, days, and an empty one."""
ROOMY_LANE, LOW_LANE = 3, 2
PLAIN_SIGNS = {"●": "o", "○": ".", "▪": "#", "◉": "@", "✓": "x"}

Placed = tuple[int, str, Style]
"""A text at a cell of the axis."""


class AxisLanes(Widget, can_focus=True, inherit_bindings=False):
    """The lanes, the cursor on a mark of one of them. `drawn_marks` counts the marks of the last drawing."""

    BINDINGS = bindings(Owner.LIST)

    class MarkPointed(Message):
        """The cursor lies on another mark."""

    class Chosen(Message):
        """A mark was chosen."""

    class Left(Message):
        """The cursor goes on below the last lane."""

    def __init__(self, marks: Mapping[TimelineLane, Sequence[TimelineMark]], formatter: Formatter) -> None:
        super().__init__(id="axis")
        self._formatter = formatter
        self._first = 0
        self._laid_for = 0
        self.drawn_marks = 0
        self._axis = TimeAxis((), (), ())
        self.show_marks(marks)

    def show_marks(self, marks: Mapping[TimelineLane, Sequence[TimelineMark]]) -> None:
        """Show other marks, the cursor on the newest conference, or on the newest mark that there is."""
        self._marks = {lane: marks[lane] for lane in TimelineLane}
        lanes = [lane for lane in TimelineLane if self._marks[lane]]
        self.lane = lanes[0] if lanes else TimelineLane.CONFERENCES
        self._place = len(self._marks[self.lane]) - 1
        self._cells: dict[TimelineLane, list[int]] = {lane: [] for lane in TimelineLane}
        self._laid_for = 0
        self.refresh()

    @property
    def mark(self) -> TimelineMark | None:
        marks = self._marks[self.lane]
        return marks[self._place] if marks else None

    # Moving

    def action_fold(self, is_left: bool) -> None:
        self._go_to(self.lane, self._place + (-1 if is_left else 1))

    def action_cursor(self, step: int) -> None:
        """Go to the nearest mark of the lane above or below; from the last lane, to what stands below."""
        lanes = [lane for lane in TimelineLane if self._marks[lane]]
        place = lanes.index(self.lane) + step if self.lane in lanes else len(lanes)
        if place >= len(lanes):
            self.post_message(self.Left())
        elif place >= 0 and (mark := self.mark):
            self._go_to(lanes[place], self._nearest(lanes[place], mark.day))

    def action_page(self, step: int) -> None:
        """Go on by what is in sight."""
        cells = self._cells[self.lane]
        if cells:
            there = cells[self._place] + step * self._room
            self._go_to(self.lane, bisect_left(cells, there) if step > 0 else bisect_right(cells, there) - 1)

    def action_first(self) -> None:
        self._go_to(self.lane, 0)

    def action_last(self) -> None:
        self._go_to(self.lane, len(self._marks[self.lane]) - 1)

    def action_activate(self) -> None:
        if self.mark:
            self.post_message(self.Chosen())

    def on_click(self, event: events.Click) -> None:
        """Go to the mark under the mouse; choose it where the cursor is there already."""
        offset = event.get_content_offset(self)
        lanes = list(TimelineLane)
        number = (offset.y - HEAD) // self._lane_height if offset else -1
        if offset is None or offset.x < GUTTER or not 0 <= number < len(lanes) or not self._cells[lanes[number]]:
            return
        place = max(0, bisect_right(self._cells[lanes[number]], offset.x - GUTTER + self._first) - 1)
        if (lanes[number], place) == (self.lane, self._place):
            self.action_activate()
        self._go_to(lanes[number], place)

    def _go_to(self, lane: TimelineLane, place: int) -> None:
        place = max(0, min(place, len(self._marks[lane]) - 1))
        if (lane, place) != (self.lane, self._place):
            self.lane, self._place = lane, place
            self._reveal()
            self.post_message(self.MarkPointed())
            self.refresh()

    def _nearest(self, lane: TimelineLane, day: date) -> int:
        days = [mark.day for mark in self._marks[lane]]
        after = bisect_left(days, day)
        around = [place for place in (after - 1, after) if 0 <= place < len(days)]
        return min(around, key=lambda place: abs((days[place] - day).days))

    # Laying out and drawing

    @property
    def _room(self) -> int:
        return max(1, self.size.width - GUTTER)

    @property
    def _lane_height(self) -> int:
        return ROOMY_LANE if self.size.height >= HEAD + ROOMY_LANE * len(TimelineLane) - 1 else LOW_LANE

    def _lay_out(self) -> None:
        days = {mark.day for marks in self._marks.values() for mark in marks} | {self._formatter.today}
        self._axis = make_axis(days, self._room)
        at = dict(zip(self._axis.days, self._axis.cells, strict=True))
        self._cells = {lane: [at[mark.day] for mark in marks] for lane, marks in self._marks.items()}
        self._laid_for = self._room
        self._first = self._axis.length  # the newest is in sight first
        self._reveal()

    def _reveal(self) -> None:
        """Scroll as little as need be to have the mark under the cursor in sight, with room for what is beside it."""
        self._first = max(0, min(self._first, self._axis.length - self._room))
        if cells := self._cells[self.lane]:
            cell, margin = cells[self._place], min(20, self._room // 3)
            self._first = max(0, min(self._first, cell - margin // 2))
            self._first = max(self._first, cell + margin - self._room)

    def render_line(self, y: int) -> Strip:
        styles = text_styles_of(self.app.theme)
        if self._laid_for != self._room:
            self._lay_out()
        if y == 0:
            self.drawn_marks = 0
        if y < HEAD:
            name = self._sign("‹", "<").rjust(GUTTER - 1) if y == 1 and self._first else ""
            placed = (self._years, self._line, self._days, lambda _styles: [])[y](styles)
            ink = styles.gold
        else:
            number, part = divmod(y - HEAD, self._lane_height)
            if number >= len(TimelineLane) or part > 1:
                return Strip.blank(self.size.width, self.rich_style)
            lane = list(TimelineLane)[number]
            name = self._formatter.translate(f"lane.{lane}") if not part else ""
            ink = styles.title if lane is self.lane else styles.muted
            placed = self._lane(lane, part, styles)
        strip = Strip([Segment(fit(name, GUTTER), ink), *_compose(placed, self._first, self._room)])
        return strip.adjust_cell_length(self.size.width).apply_style(self.rich_style)

    def _sign(self, drawn: str, plain: str) -> str:
        return plain if self._formatter.is_plain else drawn

    def _in_sight(self, cells: Sequence[int], before: int = 0) -> range:
        """Return the places of the cells in sight, with so many `before` them."""
        return range(max(0, bisect_left(cells, self._first) - before), bisect_right(cells, self._first + self._room))

    def _years(self, styles: TextStyles) -> list[Placed]:
        days, cells = self._axis.days, self._axis.cells
        shown = self._in_sight(cells)
        return [
            (cells[place], str(days[place].year), styles.title)
            for place in shown
            if place == shown.start or days[place].year != days[place - 1].year
        ]

    def _line(self, styles: TextStyles) -> list[Placed]:
        placed: list[Placed] = []
        gaps = self._axis.gaps
        for number in self._in_sight(self._axis.cells[:-1], 1):
            start, end, earlier, later, is_folded = gaps[number]
            text = f" {time_between(earlier, later, self._formatter.language)} "
            rule = self._sign("┄", ".") if is_folded else self._sign("─", "-")
            placed.append((start, rule * (end - start), styles.faint))
            if cell_len(text) <= end - start - 3:
                middle = start + (end - start - cell_len(text)) // 2 + 1
                placed.append((middle, text, styles.gold if is_folded else styles.muted))
        chosen = self.mark.day if self.mark else None
        for place in self._in_sight(self._axis.cells):
            is_chosen = self._axis.days[place] == chosen
            sign = self._sign("◆", "*") if is_chosen else self._sign("┬", "+")
            placed.append((self._axis.cells[place], sign, styles.gold if is_chosen else styles.muted))
        if self._axis.length > self._first + self._room:
            placed.append((self._first + self._room - 1, self._sign("›", ">"), styles.gold))
        return placed

    def _days(self, styles: TextStyles) -> list[Placed]:
        placed: list[Placed] = []
        for place in self._in_sight(self._axis.cells):
            day = self._axis.days[place]
            is_today = day == self._formatter.today
            text = self._formatter.translate("lane.today") if is_today else day_and_month(day, self._formatter.language)
            ink = styles.gold if is_today else styles.strong if self.mark and day == self.mark.day else styles.muted
            placed.append((self._axis.cells[place], text, ink))
        return placed

    def _lane(self, lane: TimelineLane, part: int, styles: TextStyles) -> list[Placed]:
        placed: list[Placed] = []
        cells, marks = self._cells[lane], self._marks[lane]
        for place in self._in_sight(cells):
            mark, start = marks[place], cells[place]
            end = cells[place + 1] if place + 1 < len(cells) else max(self._axis.length, self._first + self._room)
            is_chosen = lane is self.lane and place == self._place
            room = end - start - 3
            self.drawn_marks += not part
            sign = PLAIN_SIGNS[mark.sign] if self._formatter.is_plain else mark.sign
            text = mark.tail if part else short_post(mark.head, self._formatter.language, room)
            ink = style_for(mark.tail_tone if part else "strong" if is_chosen else "text", styles)
            raised = styles.cursor if is_chosen else Style()
            if not part:
                placed.append((start, sign, style_for(mark.tone, styles) + raised))
            elif is_chosen:
                placed.append((start, self._sign("▌", ">"), styles.gold + raised))
            placed.append((start + 1, " " + _cut(sanitize_cell(text), room), ink + raised))
        return placed


def _cut(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    return fit(text, room).rstrip() if room > 1 else ELLIPSIS[:room]


def _compose(placed: Sequence[Placed], first: int, room: int) -> list[Segment]:
    """Return `room` cells from the cell `first` on, later texts over earlier ones."""
    line = Strip.blank(room)
    for start, text, ink in placed:
        part = Strip([Segment(text, ink)])
        left, right = start - first, start - first + part.cell_length
        if right <= 0 or left >= room:
            continue
        part = part.crop(max(0, -left), min(part.cell_length, room - left))
        left = max(0, left)
        line = Strip.join([line.crop(0, left), part, line.crop(left + part.cell_length, room)])
    return list(line)
