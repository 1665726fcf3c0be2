"""How the dashboard is laid out at a size of the terminal, and when its panes are read again.

What others have changed is shown with as few reads as that takes, and not when all other dashboards read too: readers
hold up the next commit. Eighteen dashboards that read all panes at once after every edit made the next one wait for
seconds.
"""

from collections.abc import Callable, Iterable
from enum import Enum, auto
from random import random

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.change_groups import ExternalChanges
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.tui.dashboard.detail_dock import DetailDock
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.view_state import SharedContext


class Layout(Enum):
    """The layouts, from the smallest terminal to the widest."""

    TINY = auto()
    """Below 40x10: a sentence says so."""
    SMALL = auto()
    """One pane at a time, under a bar of panes."""
    NORMAL = auto()
    ROOMY = auto()
    """As normal, the first pane wider."""
    VAST = auto()
    """As normal, the detail docked beside the panes."""


def layout_for(width: int, height: int) -> Layout:
    """Return the layout for a terminal of `width` columns and `height` lines."""
    if width < 40 or height < 10:
        return Layout.TINY
    if width < 100 or height < 30:
        return Layout.SMALL
    if width >= 160:
        return Layout.VAST
    return Layout.ROOMY if width >= 150 else Layout.NORMAL


ZOOMED = (ListGrouping.STAGE, ListGrouping.TREE)
"""What rows are grouped by where their pane is alone."""


class PaneLayout:
    """Lays out `panes` and `dock` by classes of the `outer` widget, which the styles know."""

    def __init__(self, shared: SharedContext, panes: PaneController, dock: DetailDock, outer: Widget) -> None:
        self._shared, self._panes, self._dock, self._outer = shared, panes, dock, outer
        self.present = Layout.NORMAL
        self.is_zoomed = False
        self.on_arranged: Callable[[], None] = lambda: None
        """Is called when panes may have come into sight."""

    def is_seen(self, number: int) -> bool:
        """Return whether a pane is seen beside the focused one, or is that one."""
        return number == self._panes.number or not (self.present is Layout.SMALL or self.is_zoomed)

    def resize(self, size: Size) -> None:
        """Lay the panes out for another size."""
        before, self.present = self.present, layout_for(size.width, size.height)
        self._arrange()
        if before is Layout.TINY is not self.present:
            self._outer.call_after_refresh(self._panes.focused.focus)

    def zoom(self) -> None:
        """Show the focused pane alone, agreements as a board of stages and agencies as a tree; or all panes again."""
        self.is_zoomed = not self.is_zoomed
        self._arrange()
        for number, pane in enumerate(self._panes):
            zoomed = next((each for each in pane.spec.groupings if each in ZOOMED), None)
            grouping = zoomed if self.is_zoomed else ListGrouping.NONE
            if zoomed and grouping and pane.options.grouping is not grouping:
                pane.options = pane.options._replace(grouping=grouping)
                self._panes.open(number, from_top=False)

    def _arrange(self) -> None:
        is_small, is_tiny = self.present is Layout.SMALL, self.present is Layout.TINY
        if is_tiny and not self._outer.query("#too-small"):
            self._outer.mount(Static(Content(self._shared.present.translate("screen.too-small")), id="too-small"))
        self._outer.set_class(is_tiny, "-tiny")
        self._outer.set_class(is_small, "-small")
        self._outer.set_class(self.present in (Layout.ROOMY, Layout.VAST), "-roomy")
        self._outer.set_class(is_small or self.is_zoomed, "-one-pane")
        self._dock.fit(is_possible=self.present is Layout.VAST and not self.is_zoomed)
        for pane in self._panes:
            pane.is_titled = not is_small
            pane.refresh_frame()
        self.on_arranged()


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
