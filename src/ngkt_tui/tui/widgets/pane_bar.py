"""The bar of a small screen, where one pane is shown at a time: which panes there are, and which is shown."""

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message

from ngkt_tui.tui.keyboard import keymap_of
from ngkt_tui.tui.widgets.cells import Line, width_of
from ngkt_tui.tui.widgets.one_line import LineWidget


class PaneBar(LineWidget):
    """The panes by the keys that lead to them, and by short title."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """A pane was clicked."""

        def __init__(self, pane: int) -> None:
            super().__init__()
            self.pane = pane

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
                self.post_message(self.Chosen(pane))
                return
