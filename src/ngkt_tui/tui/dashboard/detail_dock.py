"""The place beside the panes where the detail of the record under the cursor stands, on a screen that is wide enough.

It follows the cursor of the focused pane: a record is read once the cursor rests on it, and shown unless the cursor
has gone on meanwhile. What shows it is loaded with the first record.
"""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.services.line_sources import NoLeadRow, WatchRow
from ngkt_tui.services.pane_lists import NOT_LED
from ngkt_tui.tui.dialogs.openers import DialogHost, open_dialog
from ngkt_tui.tui.widgets.drawing import Row

if TYPE_CHECKING:
    from ngkt_tui.services.detail_lines import LoadedDetail
    from ngkt_tui.tui.dialogs.detail_dialog import DockedDetail

FOLLOW_SECONDS = 0.12
"""How long the cursor rests on a record before it is read: who holds an arrow down waits for no reading."""


class DetailDock:
    """The docked detail of the screen `outer`. `frame` holds its place from the start, where the layout has one."""

    def __init__(self, host: DialogHost, outer: Screen[None]) -> None:
        self._host, self._outer = host, outer
        self.frame = Vertical(id="docked")
        self.is_wanted = True
        """Whether its user wants it, where there is room."""
        self.is_possible = False
        self.is_shown = False
        self._is_begun = False
        self._docked: DockedDetail | None = None
        self._record: str | None = None
        """The record that is shown or asked for, empty for none; `None` before the first."""
        self._asked = 0
        self._rest: Timer | None = None

    @property
    def has_focus(self) -> bool:
        focused = self._outer.focused
        return focused is not None and self.frame in focused.ancestors

    def begin(self) -> None:
        """Show records from now on: the panes have theirs."""
        self._is_begun = True
        self.follow()

    def fit(self, *, is_possible: bool) -> None:
        """Stand beside the panes where the layout has room for it and its user wants it; else give up the focus."""
        was_focused = self.is_shown and self.has_focus
        self.is_possible = is_possible
        self.is_shown = is_possible and self.is_wanted
        self._outer.set_class(self.is_shown, "-docked")
        if self.is_shown:
            self.follow()
            return
        self._record = None  # it may change before it is shown again
        if was_focused:
            self._host.panes.focused.focus()

    def show_or_hide(self) -> None:
        """Show it beside the panes, or hide it."""
        self.is_wanted = not self.is_wanted
        self.fit(is_possible=self.is_possible)

    def open_record(self, kind: RecordKind, row: Row) -> None:
        """Open the page of a record that has one; of another go to the docked detail, where there is none open it."""
        if isinstance(row, NoLeadRow):
            self._host.navigator.filter_directives(NOT_LED)
        elif isinstance(row, WatchRow):
            self._open("watched")
        elif kind is RecordKind.CONFERENCE:
            self._open("page")
        elif self.is_shown:
            self.focus()
        else:
            self._open("detail")

    def _open(self, dialog: str) -> None:
        self._host.workers.begin(open_dialog(dialog, self._host), opens=True)

    def step(self, step: int) -> None:
        """Go to the next pane, or the one before; the docked detail stands behind the last."""
        panes = self._host.panes
        number = len(panes) if self.is_shown and self.has_focus else panes.number
        number = (number + step) % (len(panes) + self.is_shown)
        if number < len(panes):
            panes.focus_pane(number)
        else:
            self.focus()

    def focus(self) -> None:
        """Give it the focus, with the record on which the cursor is now."""
        if self._docked is not None and self._record:
            self.read_now()
            self._docked.sheet.focus()

    def follow(self) -> bool:
        """Read the record under the cursor once the cursor rests on it; return whether the dock has the focus."""
        record = self._host.panes.record
        wanted = record.id if record is not None else ""
        if self.is_shown and self._is_begun and wanted != self._record:
            self._record = wanted
            self._asked += 1
            if self._rest is not None:
                self._rest.stop()
            self._rest = self.frame.set_timer(FOLLOW_SECONDS, self.read_now)
        return self.has_focus

    def read_now(self) -> None:
        """Read what is to be read once the cursor rests."""
        if self._rest is not None:
            self._rest.stop()
            self._rest = None
            self._host.workers.begin(self._read(self._record or "", self._asked))

    def refresh(self) -> None:
        """Read again what is shown: the store has changed, or another language is spoken."""
        if self._docked is not None:
            self._docked.browser.store_changed()

    async def _read(self, record: str, number: int) -> None:
        loaded = await self._load(record, number) if record else None
        if number == self._asked and (loaded is not None or not record):
            await self._show(loaded)

    async def _load(self, record: str, number: int) -> "LoadedDetail | None":
        from ngkt_tui.services.detail_lines import load_detail  # a start on a narrow screen needs none

        workers = self._host.workers
        job = partial(load_detail, workers.reader, record)
        try:
            reading = workers.reading.submit(job, lambda: number == self._asked, is_patient=True)
            return await asyncio.wrap_future(reading)
        except UnknownRecordError:
            return None  # withdrawn while it was under the cursor: the panes are being read anew

    async def _show(self, loaded: "LoadedDetail | None") -> None:
        if loaded is None:
            self._show_hint()
        elif self._docked is None:
            from ngkt_tui.tui.dialogs.detail_dialog import DockedDetail  # as above

            self._docked = DockedDetail(self._host, loaded, self.frame, lambda: self._host.panes.focused.focus())
            await self.frame.mount(self._docked)
        elif self._docked.is_whole:
            self._docked.show(loaded)
        self.frame.set_class(loaded is None, "-empty")

    def _show_hint(self) -> None:
        """Show, where the cursor is on no record, what would stand here."""
        self.frame.border_title = Content(self._host.keys.keymap.name("detail"))
        self.frame.border_subtitle = ""
        words = Content(self._host.translate("docked.none"))
        if hints := self.frame.query(Static):
            hints.first(Static).update(words)
        else:
            self.frame.mount(Static(words))
