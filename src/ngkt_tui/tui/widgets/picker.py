"""Picking one of a few options, all of them in sight: ◉ Markdown  ○ HTML  ○ CSV."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.drawing import Line, fit, sanitize_cell
from ngkt_tui.tui.widgets.option_row import WrappingRow


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
