"""The filter of the focused pane, the chips of the scope, and under them what is wrong with the filter."""

import unicodedata
from collections.abc import Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from ngkt_tui.domain.text import sanitize, sanitize_line, without_ignorable
from ngkt_tui.tui.keymap import Owner, bindings, keymap_of
from ngkt_tui.tui.messages import TextCut
from ngkt_tui.tui.widgets.drawing import Line, fit, sanitize_cell, width_of
from ngkt_tui.tui.widgets.line_widgets import LineSuggestion, LineWidget, SteadyInput, SuggestionLine

PROMPT_CELLS = 3
MAX_CHIP_LENGTH = 60
MIN_CHIP_LENGTH = 6
CHIP_EDGES = 3
"""Cells of a chip beside its name."""
BOUNDLESS = 10_000
"""A width in which everything is shown."""


MAX_FILTER = 1_000
"""Characters of a filter: as many as are kept for the next start."""


class FilterInput(SteadyInput):
    """The box. `has_ways` is whether the text can be completed at the cursor."""

    BINDINGS = bindings(Owner.FILTER)

    class Requested(Message):
        """Something is wanted of whoever holds the filters."""

    class Accepted(Requested):
        """Typing is over; the filter stays."""

    class HistoryRequested(Requested):
        """An older filter is wanted, or with a `step` of -1 a newer one."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class CompletionRequested(Requested):
        """The text is to go on as is offered."""

    class NextSuggestionRequested(Requested):
        """Another of the ways to go on is to be offered first."""

    has_ways = False

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert typed text, composed with the letter before it where the two make one."""
        self.replace(text, self.cursor_position, self.cursor_position)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands from `start` to `end`; what has no room is left out, and told of."""
        first, last = sorted((max(0, start), min(len(self.value), end)))
        before = unicodedata.normalize("NFC", self.value[:first] + sanitize(without_ignorable(text)))
        after = self.value[last:]
        room = MAX_FILTER - len(after)
        if len(before) > room:
            self.post_message(TextCut(MAX_FILTER, len(before) - room))
            before = before[:room]
        self.value = before + after
        self.cursor_position = len(before)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one: a filter that was written in several is not cut at its first."""
        event.stop()
        event.prevent_default()
        self.replace(sanitize_line(event.text, len(event.text) + 1), *self.selection)

    def action_done(self) -> None:
        self.post_message(self.Accepted())

    def action_other(self, step: int) -> None:
        self.post_message(self.HistoryRequested(step))

    def action_complete(self) -> None:
        """Go on as is offered first; where nothing is, the key means what it means elsewhere."""
        if not self.has_ways:
            raise SkipAction
        self.post_message(self.CompletionRequested())

    def action_next_way(self) -> None:
        """Have another way to go on offered first."""
        if not self.has_ways:
            raise SkipAction
        self.post_message(self.NextSuggestionRequested())

    def action_cursor_right(self, select: bool = False) -> None:
        """Go right; at the end of the text, go on as is offered first."""
        if self.has_ways and self.cursor_at_end and not select:
            self.post_message(self.CompletionRequested())
        else:
            super().action_cursor_right(select)


class Prompt(LineWidget):
    """The sign before the box."""

    def line(self, width: int) -> Line:
        """Return the sign: the key that leads to the box, where it is one that can be seen."""
        key = keymap_of(self.app).name("filter")
        return [Segment(f" {key if len(key) == 1 else '>'} ", self.text_styles.title)]


