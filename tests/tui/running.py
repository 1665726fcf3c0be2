"""Running the dashboard in a test: the app in a terminal of its own, and waiting until it has come to rest."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any, NamedTuple

import textual.constants
from textual.app import App
from textual.events import Key, MouseDown, MouseEvent, MouseMove, MouseScrollDown, MouseScrollUp, MouseUp
from textual.keys import _character_to_key
from textual.message import Message
from textual.pilot import Pilot

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.place import Place
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.session_state import NOTHING, SessionState
from ngkt_tui.services.views import NamedView
from ngkt_tui.tui.app import NgktApp
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.keymap import STANDARD, Keymap
from ngkt_tui.tui.view_state import SelectedRecord

setattr(textual.constants, "COLOR_SYSTEM", "truecolor")  # noqa: B010  # a terminal of today, wherever this runs

TODAY = date(2032, 3, 1)
NORMAL = (120, 36)
SMALL = (80, 24)
MouseKind = type[MouseEvent]
REPEATED = {"down", "up", "left", "right", "backspace", "delete"}
"""Keys that are held down."""
STANDSTILL_SECONDS = 120
"""How long a dashboard may be at work: nothing in these tests takes a tenth of it on the slowest machine."""
ACTS = "acts"
"""The group of the workers that run what keys and dialogs do."""


def context_of(store: Place, **changes: object) -> Context:
    values: dict[str, object] = {
        "actor": "lan",
        "language": Language.VI,
        "clock": lambda: datetime(2032, 3, 1, 9, 30, tzinfo=UTC),
        "fixed_today": TODAY,
    }
    return Context(store, **(values | changes))  # type: ignore[arg-type]


class MessageCounter:
    """Counts the messages that the widgets of an app handle."""

    def __init__(self) -> None:
        self.handled = 0

    def __call__(self, message: Message) -> None:
        self.handled += 1


async def rest() -> None:
    """Wait until everything waits for time, a thread or a key: the event loop has nothing that it could run.

    A pilot's pause sends a message to each widget of the screen instead, which costs more than most keys do.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    while ready:
        await asyncio.sleep(0)


async def linger() -> None:
    """Let everything be done that can be done while something is held up, in this thread and in others."""
    await rest()
    await asyncio.sleep(0.001)
    await rest()


def send_key(app: App[Any], key: str) -> None:
    """Send a key as a terminal does, without waiting for what it does."""
    assert app._driver is not None
    letter = {"space": " ", "slash": "/", "colon": ":"}.get(key, key if len(key) == 1 else None)
    event = Key(_character_to_key(key) if len(key) == 1 else key, letter)
    event.set_sender(app)
    app._driver.send_message(event)


