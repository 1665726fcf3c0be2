"""Noticing what others have changed in the store, one's own edits left out."""

import json
import sqlite3
from typing import Any, NamedTuple

MAX_RECORDS = 1000


class ExternalChanges(NamedTuple):
    """What others have done since the last time somebody asked."""

    groups: tuple[int, ...]
    """Their groups of changes; empty where the store was written without one."""
    records: tuple[str, ...]
    """The records they changed; empty where these are too many to name or not known: anything may have changed."""


class ChangeWatcher:
    """A watch on one connection, which must not write itself.

    SQLite tells only that somebody has written since (`PRAGMA data_version`); the history tells who it was.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._own: set[int] = set()
        self._version = self._data_version()
        self._newest = self._newest_group()

    def ignore(self, group: int) -> None:
        """Remember that `group` was made here, so that it is not reported."""
        self._own.add(group)

    def poll(self) -> ExternalChanges | None:
        """Return what others have changed since the last call; `None` where nothing, or only we have."""
        version = self._data_version()
        if version == self._version:
            return None
        before, newest = self._newest, self._newest_group()
        made = {row[0] for row in self._rows("SELECT id FROM change_group WHERE id > :before", before=before)}
        others = tuple(sorted(made - self._own))
        only_we = bool(made) and not others
        self._version, self._newest = version, newest
        self._own -= made
        return None if only_we else ExternalChanges(others, self._records(others))

    def _records(self, groups: tuple[int, ...]) -> tuple[str, ...]:
        statement = """
            SELECT DISTINCT change.record
            FROM change JOIN change_group ON change_group.id = change.change_group
            WHERE change.change_group IN (SELECT value FROM json_each(:groups))
            LIMIT :most
        """
        imported = "SELECT 1 FROM change_group WHERE kind = 'import' AND id IN (SELECT value FROM json_each(:groups))"
        listed = json.dumps(groups)
        if self._rows(imported, groups=listed):
            return ()
        rows = self._rows(statement, groups=listed, most=MAX_RECORDS + 1)
        return tuple(row[0] for row in rows) if len(rows) <= MAX_RECORDS else ()

    def _data_version(self) -> int:
        return int(self._rows("PRAGMA data_version")[0][0])

    def _newest_group(self) -> int:
        return int(self._rows("SELECT coalesce(max(id), 0) FROM change_group")[0][0])

    def _rows(self, statement: str, **values: str | int) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, values).fetchall()
