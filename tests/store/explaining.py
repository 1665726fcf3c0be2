"""What users own, and whether it is sound and explained by the history."""

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from ngkt_tui.store.explaining import Place, unexplained
from ngkt_tui.store.fields import FIELDS, Column, Entries

AT_REST = {"status": "unrated"}


def present_values(connection: sqlite3.Connection) -> dict[Place, Any]:
    """Return the value of every column that is not at rest, and the entries of every list but for their numbers."""
    values: dict[Place, Any] = {}
    for field in FIELDS.values():
        table = field.table.__tablename__ if isinstance(field, Column | Entries) else ""
        if isinstance(field, Column):
            for record, value in connection.execute(f"SELECT id, {field.name} FROM {table}"):
                if value != AT_REST.get(field.name):
                    values[Place(record, field.name)] = str(value)
        else:
            for _, record, *entry in connection.execute(f"SELECT * FROM {table}"):
                values.setdefault(Place(record, field.name), Counter())[tuple(entry)] += 1
    return values


def check_explained(path: Path) -> None:
    """Assert that the history explains what is there line by line, and that what is there is sound."""
    connection = sqlite3.connect(path)
    try:
        assert unexplained(connection) == []
        _check_each_line_goes_on_from_the_last(connection)
        odd = connection.execute(
            "SELECT id, status, done_on, why FROM directive WHERE (status = 'done') <> (done_on IS NOT NULL)"
            " OR (status IN ('blocked', 'dropped')) <> (why IS NOT NULL)"
        )
        assert odd.fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def _check_each_line_goes_on_from_the_last(connection: sqlite3.Connection) -> None:
    told: dict[Place, Any] = {}
    for record, field, before, after in connection.execute(
        "SELECT record, field, before, after FROM change ORDER BY id"
    ):
        if isinstance(FIELDS.get(field), Column):
            assert before == told.get(Place(record, field), AT_REST.get(field)), (record, field)
            told[Place(record, field)] = after
