"""The one place where what SQLite complains of becomes an error that a user understands.

Source: the result codes of SQLite, https://sqlite.org/rescode.html.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ngkt_tui.domain.errors import (
    NgktError,
    StoreBusy,
    StoreDamaged,
    StoreForeign,
    StoreGone,
    StoreReadOnly,
    StoreUnusable,
)

_PRIMARY = 0xFF

_BY_CODE: dict[int, type[StoreUnusable]] = {
    sqlite3.SQLITE_BUSY: StoreBusy,
    sqlite3.SQLITE_LOCKED: StoreBusy,
    sqlite3.SQLITE_READONLY: StoreReadOnly,
    sqlite3.SQLITE_PERM: StoreReadOnly,
    sqlite3.SQLITE_CORRUPT: StoreDamaged,
    sqlite3.SQLITE_NOTADB: StoreForeign,
}


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raise what SQLite raises in the block as the error of the tree; an interrupted read passes as it is."""
    try:
        yield
    except sqlite3.Error as error:
        explained = explanation(error, path)
        if explained is None:
            raise
        raise explained from error


def explanation(error: sqlite3.Error, path: Path) -> NgktError | None:
    """Return what to tell a user of `error`; `None` for an interrupted read."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return StoreDamaged(path=path, detail=str(error))
    primary = code & _PRIMARY
    if primary == sqlite3.SQLITE_INTERRUPT:
        return None
    if code == sqlite3.SQLITE_READONLY_DBMOVED or (primary == sqlite3.SQLITE_CANTOPEN and not path.exists()):
        return StoreGone(path=path)
    return _BY_CODE.get(primary, StoreUnusable)(path=path, detail=str(error))
