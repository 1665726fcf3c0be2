"""Long work of the editing thread: how far it has come, leaving meanwhile, stopping it with nothing half done."""

from ngkt_tui.domain.errors import EditStoppedError
from ngkt_tui.domain.progress import Phase
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.messages import WorkAdvanced, WorkEnded
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.widgets.header import HeaderLine
from ngkt_tui.tui.workers import WorkerHost

MANY = 2000
"""Records from which on work takes so long that its user is told of it."""


class LongWork:
    """Shows in the head how far edits and exports of many records are. `take_report` is what services call."""

    def __init__(self, shared: SharedContext, workers: WorkerHost, header: HeaderLine, notifier: Notifier) -> None:
        self._shared, self._workers, self._header, self._notifier = shared, workers, header, notifier
        self._last: WorkAdvanced | None = None
        self.is_stopping = False
        """Whether what the editing thread does is to be taken back."""

    def take_report(self, phase: Phase, done: int, total: int) -> None:
        """Pass on how far work has come, from the editing thread; raises `EditStoppedError` to stop it."""
        if self.is_stopping:
            raise EditStoppedError
        if total >= MANY:
            if self._last is None:
                self._workers.editing.run(self._end)  # runs once this work is done, refused or stopped
            self._last = WorkAdvanced(phase, done, total)
            self._workers.post(self._last)

    def show(self, message: WorkAdvanced | WorkEnded) -> None:
        """Show how far it is; once it has ended, the counts again."""
        self._header.show_work(self._words("header.work", message) if isinstance(message, WorkAdvanced) else "")

    def refuse_leaving(self, quit_key: str) -> bool:
        """Tell whether long work is being done, and say so to who wants to leave with `quit_key`."""
        if self._last is None:
            return False
        words = self._words("screen.still-writing", self._last, quit=quit_key)
        self._notifier.show_message(words, severity="warning")
        return True

    async def ended(self) -> None:
        """Wait until all that was begun in the editing thread is done or refused."""
        await self._workers.work(lambda: None)

    def _end(self) -> None:
        self._last = None
        self._workers.post(WorkEnded())

    def _words(self, key: str, work: WorkAdvanced, **values: object) -> str:
        phase = self._shared.translate(f"progress.{work.phase}")
        return self._shared.translate(key, phase=phase, done=work.done, total=work.total, **values)
