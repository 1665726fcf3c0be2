"""Driving a command in a pseudo-terminal, from outside, as a user's terminal does."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Self

from bench.processes import surroundings
from bench.screen import Screen


class Settled(NamedTuple):
    """When a screen has come to rest.

    `shown` is from when on it has had every character that it has in the end, where several lines were drawn not before
    these; `whole` is when its last piece has come, scrollbars and colours too. The blinking of a cursor, which writes
    one line as it was, is no piece.
    """

    shown: float
    whole: float


class Terminal:
    """A command running in a pseudo-terminal of its own; use as a context manager."""

    def __init__(
        self, command: Sequence[str], columns: int = 120, rows: int = 36, environment: Mapping[str, str] | None = None
    ) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        settings = surroundings(TERM="xterm-256color", COLORTERM="truecolor", **(environment or {}))
        self.started = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=settings, start_new_session=True, close_fds=True
        )
        os.close(slave)
        self.shown = b""
        self._screen = Screen(columns, rows)
        self._pieces: list[tuple[float, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def fileno(self) -> int:
        """Return the descriptor on which the command's output arrives."""
        return self._master

    @property
    def pid(self) -> int:
        return self._process.pid

    def press(self, keys: str) -> float:
        """Send keys; return the moment at which they were sent."""
        os.write(self._master, keys.encode())
        return time.perf_counter()

    def forget(self) -> None:
        """Forget what was shown, after reading what is on its way."""
        self.read(0.05)
        self.shown = b""

    def read(self, seconds: float) -> bytes:
        """Read what is shown for `seconds`."""
        until = time.perf_counter() + seconds
        while (left := until - time.perf_counter()) > 0:
            if not self._read_once(left):
                break
        return self.shown

    def wait_for(self, text: str, seconds: float = 60) -> float:
        """Read until `text` is shown; return the moment, or raise `TimeoutError`."""
        wanted = text.encode()
        until = time.perf_counter() + seconds
        while wanted not in self.shown:
            left = until - time.perf_counter()
            if left <= 0 or not self._read_once(left):
                raise TimeoutError(f"{text!r} was not shown; last: {self.shown[-2000:]!r}")
        return time.perf_counter()

    def settle(self, quiet: float = 0.4, answer: float = 0) -> float:
        """Read until nothing has been shown for `quiet` seconds; return the moment at which the last
        piece came.

        `answer` is how long to wait for the first piece; raises `TimeoutError` where none comes.
        """
        last = time.perf_counter()
        if answer:
            if not self._read_once(answer):
                raise TimeoutError("nothing was shown")
            last = time.perf_counter()
        while self._read_once(quiet):
            last = time.perf_counter()
        return last

    def settled(self, quiet: float = 0.4, answer: float = 0) -> Settled:
        """Read until the screen rests, as `settle` does, and return when it did."""
        self._replay()
        before = self._screen.text
        begun = self.settle(quiet, answer)
        shown, whole = self._pieces[0][0] if self._pieces else begun, 0.0
        for moment, touched, text in self._replay():
            if text != before or (not whole and len(touched) > 1):
                shown = moment
            if len(touched) > 1:
                whole = moment
            before = text
        return Settled(shown, max(shown, whole))

    def _replay(self) -> list[tuple[float, set[int], tuple[str, ...]]]:
        """Draw what has come since the last time; afterwards, so that it takes no time from what is measured."""
        pieces, self._pieces = self._pieces, []
        return [(moment, self._screen.feed(piece), self._screen.text) for moment, piece in pieces]

    def _read_once(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            piece = os.read(self._master, 65536)
        except OSError:
            return False
        self.shown += piece
        self._pieces.append((time.perf_counter(), piece))
        return bool(piece)
