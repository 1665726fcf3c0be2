"""What a dialog may use of the dashboard."""

from typing import TypeVar

from textual.screen import Screen

from ngkt_tui.services.context import Context
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.filter_controller import FilterController, Navigator
from ngkt_tui.tui.dashboard.key_controller import KeyController
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.workers import WorkerHost

T = TypeVar("T")


class DialogHost:
    """The dashboard as its dialogs see it. Openers ask services in the threads of `workers`, never here."""

    def __init__(
        self,
        shared: SharedContext,
        workers: WorkerHost,
        notifier: Notifier,
        panes: PaneController,
        filters: FilterController,
        navigator: Navigator,
        edits: EditController,
        keys: KeyController,
    ) -> None:
        self._shared = shared
        self.workers, self.notifier = workers, notifier
        self.panes, self.filters, self.navigator = panes, filters, navigator
        self.edits, self.keys = edits, keys

    @property
    def context(self) -> Context:
        """Return the present context, with the language that is spoken."""
        return self._shared.present

    def translate(self, key: str, /, **values: object) -> str:
        """Return words in the language that is spoken."""
        return self._shared.translate(key, **values)

    async def ask(self, dialog: Screen[T | None]) -> T | None:
        """Show a dialog and return its answer, `None` where it was left."""
        return await self.workers.ask(dialog)
