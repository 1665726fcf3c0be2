"""Tests of `store` and `services` on PostgreSQL, as a plugin of pytest: `postgres/test_on_postgres` runs them with it.

Wherever a test names the file of a store, the store is a database of its own; the file holds no more than the name of
it, so that copying the file copies the store. What a test asks SQLite of such a file is asked of the database.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from ngkt_tui import store
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.store.engine import Engine
from ngkt_tui.store.postgres.postgres_engine import PostgresEngine
from ngkt_tui.store.postgres.server_connection import ServerReadable, connect
from ngkt_tui.store.schema import TABLES
from ngkt_tui.store.sqlite import sqlite_engine

ADDRESS = "NGKT_STORES"
"""Names the address of the empty database that new stores are made from."""
_NUMBERS = count()
_connect, _copy = sqlite3.connect, shutil.copy
_engine_of = store.engine_of
_engines: dict[tuple[Path, str], Engine] = {}


class _NamedEngine(PostgresEngine):
    """The engine of a database that a file names."""

    def __init__(self, file: Path, database: str) -> None:
        super().__init__(_address(database))
        self.file, self.database = file, database

    def create(self, fill: Callable[[Engine], None]) -> bool:
        """Make a store, and the file that names it."""
        is_made = super().create(fill)
        if is_made:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(f"{self.database}\n{self.file}")
        return is_made


def _address(database: str) -> ServerAddress:
    empty = os.environ[ADDRESS]
    head, _, tail = empty.partition("/empty?")
    return ServerAddress(f"{head}/{database}?{tail}")


def _make_database(template: str) -> str:
    name = f"s{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(_address("postgres").address, autocommit=True) as keeper:
        keeper.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (template,))
        keeper.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


def _database_of(file: Path) -> str | None:
    """Return the database that a file names, a copy where the file is one; `None` for a file of another kind."""
    if not file.exists():
        return _make_database("empty")
    head = file.read_bytes()[:200]
    if head.startswith(b"SQLite") or b"\n/" not in head:
        return None
    database, of = head.decode().split("\n")
    if of != str(file):
        database = _make_database(database)
        file.write_text(f"{database}\n{file}")
    return database


def engine_of(place: Place) -> Engine:
    """Return the engine of a store: that of the database that a file names."""
    if not isinstance(place, Path):
        return _engine_of(place)
    held = place.read_bytes()[:200].decode("latin1") if place.is_file() else ""
    made = _engines.get((place, held))
    if made is None:
        database = _database_of(place)
        made = _NamedEngine(place, database) if database else _engine_of(place)
        held = place.read_bytes()[:200].decode("latin1") if place.is_file() else f"{database}\n{place}"
        _engines[place, held] = made
        if not place.exists():
            _engines[place, ""] = made
    return made


class _Asked(ServerReadable):
    """A connection as SQLite's, to the database that a file names."""

    def __init__(self, database: str) -> None:
        super().__init__(connect(_address(database), psycopg.Connection, reads=False))
        self._connection.autocommit = True
        self.close, self.commit = self._connection.close, self._connection.commit

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        if statement.startswith("PRAGMA"):
            statement = f"SELECT 'ok' WHERE {'integrity' in statement}"
        return super().execute(statement, parameters)

    def executemany(self, statement: str, rows: Any) -> None:
        for row in rows:
            self.execute(statement, row)

    def __enter__(self) -> "_Asked":
        return self

    def __exit__(self, *_: object) -> None:
        pass


def _asked(path: Any, *given: Any, **named: Any) -> Any:
    file = Path(path)
    database = _database_of(file) if file.is_file() else None
    return _Asked(database) if database else _connect(path, *given, **named)


def _create(path: Path, fill: Callable[[Path], None]) -> bool:
    from ngkt_tui.store.unit_of_work import UnitOfWork  # finds what is put in the place of `engine_of`

    def lay_out(made: Engine) -> None:
        with UnitOfWork(made.place, engine=made) as unit:
            unit.commit()

    is_made = engine_of(path).create(lay_out)
    if is_made:
        fill(path)
    return is_made


def _copied(source: Any, target: Any, **named: Any) -> Any:
    copy = _copy(source, target, **named)
    _database_of(Path(copy))
    return copy


sqlite_engine.create = _create
store.engine_of = engine_of  # type: ignore[assignment]
sqlite3.connect = _asked  # type: ignore[assignment]
shutil.copy = _copied  # type: ignore[assignment]

from tests.store import stores  # noqa: E402 - what it imports finds all that was put in its place above


def _everything(path: Path, *without: str) -> dict[str, list[tuple[Any, ...]]]:
    with _asked(path) as connection:
        wanted = [name for name in TABLES if not name.startswith("search") and name not in without]
        held = {
            name: sorted(connection.execute(f"SELECT {TABLES[name].replace(' ', ', ')} FROM main.{name}"), key=repr)
            for name in wanted
        }
        index = connection.execute("SELECT rowid, words::text FROM main.search ORDER BY rowid").fetchall()
        connection.close()
        return held | {"search": index}


def _found(path: Path, word: str) -> list[str]:
    sql = "SELECT id FROM search JOIN record ON position = search.rowid WHERE words @@ ?::tsquery ORDER BY position"
    phrase = " <-> ".join(f"'{each}'" for each in word.split())
    return [record for (record,) in stores.rows(path, sql, f"{phrase}:*")]


stores.everything, stores.found = _everything, _found
