"""Which keys work now: by what lies under the cursor. The key line, the palette and the bindings ask here."""

from collections.abc import Awaitable, Callable

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.services.line_lists import NoLeadRow
from ngkt_tui.tui.dashboard.filter_controller import Navigator
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.selection import MarkController
from ngkt_tui.tui.dashboard.store_watcher import StoreWatcher
from ngkt_tui.tui.keymap import Key, Keymap, Need, Owner, key_of
from ngkt_tui.tui.widgets.line_widgets import KeyLine

WITH_STANDING = (RecordKind.DIRECTIVE, RecordKind.AGREEMENT, RecordKind.MARKET)
"""What has a status, a stage or an assessment."""


class KeyController:
    """The keys of the dashboard, in a line of its own. `run_action` does what a key with an action does."""

    def __init__(
        self,
        keymap: Keymap,
        panes: PaneController,
        marks: MarkController,
        navigator: Navigator,
        watcher: StoreWatcher,
        notifier: Notifier,
        run_action: Callable[[str], Awaitable[object]],
    ) -> None:
        self.keymap = keymap
        self._panes, self._marks, self._navigator, self._watcher = panes, marks, navigator, watcher
        self._notifier, self._run_action = notifier, run_action
        self._has_warned = False
        self.line = KeyLine()

    def commands(self) -> tuple[Key, ...]:
        """Return the commands that work now, for the palette."""
        return tuple(key for key in self.keymap.rows if key.in_palette and self._fits(key))

    async def perform(self, action: str) -> None:
        """Do what a key with this action does."""
        await self._run_action(action)

    def works(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Tell whether the key of an action works now."""
        key = key_of(action, parameters)
        return key is None or key.owner is not Owner.DASHBOARD or self._fits(key)

    def show(self, *, is_typing: bool) -> None:
        """Show the keys that work where the focus is, on the record under the cursor."""
        if is_typing:
            self.line.show(tuple(row for row in self.keymap.rows if row.owner is Owner.FILTER or row.id == "back"), {})
            return
        rows, word = [row for row in self.keymap.line() if self._fits(row)], self._open_word()
        if word == "key.open.narrow":  # then only the key for details opens one: it stands beside Enter
            rows.sort(key=lambda row: row.id not in ("open", "detail"))
        self.line.show(tuple(rows), {"open": word})

    def is_opened_by_enter(self, kind: RecordKind, record: str) -> bool:
        """Tell whether Enter opens a record: a directive, or one that the dashboard is narrowed to already."""
        return kind is RecordKind.DIRECTIVE or self._panes.view.has_chip(record)

    def warn_of_input_method(self, letter: str) -> None:
        """Tell once that an input method has composed a `letter` where keys are commands."""
        if letter.isalpha() and not letter.isascii() and not self._has_warned:
            self._has_warned = True
            self._notifier.warn("screen.input-method", letter=letter, open=self.keymap.name("open"))

    def warn_of_paste(self) -> None:
        """Tell where a paste would go, when it was made where nothing can be typed."""
        keys = {id: self.keymap.name(id) for id in ("filter", "note")}
        self._notifier.warn("screen.paste-nowhere", **keys)

    def _open_word(self) -> str:
        """Return the key of the word for what Enter does to the record under the cursor."""
        if isinstance(self._panes.line, NoLeadRow):
            return "key.open.unled"
        record = self._panes.record
        is_opened = record is None or self.is_opened_by_enter(record.kind, record.id)
        return "key.open" if is_opened else "key.open.narrow"

    def _fits(self, key: Key) -> bool:
        match key.needs:
            case Need.NOTHING:
                return True
            case Need.RECORD:
                return self._panes.record is not None or (key.id == "open" and self._panes.line is not None)
            case Need.TARGET:
                return self._marks.kind is not None
            case Need.DIRECTIVE:
                return self._marks.kind is RecordKind.DIRECTIVE
            case Need.AGENCY:
                is_agency = isinstance(self._panes.line, NoLeadRow) or self._marks.kind is RecordKind.ORGANISATION
                return is_agency or self._navigator.is_at_work
            case Need.STANDING:
                return self._marks.kind in WITH_STANDING
            case Need.PARTS:
                return len(self._panes.focused.spec.sections) > 1
            case Need.TABLE:
                return len(self._panes.focused.spec.groupings) > 1
            case Need.LOST_STORE:
                return self._watcher.is_lost
