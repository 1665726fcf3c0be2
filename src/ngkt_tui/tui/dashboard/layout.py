"""How the dashboard is laid out at a size of the terminal."""

from collections.abc import Callable
from enum import Enum, auto

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.tui.dashboard.detail_dock import DetailDock
from ngkt_tui.tui.dashboard.pane_controller import PaneController
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
