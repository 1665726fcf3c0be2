"""Rows of small options: the actions of a dialog and the options of a picker, wrapped into as many lines as needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.key_names import key_names
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.keymap import Keymap, keymap_of
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import Line, fit_line, width_of


class DialogAction(NamedTuple):
    """One thing that a dialog can do. `key` is a Textual key, empty where only Enter reaches it; `word` a words key.

    What the dashboard does too names the `row` of the table of keys, and has its keys.
    """

    id: str
    key: str
    word: str
    row: str = ""


def with_bound_keys(choices: Sequence[DialogAction], keymap: Keymap) -> tuple[DialogAction, ...]:
    """Return the choices with the keys that are bound; one whose own key a row of the table has been given has none."""
    keys = [keymap.row(choice.row).keys if choice.row else "" for choice in choices]
    taken = {key for each in keys for key in each.split(",")}
    own = ("" if choice.key in taken else choice.key for choice in choices)
    return tuple(choice._replace(key=key or alone) for choice, key, alone in zip(choices, keys, own, strict=True))


class ItemBox(NamedTuple):
    """Where an item stands: its row, its first cell and the cell after its last."""

    row: int
    start: int
    end: int


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
        """Post that the current item was chosen, by Enter or a click."""

    def moved(self) -> None:
        """Post that another item is current."""

    def margin(self, text_styles: TextStyles) -> Line:
        """Return what stands before the first row in sight, at most `START` cells wide."""
        return []

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
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


class ActionBar(WrappingRow):
    """The choices of a dialog, the current one raised while the bar has the focus."""

    @dataclass(eq=False)
    class ActionChosen(Message):
        """A choice was taken. `choice` is its id."""

        choice: str

    def __init__(self, choices: Sequence[DialogAction], language: Language, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices = tuple(choices)
        self._bound: tuple[DialogAction, ...] | None = None
        """The choices with the keys that are bound; `None` until they are drawn: each is drawn many times."""
        self._language = language

    def count(self) -> int:
        return len(self._choices)

    def chosen(self) -> None:
        self.post_message(self.ActionChosen(self._choices[self.current].id))

    def show(self, choices: Sequence[DialogAction], language: Language | None = None) -> None:
        """Offer other choices, from the first; one that its user has gone to stays the current one."""
        self._language = language or self._language
        present = self._choices[self.current].id if self._choices and self.has_focus else ""
        self._choices, self._bound = tuple(choices), None
        self.current = next((number for number, choice in enumerate(choices) if choice.id == present), 0)
        self.refresh(layout=True)

    def draw_item(self, number: int, text_styles: TextStyles) -> Line:
        if self._bound is None:
            self._bound = with_bound_keys(self._choices, keymap_of(self.app))
        choice = self._bound[number]
        key = key_names(choice.key)[0] if choice.key else ""
        is_current = number == self.current and self.has_focus
        ground = text_styles.cursor + Style(bold=True, underline=True) if is_current else Style()
        word = translate(self._language, choice.word)
        line = (
            [Segment(f"{key} ", text_styles.gold + text_styles.cursor if is_current else text_styles.gold)]
            if key
            else []
        )
        return [Segment("▸" if is_current else " ", text_styles.gold), *line, Segment(word, text_styles.text + ground)]


GAP = 2


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
