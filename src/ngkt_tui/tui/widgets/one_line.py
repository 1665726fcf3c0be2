"""A widget of one line, drawn from plain attributes."""

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.themes import TextStyles, text_styles_of
from ngkt_tui.tui.widgets.cells import Line, fit_line, width_of
from ngkt_tui.tui.widgets.selectable import SelectableLines


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
        """Return the inks of the present theme."""
        return text_styles_of(self.app.theme)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return how wide the line wants to be."""
        return width_of(self.line(container.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return 1, as the class says."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        return self.with_selection(self.selectable_line(y), y).apply_style(self.rich_style)

    def selectable_line(self, number: int) -> Strip:
        """Return the line as it is drawn without selection."""
        width = self.content_size.width
        return Strip(fit_line(self.line(width), width) if number == 0 else [Segment(" " * width)], width)
