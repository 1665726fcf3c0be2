"""Where the bytes of a digest come from: a regular file or a stream read to its end, both up to a limit.

A source can be opened again, so that a place can be looked up after reading. Nothing here blocks on a pipe
or a device: what is no regular file is refused before it is read.
"""

import io
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from ngkt_tui.digest.faults import DigestReadError
from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.progress import Phase, PhaseCounter, ProgressReport, report_nothing

MAX_BYTES = 128 * 1024 * 1024
MAX_BYTES_BETWEEN_EVENTS = 1024 * 1024
"""The most bytes between two YAML events: a longer text or comment is refused before it fills the memory."""


class InputFile(Protocol):
    """Something that can be read from its start, more than once. `name` is shown to the user."""

    @property
    def name(self) -> str:
        """Return the name that messages show."""

    def open(self) -> BinaryIO:
        """Return a stream at the start; raises `DigestReadError`."""


@dataclass(frozen=True)
class FileSource:
    """A regular file."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path)

    def open(self) -> BinaryIO:
        """Open the file, refusing what is no regular file or too large."""
        try:
            self._refuse_special(self.path.stat())
            descriptor = os.open(self.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            stream = os.fdopen(descriptor, "rb")
        except FileNotFoundError:
            raise DigestReadError("file-missing") from None
        except (OSError, ValueError) as error:  # ValueError: a NUL in the path
            raise DigestReadError("file-unreadable", detail=system_problem(error)) from None
        try:
            self._refuse_special(os.fstat(stream.fileno()))
        except DigestReadError:
            stream.close()
            raise
        return stream

    @staticmethod
    def _refuse_special(status: os.stat_result) -> None:
        if stat.S_ISDIR(status.st_mode):
            raise DigestReadError("file-folder")
        if not stat.S_ISREG(status.st_mode):
            raise DigestReadError("file-special")
        if status.st_size > MAX_BYTES:
            raise DigestReadError("file-too-large", limit=MAX_BYTES // 1024 // 1024)


@dataclass(frozen=True)
class MemorySource:
    """Bytes in memory, such as what standard input held."""

    content: bytes
    name: str = "-"

    @classmethod
    def drain(cls, stream: BinaryIO, name: str = "-") -> "MemorySource":
        """Read `stream` to its end; raises `DigestReadError` where it is too large or fails."""
        try:
            content = stream.read(MAX_BYTES + 1)
        except (OSError, ValueError) as error:  # ValueError: a closed stream
            raise DigestReadError("file-unreadable", detail=system_problem(error)) from None
        return cls(content, name)

    def open(self) -> BinaryIO:
        """Return the bytes as a stream, refusing too many."""
        if len(self.content) > MAX_BYTES:
            raise DigestReadError("file-too-large", limit=MAX_BYTES // 1024 // 1024)
        return io.BytesIO(self.content)


class MeteredStream:
    """A stream that counts what passes, and refuses what would fill the memory.

    Its reader sets `bytes_since_event` to 0 whenever something came of the bytes read. `report` is told of them.
    """

    def __init__(self, stream: BinaryIO, report: ProgressReport = report_nothing) -> None:
        self._stream = stream
        self._read = PhaseCounter(report, Phase.READING, _size(stream))
        self._total = 0
        self.bytes_since_event = 0

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes."""
        try:
            chunk = self._stream.read(size)
        except OSError as error:
            raise DigestReadError("file-unreadable", detail=system_problem(error)) from None
        if not self._total and chunk.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise DigestReadError("encoding-wide")
        self._total += len(chunk)
        self.bytes_since_event += len(chunk)
        self._read.add(len(chunk))
        if self._total > MAX_BYTES:
            raise DigestReadError("file-too-large", limit=MAX_BYTES // 1024 // 1024)
        if self.bytes_since_event > MAX_BYTES_BETWEEN_EVENTS:
            raise DigestReadError(
                "stretch", offset=self._total - self.bytes_since_event, limit=MAX_BYTES_BETWEEN_EVENTS // 1024
            )
        return chunk


def _size(stream: BinaryIO) -> int:
    """Return how many bytes a stream at its start has; 0 where that cannot be told."""
    try:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
    except OSError:
        return 0
    return size