class Running(NamedTuple):
    """A dashboard that runs."""

    app: NgktApp
    pilot: Pilot[None]
    messages: MessageCounter

    @property
    def panes(self) -> PaneController:
        return self.app.dashboard.panes

    @property
    def record(self) -> SelectedRecord:
        """The record under the cursor."""
        record = self.panes.record
        assert record is not None
        return record

    @property
    def directive(self) -> DirectiveRow:
        """The directive under the cursor of its pane."""
        chosen = self.panes[1].selected_row
        assert chosen is not None
        assert isinstance(chosen[1], DirectiveRow)
        return chosen[1]

    @property
    def lines(self) -> list[str]:
        """The lines of the screen, as they are shown."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    async def press(self, *keys: str) -> None:
        """Press keys one after the other, each when what came before has been done.

        A key that is held down comes in one go, as from a keyboard.
        """
        for key, again in groupby(keys):
            times = len(list(again))
            for number in range(times):
                self.send(key)
                if key not in REPEATED or number == times - 1:
                    await self.settle()

    async def type(self, text: str) -> None:
        """Type a text as fast as it can be taken."""
        for letter in text:
            self.send("space" if letter == " " else letter)
        await self.settle()

    def send(self, *keys: str) -> None:
        """Send keys as a terminal does, without waiting for what they do."""
        for key in keys:
            send_key(self.app, key)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Press a mouse button at a place and let it go, as a terminal tells it, without waiting for what that does."""
        for kind in (MouseDown, MouseUp):
            self._mouse(kind, x, y, button)

    def scroll(self, x: int, y: int, step: int) -> None:
        """Turn the wheel at a place."""
        self._mouse(MouseScrollDown if step > 0 else MouseScrollUp, x, y, 0)

    def drag(self, x: int, y: int, to_x: int, to_y: int) -> None:
        """Press the button at a place and let it go at another."""
        self._mouse(MouseDown, x, y, 1)
        self._mouse(MouseMove, to_x, to_y, 1)
        self._mouse(MouseUp, to_x, to_y, 1)

    def _mouse(self, kind: "MouseKind", x: int, y: int, button: int) -> None:
        driver = self.app._driver
        assert driver is not None
        driver.process_message(kind(None, x, y, 0, 0, button, False, False, False, x, y))

    async def settle(self) -> None:
        """Wait until nothing is read, edited, opened or waiting to be shown, and no message causes another.

        Drawing may cause messages, and their handlers what is to be drawn: both are done until nothing comes of it.
        """
        handled, end = -1, time.monotonic() + STANDSTILL_SECONDS
        while self.app._exception is None and (self.is_at_work or self.messages.handled != handled):
            while self.is_at_work and self.app._exception is None:
                assert time.monotonic() < end, f"the dashboard does not come to rest:\n{self.text}"
                await asyncio.sleep(0.001)
            await rest()
            handled = self.messages.handled
            self.app.screen._on_timer_update()
            await rest()

    @property
    def is_at_work(self) -> bool:
        """Whether something is on its way to the screen. An act that waits for its dialog's answer is not."""
        app = self.app
        groups = [worker.group for worker in app.workers if worker.is_running]
        waiting = len(app.screen_stack) - 1  # acts that have opened a dialog: each waits for the answer of its own
        is_opening = groups.count(ACTS) > waiting or any(group != ACTS for group in groups)
        is_unpainted = not app.screen._compositor.size
        is_beginning = not app.dashboard.panes.are_all_asked
        is_typing = is_beginning or not app.typing.is_empty
        is_reading = app.dashboard.host.workers.reading.is_busy or app.dashboard.host.workers.editing.is_busy
        is_unshown = not app.dashboard.edits._all_shown.is_set()
        return is_typing or is_reading or is_unshown or is_opening or is_unpainted

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()


Case = Callable[[Running], Awaitable[None]]
MAX_STEPS_BACK = 9


async def walk(running: Running, *cases: Case) -> None:
    """Go through cases that look at one store: each finds the dashboard as it was in the beginning."""
    begun = running.app.last_state()
    for case in cases:
        await case(running)
        await _go_back(running, begun)
        left = running.app.last_state()._replace(used=begun.used)
        assert left == begun, f"{case.__name__} leaves more behind than Escape and g take back: {left}"


async def _go_back(running: Running, begun: SessionState) -> None:
    """Leave, as a user does, all that was opened, typed, narrowed, marked or told."""
    marks = running.app.dashboard.marks.selection
    for _ in range(MAX_STEPS_BACK):
        if running.app.focused in tuple(running.panes):
            filtered = [key for key, text in zip("1234", running.panes.view.filters, strict=True) if text]
            if not filtered and not running.panes.view.scope and not marks.counts():
                break
            await running.press(*filtered[:1])
        await running.press("escape")
    await running.press("2", "g")
    for key, pane in zip("1234", running.panes, strict=True):
        for step in ("g", "down"):  # down where the first line is no record's
            if running.app.last_state().records.get(pane.spec.id) != begun.records.get(pane.spec.id):
                await running.press(key, step)
    await running.press("2")
    running.app.clear_notifications()
    running.app.clear_selection()
    await running.settle()


@asynccontextmanager
async def dashboard(
    store: Place,
    size: tuple[int, int] = NORMAL,
    filter_text: str = "",
    view: NamedView | None = None,
    state: SessionState = NOTHING,
    keymap: Keymap = STANDARD,
    after_opening: Callable[[], object] = lambda: None,
    opens: str = "",
    **changes: object,
) -> AsyncIterator[Running]:
    """Run the dashboard over `store`; `changes` go into its context. `after_opening` comes before the first read."""
    context = context_of(store, **changes)
    with Reader(context) as reader:
        after_opening()
        app = NgktApp(context, reader, filter_text, view=view, state=state, keymap=keymap, opens=opens)
        messages = MessageCounter()
        async with app.run_test(size=size, notifications=True, message_hook=messages) as pilot:
            running = Running(app, pilot, messages)
            await running.settle()
            yield running
