"""The terminal that the dashboard is drawn in, which may go away at any moment.

Textual writes in a thread that ends with the first write that fails; the queue before it then fills up, and the app
waits for ever. Here such a write is let go, so that the signal that comes with it can end the program. Where none
comes, because it was not the terminal that controls the program, the driver itself sees it.

Textual ends with the first byte that is not UTF-8, as one pasted from a Latin-1 terminal (Textualize/textual#6456).
Here such a byte becomes the replacement character.
"""

import asyncio
import os
import select
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver

from ngkt_tui.tui.input_parser import InputParser

HUNG_UP = 128 + signal.SIGHUP
WATCH_SECONDS = 1.0
TYPED_BYTES = 4096
"""How much of what was typed is read at once."""
TICK_SECONDS = 0.1
"""How often the parser is asked whether a lone Esc was all there was."""


class TolerantFile:
    """A file of which nobody is told when it can no longer be written to."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._is_gone = False

    def write(self, text: str) -> int:
        """Write `text`, or let it go."""
        if not self._is_gone:
            try:
                self._file.write(text)
            except OSError:
                self._is_gone = True
        return len(text)

    def flush(self) -> None:
        """Hand on what was written, or let it go."""
        if not self._is_gone:
            try:
                self._file.flush()
            except OSError:
                self._is_gone = True

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._file.fileno()


class HangupAwareDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, over a file that lasts."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._file: Any = TolerantFile(self._file)
        self._watching: asyncio.TimerHandle | None = None

    def start_application_mode(self) -> None:
        """Take the terminal, and look now and then whether it is still there."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._watch()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._watching is not None:
            self._watching.cancel()
        super().stop_application_mode()

    def run_input_thread(self) -> None:
        """Read what is typed until the driver ends, and hand it on; what is not UTF-8 is replaced."""
        parser = InputParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            is_there = True
            while is_there and not self.exit_event.is_set():
                is_there = self._read_typed(selector, parser, decode)

    def _read_typed(
        self, selector: selectors.BaseSelector, parser: InputParser, decode: Callable[[bytes], str]
    ) -> bool:
        """Hand on what has been typed, and return whether more can be: not once the terminal has gone."""
        for _ in selector.select(TICK_SECONDS):
            try:
                read = os.read(self.fileno, TYPED_BYTES)
            except OSError:
                return False
            if not read:
                return False
            if text := decode(read):  # feeding nothing would tell the parser that the input has ended
                for event in parser.feed(text):
                    self.process_message(event)
        for event in parser.tick():
            self.process_message(event)
        return True

    def _run_input_thread(self) -> None:
        """Read what is typed; an error there ends the app as one in the app itself does."""
        try:
            self.run_input_thread()
        except BaseException as error:  # noqa: BLE001 - the app ends with it
            self._app.call_later(self._app._handle_exception, error)

    def _watch(self) -> None:
        asking = select.poll()
        asking.register(self.fileno, 0)  # told of even so: a hang-up
        if asking.poll(0):
            self._app.exit(return_code=HUNG_UP)
        else:
            self._watching = self._loop.call_later(WATCH_SECONDS, self._watch)
