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

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import EditConflictError, Explanation, NgktError
from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage
from ngkt_tui.services.reader import Interrupted, Reader
from ngkt_tui.tui.keymap import Keymap, keymap_of
from ngkt_tui.tui.messages import Crashed, EditCommitted, Failed
from ngkt_tui.tui.pane_loader import PaneLoader
from ngkt_tui.tui.widgets.selectable import SelectingScreen
from ngkt_tui.tui.widgets.text_cells import sanitize_cell
from ngkt_tui.tui.workers import SerialWorker

if TYPE_CHECKING:
    from ngkt_tui.tui.dialog_host import DialogHost
    from ngkt_tui.tui.dialogs.base import Dialog

T = TypeVar("T")
Act = Coroutine[Any, Any, None]

_ACT: ContextVar[Act | None] = ContextVar("act", default=None)
"""The act that runs, as it was begun."""

MAX_COPY_TOLD_LENGTH = 80
"""Characters of a copied text by which its user knows it again."""
MAX_TOAST_LENGTH = 600
"""Characters of a notification."""
FAILURE_SECONDS = 12.0
"""How long a failure is shown."""


class DeskScreen(SelectingScreen[None]):
    """A screen that reads, edits and asks for its dialogs."""

    def __init__(self, context: Context, reader: Reader) -> None:
        super().__init__()
        self.context = context
        self.reading = SerialWorker("reading", reader.interrupt, Interrupted)
        self.editing = SerialWorker("editing")
        self.loader = PaneLoader(reader, self.reading, self._deliver, lambda: self._unshown > 0)
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
    def keymap(self) -> Keymap:
        """Return which keys are bound."""
        return keymap_of(self.app)

    def translate(self, key: str, /, **values: object) -> str:
        """Return words in the language that is spoken."""
        return translate(self.language, key, **values)

    async def read(self, job: Callable[[Reader], T]) -> T:
        """Return what `job` reads, in the reading thread."""
        return await self._in(self.reading, partial(job, self._reader))

    async def look_up(self, job: Callable[[Reader], T], wanted: Callable[[], bool]) -> T | None:
        """Return what `job` reads, in the reading thread; it is stopped, and `None`, once it is not wanted any more."""
        self.reading.cancel_stale()
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

    async def edit(self, job: Callable[[], EditMessage], again: Callable[[], EditMessage] | None = None) -> bool:
        """Make an edit in the editing thread, tell of it and show it; return whether it was made.

        Where somebody has changed the value since it was seen, its user chooses; `again` makes the edit all the same.
        """
        self._has_opened()
        return await self.finish_edit(self.start_edit(job), again)

    def start_edit(self, job: Callable[[], EditMessage]) -> "Future[EditMessage]":
        """Make an edit in the editing thread, at once; nothing that only counts is read meanwhile."""
        self.reading.pause_low_priority()
        self._unshown += 1
        self._all_shown.clear()
        making = self.editing.run(job)
        making.add_done_callback(lambda _: self.reading.resume_low_priority())
        return making

    async def finish_edit(self, making: "Future[EditMessage]", again: Callable[[], EditMessage] | None = None) -> bool:
        """Await an edit that is being made, and go on as `edit` does."""
        try:
            edited = await asyncio.shield(asyncio.wrap_future(making))
        except EditConflictError as error:
            self.end_edit()
            from ngkt_tui.tui.dialogs.conflict import resolve_conflict  # dialogs are loaded when first opened

            self.loader.check_external_changes()
            return (
                await resolve_conflict(cast("DialogHost", self), error, again is not None)
                and again is not None
                and await self.edit(again)
            )
        except NgktError as error:
            self.end_edit()
            self.post_message(Failed(error))
            return False
        self.post_message(EditCommitted(edited))
        return True

    def end_edit(self) -> None:
        """Learn that an edit was refused, or that what it touched has been read again."""
        self._unshown -= 1
        if not self._unshown:
            self._all_shown.set()
            self.loader.check_after_edits()

    async def settled(self) -> None:
        """Wait until every edit that was begun has been refused, or is seen in its rows."""
        await self._all_shown.wait()

    async def ask(self, dialog: "Dialog[T]") -> T | None:
        """Show a dialog and return its answer, `None` where it was left."""
        self._has_opened()
        return await self.app.push_screen_wait(dialog)

    def copy(self, text: str) -> None:
        """Hand a text to the clipboard of the terminal (OSC 52), and tell of it."""
        copied = sanitize(text)
        self.app.copy_to_clipboard(copied)
        self.show_message(self.translate("copy.told", text=sanitize_line(copied, MAX_COPY_TOLD_LENGTH)))

    def open_address(self, address: str) -> None:
        """Open a web address in a browser; where there is none here, copy and say it."""
        from ngkt_tui.services.web_addresses import open_address  # needed by few sessions

        if open_address(address, os.environ):
            self.show_message(self.translate("address.opened", address=address))
        else:
            self.app.copy_to_clipboard(address)
            self.show_message(self.translate("address.told", address=address))

    def show_message(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notification in the place of what was told before; only what went wrong stays. The text is literal."""
        for screen in self.app.screen_stack:
            for earlier in screen.query("Toast.-information").results(Toast):
                earlier._expire()  # what a click on it does
        self.app.notify(sanitize_cell(text, MAX_TOAST_LENGTH), severity=severity, markup=False)

    def show_failure(self, error: NgktError) -> None:
        """Show what went wrong, why, and what to do next."""
        self.post_message(Failed(error))

    def on_failed(self, message: Failed) -> None:
        """Tell what went wrong, why, and what to do next."""
        told = self.explain(message.error)
        now = asyncio.get_running_loop().time()
        if told == self._told and now < self._told_until:
            return  # several panes fail for one reason: it is told once
        self._told, self._told_until = told, now + FAILURE_SECONDS
        text = "\n".join(sanitize_cell(part, MAX_TOAST_LENGTH) for part in (told.cause, told.next_step) if part)
        title = sanitize_cell(told.title, MAX_TOAST_LENGTH)
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
    async def _in(worker: SerialWorker, job: Callable[[], T]) -> T:
        return await asyncio.wrap_future(worker.run(job))
