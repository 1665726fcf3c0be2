"""Which files no report may take the place of: databases, what SQLite keeps beside them, and all that is no plain file.

Files are looked at through SQLite alone: opening a store's file in any other way would drop the locks that this
process holds on it.
"""

import sqlite3
import stat
from pathlib import Path

from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.connection import connect
from ngkt_tui.store.files import SIDE_FILES


def protection_of(path: Path) -> LazyText | None:
    """Return why nothing may be written in the place of `path`; `None` where it may. Raises `OSError`."""
    owner = owner_of_side_file(path)
    if owner is not None:
        return LazyText("protected.side-file", {"store": str(owner)})
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISLNK(mode):
        return LazyText("protected.link")
    if stat.S_ISDIR(mode):
        return LazyText("protected.folder")
    if not stat.S_ISREG(mode):
        return LazyText("protected.special")
    return LazyText("protected.database") if is_database(path) else None


def owner_of_side_file(path: Path) -> Path | None:
    """Return the database whose journal or the like `path` would be; `None` where there is none."""
    for ending in SIDE_FILES:
        owner = path.with_name(path.name.removesuffix(ending) or path.name)
        if owner != path and owner.is_file() and is_database(owner):
            return owner
    return None


def is_database(path: Path) -> bool:
    """Tell whether a regular file is an SQLite database, a damaged one too; nothing is written to it."""
    if path.stat().st_size == 0:
        return False
    try:
        connection = connect(path, "mode=ro&immutable=1")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        return getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB
    return True
