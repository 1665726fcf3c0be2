"""Lines that can be selected with the mouse and copied, in widgets that draw their lines themselves.

Textual finds the place under the mouse in the styles of what was drawn. Here it is reckoned from the widget's scroll
instead, so that drawing costs nothing more: `place_in` is what a screen asks first. A place is a cell of a line,
both counted from the beginning of all that the widget can show.
"""

from rich.segment import Segment
from rich.style import Style
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from ngkt_tui.tui.themes import text_styles_of

TO_THE_END = -1
"""What Textual gives for a selection that goes on to the end of its line."""


class SelectableLines(Widget):
    """A widget whose lines can be selected. Cells left of `select_from` are no text."""

    ALLOW_SELECT = True
    select_from = 0

    def selectable_line(self, number: int) -> Strip:
        """Return a line as it is drawn without cursor or selection; blank beyond the end."""
        raise NotImplementedError

    def lines_in_sight(self) -> range:
        """Return the numbers of the lines that are on the screen."""
        first = round(self.scroll_y)
        return range(first, first + self.content_size.height)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is selected, without the blanks at the ends of lines; an open end is that of what is in sight."""
        seen = self.lines_in_sight()
        first = selection.start.y if selection.start is not None else seen.start
        last = selection.end.y if selection.end is not None else seen.stop - 1
        lines = [self._selected_part(number, selection) for number in range(first, last + 1)]
        text = "\n".join(lines).strip("\n")
        return (text, "\n") if text else None

    @property
    def select_container(self) -> Widget:
        """Return the widget itself: a third click is no way to select what stands beside it."""
        return self

    def text_select_all(self) -> None:
        """Select nothing: a double click has a meaning of its own here."""

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected now."""
        self.refresh()

    def with_selection(self, strip: Strip, number: int) -> Strip:
        """Return a drawn line with what is selected of it raised."""
        selection = self.text_selection
        span = selection.get_span(number) if selection is not None else None
        if span is None:
            return strip
        start, end = self._cells(span, strip)
        style = text_styles_of(self.app.theme).selected
        middle = [Segment(text, (ink or Style()) + style, control) for text, ink, control in strip.crop(start, end)]
        return Strip.join([strip.crop(0, start), Strip(middle), strip.crop(end)])

    def _selected_part(self, number: int, selection: Selection) -> str:
        span = selection.get_span(number)
        if span is None:
            return ""
        strip = self.selectable_line(number)
        return strip.crop(*self._cells(span, strip)).text.rstrip()

    def _cells(self, span: tuple[int, int], strip: Strip) -> tuple[int, int]:
        width = strip.cell_length
        start, end = span
        start = max(self.select_from, min(start, width))
        return start, max(start, width if end == TO_THE_END else min(end, width))


def place_in(widget: Widget | None, x: int, y: int) -> Offset | None:
    """Return which place of its lines a widget has on the screen at `x`, `y`; `None` where it has none."""
    if not isinstance(widget, SelectableLines):
        return None
    region = widget.content_region
    column = max(0, min(x - region.x, region.width - 1))
    row = max(0, min(y - region.y, region.height - 1))
    return Offset(column, row + round(widget.scroll_y))


class SelectingScreen(Screen[ScreenResultType]):
    """A screen that knows the places in lines that can be selected."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget at a place of the screen, and which place of its lines that is."""
        try:
            widget, _ = self.get_widget_at(x, y)
        except NoWidget:
            return None, None
        place = place_in(widget, x, y)
        return (widget, place) if place is not None else super().get_widget_and_offset_at(x, y)
