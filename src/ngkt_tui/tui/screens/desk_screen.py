"""The half of the dashboard that works with services: two lanes, one for reading and one for editing, and dialogs.

It holds the one handler of failures: whatever a service refuses is told in a notification, with its next step.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import Future
from contextvars import ContextVar
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast
from weakref import finalize

from textual.message import Message
from textual.notifications import SeverityLevel
from textual.widgets._toast import Toast  # Textual exports it under no other name

from ngkt_tui.domain.clean import clean, one_line
from ngkt_tui.domain.errors import EditStale, Explanation, NgktError
from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import say
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import Edited
from ngkt_tui.services.reader import Interrupted, Reader
from ngkt_tui.tui.feeding import Feeder
from ngkt_tui.tui.keyboard import Keyboard, keyboard_of
from ngkt_tui.tui.lane import Lane
from ngkt_tui.tui.messages import Crashed, EditMade, Failed
from ngkt_tui.tui.widgets.cells import shown
from ngkt_tui.tui.widgets.selectable import SelectingScreen

if TYPE_CHECKING:
    from ngkt_tui.tui.desk import Desk
    from ngkt_tui.tui.dialogs.base import Dialog

T = TypeVar("T")
Act = Coroutine[Any, Any, None]

_ACT: ContextVar[Act | None] = ContextVar("act", default=None)
"""The act that runs, as it was begun."""

LONGEST_COPY_TOLD = 80
"""Characters of a copied text by which its user knows it again."""
LONGEST_TOAST = 600
"""Characters of a notification."""
FAILURE_SECONDS = 12.0
"""How long a failure is shown."""


class DeskScreen(SelectingScreen[None]):
    """A screen that reads, edits and asks for its dialogs."""

    def __init__(self, context: Context, reader: Reader) -> None:
        super().__init__()
        self.context = context
        self.reading = Lane("reading", reader.interrupt, Interrupted)
        self.editing = Lane("editing")
        self.feeder = Feeder(reader, self.reading, self._deliver, lambda: self._unshown > 0)
        self._reader = reader
        self._told: Explanation | None = None
        self._told_until = 0.0
        self._early: list[Message] | None = []
        self._delivering = Lock()
        self._opening: set[Act] = set()
        self._unshown = 0
        self._all_shown = asyncio.Event()
        self._all_shown.set()

    def stop_waiting(self) -> list[Message]:
        """Return what has been read before the screen could take messages; from now on it takes them."""
        with self._delivering:
            early, self._early = self._early or [], None
        return early

    def _deliver(self, message: Message) -> None:
        with self._delivering:
            if self._early is not None:
                self._early.append(message)
                return
        self.post_message(message)

    @property
    def language(self) -> Language:
        """Return the language that is spoken."""
        return self.context.language

    @property
    def keyboard(self) -> Keyboard:
        """Return which keys are bound."""
        return keyboard_of(self.app)

    def say(self, key: str, /, **values: object) -> str:
        """Return words in the language that is spoken."""
        return say(self.language, key, **values)

    async def read(self, job: Callable[[Reader], T]) -> T:
        """Return what `job` reads, in the reading thread."""
        return await self._in(self.reading, partial(job, self._reader))

    async def look_up(self, job: Callable[[Reader], T], wanted: Callable[[], bool]) -> T | None:
        """Return what `job` reads, in the reading thread; it is stopped, and `None`, once it is not wanted any more."""
        self.reading.drop_unwanted()
        return await asyncio.wrap_future(self.reading.submit(partial(job, self._reader), wanted))

    async def work(self, job: Callable[[], T]) -> T:
        """Return what another slow service returns, run in the editing thread."""
        return await self._in(self.editing, job)

    @property
    def is_opening(self) -> bool:
        """Tell whether a dialog is on its way, or what leads to one."""
        return bool(self._opening)

    def begin(self, act: Act, *, opens: bool = False) -> None:
        """Run what a dialog does in a worker; a failure in it is told.

        Where the act `opens` a dialog, what is typed until that is there is kept for it.
        """
        if opens:
            self._opening.add(act)
        guarded: Callable[[], Awaitable[None]] = partial(self._guarded, act)
        worker = self.run_worker(guarded, group="dialogs")
        finalize(worker, act.close)  # of a worker that is cancelled before it began, nobody awaits the act

    async def _guarded(self, act: Act) -> None:
        _ACT.set(act)
        try:
            await act
        except NgktError as error:
            self.post_message(Failed(error))
        finally:
            self._opening.discard(act)

    def _has_opened(self) -> None:
        if (act := _ACT.get()) is not None:
            self._opening.discard(act)

    async def edit(self, job: Callable[[], Edited], again: Callable[[], Edited] | None = None) -> bool:
        """Make an edit in the editing thread, tell of it and show it; return whether it was made.

        Where somebody has changed the value since it was seen, its user chooses; `again` makes the edit all the same.
        """
        self._has_opened()
        return await self.finish_edit(self.start_edit(job), again)

    def start_edit(self, job: Callable[[], Edited]) -> "Future[Edited]":
        """Make an edit in the editing thread, at once; nothing that only counts is read meanwhile."""
        self.reading.hold_patient()
        self._unshown += 1
        self._all_shown.clear()
        making = self.editing.run(job)
        making.add_done_callback(lambda _: self.reading.release_patient())
        return making

    async def finish_edit(self, making: "Future[Edited]", again: Callable[[], Edited] | None = None) -> bool:
        """Await an edit that is being made, and go on as `edit` does."""
        try:
            edited = await asyncio.shield(asyncio.wrap_future(making))
        except EditStale as error:
            self.end_edit()
            from ngkt_tui.tui.dialogs.stale import is_to_be_made  # dialogs are loaded when first opened

            self.feeder.look()
            return (
                await is_to_be_made(cast("Desk", self), error, again is not None)
                and again is not None
                and await self.edit(again)
            )
        except NgktError as error:
            self.end_edit()
            self.post_message(Failed(error))
            return False
        self.post_message(EditMade(edited))
        return True

    def end_edit(self) -> None:
        """Learn that an edit was refused, or that what it touched has been read again."""
        self._unshown -= 1
        if not self._unshown:
            self._all_shown.set()
            self.feeder.look_after_edits()

    async def settled(self) -> None:
        """Wait until every edit that was begun has been refused, or is seen in its rows."""
        await self._all_shown.wait()

    async def ask(self, dialog: "Dialog[T]") -> T | None:
        """Show a dialog and return its answer, `None` where it was left."""
        self._has_opened()
        return await self.app.push_screen_wait(dialog)

    def copy(self, text: str) -> None:
        """Hand a text to the clipboard of the terminal (OSC 52), and tell of it."""
        copied = clean(text)
        self.app.copy_to_clipboard(copied)
        self.tell(self.say("copy.told", text=one_line(copied, LONGEST_COPY_TOLD)))

    def open_address(self, address: str) -> None:
        """Open a web address in a browser; where there is none here, copy and say it."""
        from ngkt_tui.services.web_addresses import open_address  # needed by few sessions

        if open_address(address, os.environ):
            self.tell(self.say("address.opened", address=address))
        else:
            self.app.copy_to_clipboard(address)
            self.tell(self.say("address.told", address=address))

    def tell(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notification in the place of what was told before; only what went wrong stays. The text is literal."""
        for screen in self.app.screen_stack:
            for earlier in screen.query("Toast.-information").results(Toast):
                earlier._expire()  # what a click on it does
        self.app.notify(shown(text, LONGEST_TOAST), severity=severity, markup=False)

    def tell_failure(self, error: NgktError) -> None:
        """Show what went wrong, why, and what to do next."""
        self.post_message(Failed(error))

    def on_failed(self, message: Failed) -> None:
        """Tell what went wrong, why, and what to do next."""
        told = self.explain(message.error)
        now = asyncio.get_running_loop().time()
        if told == self._told and now < self._told_until:
            return  # several panes fail for one reason: it is told once
        self._told, self._told_until = told, now + FAILURE_SECONDS
        text = "\n".join(shown(part, LONGEST_TOAST) for part in (told.cause, told.next_step) if part)
        title = shown(told.title, LONGEST_TOAST)
        self.app.notify(text, title=title, severity="error", timeout=FAILURE_SECONDS, markup=False)

    def explain(self, error: NgktError) -> Explanation:
        """Return what went wrong, why, and what to do next."""
        return error.explain(self.language)

    def on_crashed(self, message: Crashed) -> None:
        """End the program with an error that nobody expects."""
        raise message.error

    def on_unmount(self) -> None:
        """Drop what is still to be read, and finish what is still to be written."""
        self.reading.close(finish=False)
        self.editing.close(finish=True)

    @staticmethod
    async def _in(lane: Lane, job: Callable[[], T]) -> T:
        return await asyncio.wrap_future(lane.run(job))
