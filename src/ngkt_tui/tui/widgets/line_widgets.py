"""Widgets that draw their lines themselves, so that these can be selected and copied; those of one line are here too.

Textual finds the place under the mouse in the styles of what was drawn. Here it is reckoned from the widget's scroll
instead, so that drawing costs nothing more: `place_in` is what a screen asks first. A place is a cell of a line,
both counted from the beginning of all that the widget can show.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.errors import NoWidget
from textual.geometry import Offset, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.screen import Screen, ScreenResultType
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.keymap import Key, keymap_of
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.drawing import Line, fit_line, sanitize_cell, width_of

TO_THE_END = -1
"""What Textual gives for a selection that goes on to the end of its line."""


class SelectableLines(Widget):
    """A widget whose lines can be selected. Cells left of `select_from` are no text."""

    ALLOW_SELECT = True
    select_from = 0

    def selectable_line(self, number: int) -> Strip:
        """Return a line as it is drawn without cursor or selection; blank beyond the end."""
        raise NotImplementedError

    def _scroll_update(self, virtual_size: Size) -> None:
        """Take in how long it is; a scrollbar that comes back stands where the lines are scrolled to, not as it was."""
        super()._scroll_update(virtual_size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.position = self.scroll_y

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


class LineWidget(SelectableLines):
    """Draws what `line` returns; with `width: auto` it is as wide as that line."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.language = Language.VI
        self.ascii = False

    def line(self, width: int) -> Line:
        """Return what to draw in `width` cells; it is cut or filled where it differs."""
        raise NotImplementedError

    def translate(self, key: str, /, **values: object) -> str:
        """Return the words of `key` in the language of the widget."""
        return translate(self.language, key, **values)

    @property
    def text_styles(self) -> TextStyles:
        return text_styles_of(self.app.theme)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        return width_of(self.line(container.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return 1

    def render_line(self, y: int) -> Strip:
        return self.with_selection(self.selectable_line(y), y).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        width = self.content_size.width
        return Strip(fit_line(self.line(width), width) if number == 0 else [Segment(" " * width)], width)


class KeyLine(LineWidget):
    """Keys with a word each; of those that do not fit the last are left out first, the pinned ones never."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._keys: tuple[Key, ...] = ()
        self._words: Mapping[str, str] = {}

    def show(self, keys: tuple[Key, ...], words: Mapping[str, str]) -> None:
        """Show other keys; `words` holds, by the ids of keys, what one does here in place of its own word."""
        if (keys, words) != (self._keys, self._words):
            self._keys, self._words = keys, words
            self.refresh()

    def line(self, width: int) -> Line:
        """Return as many keys as fit beside the pinned ones, in their order."""
        pinned = [segment for key in self._keys if key.is_pinned for segment in self._key(key)]
        room = width - width_of(pinned)
        line = [Segment(" ")]
        for key in self._keys:
            more = self._key(key)
            if key.is_pinned:
                continue
            if width_of(line) + width_of(more) > room:
                break
            line += more
        return [*line, *pinned]

    def _key(self, key: Key) -> Line:
        word = self.translate(self._words.get(key.id, f"key.{key.id}"))
        return [Segment(key.name, self.text_styles.gold), Segment(f" {word}  ", self.text_styles.muted)]


class PaneBar(LineWidget):
    """The panes by the keys that lead to them, and by short title."""

    ALLOW_SELECT = False

    @dataclass(eq=False)
    class PaneChosen(Message):
        """A pane was clicked."""

        pane: int

    def __init__(self) -> None:
        super().__init__(id="pane-bar")
        self._titles: tuple[str, ...] = ()
        self._shown = 0

    def show(self, titles: tuple[str, ...], shown: int) -> None:
        """Show other titles, or another pane as the one that is seen."""
        self._titles, self._shown = titles, shown
        self.refresh()

    def line(self, width: int) -> Line:
        """Return the panes with their titles, or where that does not fit only the seen one with its title."""
        full = [self._part(number, with_title=True) for number in range(len(self._titles))]
        if width_of(full) <= width:
            return full
        return [self._part(number, with_title=number == self._shown) for number in range(len(self._titles))]

    def _part(self, number: int, *, with_title: bool) -> Segment:
        key = keymap_of(self.app).name(f"pane-{number + 1}")
        words = f" {key} {self._titles[number]} " if with_title else f" {key} "
        return Segment(words, self._ink(number))

    def _ink(self, number: int) -> Style:
        text_styles = self.text_styles
        return text_styles.title + Style(reverse=True) if number == self._shown else text_styles.muted

    def on_click(self, event: events.Click) -> None:
        """Choose the pane under the mouse."""
        end = 0
        for pane, segment in enumerate(self.line(self.content_size.width)):
            end += width_of([segment])
            if event.x < end:
                self.post_message(self.PaneChosen(pane))
                return


LABEL_CELLS = 32


class LineSuggestion(NamedTuple):
    """One way to go on: `insert` takes the place of the characters from `start` to `end`; `label` says what it is."""

    start: int
    end: int
    insert: str
    label: str


class SuggestionLine(LineWidget):
    """The ways, those that do not fit left out. It takes no room where there are none."""

    def __init__(self) -> None:
        super().__init__(id="ways")
        self._ways: tuple[LineSuggestion, ...] = ()

    @property
    def first(self) -> LineSuggestion | None:
        """Return the way that is taken next, `None` where there is none."""
        return self._ways[0] if self._ways else None

    def show(self, ways: Sequence[LineSuggestion]) -> None:
        """Offer other ways."""
        if self._ways != tuple(ways):
            self._ways = tuple(ways)
            self.display = bool(ways)
            self.refresh()

    def rotate(self) -> None:
        """Offer the next way first, the present one last."""
        self.show((*self._ways[1:], *self._ways[:1]))

    def line(self, width: int) -> Line:
        """Return as many ways as fit, in their order, at least the first."""
        line: Line = [Segment("   ")]
        for number, way in enumerate(self._ways):
            more = self._way(way, is_first=number == 0)
            if number and width_of(line) + width_of(more) > width:
                break
            line += more
        return line

    def _way(self, way: LineSuggestion, *, is_first: bool) -> Line:
        text_styles = self.text_styles
        insert, label = sanitize_cell(way.insert), sanitize_cell(way.label, LABEL_CELLS)
        key = [Segment(f"{keymap_of(self.app).name('complete')} ", text_styles.gold)] if is_first else []
        named = [] if label == insert else [Segment(f" {label}", text_styles.muted)]
        return [*key, Segment(insert, text_styles.strong if is_first else text_styles.text), *named, Segment("   ")]


class SteadyInput(Input):
    """A line of text as wide as there is room: a longer text scrolls, and no letter arranges the screen anew."""

    ALLOW_SELECT = False  # by the screen: a box has a selection of its own
    virtual_size = Reactive(Size(0, 0))
