"""Showing what others have changed, with as few reads as that takes, and not when all other dashboards read too.

Readers hold up the next commit. Eighteen dashboards that read all panes at once after every edit made the next one wait
for seconds.
"""

from collections.abc import Callable, Iterable
from random import random

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.change_groups import ExternalChanges
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.pane_loader import PaneLoader

MAX_DELAY_SECONDS = 0.8
"""How long at most the panes without the focus wait; each dashboard waits for a time of its own."""


class PaneRefresher:
    """Reads panes anew that show what others have changed: the focused one at once, the others a moment later.

    A pane that is not seen is read when it is. `is_seen` tells that of a pane by its number, `later` calls after some
    seconds.
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
            self._loader.header(self._panes.view.scope_items)
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
