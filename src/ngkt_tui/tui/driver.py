"""The terminal that the dashboard is drawn in, which may go away at any moment.

Textual writes in a thread that ends with the first write that fails; the queue before it then fills up, and the app
waits for ever. Here such a write is let go, so that the signal that comes with it can end the program. Where none
comes, because it was not the terminal that controls the program, the driver itself sees it.

Textual ends with the first byte that is not UTF-8, as one pasted from a Latin-1 terminal (Textualize/textual#6456).
Here such a byte becomes the replacement character.

Textual takes an Esc after which nothing comes for a tenth of a second for the key. Where the mark at the end of a
paste is torn apart, as by a slow line, it goes on pasting for ever, and no key is a key any more. Here a paste ends
with its mark, however slowly that comes.
"""

import asyncio
import os
import select
import selectors
import signal
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import IO, Any

from textual._time import get_time
from textual._xterm_parser import XTermParser  # Textual exports it under no other name
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

PASTE_START = "\x1b[200~"
PASTE_END = "\x1b[201~"
MAX_SILENCE = 2.0
"""Seconds after which a paste is over although its mark has not come."""


class InputParser(XTermParser):
    """Textual's parser, which is given a paste in one piece, and so waits for its end.

    An Esc in a pasted text is left out: what follows it would be taken for keys.
    """

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        """What has come of a paste; `None` while nothing is pasted."""
        self._end_of_read = ""
        self._silent_from = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """Return what is read in `data`; empty where the input has ended."""
        self._silent_from = get_time()
        messages: list[Message] = [] if data else [*super().feed(data)]
        while data:
            piece, data = self._next_piece(data)
            if piece:
                messages += super().feed(piece)
        return messages

    def _next_piece(self, data: str) -> tuple[str, str]:
        """Return what Textual's parser is to be given of `data`, and the rest."""
        if self._pasted is None:
            seen = self._end_of_read + data
            before, start, _ = seen.partition(PASTE_START)
            self._end_of_read = "" if start else seen[1 - len(PASTE_START) :]
            end = len(before) + len(start) - (len(seen) - len(data))
            self._pasted = "" if start else None
            return data[:end], data[end:]
        text, end_mark, rest = (self._pasted + data).partition(PASTE_END)
        self._pasted = None if end_mark else text
        return (text.replace("\x1b", "") + PASTE_END, rest) if end_mark else ("", "")

    def tick(self) -> Iterable[Message]:
        """Return what is there because nothing came after it: a lone Esc, or a paste whose end is lost."""
        if self._pasted is None:
            return super().tick()
        return self.feed(PASTE_END) if get_time() - self._silent_from >= MAX_SILENCE else ()


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
