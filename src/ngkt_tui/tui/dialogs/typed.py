"""Fields for typed text: a line, and a page. Typed and pasted text is composed (NFC) and cleaned as it comes in.

A Vietnamese input method may send a letter and its tone one after the other; both become one letter at once.
"""

import unicodedata

from textual import events
from textual.strip import Strip
from textual.widgets import Input, TextArea
from textual.widgets.text_area import Edit, EditResult

from ngkt_tui.domain.clean import clean, one_line
from ngkt_tui.tui.textual_fixes import forget_watcher


class TypedLine(Input):
    """One line of text."""

    def __init__(self, value: str = "", *, hint: str = "", max_length: int = 500, id: str | None = None) -> None:
        super().__init__(one_line(value, max_length), placeholder=hint, max_length=max_length, id=id, compact=True)
        self._given = self.value

    def _on_focus(self, event: events.Focus) -> None:
        """Select what has stood there from the beginning; what was typed is not lost to the next letter."""
        self.select_on_focus = self.value == self._given

    def give(self, value: str) -> None:
        """Have another text stand there as if from the beginning."""
        self._given = self.value = value
        self.cursor_position = len(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put `text` in the place of what stands from `start` to `end`, composed with the letter before it."""
        first, last = sorted((max(0, start), min(len(self.value), end)))
        before = clean(self.value[:first] + text)
        value = clean(before + self.value[last:])
        if self.max_length and len(value) > max(self.max_length, len(self.value)):
            self.restricted()
            return
        self.value = value
        self.cursor_position = len(before)

    def _on_paste(self, event: events.Paste) -> None:
        """Paste all lines as one: a reason that was written elsewhere is not cut at its first line."""
        event.stop()
        event.prevent_default()
        self.replace(one_line(event.text), *self.selection)


class TypedPage(TextArea):
    """Several lines of text. The arrow down leaves it from the end of the last line."""

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

    def _composed(self, edit: Edit) -> Edit:
        text = clean(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        row, column = edit.top
        if column and text and unicodedata.combining(text[0]):
            column -= 1
            text = clean(self.document[row][column] + text)
        return Edit(text, (row, column), edit.bottom, edit.maintain_selection_offset)
