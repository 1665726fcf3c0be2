"""What a dialog is about: the record's text in a line or two above the fields."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from ngkt_tui.services.telling.lines import TextRun
from ngkt_tui.tui.dialogs.sheet_drawing import wrap
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.cells import ELLIPSIS, fit_line, sanitize_cell, width_of
from ngkt_tui.tui.widgets.selectable import SelectableLines

MAX_LINES = 2


class RecordSummary(SelectableLines):
    """A user text, cut with an ellipsis where it is longer than the lines it is given."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = sanitize_cell(text)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the text takes, at most two."""
        return min(MAX_LINES, len(wrap([TextRun(self._text)], width)))

    def render_line(self, y: int) -> Strip:
        """Return a line of the text; the last one ends with an ellipsis where more would follow."""
        return self.with_selection(self.selectable_line(y), y).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        """Return a line as it is drawn without selection."""
        width, height = self.content_size
        lines = wrap([TextRun(self._text, "muted")], width)
        text_styles = text_styles_of(self.app.theme)
        line = [Segment(run.text, text_styles.muted) for run in lines[number]] if number < len(lines) else []
        if number == height - 1 and len(lines) > height:
            line = [*fit_line(line, min(width_of(line), width - 2)), Segment(f" {ELLIPSIS}", text_styles.muted)]
        return Strip(fit_line(line, width), width)
