"""Opening a store: what is refused, and the connection that everything is read through.

A refused file is left byte for byte as it was: its header is looked at through a connection that is told that the
file never changes, which makes no journal and plays none back. Only a file that carries this program's mark is then
opened in earnest, where SQLite recovers what a crash left behind. Plain `sqlite3`: loaded before the first paint.
"""

import os
import sqlite3
import stat
from functools import lru_cache
from pathlib import Path

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.store_errors import (
    NotAStoreError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreNewerError,
    StoreReadOnlyError,
    StoreTamperedError,
)
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.files import can_lock
from ngkt_tui.store.schema import SCHEMA_VERSION, TABLES, TRIGGERS, Columns
from ngkt_tui.store.sqlite.connection import (
    APPLICATION_ID,
    FileId,
    ReadingConnection,
    WritingConnection,
    connect,
    connect_for_reading,
    connect_for_writing,
    file_id,
    is_busy,
    translate_errors,
)

_FIRST_SECONDS = 0.2


def is_writable(path: Path) -> bool:
    """Return whether this user may write to the store: to its file, and to the folder, where the journal stands."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def is_marked(path: Path) -> bool:
    """Return whether the regular file `path` bears the mark of a store, of whichever version; it is left as it is."""
    try:
        return _mark(path)[0] == APPLICATION_ID
    except StoreError:
        return False


def verify(path: Path, readonly: bool = False) -> int:
    """Return the schema version of the store, and change nothing in a file that is refused.

    `readonly` also forbids to recover what a crash left behind. Raises `StoreGoneError` where there is no file,
    `NotAStoreError` for what is no store of this program (an empty file too), `StoreNewerError` for one of a later
    version, `StoreDamagedError` for one whose header or schema cannot be read, or that lacks a table or a column,
    `StoreTamperedError` for one with a trigger or a view that is not ours.
    """
    _require_regular_file(path)
    _check_header(path)
    connection = _open_to_look(path, readonly)
    try:
        return _version(connection)
    finally:
        connection.close()


def open_for_reading(path: Path, readonly: bool = False) -> ReadingConnection:
    """Return a connection that can only read, after `verify`. Raises `StoreError` where the schema is an older one.

    It is opened for writing beneath, because only so can SQLite recover what a crash left behind; `readonly`, or a
    file that cannot be written to, does without.
    """
    _require_regular_file(path)
    _check_header(path)
    connection = _open_to_look(path, readonly)
    try:
        _require_present_schema(path, _version(connection))
    except StoreError:
        connection.close()
        raise
    return connection


def open_for_writing(path: Path) -> WritingConnection:
    """Return a connection that may write, after `verify`. Raises `StoreReadOnlyError` too."""
    _require_present_schema(path, verify(path))
    if not is_writable(path):
        raise StoreReadOnlyError(path=path)
    with translate_errors(path):
        return connect_for_writing(path)


def _require_present_schema(path: Path, version: int) -> None:
    if version < SCHEMA_VERSION:
        raise StoreError(path=path, detail=LazyText("store.older", {"found": version, "known": SCHEMA_VERSION}))


def _require_regular_file(path: Path) -> None:
    try:
        status = path.stat()
    except FileNotFoundError:
        raise StoreGoneError(path=path) from None
    except OSError as error:
        raise StoreError(path=path, detail=LazyText("store.cannot-open", {"detail": system_problem(error)})) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotAStoreError(path=path, detail=LazyText("store.no-file"))
    if status.st_size == 0:
        raise NotAStoreError(path=path, detail=LazyText("store.empty"))


def _check_header(path: Path) -> None:
    """Refuse what is not marked as a store, or as one of a later version, before anything of it is recovered."""
    application_id, version = _mark(path)
    if application_id != APPLICATION_ID:
        raise NotAStoreError(path=path, detail=LazyText("store.other-program"))
    if version > SCHEMA_VERSION:
        raise StoreNewerError(path=path, found=version, known=SCHEMA_VERSION)
    if version < 1:
        raise StoreDamagedError(path=path, detail=LazyText("store.no-version"))


def _mark(path: Path) -> tuple[int, int]:
    """Return the application id and the schema version that the header of a database names."""
    with translate_errors(path):
        connection = connect(path, "mode=ro&immutable=1")
        try:
            connection.execute("PRAGMA writable_schema = ON")  # reads the header of a file cut short, too
            return int(connection.execute("PRAGMA application_id").fetchone()[0]), _version(connection)
        finally:
            connection.close()


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _open_to_look(path: Path, readonly: bool) -> ReadingConnection:
    """Return a connection that can only read. A migration that was killed is taken back by its first read."""
    mode = "mode=ro" if readonly or not is_writable(path) else "mode=rw"
    if mode == "mode=ro":
        _require_no_new_log(path)
    with translate_errors(path):
        connection = connect_for_reading(path, mode)
        try:
            _read_first(path, connection)
            if _version(connection) == SCHEMA_VERSION:
                require_layout(path, connection, TABLES)
            _require_own_objects(path, connection)
        except (sqlite3.Error, StoreDamagedError):
            connection.close()
            raise
    return connection


def _read_first(path: Path, connection: ReadingConnection) -> None:
    """Take the first lock: a disk that has no locks is told soon, not after the time that is waited for another one."""
    first = "SELECT count(*) FROM sqlite_schema"
    try:
        connection.execute_within(_FIRST_SECONDS, first).fetchone()
    except sqlite3.OperationalError as error:
        if not is_busy(error) or not can_lock(path):
            raise
        connection.execute(first).fetchone()


def _require_no_new_log(path: Path) -> None:
    """Refuse a store in WAL mode that nobody has open: reading it would make files beside it."""
    if not path.with_name(f"{path.name}-shm").exists() and _is_in_wal_mode(path, file_id(path)):
        raise StoreError(path=path, detail=LazyText("store.wal-mode"))


@lru_cache(maxsize=4)
def _is_in_wal_mode(path: Path, _file: FileId | None) -> bool:
    """Return what the header says, https://sqlite.org/fileformat.html#file_format_version_numbers.

    Read once for each file, before a connection of this process is open on it: see `connection`.
    """
    try:
        with path.open("rb") as file:
            return file.read(20)[18:20] == b"\x02\x02"
    except OSError:
        return False


def _require_own_objects(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a store with a planted trigger or view, until `doctor --repair` has removed it.

    It changes what is written behind the program's back, or what is read, and would be copied into every backup.
    """
    planted = planted_in(connection)
    if planted:
        from ngkt_tui.domain.store_errors import store_command  # only for what nobody expects

        raise StoreTamperedError(path=path, what=", ".join(planted), command=store_command(path, "doctor", "--repair"))


