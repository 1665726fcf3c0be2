"""What SQLite complains of, as errors that a user understands.

Source: the result codes of SQLite, https://sqlite.org/rescode.html.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
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
from ngkt_tui.store.file_lock import can_lock

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
