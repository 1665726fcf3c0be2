"""The engine of a store that is a file: what `store.engine` asks for, by the modules beside this one."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ngkt_tui.domain.errors import system_problem
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.store_errors import StoreError, StoreLockError
from ngkt_tui.domain.words import LazyText
from ngkt_tui.store.engine import Engine, StoreAccess, StoreId
from ngkt_tui.store.files import can_lock, make_file, make_folder, put_aside_orphans, put_in_place, sync
from ngkt_tui.store.sqlite.connection import (
    ReadingConnection,
    WritingConnection,
    connect_for_writing,
    file_id,
    translate_error,
    translate_errors,
)
from ngkt_tui.store.sqlite.opening import open_for_reading, open_for_writing, verify
from ngkt_tui.store.sqlite.work_folders import LOCK, clear_leftovers, clear_work_folders, work_folder

if TYPE_CHECKING:
    import sqlalchemy

_MANY_ROWS = 500


class SqliteEngine:
    """The store in the file `place`."""

    dialect = "sqlite://"
    access = StoreAccess()
    keeps_writer = False  # a file may be replaced, and is looked at anew

    def __init__(self, place: Path) -> None:
        self.place = place

    def present_id(self) -> StoreId | None:
        """Return device and number of the file."""
        return file_id(self.place)

    def explained(self) -> AbstractContextManager[None]:
        """Raise what `sqlite3` raises in the block as the error of the tree."""
        return translate_errors(self.place)

    def explain(self, error: BaseException) -> Exception | None:
        """Return the error of the tree for one of `sqlite3`."""
        return translate_error(error, self.place) if isinstance(error, sqlite3.Error) else None

    def version(self, *, readonly: bool) -> int | None:
        """Return what `verify` returns, after leftovers of killed processes were cleared."""
        if not os.path.lexists(self.place):
            return None
        if not readonly:
            clear_leftovers(self.place)
        return verify(self.place, readonly)

    def create(self, fill: Callable[[Engine], None]) -> bool:
        """Make the file, whole or not at all."""
        return create(self.place, lambda built: fill(SqliteEngine(built)))

    def migrate(self, clock: Callable[[], datetime]) -> None:
        """Take the steps that the file lacks, after a backup."""
        from ngkt_tui.store.sqlite.migrations import migrate  # only a store that lacks steps needs them

        migrate(self.place, clock)

    def back_up(self, clock: Callable[[], datetime]) -> None:
        """Copy the file into the folder of backups."""
        from ngkt_tui.store.sqlite.backups import back_up  # a start makes none

        back_up(self.place, clock)

    def open_for_reading(self, *, readonly: bool, cache: int | None = None) -> ReadingConnection:
        """Return a connection for reading, after `verify`."""
        present = file_id(self.place)  # before it is opened: what takes its place meanwhile is told as such
        connection = open_for_reading(self.place, readonly)
        connection.path, connection.store_id = self.place, present
        if cache is not None:
            connection.execute(f"PRAGMA cache_size = -{cache}")
        return connection

    def open_for_writing(self) -> WritingConnection:
        """Return a connection that writes durably, after `verify`."""
        return open_for_writing(self.place)

    def adapt(self, mapper: "sqlalchemy.Engine") -> None:
        """Change nothing: what is written for all engines is SQLite's."""

    def read_together(
        self, connection: "sqlalchemy.Connection", statements: Sequence[str], values: Mapping[str, Any]
    ) -> Iterable[list[tuple[Any, ...]]]:
        """Return the rows of one after the other."""
        begun: Any = connection.connection.driver_connection
        return [begun.execute(each, values).fetchall() for each in statements]

    def write(self, connection: "sqlalchemy.Connection", statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run it at once."""
        connection.exec_driver_sql(statement, [tuple(each) for each in rows])

    def next_group(self, connection: "sqlalchemy.Connection") -> int:
        """Return one more than the highest number."""
        return int(connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM change_group").scalar_one())

    def index(self, connection: "sqlalchemy.Connection", rows: Sequence[tuple[int, str, str]]) -> None:
        """Put rows into the search index; FTS5 takes their words apart again.

        Many rows are gathered in 8 MiB in place of 1 before FTS5 writes them: what it writes it has to merge again.
        """
        if len(rows) >= _MANY_ROWS:
            connection.exec_driver_sql("INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)")
        connection.exec_driver_sql("INSERT INTO search (rowid, folded, exact) VALUES (?, ?, ?)", list(rows))

    def index_entry(self, folded: str, exact: str) -> object:
        """Return the two texts."""
        return folded, exact

    def indexed(self, connection: Readable) -> Iterator[tuple[int, object]]:
        """Yield the two texts of each record."""
        for position, folded, exact in connection.execute("SELECT rowid, folded, exact FROM search").fetchall():
            yield position, (folded, exact)

    def readable(self, connection: object) -> Readable:
        """Return the connection itself."""
        return cast("Readable", connection)


Fill = Callable[[Path], None]


def create(path: Path, fill: Fill) -> bool:
    """Make a new store at `path`, and return whether it is this call's: `False` where there was one, or now is.

    `fill` gets the path of the store being built and puts in what the new store shall hold from the start; an error of
    the tree that it raises is passed on, and no store is made. Raises `StoreError` where a file cannot be written.
    """
    target = path.resolve()
    if os.path.lexists(target):
        return False
    try:
        make_folder(target.parent)
        clear_work_folders(target.parent)
        with work_folder(target.parent) as folder:
            if not can_lock(folder / LOCK):
                raise StoreLockError(path=path)
            built = folder / "store"
            with translate_errors(path):
                _lay_out(built)
            fill(built)
            sync(built)
            put_aside_orphans(target)
            return put_in_place(built, target)
    except OSError as error:
        raise StoreError(
            path=path, detail=LazyText("store.cannot-create", {"detail": system_problem(error)})
        ) from error


def _lay_out(built: Path) -> None:
    from ngkt_tui.store.sqlite.migrations import run_steps, steps  # only a new store needs them

    make_file(built)
    connection = connect_for_writing(built)
    try:
        run_steps(connection, steps())
    finally:
        connection.close()
