"""Figures over time, and results by theme with what they may answer; the arrows left and right switch between them."""

from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding

from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.chart_rows import Chart
from ngkt_tui.services.detail_lines.figure_lines import result_lines, series_lines
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.services.overview import FigureSheet, read_figures
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost, open_dialog
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.picker import Picker, RadioOption
from ngkt_tui.tui.widgets.rich_list import RichList

SERIES, RESULTS = "series", "results"
MARGIN = 8
"""Cells of the dialog that are not a line's, and the mark of its target."""
LABEL = 14


class FiguresDialog(Dialog[str]):
    """Shows figures or results; a line leads to its detail. Answers with the dialog to go to."""

    TITLE_KEY = "dialog.figures.title"
    CHOICES = (DialogAction("overview", "", "dialog.overview.to-overview", row="overview"),)
    WIDTH = 120
    BINDINGS = [
        Binding("left", "switch(-1)", show=False),
        Binding("right", "switch(1)", show=False),
    ]

    def __init__(self, host: DialogHost, sheet: FigureSheet) -> None:
        super().__init__(host.context.language)
        self._host, self._sheet = host, sheet

    def footing(self) -> str:
        return self.translate("dialog.thread.keys")

    def body(self) -> ComposeResult:
        is_plain = self._host.context.ascii
        options = [RadioOption(each, self.translate(f"dialog.figures.{each}")) for each in (SERIES, RESULTS)]
        yield Picker(self.translate("dialog.figures.what"), options, SERIES, is_plain=is_plain, id="what")
        yield RichList(label_width=LABEL, is_plain=is_plain)

    def on_mount(self) -> None:
        self.query_one(RichList).focus()

    def on_resize(self, event: object) -> None:
        self._show()

    def choose(self, choice: str) -> None:
        self.answer(choice)

    def action_switch(self, step: int) -> None:
        """Show the other of figures and results."""
        self.query_one(Picker).action_step(step)

    def store_changed(self) -> None:
        self._read_again()

    @on(Picker.OptionPicked)
    def show_picked(self) -> None:
        """Show what was picked."""
        self._show()

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Show the figure, the result or the directive."""
        from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

        self._host.workers.begin(show_record(self._host, event.target), opens=True)

    @work(exclusive=True)
    async def _read_again(self) -> None:
        sheet = await self._host.workers.read(partial(read_figures, scope=self._host.panes.view.scope_items))
        if self.is_whole:
            self._sheet = sheet
            self._show()

    def _show(self) -> None:
        for sheet in self.query(RichList):
            sheet.show(self._entries(), at=sheet.target, top=sheet.top)

    def _entries(self) -> list[DetailLine]:
        width = min(self.WIDTH, self.app.size.width) - MARGIN - LABEL
        chart = Chart(formatter_of(self._host.context), width)
        if self.query_one(Picker).picked == SERIES:
            lines = series_lines(self._sheet.series, chart)
        else:
            lines = result_lines(self._sheet.results, chart)
        return lines or [line(self.translate("overview.empty"), "muted")]


async def open_figures(host: DialogHost) -> None:
    """Show figures and results of what the dashboard is narrowed to."""
    sheet = await host.workers.read(partial(read_figures, scope=host.panes.view.scope_items))
    if answer := await host.ask(FiguresDialog(host, sheet)):
        await open_dialog(answer, host)
