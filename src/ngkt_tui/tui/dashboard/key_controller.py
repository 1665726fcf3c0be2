"""Which keys work now: by what lies under the cursor. The key line, the palette and the bindings ask here."""

from collections.abc import Awaitable, Callable

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.scope import CHIP_KINDS
from ngkt_tui.services.line_sources import NoLeadRow
from ngkt_tui.tui.dashboard.filter_controller import Navigator
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.selection import MarkController
from ngkt_tui.tui.dashboard.store_watcher import StoreWatcher
from ngkt_tui.tui.keymap import Key, Keymap, Need, Owner, key_of
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.widgets.line_widgets import KeyLine

WITH_STANDING = (RecordKind.DIRECTIVE, RecordKind.AGREEMENT, RecordKind.MARKET)
"""What has a status, a stage or an assessment."""
_WORKS_ON = {
    Need.TARGET: tuple(RecordKind),
    Need.DIRECTIVE: (RecordKind.DIRECTIVE,),
    Need.STANDING: WITH_STANDING,
}
"""The kinds of records, under the cursor or marked, that a need is met by."""


class KeyController:
    """The keys of the dashboard, in a line of its own. `run_action` does what a key with an action does."""

    def __init__(
        self,
        keymap: Keymap,
        shared: SharedContext,
        panes: PaneController,
        marks: MarkController,
        navigator: Navigator,
        watcher: StoreWatcher,
        notifier: Notifier,
        run_action: Callable[[str], Awaitable[object]],
    ) -> None:
        self.keymap = keymap
        self._shared = shared
        self._panes, self._marks, self._navigator, self._watcher = panes, marks, navigator, watcher
        self._notifier, self._run_action = notifier, run_action
        self._has_warned = False
        self.line = KeyLine()

    def commands(self) -> tuple[Key, ...]:
        """Return the commands that work now, for the palette."""
        return tuple(key for key in self.keymap.rows if key.in_palette and self._fits(key))

    async def perform(self, action: str) -> None:
        await self._run_action(action)

    def works(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Return whether the key of an action works now."""
        key = key_of(action, parameters)
        return key is None or key.owner is not Owner.DASHBOARD or self._fits(key)

    def show(self, *, is_typing: bool, is_docked: bool = False) -> None:
        """Show the keys that work where the focus is, on the record under the cursor or in the docked detail."""
        if is_typing:
            self.line.show(tuple(row for row in self.keymap.rows if row.owner is Owner.FILTER or row.id == "back"), {})
            return
        rows = [row for row in self.keymap.line() if self._fits(row)]
        if is_docked:
            in_dock = [self.keymap.row("open"), self.keymap.row("back")]
            rows = in_dock + [row for row in rows if row not in in_dock]
        self.line.show(tuple(rows), {"open": "key.open.unled"} if isinstance(self._panes.line, NoLeadRow) else {})

    def warn_of_key(self, key: str, letter: str) -> None:
        """Warn once that an input method has composed a `letter` where keys are commands; and of what a key needs."""
        if letter.isalpha() and not letter.isascii() and not self._has_warned:
            self._has_warned = True
            self._notifier.warn("screen.input-method", letter=letter, open=self.keymap.name("open"))
        for row in self.keymap.rows:
            if row.owner is Owner.DASHBOARD and key in row.keys.split(",") and not self._fits(row):
                panes = {f"pane{number}": self.keymap.name(f"pane-{number}") for number in range(1, 5)}
                need = "editor" if self._is_barred(row) else row.needs.name.lower()
                self._notifier.warn(f"need.{need}", pressed=row.name, **panes)

    def warn_of_paste(self) -> None:
        """Warn where a paste would go, when it was made where nothing can be typed."""
        keys = {id: self.keymap.name(id) for id in ("filter", "note")}
        self._notifier.warn("screen.paste-nowhere", **keys)

    def _is_barred(self, key: Key) -> bool:
        """Return whether the role of the user in the store does not allow what a key does."""
        return key.writes and self._shared.present.is_reader

    def _fits(self, key: Key) -> bool:
        if self._is_barred(key):
            return False
        match key.needs:
            case Need.NOTHING:
                return True
            case Need.RECORD:
                return self._panes.record is not None or (key.id == "open" and self._panes.line is not None)
            case Need.SCOPE:
                return self._panes.record is not None and self._panes.record.kind in CHIP_KINDS
            case Need.TARGET | Need.DIRECTIVE | Need.STANDING:
                return self._marks.kind in _WORKS_ON[key.needs]
            case Need.AGENCY:
                is_agency = isinstance(self._panes.line, NoLeadRow) or self._marks.kind is RecordKind.ORGANISATION
                return is_agency or self._panes.view == self._navigator.work
            case Need.PARTS:
                return len(self._panes.focused.spec.sections) > 1
            case Need.TABLE:
                return len(self._panes.focused.spec.groupings) > 1
            case Need.LOST_STORE:
                return self._watcher.is_lost
