"""Connections of the standard library's `sqlite3`, with the pragmas that every connection to a store needs.

A connection names its mode, so that SQLite never creates a file where a store is missing. Files are only ever opened
through SQLite: opening and closing a store's file in any other way would drop the locks that this process holds on it
(POSIX locks belong to the process,
https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread).
"""

import sqlite3
from contextlib import suppress
from operator import methodcaller
from pathlib import Path

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
