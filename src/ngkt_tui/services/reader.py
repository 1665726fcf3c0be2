"""Reading the store for a screen or a command: one connection, one method for each thing that is read.

A reader belongs to one thread at a time; only `interrupt` and `require_store` may be called from another. Every read
fetches all its rows before it returns, so that no unfinished SELECT holds up a writer.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from ngkt_tui.domain.errors import StoreGone
from ngkt_tui.services.context import Context
from ngkt_tui.services.store_errors import told
from ngkt_tui.store.opening import open_for_reading


class Interrupted(Exception):
    """A read was stopped by `Reader.interrupt`: nobody waits for it any more."""


class Reader:
    """A connection to the store of a context, for reading. Use it as a context manager, or call `close`."""

    def __init__(self, context: Context) -> None:
        self.context = context
        with told(context.store):
            self._connection = open_for_reading(context.store, readonly=context.readonly)
        self._file = _identity(context.store)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def interrupt(self) -> None:
        """Stop the read that another thread is waiting for; it raises `Interrupted`."""
        self._connection.interrupt()

    def require_store(self) -> None:
        """Raise `StoreGone` where the store's file is no longer the one that was opened."""
        if self._file is None or _identity(self.context.store) != self._file:
            raise StoreGone(path=self.context.store)

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self.require_store()
        try:
            with told(self.context.store):
                yield self._connection
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            raise Interrupted from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
