"""The filter of the focused pane, the chips of the scope, and under them what is wrong with the filter."""

import unicodedata

from rich.cells import cell_len
from rich.segment import Segment
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from ngkt_tui.domain.clean import clean
from ngkt_tui.tui.keys import Owner, bindings
from ngkt_tui.tui.widgets.cells import Line, shown, width_of
from ngkt_tui.tui.widgets.one_line import OneLine

LONGEST_FILTER = 500
PROMPT_CELLS = 3


class FilterInput(Input):
    """The box that a filter is typed into. What is typed is put into NFC as it changes."""

    BINDINGS = bindings(Owner.FILTER)

    class Done(Message):
        """Typing is over; the filter stays."""

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert typed or pasted text, composed with the letter before it where the two make one."""
        before = unicodedata.normalize("NFC", self.value[: self.cursor_position] + clean(text))
        whole = before + self.value[self.cursor_position :]
        if len(whole) <= LONGEST_FILTER:
            self.value = whole
            self.cursor_position = len(before)

    def action_done(self) -> None:
        """Leave the box."""
        self.post_message(self.Done())


class Prompt(OneLine):
    """The sign before the box."""

    def line(self, width: int) -> Line:
        """Return the sign."""
        return [Segment(" / ", self.inks.title)]


class ScopeLine(OneLine):
    """The chips of the scope, and how many records the filter leaves."""

    def __init__(self) -> None:
        super().__init__(id="scope")
        self._chips: tuple[str, ...] = ()
        self._left = ""

    def show(self, chips: tuple[str, ...], left: str) -> None:
        """Show other chips, or another count."""
        if (chips, left) != (self._chips, self._left):
            before = width_of(self.line(0))
            self._chips, self._left = chips, left
            self.refresh(layout=width_of(self.line(0)) != before)

    def line(self, width: int) -> Line:
        """Return the chips in brackets, then the count."""
        line: Line = []
        for chip in self._chips:
            line += [Segment(" "), Segment(f"‹{shown(chip, 60)}›", self.inks.violet)]
        return [*line, Segment(f"  {self._left} ", self.inks.muted)] if self._left else [*line, Segment(" ")]


class MistakeLine(OneLine):
    """A mark under the place of a mistake, and what is wrong there."""

    def __init__(self) -> None:
        super().__init__(id="mistake")
        self._column, self._length, self._words = 0, 0, ""

    def show(self, column: int, length: int, words: str) -> None:
        """Show a mistake that begins `column` cells from the left of the box and is `length` cells long."""
        self._column, self._length, self._words = max(0, column), max(1, length), shown(words)
        self.display = bool(words)
        self.refresh()

    def line(self, width: int) -> Line:
        """Return the mark and the words after it, or before it where there is more room."""
        column = min(self._column + PROMPT_CELLS, max(0, width - 1))
        mark = Segment("^" * min(self._length, width - column), self.inks.vermilion)
        words = f" {self._words} "
        room = width - column - len(mark.text)
        if cell_len(words) > room and column > room:
            return [Segment(words[: column - 1].rjust(column), self.inks.vermilion), mark]
        return [Segment(" " * column), mark, Segment(words, self.inks.vermilion)]


class FilterBar(Widget):
    """The box with its chips. `mistake` is the line for mistakes, to be placed below the bar."""

    class Changed(Message):
        """The filter was changed by typing."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self) -> None:
        super().__init__(id="filter-bar")
        self.input = FilterInput(compact=True, select_on_focus=False, id="filter")
        self.scope = ScopeLine()
        self.mistake = MistakeLine()
        self.prompt = Prompt(id="prompt")

    @property
    def lines(self) -> tuple[OneLine, ...]:
        """Return the widgets that draw lines, for whoever sets their language."""
        return self.prompt, self.scope, self.mistake

    def compose(self) -> ComposeResult:
        """Yield prompt, box and chips, side by side."""
        yield self.prompt
        yield self.input
        yield self.scope

    def show_text(self, text: str) -> None:
        """Put another filter into the box without telling of it as typed."""
        if text != self.input.value:
            with self.prevent(Input.Changed):
                self.input.value = text
                self.input.cursor_position = len(text)

    def show_mistake(self, column: int, length: int, words: str) -> None:
        """Mark a mistake: `column` from 1 and `length`, in characters of the filter; no words take the mark away."""
        text = self.input.value
        start = cell_len(text[: max(0, column - 1)]) - round(self.input.scroll_x)
        self.mistake.show(start, cell_len(text[max(0, column - 1) :][:length]), words)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell that the filter was changed."""
        event.stop()
        self.post_message(self.Changed(event.value))
