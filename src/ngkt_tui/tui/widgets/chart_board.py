"""Charts beside and below each other, in as many columns as there is room for."""

from collections.abc import Callable

from rich.cells import cell_len
from textual.containers import Container
from textual.content import Content
from textual.geometry import Region, Size
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from ngkt_tui.services.detail_lines.chart_rows import Jump
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.rich_list import GUTTER, RichList

MIN_COLUMN = 54
"""Cells that a column has at least where there are several."""
MAX_COLUMNS = 3
FRAME = 2
"""Lines and cells that the frame of a chart takes."""
LABEL = 14
"""Cells of the column of labels."""
MIN_ROWS = 11
"""Lines of a chart that are shown before all of them are asked for; more where the terminal is high."""
BESIDE = 12
"""Lines of the terminal that stand around the charts."""
MIN_FITTING, FEWEST = 3, 4
"""Lines of a chart where not all have room, and with which it is worth being seen; else the last charts give way."""
MORE = "more"
"""The kind of the jump to the lines of a chart that are not shown."""

DrawLines = Callable[[int], list[DetailLine]]
"""Returns the lines of a chart, laid out for a width."""


class ChartPanel(RichList):
    """A framed chart. `words` is what the line is called that leads to `count` lines more."""

    def __init__(
        self,
        id: str | None,
        title: str,
        words: Callable[[int], str],
        *,
        is_wide: bool = False,
        is_plain: bool,
        marks_stops: bool = False,
    ) -> None:
        super().__init__(marks_stops=marks_stops, is_plain=is_plain, label_width=LABEL, id=id)
        self.border_title = Content(sanitize_cell(title))
        self.is_wide = is_wide
        """Whether it takes all columns."""
        self.can_focus = not is_wide
        self._words = words
        self._lines_for: DrawLines = lambda _width: []
        self._laid_for: tuple[int, int | None] = (-1, None)
        self._drawn: dict[int, list[DetailLine]] = {}
        self._is_whole = False
        self.limit: int | None = None
        """So many lines are shown at most; `None` where that follows from the height of the terminal."""

    def show_chart(self, lines_for: DrawLines) -> None:
        """Show a chart, or another state of it."""
        self._lines_for = lines_for
        self._laid_for, self._drawn = (-1, None), {}
        self.refresh(layout=True)

    def show_all(self) -> None:
        """Show all lines of the chart."""
        self._is_whole = True
        self.show_chart(self._lines_for)

    def height_for(self, width: int) -> int:
        """Return how many lines it takes at a width, with its frame."""
        self._draw_for(width - FRAME)
        return max(1, len(self._lines)) + FRAME

    def leave(self, step: int) -> None:
        if isinstance(self.parent, ChartBoard):
            self.parent.step(self, 0, step)

    def _under_cursor(self, strip: Strip) -> Strip:
        return super()._under_cursor(strip) if self.has_focus else strip

    def lines_at(self, width: int) -> list[DetailLine]:
        """Return all lines of the chart for a width with its frame, of which as many are shown as the limit lets."""
        if width not in self._drawn:  # a layout asks for widths that differ by a cell, and again when the next comes
            self._drawn[width] = self._lines_for(width - FRAME - GUTTER - 1)
        return self._drawn[width]

    @property
    def is_cut(self) -> bool:
        """Return whether the chart shows no more lines than its limit lets."""
        return not (self._is_whole or self.is_wide)

    def _draw_for(self, width: int) -> None:
        if (width, self.limit) != self._laid_for and width > 0:
            self._laid_for = width, self.limit
            self._take(self._shown(self.lines_at(width + FRAME)), self.target)
        super()._draw_for(width)

    def _shown(self, lines: list[DetailLine]) -> list[DetailLine]:
        most = max(MIN_ROWS, (self.app.size.height - BESIDE) // 2) if self.limit is None else self.limit
        rest = len(lines) - most
        if rest <= 1 or not self.is_cut:
            return lines
        return [*lines[:most], line(self._words(rest), "key", target=str(Jump(MORE, self.id or "")))]


class _Columns(Layout):
    """Puts each child below the column that is shortest so far; wide ones across all columns."""

    name = "columns"

    def arrange(self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True) -> ArrangeResult:
        parent.pre_layout(self)
        count = max(1, min(MAX_COLUMNS, size.width // MIN_COLUMN))
        if isinstance(parent, ChartBoard) and parent.lines_around and size.width:
            _fit(children, size.width, count, parent.app.size.height - parent.lines_around)
        edges = [size.width * number // count for number in range(count + 1)]
        heights = [0] * count
        placements = []
        for child in children:
            if not isinstance(child, ChartPanel):
                continue
            column = 0 if child.is_wide else heights.index(min(heights))
            width = size.width if child.is_wide else edges[column + 1] - edges[column]
            height = child.height_for(width)
            placements.append(
                WidgetPlacement(
                    Region(edges[column], heights[column], width, height), child.styles.offset.resolve(size, size),
                    child.styles.margin, child,
                )
            )  # fmt: skip
            below = heights[column] + height
            heights = [below] * count if child.is_wide else [*heights[:column], below, *heights[column + 1 :]]
        return placements


def _fit(children: list[Widget], width: int, columns: int, room: int) -> None:
    """Let the charts show as many lines as let all of them be in sight, the first more; else fold the last."""
    panels = [each for each in children if isinstance(each, ChartPanel)]
    widths = [width if each.is_wide else width // columns for each in panels]
    lengths = [_length(each.lines_at(width), width) for each, width in zip(panels, widths, strict=True)]
    choices = ([FEWEST] * (len(panels) - folded) + [0] * folded for folded in range(len(panels)))
    fitting = (limits for limits in choices if _height(panels, lengths, limits, columns) <= room)
    limits, grows = next(fitting, [MIN_FITTING] * len(panels)), True
    while grows and _height(panels, lengths, limits, columns) <= room:
        grows = False
        for number, limit in enumerate(limits):
            more = [*limits[:number], limit + 1, *limits[number + 1 :]]
            if 0 < limit < lengths[number][0] and _height(panels, lengths, more, columns) <= room:
                limits, grows = more, True
    for panel, limit in zip(panels, limits, strict=True):
        panel.limit = limit


def _length(lines: list[DetailLine], width: int) -> tuple[int, int]:
    """Return how many lines there are, and how many more they take where they are longer than `width`."""
    return len(lines), sum(cell_len(each.text) // width for each in lines)


def _height(panels: list[ChartPanel], lengths: list[tuple[int, int]], limits: list[int], columns: int) -> int:
    heights = [0] * columns
    for panel, (length, beyond), limit in zip(panels, lengths, limits, strict=True):
        shown = FRAME + (min(length, limit + 1) if panel.is_cut else max(1, length)) + (beyond if limit else 0)
        if panel.is_wide:
            heights = [max(heights) + shown] * columns
        else:
            heights[heights.index(min(heights))] += shown
    return max(heights)


class ChartBoard(Container):
    """The charts. Arrows lead from a chart to the one that lies in their direction.

    Where `lines_around` them on the terminal are given, they show as many lines as let all of them be in sight.
    """

    def __init__(self, *panels: ChartPanel, lines_around: int = 0) -> None:
        super().__init__(*panels)
        self.lines_around = lines_around
        self._layout = _Columns()

    @property
    def layout(self) -> Layout:
        return self._layout

    def step(self, panel: ChartPanel, across: int, down: int) -> None:
        """Give the focus to the chart beside or below another; the nearest where there are several."""
        here = panel.region
        others = [each for each in self.query(ChartPanel) if each.can_focus and each is not panel]
        if across:
            ahead = [each for each in others if (each.region.x - here.x) * across > 0]
            near = min(ahead, key=lambda each: (abs(each.region.x - here.x), abs(each.region.y - here.y)), default=None)
        else:
            ahead = [each for each in others if each.region.x == here.x and (each.region.y - here.y) * down > 0]
            near = min(ahead, key=lambda each: abs(each.region.y - here.y), default=None)
        if near is not None:
            near.focus()
        elif down > 0:
            self.screen.focus_next()
