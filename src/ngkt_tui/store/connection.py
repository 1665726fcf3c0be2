"""SQLite connections with the pragmas of a store, and translation of SQLite's errors.

A connection names its mode, so that SQLite never creates a file where a store is missing. A store's file is opened
through
SQLite only: closing it in any other way would drop the POSIX locks of this process
(https://sqlite.org/howtocorrupt.html). Result codes: https://sqlite.org/rescode.html.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from operator import methodcaller
from pathlib import Path

from ngkt_tui.domain.store_errors import (
    NotAStoreError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreLockError,
    StoreReadOnlyError,
    StoreWriteError,
)
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.files import can_lock

BUSY_SECONDS = 15.0
"""How long a connection waits for another one's lock before it gives up."""


def connect(path: Path, parameters: str) -> sqlite3.Connection:
    """Return a connection in autocommit mode. `parameters` are SQLite's URI parameters, such as `mode=rw`."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{parameters}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.text_factory = _read_text
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


_read_text = methodcaller("decode", "utf-8", "replace")
"""Reads a damaged text as far as it can be read: one bad byte must not keep the other rows from being shown."""


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """Return a connection that writes durably: a commit that returned outlives a power cut.

    A store that some other tool left in another mode is brought back to the journal that the program works with, where
    nobody else has it open; else it is written to in that mode, as durably.
    """
    connection = connect(path, "mode=rw")
    try:
        if journal_mode(connection) != "delete":
            _leave_wal_mode(connection)
        connection.execute("PRAGMA synchronous = EXTRA")
        connection.execute("PRAGMA foreign_keys = ON")
        # A spilled cache locks readers out long before the commit. Without effect once a transaction has begun.
        connection.execute("PRAGMA cache_spill = OFF")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def journal_mode(connection: sqlite3.Connection) -> str:
    """Return how the file that a connection is on is written to: `delete`, or what some other tool has left it in."""
    return str(connection.execute("PRAGMA journal_mode").fetchone()[0])


def _leave_wal_mode(connection: sqlite3.Connection) -> None:
    """Change to a journal at once or not at all: whoever has the store open may have it open all day."""
    connection.execute("PRAGMA busy_timeout = 0")
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


APPLICATION_ID = 0x4E474B54
"""SQLite's `application_id` of a store: the letters NGKT."""

SCHEMA_VERSION = 6
"""The newest schema, `user_version`: the number of the last step in `migrations/`."""

_PRIMARY = 0xFF

_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusyError, ""),
    sqlite3.SQLITE_LOCKED: (StoreBusyError, ""),
    sqlite3.SQLITE_READONLY: (StoreReadOnlyError, ""),
    sqlite3.SQLITE_PERM: (StoreReadOnlyError, ""),
    sqlite3.SQLITE_CORRUPT: (StoreDamagedError, "store.corrupt"),
    sqlite3.SQLITE_NOTADB: (NotAStoreError, "store.no-database"),
    sqlite3.SQLITE_FULL: (StoreWriteError, "store.disk-full"),
    sqlite3.SQLITE_IOERR: (StoreWriteError, "store.disk-error"),
    sqlite3.SQLITE_CANTOPEN: (StoreError, "store.cannot-open"),
}
_UNRECOVERED = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises in the block as the error of the tree; what `translate_error` cannot tell passes as it
    is."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = translate_error(error, path)
        if explanation is None:
            raise
        raise explanation from error


def translate_error(error: sqlite3.Error, path: Path) -> StoreError | None:
    """Return what to tell a user of `error`; `None` for an interrupted read, and for a mistake of this program."""
    if isinstance(error, sqlite3.ProgrammingError):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreDamagedError(path=path, detail=str(error))
    primary = code & _PRIMARY
    if primary == sqlite3.SQLITE_INTERRUPT:
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED or (primary == sqlite3.SQLITE_CANTOPEN and not path.exists()):
        return StoreGoneError(path=path)
    if (primary == sqlite3.SQLITE_BUSY or code == sqlite3.SQLITE_IOERR_LOCK) and not can_lock(path):
        return StoreLockError(path=path)
    if code in _UNRECOVERED:
        return StoreError(path=path, detail=LazyText("store.unrecovered"))
    kind, key = _BY_CODE.get(primary, (StoreError, "store.sqlite"))
    return kind(path=path, detail=LazyText(key, {"detail": str(error)})) if key else kind(path=path)
