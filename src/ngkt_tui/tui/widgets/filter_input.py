"""The box that a filter is typed into. What is typed or pasted is put into NFC as it changes."""

import unicodedata

from textual import events
from textual.actions import SkipAction
from textual.message import Message
from textual.widgets import Input

from ngkt_tui.domain.clean import sanitize, sanitize_line
from ngkt_tui.domain.fold import without_ignorable
from ngkt_tui.tui.keys import Owner, bindings
from ngkt_tui.tui.messages import TextCut

MAX_FILTER = 1_000
"""Characters of a filter: as many as are kept for the next start."""


class FilterInput(Input):
    """The box. `has_ways` tells whether the text can be completed at the cursor."""

    ALLOW_SELECT = False  # by the screen: a box has a selection of its own
    BINDINGS = bindings(Owner.FILTER)

    class Submitted(Message):
        """Typing is over; the filter stays."""

    class HistoryRequested(Message):
        """An older filter is wanted, or with a `step` of -1 a newer one."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class CompletionRequested(Message):
        """The text is to go on as is offered."""

    class NextSuggestionRequested(Message):
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
        """Leave the box."""
        self.post_message(self.Submitted())

    def action_other(self, step: int) -> None:
        """Ask for an older or a newer filter."""
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
