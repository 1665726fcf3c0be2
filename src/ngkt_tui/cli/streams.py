"""What the command line writes to: data to one stream, messages to another, and neither may end in a traceback.

A character that the terminal's encoding does not know is replaced; a reader that went away is no error; a full disk
or a closed stream is told in a sentence.
"""

import errno
import io
import os
from typing import TextIO


class ReaderGone(Exception):
    """Whoever read the output has closed it (`| head`): there is nothing left to do."""


class OutputFailed(Exception):
    """The output could not be written; the message tells why."""


class Output:
    """A stream for text, file-like as far as Rich needs it. `None` for the stream is one that was closed."""

    encoding: str

    def __init__(self, stream: TextIO | None, errors: str = "replace") -> None:
        self._stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)

    def isatty(self) -> bool:
        """Tell whether a person sees the stream in a terminal."""
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """Return the descriptor, for whoever asks for the size of the terminal."""
        if self._stream is None:
            raise OSError("closed")
        return self._stream.fileno()

    @property
    def columns(self) -> int:
        """Return the width of the terminal, 80 where it is none."""
        try:
            return os.get_terminal_size(self.fileno()).columns or 80
        except (OSError, ValueError):
            return 80

    def write(self, text: str) -> int:
        """Write `text`; raises `ReaderGone` or `OutputFailed`."""
        try:
            return self._open().write(text)
        except OSError as error:
            raise _failure(error) from error

    def write_utf8(self, text: str) -> None:
        """Write `text` in UTF-8 whatever the terminal's encoding, for formats that are read by programs."""
        stream = self._open()
        buffer = getattr(stream, "buffer", None)
        if buffer is None:
            self.write(text)
            return
        try:
            stream.flush()
            buffer.write(text.encode("utf-8", errors="replace"))
        except OSError as error:
            raise _failure(error) from error

    def flush(self) -> None:
        """Hand everything written so far to the system; raises like `write`."""
        if self._stream is None:
            return
        try:
            self._stream.flush()
        except OSError as error:
            raise _failure(error) from error

    def abandon(self) -> None:
        """Let what is still in the buffer go nowhere, so that the interpreter's own last flush is quiet."""
        if self._stream is None:
            return
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except OSError:
            self._stream = None

    def _open(self) -> TextIO:
        if self._stream is None:
            raise OutputFailed(os.strerror(errno.EBADF))
        return self._stream


def _failure(error: OSError) -> Exception:
    return ReaderGone() if isinstance(error, BrokenPipeError) else OutputFailed(error.strerror or str(error))


def occupy_closed_descriptors() -> None:
    """Open the null device on each of the descriptors 0, 1, 2 that is closed, so that no file of ours gets it."""
    descriptor = os.open(os.devnull, os.O_RDWR)
    while descriptor <= 2:
        descriptor = os.open(os.devnull, os.O_RDWR)
    os.close(descriptor)
