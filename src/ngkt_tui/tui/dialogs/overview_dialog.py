"""The overview for whoever leads: charts of where everything stands, and figures over time.

A line of a chart leads to what it counts. The arrows left and right switch from figures to results by theme.
"""

from functools import partial

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import NULL_REGION, Region, Spacing
from textual.widget import Widget

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.words import localized
from ngkt_tui.query.scope import Scope
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.chart_rows import Chart, Jump, result_lines, series_lines
from ngkt_tui.services.detail_lines.lines import DetailLine, line
from ngkt_tui.services.detail_lines.overview_lines import LINES, THREAD
from ngkt_tui.services.overview import PARTS, FigureSheet, Part, read_figures
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost, open_dialog
from ngkt_tui.tui.widgets.chart_board import MORE, ChartBoard, ChartPanel
from ngkt_tui.tui.widgets.inputs import Picker, RadioOption
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

WIDE = ("whole",)
"""The charts that go across all columns."""
AROUND = 4
"""Lines of the terminal around the charts."""
OTHER_DIALOG = "dialog"
"""The kind of the jump to another dialog."""


class OverviewDialog(Dialog[str]):
    """Shows each chart as soon as it has been read. Answers with the jump that a line is."""

    TITLE_KEY = "dialog.overview.title"
    CHOICES = (
        DialogAction("today", "", "dialog.overview.to-today", row="today"),
        DialogAction("figures", "", "key.figures", row="figures"),
    )
    WIDTH = 240
    BINDINGS = [
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
    ]

    def __init__(self, host: DialogHost) -> None:
        super().__init__(host.context.language)
        self._host = host
        self._place_of_cursor = NULL_REGION

    def heading(self) -> str:
        chips = (localized(self.language, chip.label_vi, chip.label_en) for chip in self._host.panes.view.scope)
        return " · ".join((self.translate(self.TITLE_KEY), *chips))

    def subtitle(self) -> str:
        return self.translate("dialog.overview.keys")

    def body(self) -> ComposeResult:
        more = partial(self._words, "overview.more")
        yield ChartBoard(
            *(
                ChartPanel(
                    part,
                    self.translate(f"overview.{part}"),
                    more,
                    is_wide=part in WIDE,
                    is_plain=self._host.context.ascii,
                )
                for part in PARTS
            ),
            lines_around=AROUND,
        )

    def on_mount(self) -> None:
        for panel in self.query(ChartPanel):
            panel.show_chart(lambda _width: [line(self.translate("pane.reading"), "muted")])
        self.screen_layout_refresh_signal.subscribe(self, lambda _screen: self._keep_cursor_in_sight())
        self._read()

    def choose(self, choice: str) -> None:
        self.answer(str(Jump(OTHER_DIALOG, choice)))

    def action_across(self, step: int) -> None:
        if isinstance(self.focused, ChartPanel):
            self.query_one(ChartBoard).step(self.focused, step, 0)

    def store_changed(self) -> None:
        self._read()

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Go where the line leads."""
        if Jump.of(event.target).kind == MORE and isinstance(event.sheet, ChartPanel):
            event.sheet.show_all()
        else:
            self.answer(event.target)

    @on(RichList.Pointed)
    def keep_in_sight(self, event: RichList.Pointed) -> None:
        self._show_cursor_of(event.sheet)

    def _keep_cursor_in_sight(self) -> None:
        """Keep the cursor in sight when its chart has been laid out elsewhere, as those above it were filled in."""
        if isinstance(self.focused, ChartPanel) and self._place_of_cursor != (place := self.focused.virtual_region):
            self._place_of_cursor = place
            self._show_cursor_of(self.focused)

    def _show_cursor_of(self, sheet: RichList) -> None:
        top = sheet.virtual_region.y + 1 + sheet.line_of_cursor
        body = self.query_one("#body", Widget)
        body.scroll_to_region(Region(0, top, 1, 1), spacing=Spacing(2, 0, 2, 0), animate=False, force=True)

    @work(exclusive=True)
    async def _read(self) -> None:
        scope = self._host.panes.view.scope
        for part, read in PARTS.items():
            value = await self._host.workers.look_up(partial(_read_part, read, scope), lambda: self.is_attached)
            if value is None or not self.is_whole:
                return  # left meanwhile: what was still to be counted holds nobody up
            panel = self.query_one(f"#{part}", ChartPanel)
            panel.show_chart(partial(self._lines, panel, part, value))

    def _lines(self, panel: ChartPanel, part: str, value: object, width: int) -> list[DetailLine]:
        most = self.app.size.height if panel.is_cut else None  # no more are shown, whatever the limit comes to
        lines = LINES[part](value, Chart(formatter_of(self._host.context), width, most=most)) if value else []
        return lines or [line(self.translate("overview.empty"), "muted")]

    def _words(self, key: str, count: int) -> str:
        return self.translate(key, count=count)


def _read_part(read: Part, scope: Scope, reader: Reader) -> object:
    return read(reader, scope)


async def open_overview(host: DialogHost) -> None:
    """Show the overview, then what was chosen in it."""
    if (answer := await host.ask(OverviewDialog(host))) is None:
        return
    jump = Jump.of(answer)
    if jump.kind == OTHER_DIALOG:
        await open_dialog(jump.text, host)
    elif jump.kind == THREAD:
        from ngkt_tui.tui.dialogs.thread_dialog import show_thread  # a dialog is loaded when first opened

        await show_thread(host, jump.text)
    elif jump.kind == RecordKind.MARKET:
        name = (await host.workers.read(lambda reader: reader.detail(jump.text))).name
        host.navigator.narrow(RecordKind.MARKET, jump.text, name.vi, name.en)
    else:
        host.navigator.filter_records(RecordKind(jump.kind), jump.text)


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

    def subtitle(self) -> str:
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
        self.query_one(Picker).action_step(step)

    def store_changed(self) -> None:
        self._read_again()

    @on(Picker.OptionPicked)
    def show_picked(self) -> None:
        self._show()

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Show the figure, the result or the directive."""
        from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

        self._host.workers.begin(show_record(self._host, event.target), opens=True)

    @work(exclusive=True)
    async def _read_again(self) -> None:
        sheet = await self._host.workers.read(partial(read_figures, scope=self._host.panes.view.scope))
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
    sheet = await host.workers.read(partial(read_figures, scope=host.panes.view.scope))
    if answer := await host.ask(FiguresDialog(host, sheet)):
        await open_dialog(answer, host)
