"""Watching the store: what others change of it, whether it is still there, and when its panes are read again.

Nothing is made in the place of a store that is gone, and nothing is written to one that took its place, before the
user has opened it.

What others have changed is shown with as few reads as that takes, and not when all other dashboards read too: readers
hold up the next commit. Eighteen dashboards that read all panes at once after every edit made the next one wait for
seconds.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from random import random

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import NgktError
from ngkt_tui.domain.store_errors import StoreGoneError, StoreUnreachableError
from ngkt_tui.query.change_groups import ExternalChanges
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.messages import ChangedElsewhere, Failed, NewRecordsLoaded, StoreBack, StoreLost, StoreProblem
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.workers import WorkerHost


class StoreWatcher:
    """Looks, in the reading thread, what others did to the store, but not while an own edit is on its way.

    That the store cannot be read is reported once, and again when the reason is another one.
    """

    def __init__(self, workers: WorkerHost) -> None:
        self._workers = workers
        self.has_to_look = False
        """Whether it should have been looked while an own edit was on its way."""
        self._problem: StoreProblem | None = None
        self._looking: Future[None] | None = None

    @property
    def is_lost(self) -> bool:
        """Return whether the store that was opened cannot be read any more."""
        return self._problem is not None

    def check(self) -> None:
        """Look whether somebody else has changed the store, unless that is being done.

        It waits for what is being read: a read of more than a second, which each look stopped, would never end.
        """
        if self._looking is None or self._looking.done():
            self._looking = self._workers.reading.submit(self._workers.guard(self._check), is_patient=True)

    def find_new(self) -> None:
        """Look what imports have brought since the user last looked."""
        self._workers.reading.submit(self._workers.guard(self._find_new))

    def check_after_failure(self, error: NgktError) -> None:
        """Look what has become of a store that an edit or a read did not find."""
        if isinstance(error, StoreGoneError) and not self.is_lost:
            self.check()

    async def reopen(self, shared: SharedContext) -> None:
        """Open the store that has taken the place of the one that was opened, for all parts of the dashboard."""
        shared.present = replace(shared.present, file=await self._workers.read(lambda reader: reader.reopen()))
        self.check()

    def _check(self) -> None:
        self.has_to_look = self._workers.own_edits > 0
        if self.has_to_look:
            return
        try:
            seen = self._workers.reader.external_changes(self._workers.own_groups)
        except NgktError as error:
            self._post_problem(error)
            return
        if self._problem is not None:
            self._problem = None
            self._workers.post(StoreBack())
        if seen is not None:
            if seen.groups and not seen.records:  # an import may be among them
                self._find_new()
            self._workers.post(ChangedElsewhere(seen))

    def _find_new(self) -> None:
        self._workers.post(NewRecordsLoaded(self._workers.reader.new_records()))

    def _post_problem(self, error: NgktError) -> None:
        before, self._problem = self._problem, self._problem_of(error)
        if before is None:
            self._workers.post(Failed(error))
        if before is not self._problem:
            self._workers.post(StoreLost(self._problem))

    def _problem_of(self, error: NgktError) -> StoreProblem:
        if isinstance(error, StoreUnreachableError):
            return StoreProblem.UNREACHABLE
        if not isinstance(error, StoreGoneError):
            return StoreProblem.UNREADABLE
        return StoreProblem.REPLACED if self._workers.reader.is_replaced else StoreProblem.GONE


MAX_DELAY_SECONDS = 0.8
"""How long at most the panes without the focus wait; each dashboard waits for a time of its own."""


class PaneRefresher:
    """Reads panes anew that show what others have changed: the focused one at once, the others a moment later.

    A pane that is not seen is read once it is. `is_seen` decides that for a pane by its number, `later` calls after
    some seconds.
    """

    def __init__(
        self,
        panes: PaneController,
        loader: PaneLoader,
        is_seen: Callable[[int], bool],
        later: Callable[[float, Callable[[], None]], object],
    ) -> None:
        self._panes, self._loader, self._is_seen, self._later = panes, loader, is_seen, later
        self._outdated: set[int] = set()
        self._is_waiting = False

    def follow(self, seen: ExternalChanges) -> None:
        """Show what others have changed in every pane that can show it."""
        for number, pane in enumerate(self._panes):
            shown = {section.kind for section in pane.spec.sections}
            counts = {RecordKind.DIRECTIVE} if pane.spec.shows_progress else set()
            if not seen.kinds or (shown | counts) & seen.kinds:
                self._outdated.add(number)
        if not seen.kinds or RecordKind.DIRECTIVE in seen.kinds:
            self._loader.header(self._panes.view.scope)
        self._open([self._panes.number])
        if self._outdated and not self._is_waiting:
            self._is_waiting = True
            self._later(random() * MAX_DELAY_SECONDS, self._open_the_rest)

    def open_seen(self) -> None:
        """Read what has come into sight since it was outdated."""
        if self._outdated and not self._is_waiting:
            self._open(range(len(self._panes)))

    def _open_the_rest(self) -> None:
        self._is_waiting = False
        self._open(range(len(self._panes)))

    def _open(self, numbers: Iterable[int]) -> None:
        for number in self._outdated.intersection(numbers):
            if self._is_seen(number):
                self._outdated.discard(number)
                self._panes.open(number, from_top=False)
