"""What SQLite complains of, as errors that a user understands.

Source: the result codes of SQLite, https://sqlite.org/rescode.html.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ngkt_tui.domain.errors import (
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreGone,
    StoreReadOnly,
    StoreUnlockable,
    StoreUnusable,
    StoreUnwritten,
)
from ngkt_tui.domain.words import Saying
from ngkt_tui.store.file_lock import can_lock

_PRIMARY = 0xFF

_BY_CODE: dict[int, tuple[type[StoreUnusable], str]] = {
    sqlite3.SQLITE_BUSY: (StoreBusy, ""),
    sqlite3.SQLITE_LOCKED: (StoreBusy, ""),
    sqlite3.SQLITE_READONLY: (StoreReadOnly, ""),
    sqlite3.SQLITE_PERM: (StoreReadOnly, ""),
    sqlite3.SQLITE_CORRUPT: (StoreDamaged, "store.corrupt"),
    sqlite3.SQLITE_NOTADB: (StoreForeign, "store.no-database"),
    sqlite3.SQLITE_FULL: (StoreUnwritten, "store.disk-full"),
    sqlite3.SQLITE_IOERR: (StoreUnwritten, "store.disk-error"),
    sqlite3.SQLITE_CANTOPEN: (StoreUnusable, "store.cannot-open"),
}
_UNRECOVERED = (sqlite3.SQLITE_READONLY_ROLLBACK, sqlite3.SQLITE_READONLY_RECOVERY)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise what SQLite raises in the block as the error of the tree; what `explain` cannot tell passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        explanation = explain(error, path)
        if explanation is None:
            raise
        raise explanation from error


def explain(error: sqlite3.Error, path: Path) -> StoreUnusable | None:
    """Return what to tell a user of `error`; `None` for an interrupted read, and for a mistake of this program."""
    if isinstance(error, sqlite3.ProgrammingError):
        return None
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreDamaged(path=path, detail=str(error))
    primary = code & _PRIMARY
    if primary == sqlite3.SQLITE_INTERRUPT:
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED or (primary == sqlite3.SQLITE_CANTOPEN and not path.exists()):
        return StoreGone(path=path)
    if (primary == sqlite3.SQLITE_BUSY or code == sqlite3.SQLITE_IOERR_LOCK) and not can_lock(path):
        return StoreUnlockable(path=path)
    if code in _UNRECOVERED:
        return StoreUnusable(path=path, detail=Saying("store.unrecovered"))
    kind, key = _BY_CODE.get(primary, (StoreUnusable, "store.sqlite"))
    return kind(path=path, detail=Saying(key, {"detail": str(error)})) if key else kind(path=path)