class ScopeLine(LineWidget):
    """The chips of the scope, and how many records the filter leaves. Where there is little room, chips are cut."""

    def __init__(self) -> None:
        super().__init__(id="scope")
        self._chips: tuple[str, ...] = ()
        self._left = self._marks = ""

    def show(self, chips: tuple[str, ...], left: str, marks: str) -> None:
        """Show other chips, or another count of what the filter leaves or of what is marked."""
        if (chips, left, marks) != (self._chips, self._left, self._marks):
            before = width_of(self.line(BOUNDLESS))
            self._chips, self._left, self._marks = chips, left, marks
            self.refresh(layout=width_of(self.line(BOUNDLESS)) != before)

    def line(self, width: int) -> Line:
        """Return the chips in brackets, then the counts, which are whole."""
        tail: Line = []
        if self._marks:
            tail += [Segment("  "), Segment(self._marks, self.text_styles.violet)]
        tail.append(Segment(f"  {self._left} ", self.text_styles.muted) if self._left else Segment(" "))
        names = [sanitize_cell(chip, MAX_CHIP_LENGTH) for chip in self._chips]
        room = width - width_of(tail) - len(names) * CHIP_EDGES
        longest = _share([cell_len(name) for name in names], room)
        cut = [fit(name, min(cell_len(name), longest)).rstrip() for name in names]
        chips = [[Segment(" "), Segment(f"‹{name}›", self.text_styles.violet)] for name in cut]
        return [segment for chip in chips for segment in chip] + tail


def _share(lengths: Sequence[int], room: int) -> int:
    """Return how many cells the longest names may take so that all fit into `room`; the short ones stay whole."""
    for place, length in enumerate(sorted(lengths)):
        each = room // (len(lengths) - place)
        if length > each:
            return max(MIN_CHIP_LENGTH, each)
        room -= length
    return MAX_CHIP_LENGTH


class ErrorLine(LineWidget):
    """A mark under the place of a mistake, and what is wrong there."""

    def __init__(self) -> None:
        super().__init__(id="mistake")
        self._column, self._length, self._words = 0, 1, ""

    def show(self, column: int, length: int, words: str) -> None:
        """Show a mistake that begins `column` cells from the left of the box and is `length` cells long."""
        problem = max(0, column), max(1, length), sanitize_cell(words)
        if problem != (self._column, self._length, self._words):
            self._column, self._length, self._words = problem
            self.display = bool(words)
            self.refresh()

    def line(self, width: int) -> Line:
        """Return the mark and the words after it, or before it where there is more room."""
        column = min(self._column + PROMPT_CELLS, max(0, width - 1))
        mark = Segment("^" * min(self._length, width - column), self.text_styles.vermilion)
        words = f" {self._words} "
        room = width - column - len(mark.text)
        if cell_len(words) > room and column > room:
            return [Segment(words[: column - 1].rjust(column), self.text_styles.vermilion), mark]
        return [Segment(" " * column), mark, Segment(words, self.text_styles.vermilion)]


class FilterBar(Widget):
    """The box with its chips. `mistake` and `ways` are lines to be placed below the bar."""

    class Changed(Message):
        """The filter was changed by typing."""

    def __init__(self) -> None:
        super().__init__(id="filter-bar")
        self._taken = ""
        self.input = FilterInput(compact=True, select_on_focus=False, id="filter")
        self.scope = ScopeLine()
        self.mistake = ErrorLine()
        self.ways = SuggestionLine()
        self.prompt = Prompt(id="prompt")

    @property
    def lines(self) -> tuple[LineWidget, ...]:
        """Return the widgets that draw lines, for whoever sets their language."""
        return self.prompt, self.scope, self.mistake, self.ways

    def compose(self) -> ComposeResult:
        yield self.prompt
        yield self.input
        yield self.scope

    def show_text(self, text: str) -> None:
        """Put another filter into the box without telling of it as typed; not over what is typed and not yet taken."""
        if text != self.input.value == self._taken:
            self._taken = text
            with self.prevent(Input.Changed):
                self.input.value = text
                self.input.cursor_position = len(text)

    def take_text(self) -> str:
        """Return what has been typed by now."""
        self._taken = self.input.value
        return self._taken

    def show_mistake(self, column: int, length: int, words: str) -> None:
        """Mark a mistake: `column` from 1 and `length`, in characters of the filter; no words take the mark away."""
        text = self.input.value
        start = cell_len(text[: max(0, column - 1)]) - round(self.input.scroll_x)
        self.mistake.show(start, cell_len(text[max(0, column - 1) :][:length]), words)

    def show_suggestions(self, ways: tuple[LineSuggestion, ...]) -> None:
        """Offer ways in which the filter may go on; empty for none."""
        self.input.has_ways = bool(ways)
        self.ways.show(ways)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Post that the filter was changed."""
        event.stop()
        self.post_message(self.Changed())
