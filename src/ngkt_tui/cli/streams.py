"""What the command line writes to: data to one stream, messages to another, and neither may end in a traceback.

A character that the terminal's encoding does not know is written bare; a reader that went away is no error; a full
disk or a closed stream is told in a sentence. What the environment says of the terminal is put right before Textual
reads it: it is believed there without a look.
"""

import codecs
import errno
import io
import os
from collections.abc import Mapping, MutableMapping
from typing import TextIO

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.words import LazyText

BARE = "ngkt-bare"
"""The name under which codecs know how to write what an encoding does not have."""

_PLAIN = {"“": '"', "”": '"', "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "→": "->", "¶": "par. ", "\ufeff": ""}


class ReaderGoneError(Exception):
    """Whoever read the output has closed it (`| head`): there is nothing left to do."""


class OutputError(Exception):
    """The output could not be written; `problem` is the reason."""

    def __init__(self, problem: LazyText | str) -> None:
        super().__init__(problem)
        self.problem = problem


class Output:
    """A stream for text, file-like as far as Rich needs it.

    `None` for the stream is one that was closed. Where the stream is not vital, what cannot be written is let go.
    """

    def __init__(self, stream: TextIO | None, *, is_vital: bool = True) -> None:
        self._stream = stream
        self._is_vital = is_vital
        self.encoding: str = getattr(stream, "encoding", None) or "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            codecs.register_error(BARE, _bare)
            stream.reconfigure(errors=BARE)

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """Return the descriptor; raises `OSError` where there is none."""
        if self._stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._stream.fileno()

    @property
    def columns(self) -> int:
        try:
            return os.get_terminal_size(self.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def can_show(self, text: str) -> bool:
        """Return whether the stream's encoding has every character of `text`."""
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def write(self, text: str) -> int:
        """Write `text`; raises `ReaderGoneError` or `OutputError`."""
        try:
            if self._stream is None:
                self.fileno()
            else:
                self._stream.write(text)
        except OSError as error:
            self._fail(error)
        return len(text)

    def write_utf8(self, piece: str | bytes) -> None:
        """Write a text in UTF-8 whatever the terminal's encoding, for formats that are read by programs; or bytes."""
        buffer = getattr(self._stream, "buffer", None)
        if buffer is None:
            self.write(piece if isinstance(piece, str) else piece.decode("utf-8", "replace"))
            return
        try:
            self.flush()
            buffer.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", errors="replace"))
        except OSError as error:
            self._fail(error)

    def flush(self) -> None:
        """Hand everything written so far to the system; raises like `write`."""
        try:
            if self._stream is not None:
                self._stream.flush()
        except OSError as error:
            self._fail(error)

    def discard(self) -> None:
        """Let what is still in the buffer go nowhere, so that the interpreter's own last flush is quiet."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            self._stream = None

    def _fail(self, error: OSError) -> None:
        if not self._is_vital:
            self.discard()
        elif isinstance(error, BrokenPipeError):
            raise ReaderGoneError from error
        else:
            raise OutputError(system_problem(error)) from error


def _bare(error: UnicodeError) -> tuple[str, int]:
    """Write each character that an encoding does not have as its bare letter, else as a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(letter) for letter in error.object[error.start : error.end]), error.end


def _plain(letter: str) -> str:
    if letter in _PLAIN:
        return _PLAIN[letter]
    folded = strip_diacritics(letter)
    if not folded.isascii():
        return "?"
    return folded.upper() if letter.isupper() else folded


def occupy_closed_descriptors() -> None:
    """Open the null device on each of the descriptors 0, 1, 2 that is closed, so that no file of ours gets it."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= 2:
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)


TERMINALS_WITHOUT_A_SCREEN = ("", "dumb", "unknown")
SIZES = ("COLUMNS", "LINES")
"""Exported by `resize`, `docker exec -e` and service managers; they go before the size that the terminal itself has."""


def correct_environment(environ: MutableMapping[str, str]) -> None:
    """Take away or add what would make the dashboard draw for another terminal than the one that is there."""
    for name in SIZES:
        environ.pop(name, None)
    if _is_gnu_screen(environ):
        environ.pop("COLORTERM", None)
    if _is_iterm(environ):
        environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


def _is_gnu_screen(environ: Mapping[str, str]) -> bool:
    """Return whether GNU screen draws: it hands on the variables of the terminal around it, and knows no such colours.

    tmux calls itself `screen` too, and reduces the colours by itself where it has to.
    """
    return "TMUX" not in environ and ("STY" in environ or environ.get("TERM", "").startswith("screen"))


def _is_iterm(environ: Mapping[str, str]) -> bool:
    """Return whether iTerm2 draws, also over ssh: in kitty's keyboard protocol it gets in the way of input methods."""
    return environ.get("TERM_PROGRAM") == "iTerm.app" or environ.get("LC_TERMINAL") == "iTerm2"
