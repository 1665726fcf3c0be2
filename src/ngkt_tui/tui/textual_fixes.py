"""Corrections of faults in Textual 8.2 that a program which is open all day cannot live with.

Each is made in Textual's own class, because Textual offers no other place; a test holds each. They go when Textual
mends the fault itself.
"""

from functools import cache

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.geometry import Offset
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

MAX_COLOR_PAIRS = 1024
"""Pairs of colours whose styles are kept, as many as Textual keeps."""


@cache
def fix_textual() -> None:
    """Make the corrections, once in a process."""
    _let_go_of_removed_widgets()
    _select_nothing_of_removed_widgets()


def _let_go_of_removed_widgets() -> None:
    """Key the styles of two colours by the colours alone.

    Textual caches a method, so that the cache keeps each of the last 1,024 widgets' drawn lines alive, with all that
    was ever cropped or filtered from them: 0.85 MB for each opening of the help.
    """
    kept: dict[tuple[Color, Color], tuple[Style, Style]] = {}

    def inner_and_outer(_drawn: StylesCache, base: Color, background: Color) -> tuple[Style, Style]:
        pair = base, background
        if pair not in kept:
            if len(kept) >= MAX_COLOR_PAIRS:
                kept.clear()
            kept[pair] = Style(background=base + background), Style(background=base)
        return kept[pair]

    StylesCache.get_inner_outer = inner_and_outer  # type: ignore[method-assign, assignment]


def _select_nothing_of_removed_widgets() -> None:
    """Begin no selection in a widget that is not there any more.

    A second press on a notification that is leaving finds it still in the layout, but without a parent, and Textual
    asks the parent for its region.
    """
    found_at = Screen.get_widget_and_offset_at

    def attached_at(screen: Screen[object], x: int, y: int) -> tuple[Widget | None, Offset | None]:
        widget, offset = found_at(screen, x, y)
        return (widget, offset) if widget is None or widget.is_attached else (None, None)

    Screen.get_widget_and_offset_at = attached_at  # type: ignore[method-assign, assignment]


def forget_watcher(watcher: Widget) -> None:
    """Forget what a widget that is being removed has watched of its app.

    Textual forgets it only when that changes; a text area watches the theme, which may never change.
    """
    for watching in getattr(watcher.app, "__watchers", {}).values():
        watching[:] = [(widget, call) for widget, call in watching if widget is not watcher]
