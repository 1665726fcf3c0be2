"""How the dashboard is laid out at a size of the terminal. Pure."""

from enum import Enum, auto


class Layout(Enum):
    """The layouts, from the smallest terminal to the widest."""

    TINY = auto()
    """Below 40x10: a sentence says so."""
    SMALL = auto()
    """One pane at a time, under a bar of panes."""
    NORMAL = auto()
    ROOMY = auto()
    """As normal, the first pane wider."""


def layout_for(width: int, height: int) -> Layout:
    """Return the layout for a terminal of `width` columns and `height` lines."""
    if width < 40 or height < 10:
        return Layout.TINY
    if width < 100 or height < 30:
        return Layout.SMALL
    return Layout.ROOMY if width >= 150 else Layout.NORMAL