def remove_planted(path: Path) -> None:
    """Remove triggers and views that somebody else has put into the store. Raises what `open_for_writing` raises."""
    _require_regular_file(path)
    _check_header(path)
    if not is_writable(path):
        raise StoreReadOnlyError(path=path)
    with translate_errors(path):
        connection = connect_for_writing(path)
        try:
            if planted_in(connection):
                _mend_objects(connection)
        finally:
            connection.close()


_MADE = "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
_PRESENT = """
    SELECT made.name, own.name
    FROM sqlite_schema AS made
    JOIN pragma_table_info(made.name) AS own
    WHERE made.type = 'table'
"""


_read: dict[tuple[tuple[str, str], ...], Columns] = {}
"""The columns by the statements that made the tables: threads and commands open the same store again."""
_MAX_READ = 4


def columns_of(connection: sqlite3.Connection) -> Columns:
    """Return the columns of every table of a store, but for the inner ones of SQLite and of the search index."""
    made = tuple(connection.execute(_MADE).fetchall())
    columns = _read.get(made)
    if columns is None:
        if len(_read) >= _MAX_READ:
            _read.clear()
        columns = _read[made] = _read_columns(connection)
    return columns


def _read_columns(connection: sqlite3.Connection) -> Columns:
    found: dict[str, list[str]] = {}
    for table, column in connection.execute(_PRESENT).fetchall():
        if table == "search_word" or not table.startswith(("sqlite_", "search_")):
            found.setdefault(table, []).append(column)
    return {table: " ".join(columns) for table, columns in found.items()}


@lru_cache(256)  # each opening of a store asks for the same
def _names(columns: str) -> frozenset[str]:
    return frozenset(columns.split())


def require_layout(path: Path, connection: sqlite3.Connection, wanted: Columns) -> None:
    """Raise `StoreDamagedError` where the store lacks a table or a column of `wanted`."""
    present = columns_of(connection)
    for table, columns in wanted.items():
        left_out = _names(columns) - _names(present.get(table, ""))
        if left_out:
            what = f"{table}.{min(left_out)}" if table in present else table
            raise StoreDamagedError(path=path, detail=LazyText("store.lacking", {"what": what}))


def planted_in(connection: sqlite3.Connection) -> list[str]:
    """Return the names of triggers and views that are not ours, or not as ours are; of ours that are missing, too."""
    present = objects_of(connection)
    names = [name for name, (_, sql) in present.items() if TRIGGERS.get(name) != sql]
    return sorted([*names, *(TRIGGERS.keys() - present.keys())])


def objects_of(connection: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Return the triggers and views of a store by name, each with its type and its SQL."""
    listed = "SELECT name, type, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    return {name: (kind, sql) for name, kind, sql in connection.execute(listed).fetchall()}


def _mend_objects(connection: sqlite3.Connection) -> None:
    """Take away what is not ours, and make ours anew where they are missing, in one transaction."""
    present = objects_of(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in planted_in(connection):
            if name in present:
                quoted = name.replace('"', '""')
                connection.execute(f'DROP {present[name][0]} "{quoted}"')
            if name in TRIGGERS:
                connection.execute(TRIGGERS[name])
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
