"""Inputs of dialogs: a line, a page, and one of a few options, all in sight (◉ Markdown  ○ HTML  ○ CSV).

Text is NFC-normalised and sanitised as it changes. A Vietnamese input method may send a letter and its tone one after
the other; both become one letter at once.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.tui.messages import TextCut
from ngkt_tui.tui.textual_fixes import forget_watcher
from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.drawing import Line, fit, sanitize_cell
from ngkt_tui.tui.widgets.line_widgets import SteadyInput
from ngkt_tui.tui.widgets.option_row import WrappingRow

MAX_LINE = 2_000
"""Characters of a line; a reason may have as many."""
MAX_PARAGRAPH = 20_000
"""Characters of a paragraph: as many as a digest may have."""
MAX_REFERENCE = 2_000
"""Characters of a piece of evidence: as many as the store takes."""


class TypedLine(SteadyInput):
    """One line of text. What has no room in it is reported with `TextCut`."""

    def __init__(self, value: str = "", *, hint: str = "", max_length: int = MAX_LINE, id: str | None = None) -> None:
        super().__init__(sanitize_line(value, max_length), placeholder=hint, max_length=max_length, id=id, compact=True)
        self._given = self.value

    def _on_focus(self, event: events.Focus) -> None:
        """Select what has stood there from the beginning; what was typed is not lost to the next letter."""
        self.select_on_focus = self.value == self._given

    def give(self, value: str) -> None:
        """Have another text stand there as if from the beginning."""
        self._given = self.value = value
        self.cursor_position = len(value)

    def retype(self, value: str) -> None:
        """Have a text stand there as if it had just been typed."""
        self.value = value
        self.cursor_position = len(value)

    @property
    def typed(self) -> int:
        """Return how many characters were typed: none where the text is as it was, at least one for another."""
        return 0 if self.value == self._given else max(1, len(self.value.strip()))

    def add_text(self, text: str) -> None:
        """Add text at the cursor, all its lines as one."""
        self.replace(sanitize_line(text, len(text) + 1), *self.selection)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands from `start` to `end`, composed with the letter before it.

        What has no room is left out, and told of.
        """
        first, last = sorted((max(0, start), min(len(self.value), end)))
        before = sanitize(self.value[:first] + text)
        after = self.value[last:]
        room = max(self.max_length or len(before), len(self.value)) - len(after)
        if len(before) > room:
            self.post_message(TextCut(self.max_length or 0, len(before) - room))
            before = before[:room]
        self.value = sanitize(before + after)
        self.cursor_position = len(before)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one: a reason that was written elsewhere is not cut at its first line."""
        event.stop()
        event.prevent_default()
        self.add_text(event.text)


class TypedPage(TextArea):
    """Several lines of text. The arrow down leaves it from the end of the last line."""

    ALLOW_SELECT = False  # by the screen: a box has a selection of its own

    def __init__(self, text: str = "", *, hint: str = "", id: str | None = None) -> None:
        super().__init__(text, placeholder=hint, id=id, compact=True, highlight_cursor_line=False)

    def on_unmount(self) -> None:
        """Be forgotten by the app, whose theme it watches."""
        forget_watcher(self)

    def edit(self, edit: Edit) -> EditResult:
        """Make an edit with its text cleaned and composed with the letter before it."""
        return super().edit(self._composed(edit))

    def render_line(self, y: int) -> Strip:
        """Return a line as it is drawn; where no letter has room, there is nothing to wrap the hint into."""
        return super().render_line(y) if self.content_size.width > 0 else Strip.blank(self.size.width)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; from the end of the text, on to what comes next in the dialog."""
        if self.cursor_at_end_of_text and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the beginning of the text, back to what comes before in the dialog."""
        if self.cursor_at_start_of_text and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)

    def _composed(self, edit: Edit) -> Edit:
        text = sanitize(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        row, column = edit.top
        if column and text and unicodedata.combining(text[0]):
            column -= 1
            text = sanitize(self.document[row][column] + text)
        return Edit(text, (row, column), edit.bottom, edit.maintain_selection_offset)


class TypedParagraph(TypedPage):
    """A text of one paragraph, wrapped where it is long, that is otherwise used as a `TypedLine`."""

    class Entered(Message):
        """Enter was pressed."""

    @property
    def value(self) -> str:
        return " ".join(self.text.split())

    def retype(self, value: str) -> None:
        """Have a text stand there as if it had just been typed."""
        self.text = sanitize_line(value, MAX_PARAGRAPH)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        """Leave Enter to the form: a paragraph has no lines of its own."""
        if event.key != "enter":
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.post_message(self.Entered())


class RadioOption(NamedTuple):
    """One of the options of a picker; `text` is what its user reads."""

    id: str
    text: str


class Picker(WrappingRow):
    """A labelled row of options of which one is always picked. Enter goes on to what comes next in the dialog."""

    START = 14
    """Cells of the label, unless it is given others."""

    class OptionPicked(Message):
        """Another option was picked."""

        def __init__(self, picker: "Picker", option: str) -> None:
            super().__init__()
            self.picker, self.option = picker, option

        @property
        def control(self) -> "Picker":
            """Return the picker, so that a handler can name the one it listens to."""
            return self.picker

    def __init__(
        self, label: str, options: Sequence[RadioOption], picked: str, *, is_plain: bool, id: str, start: int = START
    ) -> None:
        super().__init__(id=id)
        self.START = start
        self._label = label
        self._options = tuple(options)
        self._marks = ("(*)", "( )") if is_plain else ("◉", "○")
        self.current = [option.id for option in options].index(picked)

    @property
    def picked(self) -> str:
        return self._options[self.current].id

    def pick(self, option: str) -> None:
        """Pick an option; one that there is not picks nothing."""
        ids = [each.id for each in self._options]
        if option in ids:
            self.current = ids.index(option)
            self.refresh()

    def count(self) -> int:
        return len(self._options)

    def moved(self) -> None:
        self.post_message(self.OptionPicked(self, self.picked))

    def chosen(self) -> None:
        self.screen.focus_next()

    def action_row(self, step: int) -> None:
        """Go on to what stands above or below: to pass by picks nothing, however many rows there are."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def margin(self, text_styles: TextStyles) -> Line:
        """Return the label, with the cursor's bar while the picker has the focus."""
        bar = Segment("▌" if self.has_focus else " ", text_styles.gold)
        return [
            bar,
            Segment(
                fit(sanitize_cell(self._label), self.START - 1),
                text_styles.strong if self.has_focus else text_styles.muted,
            ),
        ]

    def draw_item(self, number: int, text_styles: TextStyles) -> Line:
        is_picked = number == self.current
        mark = Segment(f"{self._marks[0 if is_picked else 1]} ", text_styles.gold if is_picked else text_styles.muted)
        ground = text_styles.cursor + Style(bold=True) if is_picked and self.has_focus else Style()
        return [
            mark,
            Segment(
                sanitize_cell(self._options[number].text),
                (text_styles.text if is_picked else text_styles.muted) + ground,
            ),
        ]
