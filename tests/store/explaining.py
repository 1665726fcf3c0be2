"""What the history says the present state must be, to be held against what is there."""

import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

from ngkt_tui.store.field_kinds import Column, Entries
from ngkt_tui.store.fields import FIELDS

Place = tuple[str, str]
"""A record and a field."""
INITIAL = {"status": "unrated"}


def present_values(connection: sqlite3.Connection) -> dict[Place, Any]:
    """Return what users own: the value of every column that is not at rest, the entries of every list."""
    values: dict[Place, Any] = {}
    for field in FIELDS.values():
        if isinstance(field, Column):
            for record, value in connection.execute(f"SELECT id, {field.name} FROM {field.table.__tablename__}"):
                if value != INITIAL.get(field.name):
                    values[record, field.name] = str(value)
    for field in FIELDS.values():
        if isinstance(field, Entries) and field.name == "note":
            for record, text in connection.execute("SELECT record, text FROM note"):
                values.setdefault((record, "note"), Counter())[text] += 1
    return values


def told_values(connection: sqlite3.Connection) -> dict[Place, Any]:
    """Return what the history, told from its first line, says of the same. Raises where it contradicts itself."""
    values: dict[Place, Any] = {}
    for record, field, before, after in connection.execute(
        "SELECT record, field, before, after FROM change ORDER BY id"
    ):
        if field == "note":
            _retell_entry(values.setdefault((record, field), Counter()), before, after)
        elif isinstance(FIELDS.get(field), Column):
            told = values.get((record, field), INITIAL.get(field))
            assert before == told, f"{record}.{field} was {told}, but the history says {before}"
            values[record, field] = after
    return {place: value for place, value in values.items() if value and value != INITIAL.get(place[1])}


def _retell_entry(entries: Counter[str], before: str | None, after: str | None) -> None:
    if after is not None:
        entries[after] += 1
    elif before is not None:
        assert entries[before] > 0
        entries[before] -= 1
        if not entries[before]:
            del entries[before]


def check_explained(path: Path) -> None:
    """Assert that the history explains what is there, and that what is there is sound."""
    connection = sqlite3.connect(path)
    try:
        assert told_values(connection) == present_values(connection)
        odd = connection.execute(
            "SELECT id, status, done_on, why FROM directive WHERE (status = 'done') <> (done_on IS NOT NULL)"
            " OR (status IN ('blocked', 'dropped')) <> (why IS NOT NULL)"
        ).fetchall()
        assert odd == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()
