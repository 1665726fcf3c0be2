"""The detail of a record: in a dialog, or beside the panes, where it is loaded with the first record shown there."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from ngkt_tui.services.detail_lines import LoadedDetail, build_detail, formatter_of, load_detail
from ngkt_tui.tui.dialogs.detail_browser import DetailBrowser
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction, with_bound_keys
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

    def __init__(self, host: DialogHost, loaded: LoadedDetail, *, at: str = "") -> None:
        super().__init__(host.context.language)
        self._host = host
        self._browser = DetailBrowser(host, loaded, self)
        self._at = at

    @property
    def sheet(self) -> RichList:
        return self.query_one(RichList)

    @property
    def bar(self) -> ActionBar:
        return self.query_one(ActionBar)

    def body(self) -> ComposeResult:
        entries = build_detail(self._browser.loaded, formatter_of(self._host.context))
        yield RichList(entries, is_plain=self._host.context.ascii, search_terms=self._host.panes.focused.search_terms)

    def on_mount(self) -> None:
        if self._at:
            self.call_after_refresh(self._browser.show_heading, self._at)

    def heading(self) -> str:
        return self._browser.heading

    def subtitle(self) -> str:
        return self._browser.loaded.detail.id

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
        self.bar.focus()

    def store_changed(self) -> None:
        self._browser.store_changed()

    def refresh_frame(self) -> None:
        frame = self.query_one("#frame", Vertical)
        frame.border_title = Content(sanitize_cell(self.heading()))
        frame.border_subtitle = Content(sanitize_cell(self.subtitle()))
        self.bar.show(self.choices())

    def close(self) -> None:
        self.answer(None)


async def show_record(host: DialogHost, record: str, *, at: str = "") -> None:
    """Show a record of any kind; `at` is the words key of the heading to begin at, empty for the top."""
    loaded = await host.workers.read(lambda reader: load_detail(reader, record))
    await host.ask(DetailDialog(host, loaded, at=at))


async def open_detail(host: DialogHost) -> None:
    """Show everything about the record under the cursor."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id)


async def open_sources(host: DialogHost) -> None:
    """Show the record under the cursor at its sources."""
    if (record := host.panes.record) is not None:
        await show_record(host, record.id, at="detail.sources")


LABEL_CELLS = 16


class DockedDetail(Vertical):
    """Shows the records that `show` is given, in the frame `outer`. `leave` gives the focus back.

    While it has the focus, its keys are for the record that it shows; those of the dashboard work beside them.
    """

    BINDINGS = [
        Binding("escape,backspace,left", "leave", show=False),
        Binding("right", "choose", show=False),
    ]

    def __init__(self, host: DialogHost, loaded: LoadedDetail, outer: Widget, leave: Callable[[], object]) -> None:
        super().__init__()
        self.browser = DetailBrowser(host, loaded, self)
        self._host, self._outer, self._leave = host, outer, leave

    def compose(self) -> ComposeResult:
        yield RichList(label_width=LABEL_CELLS, is_plain=self._host.context.ascii)
        yield ActionBar(self.choices(), self._host.context.language)

    def on_mount(self) -> None:
        self.show(self.browser.loaded)

    @property
    def sheet(self) -> RichList:
        return self.query_one(RichList)

    @property
    def bar(self) -> ActionBar:
        return self.query_one(ActionBar)

    @property
    def is_whole(self) -> bool:
        return self.is_attached and bool(self.query(ActionBar))

    def show(self, loaded: LoadedDetail) -> None:
        """Show another record."""
        self.sheet.search_terms = self._host.panes.focused.search_terms
        self.browser.show(loaded)

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done; a key that is not one of the dashboard's would mean something else there."""
        choices = [choice if choice.row else choice._replace(key="") for choice in self.browser.choices()]
        return (*choices, *((_BACK,) if self.browser.trail else ()))

    def refresh_frame(self) -> None:
        key = self._host.keys.keymap.name("detail")
        self._outer.border_title = Content(f"{key} {sanitize_cell(self.browser.heading)}")
        self._outer.border_subtitle = Content(sanitize_cell(self.browser.loaded.detail.id))
        self.bar.show(self.choices(), self._host.context.language)

    @on(RichList.Followed)
    def follow(self, event: RichList.Followed) -> None:
        """Follow a line to where it leads."""
        event.stop()
        self.browser.follow(event.target)

    @on(ActionBar.ActionChosen)
    def take_choice(self, event: ActionBar.ActionChosen) -> None:
        event.stop()
        if event.choice == LEAVE.id:
            self.action_leave()
        else:
            self.browser.choose(event.choice)

    def on_key(self, event: events.Key) -> None:
        """Take the choice that has the key: it is meant for the record that is shown here."""
        for choice in with_bound_keys(self.choices(), self._host.keys.keymap):
            if choice.row and event.key in choice.key.split(","):
                event.stop()
                event.prevent_default()
                self.browser.choose(choice.id)
                return

    def close(self) -> None:
        self._leave()

    def action_leave(self) -> None:
        """Go back to the record seen before; from the first one, to the pane."""
        self.browser.leave()

    def action_choose(self) -> None:
        self.bar.focus()
