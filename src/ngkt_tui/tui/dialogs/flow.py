"""Small things to choose from, side by side, in as many rows as they need: the choices of a dialog, a picker's options.

The arrows left and right move among them; up and down go on to the next row, or to the next thing of the dialog.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.cells import Line, fit_line, width_of

GAP = 2


class ItemBox(NamedTuple):
    """Where an item stands: its row, its first cell and the cell after its last."""

    row: int
    start: int
    end: int


def wrap_row(widths: Sequence[int], width: int, start: int = 0) -> list[ItemBox]:
    """Return the places of items of `widths` cells in rows of `width`, each row beginning at the cell `start`."""
    places: list[ItemBox] = []
    row, cell = 0, start
    for item in widths:
        if cell > start and cell + item > width:
            row, cell = row + 1, start
        places.append(ItemBox(row, cell, cell + item))
        cell += item + GAP
    return places


class WrappingRow(Widget, can_focus=True, inherit_bindings=False):
    """Items in rows, one of them current. What they look like and what choosing one means is for its children."""

    BINDINGS = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("enter", "choose", show=False),
    ]

    ALLOW_SELECT = False
    START = 0
    """The cell at which a row begins."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.current = 0

    def draw_item(self, number: int, text_styles: TextStyles) -> Line:
        """Return an item as it looks now, always equally wide."""
        raise NotImplementedError

    def count(self) -> int:
        """Return how many items there are."""
        raise NotImplementedError

    def chosen(self) -> None:
        """Tell that the current item was chosen, by Enter or a click."""

    def moved(self) -> None:
        """Tell that another item is current."""

    def margin(self, text_styles: TextStyles) -> Line:
        """Return what stands before the first row in sight, at most `START` cells wide."""
        return []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many rows the items take at `width`."""
        return self._places(width)[-1].row + 1 if self.count() else 1

    def render_line(self, y: int) -> Strip:
        """Return a row; where there is not room for all, the rows around the current item."""
        width = self.content_size.width
        text_styles = text_styles_of(self.app.theme)
        row = y + self._first_row()
        cells: Line = list(self.margin(text_styles)) if y == 0 else []
        for number, place in enumerate(self._places(width)):
            if place.row == row:
                cells.append(Segment(" " * (place.start - width_of(cells))))
                cells.extend(self.draw_item(number, text_styles))
        return Strip(fit_line(cells, width), width).apply_style(self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Choose the item under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self._first_row()
        for number, place in enumerate(self._places(self.content_size.width)):
            if place.row == row and place.start <= offset.x < place.end:
                self._make_current(number)
                self.chosen()

    def on_focus(self) -> None:
        """Draw the focus."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw without the focus."""
        self.refresh()

    def action_step(self, step: int) -> None:
        """Make the next item current; from the last, the first."""
        if self.count():
            self._make_current((self.current + step) % self.count())

    def action_row(self, step: int) -> None:
        """Go to the item above or below; from the outer rows, on to what stands above or below in the dialog."""
        places = self._places(self.content_size.width)
        here = places[self.current] if places else ItemBox(0, 0, 0)
        others = [number for number, place in enumerate(places) if place.row == here.row + step]
        if others:
            self._make_current(min(others, key=lambda number: abs(places[number].start - here.start)))
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_choose(self) -> None:
        """Choose the current item."""
        if self.count():
            self.chosen()

    def _make_current(self, number: int) -> None:
        self.current = number
        self.moved()
        self.refresh()

    def _places(self, width: int) -> list[ItemBox]:
        text_styles = text_styles_of(self.app.theme)
        return wrap_row(
            [width_of(self.draw_item(number, text_styles)) for number in range(self.count())], width, self.START
        )

    def _first_row(self) -> int:
        places = self._places(self.content_size.width)
        row = places[self.current].row if places else 0
        return max(0, row - self.content_size.height + 1)
