"""The dashboard: it composes the panes and what stands around them, and routes keys and messages to its controllers.

It decides nothing: each handler is one call, or says what has to be shown anew after it.
"""

from collections.abc import Callable
from dataclasses import replace

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.messages import Update
from textual.timer import Timer
from textual.widget import Widget

from ngkt_tui.domain.enums import OTHER_LANGUAGE
from ngkt_tui.domain.errors import EditConflictError
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui import messages
from ngkt_tui.tui.dashboard.detail_dock import DetailDock
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.filter_controller import FilterController, Navigator
from ngkt_tui.tui.dashboard.key_controller import KeyController
from ngkt_tui.tui.dashboard.layout import Layout, PaneLayout
from ngkt_tui.tui.dashboard.message_router import MessageRouter
from ngkt_tui.tui.dashboard.notifier import LongWork, Notifier
from ngkt_tui.tui.dashboard.pane_controller import CONFERENCES_PANE, DIRECTIVES_PANE, PaneController
from ngkt_tui.tui.dashboard.selection import MarkController
from ngkt_tui.tui.dashboard.store_watcher import PaneRefresher, StoreWatcher
from ngkt_tui.tui.dialogs.openers import DialogHost, open_dialog
from ngkt_tui.tui.keymap import Keymap, Owner, bindings
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.panes.pane import text_of
from ngkt_tui.tui.themes import other_theme
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.widgets.filter_bar import FilterBar, FilterInput
from ngkt_tui.tui.widgets.header import HeaderLine
from ngkt_tui.tui.widgets.line_widgets import PaneBar, SelectingScreen
from ngkt_tui.tui.widgets.record_list import RecordList
from ngkt_tui.tui.workers import WorkerHost

REST_SECONDS = 0.3  # how long the cursor rests on a record before an edit is expected: drawing waits for no loading
POLL_SECONDS = 1.0  # how often the store is looked at for what others changed
DAY_SECONDS = 30.0  # how often it is looked whether another day has begun


