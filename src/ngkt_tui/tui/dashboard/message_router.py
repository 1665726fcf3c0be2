"""What the threads report, and where in the dashboard it is shown."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ngkt_tui.domain.words import translate
from ngkt_tui.query.change_groups import NewRecords
from ngkt_tui.tui import messages
from ngkt_tui.tui.dashboard.notifier import LongWork
from ngkt_tui.tui.dashboard.selection import MarkController
from ngkt_tui.tui.dashboard.store_watcher import PaneRefresher, StoreWatcher
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.header import HeaderLine

if TYPE_CHECKING:
    from ngkt_tui.services.edit import EditMessage


class MessageRouter:
    """Routes reports. `when_drawn` calls once the panes are drawn, `when_open` is called once all of them have rows."""

    def __init__(
        self,
        host: DialogHost,
        header: HeaderLine,
        marks: MarkController,
        watcher: StoreWatcher,
        refresher: PaneRefresher,
        work: LongWork,
        when_drawn: Callable[[Callable[[], None]], object],
        when_open: Callable[[], object],
    ) -> None:
        self._host = host
        self._panes, self._filters, self._edits, self._notifier = host.panes, host.filters, host.edits, host.notifier
        self._header, self._marks, self._watcher = header, marks, watcher
        self._refresher, self._work = refresher, work
        self._when_drawn, self._when_open = when_drawn, when_open
        self._is_open = False
        self._new = NewRecords()

    def take(self, message: messages.Report) -> None:
        """Show what is reported."""
        match message:
            case messages.PaneMessage():
                self._marks.refresh(message)
                self._panes.show(message)
                if self._panes.are_all_read and not self._is_open:
                    self._is_open = True
                    self._watcher.find_new()
                    self._when_open()
            case messages.CompletionsLoaded():
                self._filters.show_suggestions(message)
            case messages.TotalsLoaded():
                self._header.show(message.header)
            case messages.WorkAdvanced() | messages.WorkEnded():
                self._work.show(message)
            case messages.EditRendered():
                self._edits.end_reload(message.edited)
                self._when_drawn(lambda: self._follow_up(message.edited))
            case messages.Failed():
                self._notifier.show_failure(message.error)
                self._watcher.check_after_failure(message.error)
            case messages.Crashed():
                raise message.error  # nobody expects it: the program ends with it
            case _:
                self._take_change(message)

    def _follow_up(self, edited: "EditMessage") -> None:
        self._edits.follow_up(edited)
        if edited.group is not None:
            self._host.workers.refresh_screens()

    def _notify_of_new(self, new: NewRecords) -> None:
        """Mark what imports have brought, and say how much it is."""
        if new == self._new:
            return
        self._new = new
        for pane in self._panes:
            pane.new_ids = new.ids
            pane.redraw()
        from ngkt_tui.services.change_text import count_words  # only where something is new

        if counts := count_words(new.counts, self._host.context.language):
            self._notifier.show_message(translate(self._host.context.language, "screen.new", records=counts))

    def _take_change(self, message: messages.Report) -> None:
        """Show what has become of the store: in the head, as long as it is not what is shown; then read it all anew."""
        match message:
            case messages.NewRecordsLoaded():
                self._notify_of_new(message.new)
            case messages.ChangedElsewhere():
                self._refresher.follow(message.seen)
                self._host.workers.refresh_screens()
            case messages.StoreLost():
                self._header.show_trouble(message.trouble)
            case messages.StoreBack():
                self._header.show_trouble(None)
                self._panes.forget_counts()
                self._panes.open_all(from_top=False)
