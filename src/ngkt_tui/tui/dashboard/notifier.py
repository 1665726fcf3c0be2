"""What reaches the user: notifications, the clipboard, the browser, how far long work is.

The one place that shows a failure. Long work may be stopped, with nothing half done.
"""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import BinaryIO

from textual.app import App
from textual.notifications import SeverityLevel
from textual.widgets._toast import Toast  # Textual exports it under no other name

from ngkt_tui.domain.errors import EditStoppedError, Explanation, NgktError
from ngkt_tui.domain.progress import Phase
from ngkt_tui.domain.text import sanitize, sanitize_line
from ngkt_tui.tui.keymap import keymap_of
from ngkt_tui.tui.messages import Failed, WorkAdvanced, WorkEnded
from ngkt_tui.tui.view_state import SharedContext
from ngkt_tui.tui.widgets.drawing import sanitize_cell
from ngkt_tui.tui.widgets.header import HeaderLine
from ngkt_tui.tui.workers import WorkerHost

MAX_COPY_TOLD_LENGTH = 80
"""Characters of a copied text by which its user knows it again."""
MAX_TOAST_LENGTH = 600
"""Characters of a notification."""
MAX_NAME_LENGTH = 60
"""Characters of a text by which its reader knows a record again."""
FAILURE_SECONDS = 12.0
"""How long a failure is shown."""


class Notifier:
    """Notifies in `app()`. `names_of` gives what records say, `post` sends a failure to where it is shown."""

    def __init__(
        self,
        shared: SharedContext,
        app: Callable[[], App[object]],
        names_of: Callable[[Iterable[str]], Mapping[str, str]],
        post: Callable[[Failed], object],
    ) -> None:
        self._shared, self._app, self._names_of, self._post = shared, app, names_of, post
        self.written: Path | None = None
        """The file that was written last."""
        self._shown: Explanation | None = None
        self._shown_until = 0.0

    def show_message(self, text: str, *, severity: SeverityLevel = "information") -> None:
        """Show a notification in the place of the one before; only what went wrong stays. The text is literal."""
        for screen in self._app().screen_stack:
            for earlier in screen.query("Toast.-information").results(Toast):
                earlier._expire()  # what a click on it does
        self._app().notify(sanitize_cell(text, MAX_TOAST_LENGTH), severity=severity, markup=False)

    @property
    def is_in_browser(self) -> bool:
        """Return whether the dashboard is shown in a browser, on another machine than it runs on."""
        return self._app().is_web

    def download(self, file: BinaryIO, name: str) -> None:
        """Give what a file holds to the browser, which closes it when it has read it."""
        self._app().deliver_binary(file, save_filename=name)

    def warn(self, key: str, **values: object) -> None:
        self.show_message(self._shared.present.translate(key, **values), severity="warning")

    def report(self, error: NgktError) -> None:
        """Have shown what went wrong, why, and what to do next."""
        self._post(Failed(error))

    def show_failure(self, error: NgktError) -> None:
        """Show what went wrong, why, and what to do next; what several panes fail for, once."""
        explanation, now = self._explain(error), time.monotonic()
        if explanation == self._shown and now < self._shown_until:
            return
        self._shown, self._shown_until = explanation, now + FAILURE_SECONDS
        parts = (explanation.cause, explanation.next_step)
        text = "\n".join(sanitize_cell(part, MAX_TOAST_LENGTH) for part in parts if part)
        title = sanitize_cell(explanation.title, MAX_TOAST_LENGTH)
        self._app().notify(text, title=title, severity="error", timeout=FAILURE_SECONDS, markup=False)

    def forget(self) -> None:
        self._app().clear_notifications()

    def copy(self, text: str) -> None:
        """Hand a text to the clipboard of the terminal (OSC 52), and notify of it."""
        copied = sanitize(text)
        self._app().copy_to_clipboard(copied)
        self.show_message(self._shared.present.translate("copy.told", text=sanitize_line(copied, MAX_COPY_TOLD_LENGTH)))

    def open_address(self, address: str) -> None:
        """Open a web address in a browser; where there is none here, copy and say it."""
        from ngkt_tui.services.web_addresses import open_address  # needed by few sessions

        if self.is_in_browser:
            self._app().open_url(address)
            self.show_message(self._shared.present.translate("address.opened", address=address))
        elif open_address(address, os.environ):
            self.show_message(self._shared.present.translate("address.opened", address=address))
        else:
            self._app().copy_to_clipboard(address)
            self.show_message(self._shared.present.translate("address.told", address=address))

    def show_written(self, path: Path, text: str) -> None:
        """Notify of a file that was written, and by which key its folder is opened."""
        self.written = path
        key = keymap_of(self._app()).name("export-folder")
        self.show_message(f"{text}\n{self._shared.present.translate('folder.hint', key=key)}")

    def open_folder(self) -> None:
        """Open the folder of the file that was written last; where none can be opened from here, copy its path."""
        from ngkt_tui.services.web_addresses import open_folder  # as above

        if self.written is None:
            self.warn("folder.none", pressed=keymap_of(self._app()).name("export"))
            return
        folder = self.written.parent
        is_begun = open_folder(folder, os.environ)
        if not is_begun:
            self._app().copy_to_clipboard(sanitize(str(folder)))
        words = "folder.opened" if is_begun else "folder.told"
        self.show_message(self._shared.present.translate(words, path=sanitize_line(str(folder))))

    def _explain(self, error: NgktError) -> Explanation:
        """Return what went wrong, naming a record by what it says; what to do next may be a command, with its id."""
        explanation = error.explain(self._shared.present.language)
        for name in self._names_of([str(error.values.get("id"))]).values():
            named = copy(error)
            named.values = error.values | {"id": f"“{sanitize_cell(name, MAX_NAME_LENGTH)}”"}
            return named.explain(self._shared.present.language)._replace(next_step=explanation.next_step)
        return explanation