class DashboardScreen(SelectingScreen[None]):
    """The main screen."""

    BINDINGS = bindings(Owner.DASHBOARD)
    AUTO_FOCUS = ""

    class Opened(Message):
        """Every pane shows its first rows."""

    def __init__(self, context: Context, reader: Reader, filter_text: str, keymap: Keymap) -> None:
        super().__init__()
        self.shared = shared = SharedContext(context)
        workers = WorkerHost(reader, lambda: self.app, self.run_worker, self.post_message)
        loader = PaneLoader(workers)
        self.header = HeaderLine(context)
        self.panes = panes = PaneController(shared, workers, loader, self.refresh_frame)
        self.marks = marks = MarkController(shared, workers, loader, panes, self.refresh_frame)
        self.filters = FilterController(shared, loader, panes)
        self.watcher = watcher = StoreWatcher(workers)
        navigator = Navigator(shared, panes)
        notifier = Notifier(shared, lambda: self.app, panes.names_of, self.post_message)
        self.work = work = LongWork(shared, workers, self.header, notifier)
        shared.present = replace(context, report=work.take_report)
        self.edits = EditController(shared, workers, loader, self.watcher, panes, marks, notifier, self._resolve)
        keys = KeyController(keymap, shared, panes, marks, navigator, self.watcher, notifier, self.run_action)
        self.host = DialogHost(shared, workers, notifier, panes, self.filters, navigator, self.edits, keys)
        self.dock = DetailDock(self.host, self)
        self.layouts = PaneLayout(shared, panes, self.dock, self)
        self._refresher = refresher = PaneRefresher(panes, loader, self.layouts.is_seen, self.set_timer)
        self.layouts.on_arranged = refresher.open_seen
        self._router = MessageRouter(
            self.host, self.header, marks, watcher, refresher, work, self._when_drawn, self._when_open
        )
        panes.view = panes.view.with_filter(DIRECTIVES_PANE, filter_text)
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        bar = self.filters.bar
        yield self.header
        yield self.panes.bar
        first, second, *others = self.panes
        yield Widget(first, second, self.dock.frame, *others, id="panes")  # in the order of the cells of the grid
        yield from (bar, bar.mistake)
        yield Widget(bar.ways, self.host.keys.line, id="foot")  # only the first that is there has room

    def on_mount(self) -> None:
        """Speak the language, give the focus to the directives, show what has been read while the app started."""
        self.layouts.resize(self.app.size)
        self.apply_language()
        self.set_focus(self.panes.focused)
        for message in self.panes.await_first():
            self._route(message)
        self.set_interval(DAY_SECONDS, self.keep_up_with_the_day)
        self.set_interval(POLL_SECONDS, self.watcher.check)
        self.call_after_refresh(self.panes.open_others)

    def on_unmount(self) -> None:
        """Drop what is still to be read, and finish what is still to be written."""
        self.host.workers.close()

    @property
    def is_opening(self) -> bool:
        """Return whether a key would meet another screen, or other records, than those that its user has asked for."""
        is_in_panes = self.app.screen is self and self.focused is not self.filters.bar.input
        return self.host.workers.is_opening or (is_in_panes and self.panes.focused.is_awaited)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether the key of an action works now: by what lies under the cursor, and by the layout."""
        if action == "zoom":
            return self.layouts.present is not Layout.SMALL or self.panes.number == CONFERENCES_PANE
        return self.host.keys.works(action, parameters)

    def apply_language(self) -> None:
        """Show everything in the language of the context."""
        for widget in (self.header, self.panes.bar, self.host.keys.line, *self.filters.bar.lines):
            widget.language, widget.ascii = self.shared.present.language, self.shared.present.ascii
            widget.refresh()
        self.panes.apply_language()
        self.refresh_frame()
        self.store_changed()

    def refresh_frame(self) -> None:
        """Show bar, filter, chips and keys as they are now."""
        self.panes.show_bar()
        self.filters.show(self.marks.words())
        self.show_keys()

    @on(RecordList.CursorMoved)
    def show_keys(self) -> None:
        """Show the keys that work where the focus is, on the record under the cursor."""
        is_typing = self.focused is self.filters.bar.input
        self.host.keys.show(is_typing=is_typing, is_docked=self.dock.is_shown and self.dock.follow())

    def store_changed(self) -> None:
        if self.dock.is_shown:
            self.dock.refresh()

    def keep_up_with_the_day(self) -> None:
        """Read everything again where another day has begun: what is due by then is due now."""
        if self.panes.focused.today != self.shared.present.today():
            self.apply_language()
            self.panes.open_all(from_top=False)

    def _when_drawn(self, call: Callable[[], None]) -> None:
        for pane in self.panes:
            self.post_message(Update(pane))  # a pane tells that by itself only once it is idle
        self.call_after_refresh(call)

    def _when_open(self) -> None:
        self.call_after_refresh(self.post_message, self.Opened())
        self.call_after_refresh(self.dock.begin)

    async def _resolve(self, error: EditConflictError, can_be_made: bool) -> bool:
        from ngkt_tui.tui.dialogs.conflict_dialog import resolve_conflict  # dialogs are loaded when first opened

        return await resolve_conflict(self.host, error, can_be_made)

    # What threads report and widgets ask for

    @on(messages.Report)
    def _route(self, message: messages.Report) -> None:
        self._router.take(message)

    @on(RecordList.PageWanted)
    def _read_page(self, message: RecordList.PageWanted) -> None:
        self.panes.read_page(message)

    @on(RecordList.Activated)
    def _open_record(self, message: RecordList.Activated) -> None:
        self.dock.open_record(message.kind, message.row)

    @on(RecordList.HeadingClicked)
    def _sort(self, message: RecordList.HeadingClicked) -> None:
        self.filters.sort(message.column)

    @on(RecordList.Stepped)
    def _expect_edit(self) -> None:
        """Load what an edit needs once its user rests on a record; who only pages or filters does not pay for it."""
        if not self.edits.is_prepared:
            if self._resting is not None:
                self._resting.stop()
            self._resting = self.set_timer(REST_SECONDS, self.edits.prepare)

    @on(FilterBar.Changed)
    @on(FilterInput.Requested)
    def _use_filter(self, message: Message) -> None:
        self.filters.take(message)

    @on(PaneBar.PaneChosen)
    def _focus_pane(self, message: PaneBar.PaneChosen) -> None:
        self.panes.focus_pane(message.pane)

    @on(events.DescendantFocus)
    def _follow_focus(self, event: events.DescendantFocus) -> None:
        self.panes.follow_focus(event.widget)
        self._refresher.open_seen()

    @on(events.DescendantBlur)
    def _leave_filter(self, event: events.DescendantBlur) -> None:
        if event.widget is self.filters.bar.input:
            self.filters.leave()

    def on_resize(self, event: events.Resize) -> None:
        self.layouts.resize(event.size)

    def on_key(self, event: events.Key) -> None:
        self.host.keys.warn_of_key(event.key, event.character or "")

    def on_paste(self, event: events.Paste) -> None:
        """Warn where a paste would go, when it was made where nothing can be typed."""
        event.stop()
        self.host.keys.warn_of_paste()

    def on_text_cut(self, message: messages.TextCut) -> None:
        self.host.notifier.warn("dialog.text-cut", limit=message.limit, count=message.left_out)

    # What keys do

    def action_open(self, dialog: str) -> None:
        self.host.workers.begin(open_dialog(dialog, self.host), opens=True)

    def action_detail(self) -> None:
        if self.dock.is_possible:
            self.dock.show_or_hide()
        else:
            self.action_open("detail")

    def action_narrow(self) -> None:
        self.host.navigator.narrow_to_record()

    def action_open_work(self) -> None:
        self.host.navigator.open_work()

    def action_back(self) -> None:
        """Close what is offered; else leave the box; else take away the filter, the last chip, all marks."""
        if not self.filters.back() and not self.host.navigator.widen() and self.marks.selection:
            self.marks.clear()

    def action_filter(self) -> None:
        self.filters.bar.input.focus()

    def action_pane(self, number: int) -> None:
        self.panes.focus_pane(number)

    def action_step_pane(self, step: int) -> None:
        self.dock.step(step)

    def action_part(self) -> None:
        self.panes.focused.show_part()

    def action_arrange(self, what: str) -> None:
        self.filters.arrange(what)

    def action_zoom(self, is_list: bool = False) -> None:
        """Show the focused pane alone, of conferences first their timeline; or all panes again."""
        is_timeline = self.panes.number == CONFERENCES_PANE and not (is_list or self.layouts.is_zoomed)
        self.action_open("timeline") if is_timeline else self.layouts.zoom()

    def action_mark(self, what: str) -> None:
        self.marks.mark(what)

    def action_tick(self) -> None:
        self.edits.tick(self.marks.target())

    def action_undo(self) -> None:
        self.edits.undo()

    def action_redo(self) -> None:
        self.edits.redo()

    def action_copy(self, what: str) -> None:
        if (record := self.panes.record) is not None:
            self.host.notifier.copy(record.id if what == "id" else text_of(record.row, self.shared.present.language))

    def action_reopen(self) -> None:
        """Open the store that has taken the place of the one that was opened."""
        self.host.workers.begin(self._reopen(), opens=True)

    async def _reopen(self) -> None:
        await self.watcher.reopen(self.shared)
        self.marks.clear()
        self.host.notifier.forget()  # what was told of the loss is no longer so
        self.host.notifier.warn("screen.reopened")

    def action_switch_language(self) -> None:
        self.shared.present = replace(self.shared.present, language=OTHER_LANGUAGE[self.shared.present.language])
        self.apply_language()

    def action_switch_theme(self) -> None:
        self.app.theme = other_theme(self.app.theme)
