"""What Textual 8.2 does not do right for a program that is open all day: the order of keys, faults, and double work.

Keys and pastes come one after the other: each is given when what the one before it began has come to rest. Textual
hands a key to the widget that has the focus at that moment, and looks for its binding only when it has come back up to
the app: whatever is typed in one go with `/` would be taken for commands, and an input method's d, Backspace, đ would
come out of order. Here a key waits until the one before it has gone all that way, and until the dialog that it opens,
if any, is there, or the records that it asks for.

Each correction of a fault is made in Textual's own class, because Textual offers no other place; a test holds each.
They go when Textual mends the fault itself.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from functools import cache, partialmethod

from rich.segment import Segment
from textual._styles_cache import StylesCache
from textual._time import get_time
from textual.app import App
from textual.cache import FIFOCache
from textual.color import Color
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.geometry import Offset, Size
from textual.message_pump import MessagePump
from textual.messages import Layout
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

PATIENCE = 3.0
"""Seconds after which a key is given although nobody has told what became of the one before it."""
GLANCE = 0.01
"""Seconds until it is looked again whether a dialog has opened."""

Typed = Key | Paste


class InputQueue:
    """What was typed and is not done with: `give` hands it to the app.

    `is_opening` of a screen means that something is on its way to which the next key will be given.
    """

    def __init__(self, app: App[None], give: Callable[[Typed], Awaitable[None]]) -> None:
        self._app = app
        self._give = give
        self._waiting: deque[Typed] = deque()
        self._in_hand: Typed | None = None
        self._asked: MessagePump | None = None
        self._until = 0.0

    @property
    def is_empty(self) -> bool:
        """Return whether everything that was typed has been given, and has come to rest."""
        return self._in_hand is None and not self._waiting

    async def take(self, typed: Typed) -> None:
        """Give what was typed when its turn comes."""
        self._waiting.append(typed)
        if self._in_hand is None:
            await self._give_next()
        elif asyncio.get_running_loop().time() > self._until:
            await self._end(self._in_hand)

    async def _give_next(self) -> None:
        typed = self._in_hand = self._waiting.popleft()
        self._until = asyncio.get_running_loop().time() + PATIENCE
        node: MessagePump = self._app.focused or self._app.screen
        await self._give(typed)
        if typed.is_forwarded:
            path = [node, *node.ancestors] if isinstance(node, DOMNode) else [node]
            self._pass([*path, *path], typed)  # up to the app; then what was told of on the way, by the same way
        else:
            self._app.call_later(self._rest, typed)  # a binding of the app's took it at once

    def _pass(self, path: list[MessagePump], typed: Typed) -> None:
        """Go on when each node on the way has done what it has been asked for until then."""
        self._asked = None
        while path:
            node = self._asked = path.pop(0)
            if node.call_later(self._pass, path, typed):
                asyncio.get_running_loop().call_later(GLANCE, self._pass_over, node, path, typed)
                return
        self._app.call_later(self._rest, typed)  # after what the app was asked for meanwhile, as moving the focus

    def _pass_over(self, node: MessagePump, path: list[MessagePump], typed: Typed) -> None:
        """Go on where a node is taken away before it has done what it was asked for: it never will."""
        if typed is not self._in_hand or self._asked is not node:
            return
        if node.is_running:
            asyncio.get_running_loop().call_later(GLANCE, self._pass_over, node, path, typed)
        else:
            self._pass(path, typed)

    async def _rest(self, typed: Typed) -> None:
        now = asyncio.get_running_loop().time()
        if self._is_opening() and now < self._until:
            asyncio.get_running_loop().call_later(GLANCE, self._app.call_later, self._rest, typed)
        else:
            await self._end(typed)

    def _is_opening(self) -> bool:
        screens = (*self._app.screen_stack[:1], self._app.screen)
        return any(getattr(screen, "is_opening", False) for screen in screens)

    async def _end(self, typed: Typed) -> None:
        if typed is self._in_hand:
            self._in_hand = None
            if self._waiting:
                await self._give_next()


class OrderedApp(App[None]):
    """An app to which keys and pastes come one after the other, but for the keys that interrupt it."""

    interrupting: frozenset[str] = frozenset()
    """The keys that wait for nothing that is on its way, and for nothing that never comes."""
    on_first_key: Callable[[], object] | None = None

    def __init__(self, driver_class: type[Driver] | None = None) -> None:
        fix_textual()
        super().__init__(driver_class=driver_class)
        self.typing = InputQueue(self, super().on_event)

    async def on_event(self, event: Event) -> None:
        """Handle an event; what is typed comes in its order."""
        if isinstance(event, Key) and event.key in self.interrupting:
            self.action_interrupt()
        elif isinstance(event, Typed) and not event.is_forwarded:
            if self.on_first_key is not None:
                self.on_first_key()
                self.on_first_key = None
            await self.typing.take(event)
        else:
            await super().on_event(event)

    def action_interrupt(self) -> None:
        raise NotImplementedError


MAX_COLOR_PAIRS = 1024
"""Pairs of colours whose styles are kept, as many as Textual keeps."""


@cache
def fix_textual() -> None:
    """Make the corrections, once in a process."""
    _let_go_of_removed_widgets()
    _select_nothing_of_removed_widgets()
    _lay_out_once()
    _lay_out_together()
    _make_caches_of_lines_when_used()
    _set_only_rules_that_changed()


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


def _lay_out_once() -> None:
    """Lay nothing out again for what a layout itself has brought about.

    Textual tells a screen of its own new size, upon which it is laid out a second time, and those below it with it;
    and each widget whose contents got another size asks for the next layout. A dialog is laid out four times for it.
    """
    lay_out, scrolled = Screen._screen_resized, Widget._size_updated

    def lay_out_anew(screen: Screen[object], size: Size) -> None:
        if screen._compositor.size != size or (screen._layout_widgets and not screen.is_current):
            lay_out(screen, size)

    Screen._screen_resized = lay_out_anew  # type: ignore[method-assign, assignment]
    Widget._size_updated = partialmethod(scrolled, layout=False)  # type: ignore[method-assign, assignment]


def _lay_out_together() -> None:
    """Serve all that was asked for before a layout by it.

    Textual lays a screen out when it comes to the top, and then again for each widget that asked for it while the
    screen was composed: twice the most expensive part of opening a dialog.
    """
    lay_out, ask = Screen._refresh_layout, Screen._on_layout

    def lay_out_all(screen: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        is_whole = not scroll or bool(screen._layout_widgets)
        if is_whole and (screen.outer_size if size is None else size):
            for widget in screen.walk_children(Widget, with_self=True):
                if widget._layout_required:
                    _forget_arrangement(widget)
            screen.__dict__["_served_until"] = get_time()
        lay_out(screen, size, scroll)

    async def ask_unless_served(screen: Screen[object], message: Layout) -> None:
        message.stop()
        message.prevent_default()
        if message.time > screen.__dict__.get("_served_until", 0.0):
            await ask(screen, message)

    Screen._refresh_layout = lay_out_all  # type: ignore[method-assign, assignment]
    Screen._on_layout = ask_unless_served  # type: ignore[method-assign, assignment]


def _forget_arrangement(widget: Widget) -> None:
    """Have the next layout arrange a widget and those around it anew, as Textual does where one asks for a layout."""
    widget._layout_required = False
    for ancestor in widget.ancestors:
        if not isinstance(ancestor, Widget):
            break
        ancestor._clear_arrangement_cache()
        ancestor._layout_updates += 1
        if not ancestor.styles.auto_dimensions:
            break


def _set_only_rules_that_changed() -> None:
    """Set no rules of a widget that are those which it was given before: most are, whenever a screen comes to the top.

    Textual keeps some of them in another form than it is given them (a height in percent), so that it takes them for
    others each time, and lays the screen out again.
    """
    replace = Stylesheet.replace_rules

    def replace_changed(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
        if animate:
            node.__dict__.pop("_given_rules", None)
        elif node.__dict__.get("_given_rules") == rules:
            node.notify_style_update()
            return
        else:
            node.__dict__["_given_rules"] = rules
        replace(node, rules, animate)

    Stylesheet.replace_rules = staticmethod(replace_changed)  # type: ignore[method-assign]


def _make_caches_of_lines_when_used() -> None:
    """Make no cache of a drawn line before it is used: a line has seven, most lines use one, and all are made anew."""
    sizes = {name: made._maxsize for name in Strip.__slots__ if isinstance(made := getattr(Strip([]), name), FIFOCache)}
    if {*Strip.__slots__} - sizes.keys() != {"_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count"}:
        return  # a Textual that keeps something else

    def begin(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
        strip._segments, strip._cell_length = list(segments), cell_length
        strip._render_cache = strip._link_ids = strip._cell_count = None

    def make(strip: Strip, name: str) -> FIFOCache[object, object]:
        if name not in sizes:
            raise AttributeError(name)
        made: FIFOCache[object, object] = FIFOCache(sizes[name])
        setattr(strip, name, made)
        return made

    Strip.__init__, Strip.__getattr__ = begin, make  # type: ignore[method-assign, assignment, attr-defined]


def forget_watcher(watcher: Widget) -> None:
    """Forget what a widget that is being removed has watched of its app.

    Textual forgets it only when that changes; a text area watches the theme, which may never change.
    """
    for watching in getattr(watcher.app, "__watchers", {}).values():
        watching[:] = [(widget, call) for widget, call in watching if widget is not watcher]
