"""The terminal that the dashboard is drawn in, which may go away at any moment.

Textual writes in a thread that ends with the first write that fails; the queue before it then fills up, and the app
waits for ever. Here such a write is let go, so that the signal that comes with it can end the program.
"""

from typing import IO, Any

from textual.drivers.linux_driver import LinuxDriver


class LastingFile:
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


class TerminalDriver(LinuxDriver):
    """Textual's driver for POSIX terminals, over a file that lasts."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._file: Any = LastingFile(self._file)
