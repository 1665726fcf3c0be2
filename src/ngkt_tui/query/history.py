"""The history: groups of changes, newest first, of the whole store or of one record."""

import json
import sqlite3
from typing import NamedTuple

MOST_SHOWN = 50


class Change(NamedTuple):
    """One field of one record, before and after; `None` where there is no value."""

    id: int
    group: int
    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None


class ChangeGroup(NamedTuple):
    """One action of a user, or one import."""

    id: int
    at: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    actor: str
    kind: str
    undoes: int | None
    """The group that an undo or a redo took back."""
    undone_by: int | None
    """The newest group that took this one back and is not taken back itself; `None` while this one stands."""
    title: str | None
    size: int
    """How many changes the group has; `changes` holds the first of them."""
    changes: tuple[Change, ...]


_UNDONE_BY = (
    "(SELECT max(undoing.id) FROM change_group AS undoing WHERE undoing.undoes = made.id AND NOT EXISTS"
    " (SELECT 1 FROM change_group AS again WHERE again.undoes = undoing.id))"
)
_OF_RECORD = "made.id IN (SELECT change.change_group FROM change WHERE change.record = :record)"


def groups(
    connection: sqlite3.Connection, record: str | None = None, limit: int = 50, before: int | None = None
) -> list[ChangeGroup]:
    """Return at most `limit` groups, newest first by their numbers, older than group `before` where that is given.

    With a record: those that changed it, and of their changes only its own.
    """
    conditions = ["made.id < :before" if before is not None else "1", _OF_RECORD if record is not None else "1"]
    own = " AND change.record = :record" if record is not None else ""
    statement = (
        f"SELECT made.id, made.at, made.actor, made.kind, made.undoes, {_UNDONE_BY}, made.title,"
        f" (SELECT count(*) FROM change WHERE change.change_group = made.id{own})"
        f" FROM change_group AS made WHERE {' AND '.join(conditions)} ORDER BY made.id DESC LIMIT :limit"
    )
    values = {"record": record, "before": before, "limit": limit}
    rows = connection.execute(statement, values).fetchall()
    shown = _first_changes(connection, [row[0] for row in rows], record)
    return [ChangeGroup._make((*row, tuple(shown.get(row[0], ())))) for row in rows]


def changes(connection: sqlite3.Connection, group: int, after: int = 0, limit: int = 500) -> list[Change]:
    """Return at most `limit` changes of a group in their order, those numbered higher than `after`."""
    statement = f"SELECT {_COLUMNS} FROM change WHERE change_group = :group AND id > :after ORDER BY id LIMIT :limit"
    values = {"group": group, "after": after, "limit": limit}
    return [Change(*row) for row in connection.execute(statement, values).fetchall()]


_COLUMNS = "id, change_group, record, field, before, after, why"


def _first_changes(connection: sqlite3.Connection, numbers: list[int], record: str | None) -> dict[int, list[Change]]:
    """Return the first changes of each group, in one statement."""
    statement = (
        f"SELECT {_COLUMNS} FROM (SELECT {_COLUMNS},"
        " row_number() OVER (PARTITION BY change_group ORDER BY id) AS number FROM change"
        " WHERE change_group IN (SELECT value FROM json_each(:groups)) AND (:record IS NULL OR record = :record))"
        " WHERE number <= :most ORDER BY id"
    )
    values = {"groups": json.dumps(numbers), "record": record, "most": MOST_SHOWN}
    shown: dict[int, list[Change]] = {}
    for row in connection.execute(statement, values).fetchall():
        shown.setdefault(row[1], []).append(Change(*row))
    return shown