MANY = 2000
"""Records from which on work takes so long that its progress is shown."""


class LongWork:
    """Shows in the head how far edits and exports of many records are. `take_report` is what services call."""

    def __init__(self, shared: SharedContext, workers: WorkerHost, header: HeaderLine, notifier: Notifier) -> None:
        self._shared, self._workers, self._header, self._notifier = shared, workers, header, notifier
        self._last: WorkAdvanced | None = None
        self.is_stopping = False
        """Whether what the editing thread does is to be taken back."""

    def take_report(self, phase: Phase, done: int, total: int) -> None:
        """Pass on how far work has come, from the editing thread; raises `EditStoppedError` to stop it."""
        if self.is_stopping:
            raise EditStoppedError
        if total >= MANY:
            if self._last is None:
                self._workers.editing.run(self._end)  # runs once this work is done, refused or stopped
            self._last = WorkAdvanced(phase, done, total)
            self._workers.post(self._last)

    def show(self, message: WorkAdvanced | WorkEnded) -> None:
        """Show how far it is; once it has ended, the counts again."""
        self._header.show_work(self._words("header.work", message) if isinstance(message, WorkAdvanced) else "")

    def refuse_leaving(self, quit_key: str) -> bool:
        """Return whether long work is being done, and say so to who wants to leave with `quit_key`."""
        if self._last is None:
            return False
        words = self._words("screen.still-writing", self._last, quit=quit_key)
        self._notifier.show_message(words, severity="warning")
        return True

    async def ended(self) -> None:
        """Wait until all that was begun in the editing thread is done or refused."""
        await self._workers.work(lambda: None)

    def _end(self) -> None:
        self._last = None
        self._workers.post(WorkEnded())

    def _words(self, key: str, work: WorkAdvanced, **values: object) -> str:
        phase = self._shared.present.translate(f"progress.{work.phase}")
        return self._shared.present.translate(key, phase=phase, done=work.done, total=work.total, **values)
