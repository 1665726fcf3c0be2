"""The page of a record: the sections of its detail beside each other, and how far what it asked for has come."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.geometry import Region, Spacing
from textual.widget import Widget

from ngkt_tui.domain.overview_items import StatusTally
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.detail_lines import Formatter, LoadedDetail, build_detail, formatter_of, load_detail
from ngkt_tui.services.detail_lines.chart_rows import Chart, Jump
from ngkt_tui.services.detail_lines.lines import PageSection, split_at_headings
from ngkt_tui.services.detail_lines.overview_lines import whole_lines
from ngkt_tui.services.detail_lines.provenance import STEP
from ngkt_tui.services.overview import PARTS
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import DraftKind
from ngkt_tui.services.web_addresses import web_address
from ngkt_tui.tui.dashboard.selection import target_of
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost, edit_target
from ngkt_tui.tui.widgets.chart_board import MORE, ChartBoard, ChartPanel
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList


class RecordPage(Dialog[str]):
    """Shows a record; a line leads to the record that it names. Answers with what is to be done next."""

    WIDTH = 240
    CHOICES = (
        DialogAction("note", "", "key.note", row="note"),
        DialogAction("detail", "", "key.detail", row="detail"),
        DialogAction("narrow", "", "key.narrow", row="narrow"),
    )
    BINDINGS = [
        Binding("backspace", "leave", show=False),
        Binding("left", "across(-1)", show=False),
        Binding("right", "across(1)", show=False),
    ]

    def __init__(self, host: DialogHost, loaded: LoadedDetail, tally: StatusTally) -> None:
        super().__init__(host.context.language)
        self._host, self._loaded, self._tally = host, loaded, tally

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done; a reader of the store leaves no note."""
        note, *others = super().choices()
        return others if self._host.context.is_reader else (note, *others)

    def heading(self) -> str:
        word = self.translate(f"record.{self._loaded.detail.kind}")
        return word[:1].upper() + word[1:]

    def subtitle(self) -> str:
        return self._loaded.detail.id

    def body(self) -> ComposeResult:
        yield ChartBoard(*self._panels())

    def choose(self, choice: str) -> None:
        if choice == "note":
            self._host.workers.begin(
                edit_target(DraftKind.NOTE, self._host, target_of([self._loaded.detail], self._formatter)), opens=True
            )
        elif choice == "detail":
            self._show_record(self._loaded.detail.id)
        else:
            self.answer(choice)

    def action_across(self, step: int) -> None:
        """Go to the section on the left or on the right."""
        if isinstance(self.focused, ChartPanel):
            self.query_one(ChartBoard).step(self.focused, step, 0)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Go to the record that the line leads to, show all of a section, or open the web address."""
        if isinstance(event.sheet, ChartPanel) and Jump.of(event.target).kind == MORE:
            event.sheet.show_all()
        elif address := web_address(event.target):
            self._host.notifier.open_address(address)
        elif event.target.startswith(STEP):
            self._show_record(self._loaded.detail.id)
        else:
            self._show_record(event.target)

    @on(RichList.Pointed)
    def keep_in_sight(self, event: RichList.Pointed) -> None:
        top = event.sheet.virtual_region.y + 1 + event.sheet.line_of_cursor
        body = self.query_one("#body", Widget)
        body.scroll_to_region(Region(0, top, 1, 1), spacing=Spacing(2, 0, 2, 0), animate=False, force=True)

    def store_changed(self) -> None:
        self._host.workers.begin(self._read_again())

    async def _read_again(self) -> None:
        loaded, tally = await self._host.workers.read(lambda reader: _load(reader, self._loaded.detail.id))
        if self.is_whole:
            self._loaded, self._tally = loaded, tally
            board = self.query_one(ChartBoard)
            place = next((n for n, each in enumerate(board.children) if each.has_focus), 0)
            await board.remove_children()
            await board.mount(*self._panels())
            board.children[min(place, len(board.children) - 1)].focus()

    @property
    def _formatter(self) -> Formatter:
        return formatter_of(self._host.context)

    def _panels(self) -> list[ChartPanel]:
        first, *sections = split_at_headings(build_detail(self._loaded, self._formatter))
        panels = [self._panel(first._replace(title=self.heading()))]
        if self._tally.followed:
            panels.append(self._panel(PageSection(self.translate("page.progress"), ())))
            panels[-1].show_chart(lambda width: whole_lines(self._tally, Chart(self._formatter, width)))
        return [*panels, *map(self._panel, sections)]

    def _panel(self, section: PageSection) -> ChartPanel:
        panel = ChartPanel(None, section.title, self._more, is_plain=self._host.context.ascii, marks_stops=True)
        panel.show_chart(lambda _width: list(section.lines))
        return panel

    def _more(self, count: int) -> str:
        return self.translate("overview.more", count=count)

    def _show_record(self, record: str) -> None:
        from ngkt_tui.tui.dialogs.detail_dialog import show_record  # a dialog is loaded when first opened

        self._host.workers.begin(show_record(self._host, record), opens=True)


def _load(reader: Reader, record: str) -> tuple[LoadedDetail, StatusTally]:
    loaded = load_detail(reader, record)
    return loaded, PARTS["whole"](reader, (ScopeItem(loaded.detail.kind, record),))


async def open_page(host: DialogHost, record: str = "") -> None:
    """Show the page of a record; where none is named, of the one under the cursor."""
    record = record or (host.panes.record.id if host.panes.record else "")
    if not record:
        return
    loaded, tally = await host.workers.read(lambda reader: _load(reader, record))
    if await host.ask(RecordPage(host, loaded, tally)):
        detail = loaded.detail
        host.navigator.narrow(detail.kind, detail.id, detail.name.vi, detail.name.en)
