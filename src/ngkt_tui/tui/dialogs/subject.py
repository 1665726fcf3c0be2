"""What a dialog is about: the record's text in a line or two above the fields."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from ngkt_tui.services.telling.lines import Run
from ngkt_tui.tui.dialogs.sheet_drawing import wrap
from ngkt_tui.tui.themes import inks_of
from ngkt_tui.tui.widgets.cells import ELLIPSIS, fit_line, shown, width_of
from ngkt_tui.tui.widgets.selectable import SelectableLines

MOST_LINES = 2


class Subject(SelectableLines):
    """A user text, cut with an ellipsis where it is longer than the lines it is given."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = shown(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes, at most two."""
        return min(MOST_LINES, len(wrap([Run(self._text)], width)))

    def render_line(self, y: int) -> Strip:
        """Return a line of the text; the last one ends with an ellipsis where more would follow."""
        return self.with_selection(self.selectable_line(y), y).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        """Return a line as it is drawn without selection."""
        width, height = self.content_size
        lines = wrap([Run(self._text, "muted")], width)
        inks = inks_of(self.app.theme)
        line = [Segment(run.text, inks.muted) for run in lines[number]] if number < len(lines) else []
        if number == height - 1 and len(lines) > height:
            line = [*fit_line(line, min(width_of(line), width - 2)), Segment(f" {ELLIPSIS}", inks.muted)]
        return Strip(fit_line(line, width), width)
