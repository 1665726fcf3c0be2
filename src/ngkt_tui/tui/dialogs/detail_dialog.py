"""The detail dialog of a record."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content

from ngkt_tui.services.detail_lines import LoadedDetail, build_detail, formatter_of, load_detail
from ngkt_tui.tui.dialogs.detail_browser import DetailBrowser
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_CLOSE = DialogAction("close", "q", "dialog.leave")
_BACK = DialogAction(LEAVE.id, LEAVE.key, "dialog.detail.back")


class DetailDialog(Dialog[None]):
    """Shows a record. `at` is the words key of the heading to begin at, empty for the top."""

    WIDTH = 104
    BINDINGS = [
        Binding("backspace", "leave", show=False),
        Binding("left", "leave", show=False),
        Binding("right", "choose", show=False),
    ]

    def __init__(self, host: DialogHost, told: LoadedDetail, *, at: str = "") -> None:
        super().__init__(host.context.language)
        self._host = host
        self._browser = DetailBrowser(host, told, self)
        self._at = at

    @property
    def sheet(self) -> RichList:
        return self.query_one(RichList)

    @property
    def bar(self) -> ActionBar:
        return self.query_one(ActionBar)

    def body(self) -> ComposeResult:
        entries = build_detail(self._browser.told, formatter_of(self._host.context))
        yield RichList(entries, is_plain=self._host.context.ascii, search_terms=self._host.panes.focused.search_terms)

    def on_mount(self) -> None:
        if self._at:
            self.call_after_refresh(self._browser.show_heading, self._at)

    def heading(self) -> str:
        return self._browser.heading

    def footing(self) -> str:
        return self._browser.told.detail.id

    def choices(self) -> Sequence[DialogAction]:
        return (*self._browser.choices(), *((_BACK, _CLOSE) if self._browser.trail else (LEAVE,)))

    def choose(self, choice: str) -> None:
        self._browser.choose(choice)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Follow a line to where it leads."""
        self._browser.follow(event.target)

    def action_leave(self) -> None:
        """Go back to the record seen before; from the first one, close."""
        self._browser.leave()

    def action_choose(self) -> None:
        """Go from the lines to the choices."""
        self.bar.focus()

    def store_changed(self) -> None:
        self._browser.store_changed()

    def show_frame(self) -> None:
        frame = self.query_one("#frame", Vertical)
        frame.border_title = Content(sanitize_cell(self.heading()))
        frame.border_subtitle = Content(sanitize_cell(self.footing()))
        self.bar.show(self.choices())

    def close(self) -> None:
        self.answer(None)


async def show_record(host: DialogHost, record: str, *, at: str = "") -> None:
    """Show a record of any kind; `at` is the words key of the heading to begin at, empty for the top."""
    told = await host.workers.read(lambda reader: load_detail(reader, record))
    await host.ask(DetailDialog(host, told, at=at))


async def open_detail(host: DialogHost) -> None:
    """Show everything about the record under the cursor."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id)


async def open_sources(host: DialogHost) -> None:
    """Show the record under the cursor at its sources."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id, at="detail.sources")
