"""The tests of `query` on PostgreSQL, as a plugin of pytest: `test_on_postgres` runs them with it.

A test fills a SQLite store as ever; what `query` and `services` then read is read from PostgreSQL, from tables that are
copied over whenever the store has changed. So every expectation of a test is held against both engines.
"""

import os
import sqlite3
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
import pytest

from ngkt_tui.domain.place import ServerAddress
from ngkt_tui.store.postgres.dialect import translate
from ngkt_tui.store.postgres.server_connection import ServerReadable, connect
from ngkt_tui.store.postgres.word_vectors import word_vector

ADDRESS = "NGKT_MIRROR"
"""Names the address of the database, one with the tables of a store."""
_READERS = ("/ngkt_tui/query/", "/ngkt_tui/services/")
_connect = sqlite3.connect
_TABLES = """
    SELECT made.name, own.name
    FROM sqlite_schema AS made JOIN pragma_table_info(made.name) AS own
    WHERE made.type = 'table'
"""


class MirroredConnection(sqlite3.Connection):
    """A connection to a SQLite store; what `query` and `services` select is selected by PostgreSQL instead."""

    search = "tsvector"

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        """Run a statement on the engine that it is for."""
        reader = sys._getframe(1).f_code.co_filename
        is_read = statement.split(None, 1)[0] in ("SELECT", "WITH") and "sqlite_schema" not in statement
        if not is_read or not any(folder in reader for folder in _READERS):
            return super().execute(statement, parameters)
        return _Mirror.of(self).execute(statement, parameters)

    def original(self, statement: str) -> list[Any]:
        """Return what SQLite selects."""
        return super().execute(statement).fetchall()


class _Mirror:
    """The database, and of which state of which store its tables are."""

    made: "_Mirror | None" = None

    def __init__(self, connection: MirroredConnection) -> None:
        self.postgres: psycopg.Connection[Any] = connect(
            ServerAddress(os.environ[ADDRESS]), psycopg.Connection, reads=False
        )
        self.postgres.autocommit = True
        self.postgres.execute("SET session_replication_role = replica")  # rows come in any order, and none is checked
        self.tables: dict[str, list[str]] = {}
        for table, column in connection.original(_TABLES):
            if table == "search_word" or not table.startswith(("sqlite_", "search")):
                self.tables.setdefault(table, []).append(f'"{column}"')
        self.copied: MirroredConnection | None = None
        self.changes: object = None

    @classmethod
    def of(cls, connection: MirroredConnection) -> ServerReadable:
        """Return what reads from the database, once that holds what the store holds."""
        cls.made = cls.made or cls(connection)
        changes = (connection.total_changes, connection.original("PRAGMA data_version"))
        if cls.made.copied is not connection or cls.made.changes != changes:
            cls.made.copy(connection)
            cls.made.copied, cls.made.changes = connection, changes
        return _Explaining(cls.made.postgres)

    def copy(self, connection: MirroredConnection) -> None:
        """Copy all tables."""
        with self.postgres.transaction():
            self.postgres.execute(f"TRUNCATE {', '.join(f'main.{table}' for table in (*self.tables, 'search'))}")
            for table, columns in self.tables.items():
                listed = ", ".join(columns)
                self._fill(f"{table} ({listed})", connection.original(f"SELECT {listed} FROM {table}"))
            indexed = connection.original("SELECT rowid, folded, exact FROM search")
            self._fill("search (rowid, words)", [(at, word_vector(bare, exact)) for at, bare, exact in indexed])

    def _fill(self, table: str, rows: Sequence[Iterable[Any]]) -> None:
        if not rows:
            return
        with self.postgres.cursor() as cursor, cursor.copy(f"COPY main.{table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row([value.replace("\0", "") if isinstance(value, str) else value for value in row])


class _Explaining(ServerReadable):
    """What tells, where a statement fails, which one it was."""

    def execute(self, statement: str, parameters: Any = (), /) -> Any:
        """Run a statement."""
        try:
            return super().execute(statement, parameters)
        except psycopg.Error as error:
            error.add_note(f"{translate(statement)}\n{parameters}")
            raise


def pytest_configure(config: pytest.Config) -> None:
    """Let every store that a test opens be mirrored."""
    sqlite3.connect = lambda *given, **named: _connect(*given, **{"factory": MirroredConnection, **named})
